import { type Language, languageNames, languages, type Snippets } from "../snippets/snippet.ts";
import { snippets } from "../snippets/snippets.ts";
import { docsWords } from "./docs_words.ts";
import type { Lang } from "../words.ts";
import { inLanguage } from "./site.ts";

interface Props {
  /** Its anchor, unique on the page. */
  readonly id: string;
  /** This page, without an anchor. */
  readonly path: string;
  readonly lang: Lang;
  readonly language: Language;
  readonly kind: "bearer" | "signed" | "webhook";
  readonly write: (templates: Snippets) => string;
}

/** One example in the language that was chosen, with a link to each other; the choice goes with the reader. */
export function SnippetTabs({ id, path, lang, language, kind, write }: Props) {
  const say = docsWords(lang);
  const templates = snippets[language];
  return (
    <figure class="example" id={id}>
      <nav aria-label={say.exampleIn}>
        {languages.map((each) => (
          <a
            href={tabHref(path, id, each)}
            {...(each === language ? { "aria-current": "true" } : {})}
          >
            {languageNames[each]}
          </a>
        ))}
      </nav>
      <pre tabindex={0}><code>{write(templates)}</code></pre>
      {language === "curl" && kind === "bearer" ? null : (
        <figcaption class="meta">
          {say.runAs(
            kind === "webhook" ? templates.file.replace("request", "webhook") : templates.file,
          )}{" "}
          <code>
            {kind === "webhook" ? templates.run.replace("request", "webhook") : templates.run}
          </code>
          {kind === "signed" && templates.needs
            ? (
              <>
                , {say.needs} <code>{templates.needs}</code>
              </>
            )
            : null}
        </figcaption>
      )}
    </figure>
  );
}

/** A tab always says its language, or the one chosen before would stay. */
function tabHref(path: string, id: string, language: Language): string {
  return inLanguage(`${path}#${id}`, language);
}
