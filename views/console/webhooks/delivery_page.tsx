import { paths } from "../../../core/paths.ts";
import { permits } from "../../../core/permission/role.ts";
import { isolated } from "../../../core/text/isolated.ts";
import type { Delivery, DeliveryAttempt, Headers } from "../../../core/webhook/delivery.ts";
import type { DeliveryView } from "../../../core/webhook/view_delivery.ts";
import type { Frame } from "../../frame.ts";
import { Band } from "../../parts/band.tsx";
import { fact, Facts } from "../../parts/facts.tsx";
import type { Mark } from "../../parts/state_mark.tsx";
import { formatTime, Time } from "../../parts/time.tsx";
import { DeskLayout, type Who } from "../../staff/desk.tsx";
import type { Lang } from "../../words.ts";
import { StateWord } from "../state_word.tsx";
import { answerText, attemptMarks } from "./attempt_columns.tsx";
import { webhookWords } from "./words.ts";

export interface DeliveryProps {
  readonly frame: Frame;
  readonly who: Who;
  readonly view: DeliveryView;
}

const marks: Readonly<Record<Delivery["state"], Mark>> = {
  due: "processing",
  delivered: "paid",
  exhausted: "failed",
  cancelled: "closed",
};

/** One delivery with everything that was sent and answered, and the way to send it again. */
export function DeliveryPage(props: DeliveryProps) {
  const { frame, who, view } = props;
  const title = `${webhookWords(frame.lang).delivery} ${view.event.type}`;
  return (
    <DeskLayout frame={frame} desk="console" who={who} section="attempts" title={title} live>
      <DeliveryPanel {...props} />
    </DeskLayout>
  );
}

/** Polls as long as it is on its way. */
export function DeliveryPanel({ frame, who, view }: DeliveryProps) {
  const { lang } = frame;
  const w = webhookWords(lang);
  const { delivery, event, endpoint, attempts, body, proven } = view;
  const poll = delivery.state !== "due" ? {} : {
    "hx-get": paths.consoleDelivery(delivery.deliveryId),
    "hx-trigger": "every 5s",
    "hx-swap": "outerHTML",
    "hx-nonce": frame.nonce,
  };
  return (
    <div id="delivery" class="stack" {...poll}>
      <div class="head">
        <h1 class="line">{event.type}</h1>
        <StateWord mark={marks[delivery.state]} text={w.deliveryStates[delivery.state]} />
      </div>
      <section class="card stack">
        <Facts
          rows={[
            fact(
              w.endpoint,
              <a class="link mono" href={paths.consoleEndpoint(endpoint.endpointId)}>
                {endpoint.url}
              </a>,
            ),
            fact(w.columns.trigger, w.triggers[delivery.trigger]),
            fact(
              w.original,
              delivery.originalId && (
                <a class="link mono" href={paths.consoleDelivery(delivery.originalId)}>
                  {delivery.originalId}
                </a>
              ),
            ),
            fact(w.columns.eventId, <span class="mono">{event.eventId}</span>),
            fact(w.columns.about, <span class="mono">{event.merchantNo}</span>),
            fact(w.columns.deliveryId, <span class="mono">{delivery.deliveryId}</span>),
            fact(w.columns.at, <Time at={delivery.createdAt} lang={lang} />),
            fact(w.columns.next, delivery.state === "due" ? nextText(delivery, lang) : undefined),
          ]}
        />
        {permits(who.role, "webhooks:write") ? <Again lang={lang} view={view} /> : null}
      </section>
      {view.rounds.length > 1 ? <Rounds lang={lang} view={view} /> : null}
      <section class="card stack">
        <h2>{w.sent}</h2>
        {proven === undefined
          ? null
          : <p class="small quiet-text">{proven ? w.proven : w.unproven}</p>}
        <h3>{w.requestBody}</h3>
        <pre class="json" tabindex={0}>{isolated(body)}</pre>
      </section>
      <Attempts lang={lang} attempts={attempts} delivery={delivery} />
    </div>
  );
}

function nextText({ nextAttemptAt, attempts }: Delivery, lang: Lang): string {
  const w = webhookWords(lang);
  if (nextAttemptAt === undefined) return w.waitsBehind;
  return attempts === 0 ? w.soon : w.nextAt(formatTime(nextAttemptAt, lang));
}

