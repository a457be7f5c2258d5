import type { FileRefusal } from "../../core/channel_file/channel_file.ts";
import { paths } from "../../core/paths.ts";
import { Problem } from "../staff/problem.tsx";
import type { Lang } from "../words.ts";
import { flawText } from "./flaw_text.ts";
import { type ReconciliationError, reconciliationWords } from "./words.ts";

interface Props {
  readonly lang: Lang;
  /** In words: `8 MiB`. */
  readonly most: string;
  readonly formError?: ReconciliationError | undefined;
  readonly flaw?: FileRefusal | undefined;
}

/** Brings in a file of the channel. One that is not good changes nothing, and it is said where. */
export function UploadPage({ lang, most, formError, flaw }: Props) {
  const w = reconciliationWords(lang);
  const text = flaw ? flawText(lang, flaw) : formError && w.errors[formError];
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
