import type { Lang } from "../words.ts";
import { type SignTrouble, signWords } from "./words.ts";

/** Above a form that was not taken: what is wrong, with a link to where it is put right. It gets the focus. */
export function Summary(
  { trouble, lang }: { readonly trouble: SignTrouble | undefined; readonly lang: Lang },
) {
  if (!trouble) return null;
  const text = signWords(lang).troubles[trouble];
  const field = fieldOf(trouble);
  return (
    <div id="summary" class="band ochre" tabindex={-1} role="group">
      {field ? <a href={`#${field}`}>{text}</a> : <span>{text}</span>}
    </div>
  );
}

/** The id of the field that is to be put right. */
export function fieldOf(trouble: SignTrouble | undefined): "code" | "id_number" | undefined {
  switch (trouble) {
    case "code_missing":
    case "code_wrong":
      return "code";
    case "id_number_missing":
    case "id_number_wrong":
      return "id_number";
    default:
      return undefined;
  }
}
