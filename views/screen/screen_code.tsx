import { drawCode } from "../parts/qr_svg.ts";

interface Props {
  readonly content: string;
  /** Says what it pays, for people who can't see it. */
  readonly alt: string;
}

/**
 * The code as large as the screen allows, black on a white tile in both themes, including its four quiet modules. The
 * class gives the number of modules per side: the style sheet makes each of them whole pixels.
 */
export function ScreenCode({ content, alt }: Props) {
  const { size, path } = drawCode(content, "M");
  return (
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
}
