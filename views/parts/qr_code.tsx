import { drawCode } from "./qr_svg.ts";

const MODULE_PX = 6;
const MODULE_PX_MIN = 5;
/** What fits a card on a 320 px screen. */
const SIDE_PX_MAX = 264;

interface Props {
  /** The code's content. Up to 62 bytes it keeps version 4: 246 px. */
  readonly content: string;
  /** Says what it pays, for people who can't see it. */
  readonly alt: string;
}

/** A code for a screen: black on a white tile in every theme, whole pixels per module, correction M. */
export function QrCode({ content, alt }: Props) {
  const { size, path } = drawCode(content, "M");
  const side = size * (size * MODULE_PX <= SIDE_PX_MAX ? MODULE_PX : MODULE_PX_MIN);
  return (
    <svg
      class="code"
      role="img"
      aria-label={alt}
      viewBox={`0 0 ${size} ${size}`}
      width={side}
      height={side}
      shape-rendering="crispEdges"
    >
      <path fill="#fff" d={`M0 0h${size}v${size}H0z`} />
      <path fill="#000" d={path} />
    </svg>
  );
}
