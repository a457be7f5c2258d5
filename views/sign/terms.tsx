import { disclosureKeys } from "../../core/signing/disclosure.ts";
import type { SigningView } from "../../core/signing/view_signing.ts";
import type { Lang } from "../words.ts";
import { signWords } from "./words.ts";

interface Props {
  readonly view: SigningView;
  readonly lang: Lang;
  /** The folded text is open if something in it may have changed. */
  readonly open?: boolean;
}

/** The five lines, byte for byte as in the evidence, and the full text folded under them. */
export function Terms({ view, lang, open = false }: Props) {
  const s = signWords(lang);
  const { lines, fullText } = view.shown[lang];
  return (
    <>
      <ul class="terms">
        {disclosureKeys.map((key) => <li key={key}>{figuresBold(lines[key])}</li>)}
      </ul>
      <details open={open}>
        <summary>{s.fullText}</summary>
        {fullText.map((paragraph) => <p key={paragraph} class="full-text">{paragraph}</p>)}
      </details>
    </>
  );
}

// Splitting by a group keeps the amounts, at odd positions.
const FIGURE = /(¥[\d,]+\.\d{2})/;

function figuresBold(line: string) {
  return line.split(FIGURE).map((part, place) =>
    place % 2 === 1 ? <b key={place} class="money">{part}</b> : part
  );
}
