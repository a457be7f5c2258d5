import type { DocsWords } from "./docs_words.ts";
import { Prose } from "./prose.tsx";
import type { AnswerText, Field, OperationText } from "./reference.ts";

interface Props {
  readonly say: DocsWords;
  readonly operation: OperationText;
}

/** One endpoint: what to send, what comes back, and the possible errors. */
export function OperationCard({ say, operation }: Props) {
  const { id, method, path, summary, description, query, body, answers, codes } = operation;
  return (
    <section class="card stack" id={id}>
      <h3>
        <code>{method} {path}</code>
      </h3>
      <div class="stack" lang="en">
        <p>
          <Prose text={`${summary}. ${description ?? ""}`} />
        </p>
      </div>
      {query.length > 0 ? <h4>{say.query}</h4> : null}
      {query.length > 0 ? <Fields say={say} fields={query} /> : null}
      {body.length > 0 ? <h4>{say.body}</h4> : null}
      {body.length > 0 ? <Fields say={say} fields={body} /> : null}
      <h4>{say.answers}</h4>
      <Answers answers={answers} />
      {codes.length > 0
        ? (
          <p class="small">
            {say.mayRefuse} {codes.map((code) => (
              <>
                <a href={`#${code}`}>
                  <code>{code}</code>
                </a>
                {" "}
              </>
            ))}
          </p>
        )
        : null}
    </section>
  );
}

/** `say` is omitted for a response's fields: callers don't send those. */
export function Fields(
  { say, fields }: { readonly say?: DocsWords; readonly fields: readonly Field[] },
) {
  return (
    <dl class="fields">
      {fields.map((field) => (
        <div>
          <dt>
            <code>{field.name}</code> <span class="small">{typeOf(field)}{needOf(field, say)}</span>
          </dt>
          {field.limits || field.description
            ? (
              <dd class="small" lang="en">
                <Prose text={[field.description, field.limits].filter((each) => each).join(" ")} />
              </dd>
            )
            : null}
        </div>
      ))}
    </dl>
  );
}

function typeOf({ type, object }: Field) {
  return object ? <a href={`#${object}`}>{type}</a> : type;
}

function needOf({ required }: Field, say: DocsWords | undefined): string {
  return say ? ` · ${required ? say.required : say.optional}` : "";
}

function Answers({ answers }: { readonly answers: readonly AnswerText[] }) {
  return (
    <ul class="plain" lang="en">
      {answers.map(({ status, description, object }) => (
        <li>
          <code>{status}</code> <Prose text={description} />{" "}
          {object ? <a href={`#${object}`}>{object}</a> : null}
        </li>
      ))}
    </ul>
  );
}
