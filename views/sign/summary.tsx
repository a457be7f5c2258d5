import type { SigningView } from "../../core/signing/view_signing.ts";
import type { Lang } from "../words.ts";
import { codeStep } from "./telling.ts";
import { type SignTrouble, signWords } from "./words.ts";

interface Props {
  readonly view: SigningView;
  readonly trouble: SignTrouble | undefined;
  readonly lang: Lang;
}

/** Above a form that was refused: what is wrong, with a link to the field. It gets the focus. */
export function Summary({ view, trouble, lang }: Props) {
  if (!trouble) return null;
  // If confirmed before a code was sent, the page has no field to point to.
  const told = trouble === "code_missing" && !codeStep(view) ? "code_none" : trouble;
  const text = signWords(lang).troubles[told];
  const field = fieldOf(told);
  return (
    <div id="summary" class="band ochre" tabindex={-1} role="group">
      {field ? <a href={`#${field}`}>{text}</a> : <span>{text}</span>}
    </div>
  );
}

/** The id of the field to correct. */
export function fieldOf(trouble: SignTrouble | undefined): "code" | "id_number" | undefined {
  switch (trouble) {
    case "code_missing":
    case "code_wrong":
    case "code_tries_over":
      return "code";
    case "id_number_missing":
    case "id_number_wrong":
      return "id_number";
    default:
      return undefined;
  }
}
