/** A colour in each theme, `#rrggbb`. */
export interface Shades {
  readonly light: string;
  readonly dark: string;
}

/** The grounds of each theme on which it is drawn: paper and sheet [docs/branding.md]. */
export const grounds = {
  light: ["#faf8f3", "#ffffff"],
  dark: ["#151412", "#201e1b"],
} as const;

/** As text would need it, so that it is seen by whoever can read the page [WCAG 2, 1.4.3]. */
export const CONTRAST_MIN = 4.5;
const STEPS = 256;

type Rgb = readonly [number, number, number];

/** `#rrggbb` as it was typed, in small letters and with or without the mark; undefined for anything else. */
export function readColour(typed: string): string | undefined {
  const [, digits] = /^#?([0-9a-f]{6})$/.exec(typed.trim().toLowerCase()) ?? [];
  return digits === undefined ? undefined : `#${digits}`;
}

/** The colour itself where it is seen well enough, and else the nearest to it on the way to black, or in the dark to white. */
export function shadesOf(colour: string): Shades {
  return {
    light: nearest(rgbOf(colour), [0, 0, 0], grounds.light),
    dark: nearest(rgbOf(colour), [255, 255, 255], grounds.dark),
  };
}

function nearest(from: Rgb, to: Rgb, on: readonly string[]): string {
  for (let step = 0; step < STEPS; step++) {
    const [r, g, b] = from.map((each, i) => each + ((to[i] ?? 0) - each) * step / STEPS);
    const shade = hex([r ?? 0, g ?? 0, b ?? 0]);
    if (on.every((ground) => contrast(shade, ground) >= CONTRAST_MIN)) return shade;
  }
  return hex(to);
}

/** Between 1 and 21 [WCAG 2, contrast ratio]. */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(rgbOf(one)), luminance(rgbOf(other))];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

const RED_DEGREES = 20;
const RED_CHROMA = 60;

/** So near to the seal's red that beside a seal it would be taken for part of it. */
export function isRed(colour: string): boolean {
  const [r, g, b] = rgbOf(colour);
  const chroma = r - Math.min(g, b);
  if (r < Math.max(g, b) || chroma < RED_CHROMA) return false;
  return 60 * Math.abs(g - b) / chroma <= RED_DEGREES;
}

function luminance(rgb: Rgb): number {
  const [r = 0, g = 0, b = 0] = rgb.map((each) => {
    const share = each / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function rgbOf(colour: string): Rgb {
  const number = Number.parseInt(colour.slice(1), 16);
  return [number >> 16, (number >> 8) & 255, number & 255];
}

function hex(rgb: Rgb): string {
  return `#${rgb.map((each) => Math.round(each).toString(16).padStart(2, "0")).join("")}`;
}
