import type { SigningView } from "../../core/signing/view_signing.ts";
import type { Lang } from "../words.ts";
import { codeStep } from "./status_copy.ts";
import { type SignFormError, signWords } from "./words.ts";

interface Props {
  readonly view: SigningView;
  readonly formError: SignFormError | undefined;
  readonly lang: Lang;
}

/** Above a form that was refused: what is wrong, with a link to the field. It gets the focus. */
export function Summary({ view, formError, lang }: Props) {
  if (!formError) return null;
  // If confirmed before a code was sent, the page has no field to point to.
  const told = formError === "code_missing" && !codeStep(view) ? "code_none" : formError;
  const text = signWords(lang).formErrors[told];
  const field = fieldOf(told);
  return (
    <div id="summary" class="band ochre" tabindex={-1} role="group">
      {field ? <a href={`#${field}`}>{text}</a> : <span>{text}</span>}
    </div>
  );
}

/** The id of the field to correct. */
export function fieldOf(formError: SignFormError | undefined): "code" | "id_number" | undefined {
  switch (formError) {
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
