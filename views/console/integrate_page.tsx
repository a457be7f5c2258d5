import type { Kid, PlanId } from "../../core/id.ts";
import type { Merchant } from "../../core/merchant/merchant.ts";
import { paths } from "../../core/paths.ts";
import { permits } from "../../core/permission/role.ts";
import { inLanguage } from "../docs/site.ts";
import { SnippetTabs } from "../docs/snippet_tabs.tsx";
import type { Frame } from "../frame.ts";
import { fact, Facts } from "../parts/facts.tsx";
import { newKey } from "../snippets/curl.ts";
import { type Call, KID_HERE, type Language, SECRET_KEY_HERE } from "../snippets/snippet.ts";
import { DeskLayout, type Who } from "../staff/desk.tsx";
import { integrateWords } from "./integrate_words.ts";

interface Props {
  readonly frame: Frame;
  readonly who: Who;
  readonly merchant: Merchant;
  readonly language: Language;
  /** An Ed25519 key that signs now, as the examples do; undefined while there is none. */
  readonly kid: Kid | undefined;
  /** One that can be signed now. */
  readonly planId: PlanId | undefined;
  /** Of an endpoint that is enabled. */
  readonly endpointUrl: string | undefined;
  /** New for each reader. */
  readonly merchantOrderNo: string;
}

const ENDPOINT_HERE = "https://shop.example/hook";

/** Programs that work when pasted, with this merchant number's own values and nobody's secret. */
export function IntegratePage(props: Props) {
  const { frame, who, merchant, language, kid, planId, endpointUrl, merchantOrderNo } = props;
  const { lang, origin } = frame;
  const w = integrateWords(lang);
  const test = merchant.mode === "test";
  // A live secret key registers the first public key and nothing else.
  const secretKey = test ? SECRET_KEY_HERE : "sk_live_…";
  const call = (path: string, body: NonNullable<Call["body"]>): Call => ({
    baseUrl: origin,
    method: "POST",
    path,
    body,
  });
  const order = call(paths.orders(), {
    merchant_order_no: merchantOrderNo,
    amount: 6_800,
    subject: "龙井两位 Longjing for two",
  });
  const example = (id: string, given: Call, how: "bearer" | "signed") => (
    <SnippetTabs
      id={id}
      path={paths.integrate()}
      lang={lang}
      language={language}
      kind={how}
      write={(templates) =>
        how === "bearer"
          ? templates.bearer(given, secretKey)
          : templates.signed(given, kid ?? KID_HERE)}
    />
  );
  return (
    <DeskLayout
      frame={frame}
      desk="console"
      who={who}
      section="integrate"
      title={w.title}
      examples
    >
      <h1>{w.title}</h1>
      <p>{w.intro}</p>
      <section class="card">
        <Facts
          rows={[
            fact(w.merchantNo, <code>{merchant.merchantNo}</code>),
            fact(w.baseUrl, <code>{origin}</code>),
            fact(w.signingKey, kid ? <code>{kid}</code> : w.none),
            fact(w.plan, planId ? <code>{planId}</code> : w.none),
            fact(w.endpoint, endpointUrl ? <code>{endpointUrl}</code> : w.none),
          ]}
        />
      </section>
      <p>{w.secretOnce(secretKey)}</p>
      {test
        ? (
          <section class="card stack">
            <h2>{w.order}</h2>
            {example("order", order, "bearer")}
          </section>
        )
        : null}
      <section class="card stack">
        <h2>{w.makeKey}</h2>
        <p>{w.makeKeyText}</p>
        <pre tabindex={0}><code>{newKey(origin, secretKey)}</code></pre>
        {kid && permits(who.role, "keys:write")
          ? (
            <p>
              {w.keyThere} <a class="link" href={paths.consoleNewKey(kid)}>{w.rotate}</a>
            </p>
          )
          : null}
        {!test && permits(who.role, "keys:write")
          ? (
            <p>
              {w.liveLost} <a class="link" href={paths.consoleNewKey()}>{w.proposeKey}</a>
            </p>
          )
          : null}
      </section>
      <section class="card stack">
        <h2>{w.signedOrder}</h2>
        {example("signed", order, "signed")}
      </section>
      {planId
        ? (
          <section class="card stack">
            <h2>{w.signing}</h2>
            {example(
              "signing",
              call(paths.signings(), { plan_id: planId, contract_code: merchantOrderNo }),
              test ? "bearer" : "signed",
            )}
          </section>
        )
        : null}
      <section class="card stack">
        <h2>{w.webhook}</h2>
        {endpointUrl ? null : (
          <>
            <p>{w.addEndpoint}</p>
            {example(
              "endpoint",
              call(paths.endpoints(), { url: ENDPOINT_HERE }),
              test ? "bearer" : "signed",
            )}
          </>
        )}
        <p>{w.webhookText(endpointUrl ?? ENDPOINT_HERE)}</p>
        <SnippetTabs
          id="receiver"
          path={paths.integrate()}
          lang={lang}
          language={language}
          kind="webhook"
          write={(templates) => templates.webhook()}
        />
      </section>
      <p>
        {w.more} <a class="link" href={inLanguage(paths.docs(), language)}>{w.docs}</a>
      </p>
    </DeskLayout>
  );
}
