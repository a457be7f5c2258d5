import { paths } from "../../core/paths.ts";
import type { Frame } from "../frame.ts";
import type { Call, Language } from "../snippets/snippet.ts";
import { DocsLayout } from "./docs_layout.tsx";
import { docsWords } from "./docs_words.ts";
import { exampleOf, type Filled } from "./example.ts";
import type { Json } from "./recording.ts";
import type { Reference } from "./reference.ts";
import { inLanguage, type Site } from "./site.ts";
import { SnippetTabs } from "./snippet_tabs.tsx";

interface Props {
  readonly frame: Frame;
  readonly site: Site;
  readonly language: Language;
  readonly reference: Reference;
  readonly filled: Filled;
  /** True when the examples hold a key that works. */
  readonly keyFilled: boolean;
  /** New for each reader, so that the first answer is a new order. */
  readonly merchantOrderNo: string;
}

const SUBJECT = "龙井两位 Longjing for two";
const AMOUNT_FEN = 6_800;

/** First request, answer, next step; then webhooks and signing, and where an error's `type` leads. */
export function StartPage(props: Props) {
  const { frame, site, language, reference, filled, keyFilled, merchantOrderNo } = props;
  const say = docsWords(frame.lang);
  const path = paths.docs();
  const { baseUrl, secretKey } = filled;
  const order = { merchant_order_no: merchantOrderNo, amount: AMOUNT_FEN, subject: SUBJECT };
  const answer = answerTo(order, filled);
  // Only where there is a sandbox.
  const mayPay = reference.resources.some(({ name }) => name === "test_helpers");
  const example = (id: string, call: Omit<Call, "baseUrl">) => (
    <SnippetTabs
      id={id}
      path={path}
      lang={frame.lang}
      language={language}
      kind="bearer"
      write={(templates) => templates.bearer({ baseUrl, ...call }, secretKey)}
    />
  );
  return (
    <DocsLayout frame={frame} site={site} language={language} path={path} title={say.title}>
      <h1>{say.firstPayment}</h1>
      <p>
        {say.intro} <code>{baseUrl}</code>. <a href={paths.openapi()}>{say.document}</a>
      </p>
      <section class="part" id="start">
        <h2>{say.firstRequest}</h2>
        {example("first", { method: "POST", path: paths.orders(), body: order })}
        <p class="hint">{keyFilled ? say.keyIsYours : say.keyIsPlaceholder}</p>
        <h2>{say.answer}</h2>
        <pre tabindex={0}><code>{JSON.stringify(answer, null, 2)}</code></pre>
        <h2>{say.nextStep}</h2>
        <p>{say.openCheckout}</p>
        {mayPay
          ? (
            <>
              <p>{say.orPay}</p>
              {example("pay", {
                method: "POST",
                path: `/v1/test_helpers/orders/${answer["order_id"]}/payment`,
                body: { outcome: "succeeded" },
              })}
            </>
          )
          : null}
      </section>
      <section class="part" id="webhook">
        <h2>{say.hear}</h2>
        <p>{say.hearText}</p>
        {example("endpoint", {
          method: "POST",
          path: paths.endpoints(),
          body: { url: "https://shop.example/hook" },
        })}
        <p>
          <a href={inLanguage(`${paths.docsEvents()}#receive`, language)}>{say.hearMore}</a>
        </p>
      </section>
      <section class="part" id="proving">
        <h2>{say.live}</h2>
        <p>{say.liveText}</p>
        <p>
          <a href={inLanguage(paths.docsSigned(), language)}>{say.signedRequests}</a>
        </p>
      </section>
      <section class="part" id="repeating">
        <h2>{say.repeating}</h2>
        <p>{say.repeatingText}</p>
      </section>
      <section class="part" id="codes">
        <h2>{say.allCodes}</h2>
        <p>{say.allCodesText}</p>
        <ul class="all-codes">
          {reference.problems.map(({ code }) => (
            <li id={code}>
              <a href={inLanguage(`${paths.docsErrors()}#${code}`, language)}>
                <code>{code}</code>
              </a>
            </li>
          ))}
        </ul>
      </section>
    </DocsLayout>
  );
}

/** The recorded answer with what this page sends. */
function answerTo(order: { readonly [name: string]: Json }, filled: Filled) {
  const recorded = exampleOf(filled, "postV1Orders")?.answer;
  if (typeof recorded !== "object" || recorded === null || Array.isArray(recorded)) return {};
  return { ...recorded, ...order, metadata: {}, return_url: null } as Record<string, Json>;
}
