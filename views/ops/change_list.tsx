import type { FieldChange } from "../../core/desk/form_changes.ts";
import type { Lang } from "../words.ts";
import { opsWords } from "./words.ts";

interface Props {
  readonly lang: Lang;
  readonly changes: readonly FieldChange[];
  /** Otherwise the whole form, which has nothing before it. */
  readonly isChange: boolean;
}

/** Field by field what a new version changes. */
export function ChangeList({ lang, changes, isChange }: Props) {
  const { none } = opsWords(lang);
  const shown = (text: string) => text === "" ? none : text;
  return (
    <ul class="rows">
      {changes.map(({ field, before, after }) => (
        <li key={field}>
          <span class="small quiet-text">{field}</span>
          <p>
            {isChange
              ? (
                <>
                  <del>{shown(before)}</del> <ins>{shown(after)}</ins>
                </>
              )
              : shown(after)}
          </p>
        </li>
      ))}
    </ul>
  );
}
