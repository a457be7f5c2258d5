import { StateMark } from "../parts/state_mark.tsx";
import type { Lang } from "../words.ts";
import type { OpsFormError } from "./copy.ts";
import { opsWords } from "./words.ts";

/** Above what was refused: why. It gets the focus. */
export function FormError(
  { lang, error }: { readonly lang: Lang; readonly error: OpsFormError | undefined },
) {
  if (!error) return null;
  return (
    <div id="summary" class="band ochre" tabindex={-1} role="group" autofocus>
      <StateMark mark="failed" />
      <p>{opsWords(lang).errors[error]}</p>
    </div>
  );
}
