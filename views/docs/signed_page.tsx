import { paths } from "../../core/paths.ts";
import type { Frame } from "../frame.ts";
import { newKey } from "../snippets/curl.ts";
import type { Language } from "../snippets/snippet.ts";
import { DocsLayout } from "./docs_layout.tsx";
import { docsWords } from "./docs_words.ts";
import { callOf, exampleOf, type Filled } from "./example.ts";
import type { Translate } from "./prose.tsx";
import type { OperationText, Reference } from "./reference.ts";
import { inLanguage, type Site } from "./site.ts";
import { SnippetTabs } from "./snippet_tabs.tsx";

interface Props {
  readonly frame: Frame;
  readonly site: Site;
  readonly language: Language;
  readonly reference: Reference;
  readonly filled: Filled;
  /** Shown signed. */
  readonly operation: OperationText;
  readonly translate: Translate;
}

/** From no key to a signed request of any operation. */
export function SignedPage(props: Props) {
  const { frame, site, language, reference, filled, operation, translate } = props;
  const { lang } = frame;
  const say = docsWords(lang);
  const example = exampleOf(filled, operation.id);
  return (
    <DocsLayout
      frame={frame}
      site={site}
      language={language}
      path={paths.docsSigned()}
      title={say.signedRequests}
    >
      <h1>{say.signedRequests}</h1>
      <p>{say.signedText}</p>
      <section class="part" id="key">
        <h2>{say.newKey}</h2>
        <pre tabindex={0}><code>{newKey(filled.baseUrl, filled.secretKey)}</code></pre>
        <p class="hint">{say.newKeyText}</p>
      </section>
      <section class="part" id="request">
        <h2>{say.signedRequest}</h2>
        <form action={paths.docsSigned()} class="field choose">
          <label for="operation">{say.choose}</label>
          <select id="operation" name="operation">
            {reference.resources.map(({ title, operations }) => (
              <optgroup label={translate(title) ?? title}>
                {operations.filter(({ id }) =>
                  exampleOf(filled, id)
                ).map(({ id, method, path }) => (
                  <option value={id} selected={id === operation.id}>{method} {path}</option>
                ))}
              </optgroup>
            ))}
          </select>
          {language === "curl" ? null : <input type="hidden" name="in" value={language} />}
          <button class="button quiet" type="submit">{say.show}</button>
        </form>
        {example
          ? (
            <SnippetTabs
              id="signed"
              path={paths.docsSigned(operation.id)}
              lang={lang}
              language={language}
              kind="signed"
              write={(templates) => templates.signed(callOf(filled, example), filled.kid)}
            />
          )
          : null}
        <p class="small">
          {say.moreAbout}{" "}
          <a href={inLanguage(paths.docsGuide("authentication"), language)}>
            {say.guideTitles.authentication}
          </a>
        </p>
      </section>
    </DocsLayout>
  );
}
