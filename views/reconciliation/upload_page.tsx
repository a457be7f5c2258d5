import { paths } from "../../core/paths.ts";
import { isolated } from "../../core/text/isolated.ts";
import { Problem } from "../staff/problem.tsx";
import type { Lang } from "../words.ts";
import { type ReconciliationError, reconciliationWords } from "./words.ts";

/** What is wrong with a file, and where. */
export interface ShownFlaw {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly code: string;
  readonly detail: string;
}

interface Props {
  readonly lang: Lang;
  /** In words: `8 MiB`. */
  readonly most: string;
  readonly formError?: ReconciliationError | undefined;
  readonly flaw?: ShownFlaw | undefined;
}

/** Brings in a file of the channel. One that is not good changes nothing, and it is said where. */
export function UploadPage({ lang, most, formError, flaw }: Props) {
  const w = reconciliationWords(lang);
  const text = flaw
    ? `${w.flawAt(isolated(flaw.file), flaw.line, flaw.column)}: ${
      isolated(flaw.detail)
    } (${flaw.code})`
    : formError && w.errors[formError];
  return (
    <>
      <Problem text={text} field={text === undefined ? undefined : "file"} />
      <form
        class="card stack"
        method="post"
        enctype="multipart/form-data"
        action={paths.opsStatementFiles()}
      >
        <h1>{w.upload}</h1>
        <p class="quiet-text">{w.uploadHelp(most)}</p>
        <div class="field">
          <label for="file">{w.file}</label>
          <input
            id="file"
            name="file"
            type="file"
            required
            {...(text === undefined ? {} : { "aria-invalid": "true" })}
          />
        </div>
        <button class="button" type="submit">{w.import}</button>
      </form>
    </>
  );
}
