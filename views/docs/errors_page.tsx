import { paths } from "../../core/paths.ts";
import type { Frame } from "../frame.ts";
import type { Language } from "../snippets/snippet.ts";
import { DocsLayout } from "./docs_layout.tsx";
import { docsWords } from "./docs_words.ts";
import { Fields, objectHrefs } from "./fields.tsx";
import { type Translate, withCode } from "./prose.tsx";
import type { Reference } from "./reference.ts";
import type { Site } from "./site.ts";

interface Props {
  readonly frame: Frame;
  readonly site: Site;
  readonly language: Language;
  readonly reference: Reference;
  readonly translate: Translate;
}

/** Every refusal by its HTTP status. */
export function ErrorsPage({ frame, site, language, reference, translate }: Props) {
  const say = docsWords(frame.lang);
  const { problems, problem: shape } = reference;
  const hrefOf = objectHrefs(reference, { here: paths.docsErrors(), language });
  const statuses = [...new Set(problems.map(({ status }) => status))].toSorted((a, b) => a - b);
  const parts = statuses.map((status) => ({ id: `http-${status}`, title: say.status(status) }));
  return (
    <DocsLayout
      frame={frame}
      site={site}
      language={language}
      path={paths.docsErrors()}
      title={say.problems}
      parts={parts}
    >
      <h1>{say.problems}</h1>
      <p>{say.problemsText}</p>
      {shape
        ? (
          <section class="part" id={shape.name}>
            <h2>
              {say.object} <code>{shape.name}</code>
            </h2>
            <Fields
              of={shape.name}
              fields={shape.fields}
              hrefOf={hrefOf}
              translate={translate}
              characters={say.characters}
            />
          </section>
        )
        : null}
      {statuses.map((status) => (
        <section class="part" id={`http-${status}`}>
          <h2>{say.status(status)}</h2>
          <dl class="fields">
            {problems.filter((each) => each.status === status).map((
              { code, title, detail, foreign },
            ) => (
              <div id={code}>
                <dt>
                  <code>{code}</code>
                </dt>
                <dd {...(foreign ? { lang: "en" } : {})}>
                  <b>{withCode(title)}</b>
                  <br />
                  {withCode(detail)}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </DocsLayout>
  );
}
