import { drawCode } from "../parts/qr_svg.ts";

interface Props {
  readonly content: string;
  /** Says what it pays or signs, for people who can't see it. */
  readonly alt: string;
  /** In test mode you may have no phone at hand: the code opens this in a new tab, as if scanned. */
  readonly opens?: string | undefined;
}

/**
 * The code as large as the screen allows, black on a white tile in both themes, including its four quiet modules. The
 * class gives the number of modules per side: the style sheet makes each of them whole pixels.
 */
export function ScreenCode({ content, alt, opens }: Props) {
  const { size, path } = drawCode(content, "M");
  const code = (
    <svg
      class={`code m${size}`}
      role="img"
      aria-label={alt}
      viewBox={`0 0 ${size} ${size}`}
      shape-rendering="crispEdges"
    >
      <path fill="#fff" d={`M0 0h${size}v${size}H0z`} />
      <path fill="#000" d={path} />
    </svg>
  );
  return (
    <figure class="tile">
      {opens === undefined ? code : <a href={opens} target="_blank" rel="noopener">{code}</a>}
    </figure>
  );
}
