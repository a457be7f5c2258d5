import type { Child } from "hono/jsx";
import { disclosureKeys } from "../../core/signing/disclosure.ts";
import { validityOf } from "../../core/signing/terms.ts";
import type { SigningView } from "../../core/signing/view_signing.ts";
import { breakable } from "../parts/breakable.tsx";
import type { Lang } from "../words.ts";
import { signWords } from "./words.ts";
import type { SignWords } from "./words_zh.ts";

interface Props {
  readonly view: SigningView;
  readonly lang: Lang;
  /** The folded text is open if something in it may have changed. */
  readonly open?: boolean;
  /** Folded beside the full text. */
  readonly children?: Child;
}

/**
 * The five lines, byte for byte as in the evidence, and the full text folded under them. How long a contract lasts is
 * said among the lines as well, as the full text says it.
 */
export function Terms({ view, lang, open = false, children }: Props) {
  const s = signWords(lang);
  const { lines, fullText } = view.shown[lang];
  const lasts = validityOf(view.plan, lang);
  return (
    <>
      <ul class="terms">
        {disclosureKeys.map((key) => (
          <>
            {key === "end" && lasts ? <Line name="lasts" text={lasts} lang={lang} /> : null}
            <Line name={key} text={lines[key]} lang={lang} />
          </>
        ))}
      </ul>
      <div class="folds">
        <details open={open}>
          <summary>{s.fullText}</summary>
          {fullText.map((paragraph) => <p key={paragraph} class="full-text">{paragraph}</p>)}
        </details>
        {children}
      </div>
    </>
  );
}

interface LineProps {
  readonly name: keyof SignWords["labels"];
  readonly text: string;
  readonly lang: Lang;
}

/** A line is a sentence by itself; the label in the gutter is for the eye that looks for it. */
function Line({ name, text, lang }: LineProps) {
  return (
    <li class={name}>
      <span aria-hidden="true">{signWords(lang).labels[name]}</span>
      <p>{name === "most" ? limits(text) : breakable(text)}</p>
    </li>
  );
}

// Chinese pauses here, and a line may end; splitting after the mark keeps it.
const PAUSE = /(?<=，)/;
// Splitting by a group keeps the amounts, at odd positions.
const FIGURE = /(¥[\d,]+\.\d{2})/;

/** Neither limit is broken from its amount, and the amounts are bold. */
function limits(line: string) {
  return line.split(PAUSE).map((clause) => (
    <span key={clause} class="whole">
      {clause.split(FIGURE).map((part, place) =>
        place % 2 === 1 ? <b key={place} class="money">{part}</b> : part
      )}
    </span>
  ));
}
