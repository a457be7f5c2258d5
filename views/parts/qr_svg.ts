import { encode } from "uqr";

// Four quiet modules are part of the symbol (ISO/IEC 18004); on a dark page a smaller zone would be lost.
export const QUIET_MODULES = 4;

/** How much of a code may be damaged: `M` on screens, `Q` in print, which gets dirty. */
export type Correction = "M" | "Q";

/** A code as squares: its side in modules, including the quiet zone, and the dark ones as one path. */
export function drawCode(
  content: string,
  ecc: Correction,
): { readonly size: number; readonly path: string } {
  const { data, size } = encode(content, { ecc, boostEcc: false, border: QUIET_MODULES });
  return { size, path: darkRuns(data) };
}

/** A code as a file of its own: black on a white tile, one unit per module, sharp at any size. */
export function qrSvg(content: string, ecc: Correction): string {
  const { size, path } = drawCode(content, ecc);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges">` +
    `<path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${path}"/></svg>`;
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