/** What can be done now: nothing is sent a second time while it is still being tried. */
function Again({ lang, view: { delivery, endpoint, rounds, attempts } }: {
  readonly lang: Lang;
  readonly view: DeliveryView;
}) {
  const w = webhookWords(lang);
  if (endpoint.state !== "enabled") return <p class="quiet-text">{w.cannotAgain}</p>;
  const due = rounds.find(({ state }) => state === "due");
  if (due && due.nextAttemptAt === undefined) return null;
  const delivered = rounds.find(({ state }) => state === "delivered");
  const [last] = attempts;
  const deliveredAt = delivered === delivery && last ? last.at : delivered?.createdAt;
  return (
    <form
      class="stack"
      method="post"
      action={paths.consoleDeliveryAgain(delivery.deliveryId)}
    >
      {!due && deliveredAt !== undefined
        ? (
          <Band mark="unclear">
            <p>{w.warning(formatTime(deliveredAt, lang))}</p>
          </Band>
        )
        : null}
      <p class="quiet-text">{due ? w.retryHelp : w.againHelp}</p>
      <button class="button quiet" type="submit">{due ? w.retryNow : w.again}</button>
    </form>
  );
}

function Rounds({ lang, view: { delivery, rounds } }: {
  readonly lang: Lang;
  readonly view: DeliveryView;
}) {
  const w = webhookWords(lang);
  return (
    <section class="card stack">
      <h2>{w.rounds}</h2>
      <ul class="rows">
        {rounds.map((each) => (
          <li key={each.deliveryId}>
            <span>
              {each.deliveryId === delivery.deliveryId
                ? <b>{w.triggers[each.trigger]} · {w.thisOne}</b>
                : (
                  <a class="link" href={paths.consoleDelivery(each.deliveryId)}>
                    {w.triggers[each.trigger]}
                  </a>
                )}
              <span class="small quiet-text">
                <Time at={each.createdAt} lang={lang} />
              </span>
            </span>
            <span class="end">
              <StateWord mark={marks[each.state]} text={w.deliveryStates[each.state]} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Attempts({ lang, attempts, delivery }: {
  readonly lang: Lang;
  readonly attempts: readonly DeliveryAttempt[];
  readonly delivery: Delivery;
}) {
  const w = webhookWords(lang);
  if (attempts.length === 0) {
    return (
      <section class="card">
        <p class="quiet-text">{delivery.attempts === 0 ? w.notYet : w.forgotten}</p>
      </section>
    );
  }
  return (
    <>
      {attempts.map((each) => <Attempt key={`${each.number}`} lang={lang} attempt={each} />)}
      <p class="small quiet-text">{w.forgotten}</p>
    </>
  );
}

function Attempt({ lang, attempt }: { readonly lang: Lang; readonly attempt: DeliveryAttempt }) {
  const w = webhookWords(lang);
  const { number, state, at, tookMs, nextAttemptAt, sentHeaders, answerHeaders } = attempt;
  return (
    <section class="card stack" id={`attempt-${number}`}>
      <div class="head">
        <h2>{w.attempt(`${number}`)}</h2>
        <StateWord mark={attemptMarks[state]} text={w.attemptStates[state]} />
      </div>
      <Facts
        rows={[
          fact(w.columns.answer, <bdi>{answerText(attempt, lang)}</bdi>),
          fact(w.columns.at, <Time at={at} lang={lang} />),
          fact(w.columns.took, w.ms(tookMs.toLocaleString("en"))),
          fact(w.columns.next, nextAttemptAt && <Time at={nextAttemptAt} lang={lang} />),
        ]}
      />
      <AnswerBody lang={lang} attempt={attempt} />
      <HeaderList title={w.answerHeaders} headers={answerHeaders} />
      <HeaderList title={w.requestHeaders} headers={sentHeaders} />
    </section>
  );
}

// What the sender reads of an answer at the most.
const READ_BYTES_MAX = 65_536;

function AnswerBody({ lang, attempt }: {
  readonly lang: Lang;
  readonly attempt: DeliveryAttempt;
}) {
  const w = webhookWords(lang);
  const { answer, answerBytes, status } = attempt;
  if (status === undefined) return null;
  if (answer === undefined) return <p class="quiet-text">{w.emptyAnswer}</p>;
  const size = answerBytes === undefined ? undefined : sizeText(answer, answerBytes, lang);
  return (
    <div>
      <h3>{w.answerBody}</h3>
      {size === undefined ? null : <p class="small quiet-text">{size}</p>}
      <pre class="json" tabindex={0}>{isolated(answer)}</pre>
    </div>
  );
}

function sizeText(shown: string, bytes: number, lang: Lang): string {
  const w = webhookWords(lang);
  const text = bytes.toLocaleString("en");
  if (bytes >= READ_BYTES_MAX) return w.sizeMore(text);
  return new TextEncoder().encode(shown).length < bytes ? w.sizeCut(text) : w.size(text);
}

function HeaderList({ title, headers }: {
  readonly title: string;
  readonly headers: Headers | undefined;
}) {
  if (headers === undefined || Object.keys(headers).length === 0) return null;
  return (
    <details>
      <summary>{title}</summary>
      <dl class="headers">
        {Object.entries(headers).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
