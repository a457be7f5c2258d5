import { paths } from "../../core/paths.ts";
import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import { type DocsWords, docsWords } from "./docs_words.ts";
import { Fields, OperationCard } from "./operation_card.tsx";
import { Prose } from "./prose.tsx";
import type { Examples, ProblemText, Reference, Shape } from "./reference.ts";

interface Props {
  readonly frame: Frame;
  readonly reference: Reference;
  /** True when the examples hold a key that works. */
  readonly keyFilled: boolean;
}

/** The API reference: first request, answer, next step; then everything, each part with an anchor. */
export function DocsPage({ frame, reference, keyFilled }: Props) {
  const say = docsWords(frame.lang);
  const { baseUrl, groups, objects, problems, examples } = reference;
  return (
    <Layout
      frame={frame}
      title={say.title}
      mode="live"
      width="wide"
      script={false}
      head={<link rel="stylesheet" href={frame.asset("docs.css")} />}
    >
      <div class="stack docs">
        <h1>{say.title}</h1>
        <p>
          {say.intro} <code>{baseUrl}</code>. <a href={paths.openapi()}>{say.document}</a>
        </p>
        <Start say={say} examples={examples} keyFilled={keyFilled} />
        <Contents say={say} reference={reference} />
        <Proving say={say} examples={examples} />
        <section class="card stack" id="repeating">
          <h2>{say.repeating}</h2>
          <p>{say.repeatingText}</p>
        </section>
        <h2 id="operations">{say.operations}</h2>
        {groups.flatMap((group) => group.operations)
          .map((operation) => <OperationCard key={operation.id} say={say} operation={operation} />)}
        <h2 id="objects">{say.objects}</h2>
        {objects.map((shape) => <ObjectCard key={shape.name} shape={shape} />)}
        <h2 id="problems">{say.problems}</h2>
        <p>{say.refusalsText}</p>
        <Problems problems={problems} />
      </div>
    </Layout>
  );
}

interface StartProps {
  readonly say: DocsWords;
  readonly examples: Examples;
  readonly keyFilled: boolean;
}

function Start({ say, examples, keyFilled }: StartProps) {
  return (
    <section class="card stack" id="start">
      <h2>{say.firstRequest}</h2>
      <Code text={examples.request} />
      <p class="hint">{keyFilled ? say.keyIsYours : say.keyIsPlaceholder}</p>
      <h2>{say.answer}</h2>
      <Code text={examples.answer} />
      <h2>{say.nextStep}</h2>
      <p>{say.openCheckout}</p>
      <p>{say.orPay}</p>
      <Code text={examples.pay} />
    </section>
  );
}

function Contents({ say, reference }: { readonly say: DocsWords; readonly reference: Reference }) {
  return (
    <nav class="card stack" aria-label={say.contents}>
      <h2>{say.contents}</h2>
      <ul class="plain">
        <li>
          <a href="#proving">{say.proving}</a>
        </li>
        <li>
          <a href="#repeating">{say.repeating}</a>
        </li>
        {reference.groups.map((group) => (
          <li>
            {group.name}
            <ul class="plain">
              {group.operations.map(({ id, method, path }) => (
                <li>
                  <a href={`#${id}`}>
                    <code>{method} {path}</code>
                  </a>
                </li>
              ))}
            </ul>
          </li>
        ))}
        <li>
          <a href="#objects">{say.objects}</a>
        </li>
        <li>
          <a href="#problems">{say.problems}</a>
        </li>
      </ul>
    </nav>
  );
}

function Proving({ say, examples }: { readonly say: DocsWords; readonly examples: Examples }) {
  return (
    <section class="card stack" id="proving">
      <h2>{say.proving}</h2>
      <p>{say.provingTest}</p>
      <p>{say.provingLive}</p>
      <p>{say.provingFirstKey}</p>
      <h3>{say.signExample}</h3>
      <Code text={examples.sign} />
      <h3>{say.checkExample}</h3>
      <Code text={examples.check} />
    </section>
  );
}

function ObjectCard({ shape }: { readonly shape: Shape }) {
  return (
    <section class="card stack" id={shape.name}>
      <h3>{shape.name}</h3>
      <Fields fields={shape.fields} />
    </section>
  );
}

function Problems({ problems }: { readonly problems: readonly ProblemText[] }) {
  return (
    <dl class="card fields" lang="en">
      {problems.map(({ code, status, title, detail }) => (
        <div id={code}>
          <dt>
            <code>{code}</code> <span class="small">{status}</span>
          </dt>
          <dd>
            <Prose text={`${title}. ${detail}`} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Code wider than the screen scrolls on its own, also by keyboard. */
function Code({ text }: { readonly text: string }) {
  return <pre tabindex={0}><code>{text}</code></pre>;
}
