import { paths } from "../../core/paths.ts";
import type { Frame } from "../frame.ts";
import type { Language } from "../snippets/snippet.ts";
import { DocsLayout } from "./docs_layout.tsx";
import { docsWords } from "./docs_words.ts";
import { callOf, exampleOf, type Filled } from "./example.ts";
import { Fields, objectHrefs } from "./fields.tsx";
import { prose, type Translate } from "./prose.tsx";
import type { OperationText, Reference, ResourceText } from "./reference.ts";
import { inLanguage, type Site } from "./site.ts";
import { SnippetTabs } from "./snippet_tabs.tsx";

interface Props {
  readonly frame: Frame;
  readonly site: Site;
  readonly language: Language;
  readonly reference: Reference;
  readonly resource: ResourceText;
  readonly filled: Filled;
  readonly translate: Translate;
}

/** One resource: its operations, each with an example, and its objects. */
export function ResourcePage(props: Props) {
  const { frame, site, language, reference, resource, translate } = props;
  const say = docsWords(frame.lang);
  const path = paths.docsResource(resource.name);
  const hrefOf = objectHrefs(reference, { here: path, language });
  const title = translate(resource.title) ?? resource.title;
  const parts = [
    ...resource.operations.map(({ id, summary }) => ({ id, title: translate(summary) ?? summary })),
    ...resource.objects.map(({ name }) => ({ id: name, title: name })),
  ];
  return (
    <DocsLayout
      frame={frame}
      site={site}
      language={language}
      path={path}
      title={title}
      parts={parts}
    >
      <h1>{title}</h1>
      {resource.operations.map((operation) => (
        <Operation key={operation.id} {...props} operation={operation} path={path} />
      ))}
      {resource.objects.map(({ name, fields }) => (
        <section class="part" id={name}>
          <h2>
            {say.object} <code>{name}</code>
          </h2>
          <Fields
            of={name}
            fields={fields}
            hrefOf={hrefOf}
            translate={translate}
            characters={say.characters}
          />
        </section>
      ))}
    </DocsLayout>
  );
}

function Operation(
  { frame, language, reference, filled, translate, operation, path }: Props & {
    readonly operation: OperationText;
    readonly path: string;
  },
) {
  const say = docsWords(frame.lang);
  const { id, method, summary, description, query, body, answers, codes } = operation;
  const hrefOf = objectHrefs(reference, { here: path, language });
  const fields = { of: id, hrefOf, translate, say, characters: say.characters };
  const example = exampleOf(filled, id);
  return (
    <section class="part" id={id}>
      <h2>
        {prose(summary, translate)}
      </h2>
      <p class="endpoint">
        <code>
          <b>{method}</b> {operation.path}
        </code>
      </p>
      {description ? <p>{prose(description, translate)}</p> : null}
      {query.length > 0
        ? (
          <>
            <h3>{say.query}</h3>
            <Fields {...fields} fields={query} />
          </>
        )
        : null}
      {body.length > 0
        ? (
          <>
            <h3>{say.body}</h3>
            <Fields {...fields} fields={body} />
          </>
        )
        : null}
      {example
        ? (
          <>
            <h3>{say.example}</h3>
            <SnippetTabs
              id={`${id}-example`}
              path={path}
              lang={frame.lang}
              language={language}
              kind="bearer"
              write={(templates) => templates.bearer(callOf(filled, example), filled.secretKey)}
            />
            <p class="small">
              <a href={inLanguage(paths.docsSigned(id), language)}>{say.sameSigned}</a>
            </p>
          </>
        )
        : null}
      <h3>{say.answers}</h3>
      <ul class="plain">
        {answers.map(({ status, description, object }) => (
          <li>
            <code>{status}</code> {prose(description, translate)}{" "}
            {object ? <a href={hrefOf(object)}>{object}</a> : null}
          </li>
        ))}
      </ul>
      {example?.answer === undefined ? null : (
        <details>
          <summary>{say.answerExample(example.status)}</summary>
          <pre tabindex={0}><code>{JSON.stringify(example.answer, null, 2)}</code></pre>
        </details>
      )}
      {codes.length > 0
        ? (
          <details>
            <summary>{say.mayRefuse(codes.length)}</summary>
            <p class="codes-of small">
              {codes.map((code) => (
                <>
                  <a href={inLanguage(`${paths.docsErrors()}#${code}`, language)}>
                    <code>{code}</code>
                  </a>
                  {" "}
                </>
              ))}
            </p>
          </details>
        )
        : null}
    </section>
  );
}
