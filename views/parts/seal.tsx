import { type Lang, type SealKind, words } from "../words.ts";

const filled: Readonly<Record<SealKind, boolean>> = {
  paid: true,
  signed: true,
  refunded: false,
  ended: false,
};

const BODY = "M7 3 90 4 93 8 92 90 88 93 8 92 3 88 4 8Z";
const ALREADY = "M3 3H56V16H3M3 11V31H58V23";
const glyphs: Readonly<Record<SealKind, { readonly path: string; readonly stroke: number }>> = {
  paid: { path: "M17 0 3 14M11 9V34M22 10H60M46 0V31H37M29 17 35 24", stroke: 5 },
  signed: {
    path:
      "M9 0 2 8M7 3H27M16 3V9M38 0 31 8M36 3H58M46 3V9M30 8 2 21M30 8 58 21M20 19H40M14 24 18 31M30 23V31M46 24 41 31M3 35H57",
    stroke: 4,
  },
  refunded: {
    path:
      "M24 2H52V16H24M24 9H52M24 0V25L34 21M33 16 56 28M54 18 44 24M4 2 10 8M0 13H11V29L0 34M9 30 20 35H60",
    stroke: 4,
  },
  ended: {
    path:
      "M12 0 2 10M9 4H24V30H18M6 11V28L2 34M6 12H24M6 20H24M15 12V24M32 3H56V12H51M42 3 32 14M38 15 33 21M32 21H58M28 28H60M45 14V35",
    stroke: 4,
  },
};

const LETTER_WIDTH = 25;

interface Props {
  readonly kind: SealKind;
  readonly lang: Lang;
  /** True only in the response that brings the fact: then it is stamped once. */
  readonly arrived?: boolean;
}

/**
 * The only red element: used only beside a heading that says the same, never on anything else. Filled = in force
 * (paid, signed), outlined = undone (refunded, ended). Place it in an element of class `sealed`.
 */
export function Seal({ kind, lang, arrived }: Props) {
  const look = `seal ${filled[kind] ? "filled" : "outlined"}${arrived ? " arrived" : ""}`;
  if (lang === "en") return <WordSeal word={words(lang).seals[kind]} look={look} />;
  const { path, stroke } = glyphs[kind];
  return (
    <svg class={look} viewBox="0 0 96 96" aria-hidden="true" focusable="false">
      <path class="body" d={BODY} />
      <path class="cut" d={ALREADY} stroke-width="5" transform="translate(18 12)" />
      <path class="cut" d={path} stroke-width={stroke} transform="translate(18 51)" />
    </svg>
  );
}

function WordSeal({ word, look }: { readonly word: string; readonly look: string }) {
  const text = word.length * LETTER_WIDTH;
  const width = text + 28;
  const body = `M5 3 ${width - 6} 4 ${width - 3} 7 ${width - 4} 59 ${width - 7} 61 6 60 3 57 4 6Z`;
  return (
    <svg class={`${look} wide`} viewBox={`0 0 ${width} 64`} aria-hidden="true" focusable="false">
      <path class="body" d={body} />
      <text class="cut" x="14" y="45" textLength={text} lengthAdjust="spacingAndGlyphs">
        {word}
      </text>
    </svg>
  );
}
