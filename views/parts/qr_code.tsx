import { encode } from "uqr";

// Four quiet modules are part of the symbol (ISO/IEC 18004); a dark page would eat a smaller margin.
const QUIET_MODULES = 4;
const MODULE_PX = 6;
const MODULE_PX_MIN = 5;
/** What fits the card of a 320 px screen. */
const SIDE_PX_MAX = 264;

interface Props {
  /** What the code carries. Up to 62 bytes it keeps version 4: 246 px. */
  readonly content: string;
  /** Says what it pays, for people who cannot see it. */
  readonly alt: string;
}

/** A code for a screen: black on a white tile in every theme, whole pixels per module, correction M. */
export function QrCode({ content, alt }: Props) {
  const { data, size } = encode(content, { ecc: "M", boostEcc: false, border: QUIET_MODULES });
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
      <path fill="#000" d={darkRuns(data)} />
    </svg>
  );
}

/** Neighbouring dark modules of a row become one rectangle, so the page stays small. */
function darkRuns(rows: readonly (readonly boolean[])[]): string {
  let path = "";
  rows.forEach((row, y) => {
    for (let x = 0; x < row.length; x++) {
      if (!row[x]) continue;
      const start = x;
      while (row[x + 1]) x++;
      const length = x - start + 1;
      path += `M${start} ${y}h${length}v1h-${length}z`;
    }
  });
  return path;
}
