import type { Brand } from "../../core/brand/brand.ts";
import { shadesOf } from "../../core/brand/shades.ts";

/** A leaf and a word without letters: what a tea house might have. */
export const LEAF_SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40">' +
  '<path fill="#2f7d4f" d="M4 36C4 14 18 4 38 4c0 22-14 32-34 32Z"/>' +
  '<path fill="none" stroke="#1c1b18" stroke-width="4" d="M48 12h64M48 22h50M48 32h30"/></svg>';

export function brandOf(given: string | undefined, width = 120): Brand {
  return {
    colour: given === undefined ? undefined : { given, ...shadesOf(given) },
    logo: width === 0 ? undefined : {
      digest: "0".repeat(64),
      type: "svg",
      width,
      height: 40,
    },
  };
}
