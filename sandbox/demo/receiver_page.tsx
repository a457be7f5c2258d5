import { cny } from "../../core/money.ts";
import type { DemoStore, SignatureVerdict } from "./demo_receiver.ts";
import { paths } from "../../core/paths.ts";
import type { Frame } from "../../views/frame.ts";
import { Layout } from "../../views/layout.tsx";
import { Facts } from "../../views/parts/facts.tsx";
import { Amount } from "../../views/parts/money.tsx";
import { hueOf, type Mark, StateMark } from "../../views/parts/state_mark.tsx";
import { Time } from "../../views/parts/time.tsx";
import { readWebhook } from "./read_webhook.ts";
import { receiverWords } from "./words.ts";

type Received = ReturnType<ReturnType<DemoStore["received"]>["read"]>[number];

interface Props {
  readonly frame: Frame;
  /** Newest first. */
  readonly received: readonly Received[];
  /** Changes when another one arrives: a poll that has seen it gets 204. */
  readonly mark: string;
  /** True in the response that brings a new webhook to an open page. */
  readonly arrived?: boolean;
}

/** The demo merchant's side: each webhook as it arrives, and whether it can be trusted. */
export function ReceiverPage(props: Props) {
  const w = receiverWords(props.frame.lang);
  return (
    <Layout frame={props.frame} title={w.title} mode="test" width="wide">
      <div class="stack">
        <h1>{w.title}</h1>
        <p class="quiet-text">{w.intro}</p>
        <p>
          <a class="link" href={paths.demoReceiver()}>{w.refresh}</a>
        </p>
        <ReceivedList {...props} />
      </div>
    </Layout>
  );
}

/** Polls for as long as the page is open; the status line is the live region, the list never is. */
export function ReceivedList({ frame, received, mark, arrived }: Props) {
  const w = receiverWords(frame.lang);
  const newest = received[0];
  return (
    <>
      <div
        id="received"
        hx-get={`${paths.demoReceiver()}?mark=${mark}`}
        hx-trigger="every 2s, ask"
        hx-swap="outerHTML"
        hx-nonce={frame.nonce}
      >
        {newest ? null : <p class="card">{w.empty}</p>}
        {received.map((each) => <ReceivedCard key={each.seq} frame={frame} received={each} />)}
      </div>
      {arrived && newest
        ? (
          <hx-partial hx-target="#status" hx-swap="textContent">
            {w.arrived(newest.type)}
          </hx-partial>
        )
        : null}
    </>
  );
}

interface CardProps {
  readonly frame: Frame;
  readonly received: Received;
}

function ReceivedCard({ frame, received }: CardProps) {
  const w = receiverWords(frame.lang);
  const { about, amount, sequence, pretty } = readWebhook(received.body);
  const at = <Time at={received.receivedAt} lang={frame.lang} />;
  const subject = about === undefined ? undefined : <span class="mono">{about}</span>;
  const money = amount === undefined ? undefined : <Amount money={cny(amount)} />;
  const id = <span class="mono">{received.webhookId}</span>;
  const whole = `${headerLines(received.headers)}\n\n${pretty}`;
  return (
    <article class="card stack">
      <h2 class="mono">{received.type === "" ? w.unreadable : received.type}</h2>
      <Verdict verdict={received.standard} text={w.standard[received.standard]} />
      <Verdict verdict={received.jws} text={w.jws[received.jws]} />
      <Facts
        rows={[
          [w.at, at],
          [w.about, subject],
          [w.amount, money],
          [w.sequence, sequence],
          [w.webhookId, id],
        ]}
      />
      <details>
        <summary class="link">{w.whole}</summary>
        <pre tabindex={0}>{whole}</pre>
      </details>
    </article>
  );
}

const markOf: Readonly<Record<SignatureVerdict, Mark>> = {
  holds: "paid",
  wrong: "failed",
  missing: "failed",
};

function Verdict({ verdict, text }: { readonly verdict: SignatureVerdict; readonly text: string }) {
  const mark = markOf[verdict];
  return (
    <p class={`band ${hueOf[mark]}`}>
      <StateMark mark={mark} />
      <span>{text}</span>
    </p>
  );
}

function headerLines(headers: Readonly<Record<string, string>>): string {
  return Object.entries(headers).map(([name, value]) => `${name}: ${value}`).join("\n");
}
