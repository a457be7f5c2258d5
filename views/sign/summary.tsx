import type { SigningView } from "../../core/signing/view_signing.ts";
import type { Lang } from "../words.ts";
import { asksForCode, codeStep } from "./status_copy.ts";
import { type SignFormError, signWords } from "./words.ts";

interface Props {
  readonly view: SigningView;
  readonly formError: SignFormError | undefined;
  readonly lang: Lang;
}

/** Above a form that was refused, for what is wrong with no field of it. It gets the focus, also without script. */
export function Summary({ view, formError, lang }: Props) {
  if (!formError || fieldOf(view, formError)) return null;
  return (
    <div id="summary" class="band ochre" tabindex={-1} role="group" autofocus>
      <span>{errorText(view, formError, lang)}</span>
    </div>
  );
}

/** What is wrong, in words. If confirmed before a code was sent, there is none to enter. */
export function errorText(view: SigningView, formError: SignFormError, lang: Lang): string {
  const told = formError === "code_missing" && !codeStep(view) ? "code_none" : formError;
  return signWords(lang).formErrors[told];
}

/** The id of the field to correct, if the form has it: then the error stands under it. */
export function fieldOf(
  view: SigningView,
  formError: SignFormError | undefined,
): "code" | "id_number" | undefined {
  switch (formError) {
    case "code_missing":
    case "code_wrong":
    case "code_tries_over":
    case "phone_tries_over":
      return codeStep(view) ? "code" : undefined;
    case "id_number_missing":
    case "id_number_wrong":
      return view.plan.verifyIdNumber && !asksForCode(view) ? "id_number" : undefined;
    default:
      return undefined;
  }
}
