import { paths } from "../../../core/paths.ts";
import { permits } from "../../../core/permission/role.ts";
import type { Instant } from "../../../core/time.ts";
import { type Endpoint, secretsInForce } from "../../../core/webhook/endpoint.ts";
import { webhookTypes } from "../../../core/webhook/event_type.ts";
import type { Frame } from "../../frame.ts";
import { Band } from "../../parts/band.tsx";
import { fact, Facts } from "../../parts/facts.tsx";
import { formatTime, Time } from "../../parts/time.tsx";
import { DeskLayout, type Who } from "../../staff/desk.tsx";
import type { Lang } from "../../words.ts";
import { StateWord } from "../state_word.tsx";
import { waitingText } from "./endpoint_columns.tsx";
import { type EndpointShown, endpointState } from "./endpoint_state.tsx";
import { webhookWords } from "./words.ts";

interface Props extends EndpointShown {
  readonly frame: Frame;
  readonly who: Who;
  /** On the merchant's clock. */
  readonly now: Instant;
}

/** One endpoint: how its receiver does, what it gets, its secrets, and what can be done about it. */
export function EndpointPage({ frame, who, endpoint, health, now }: Props) {
  const { lang } = frame;
  const w = webhookWords(lang);
  const mayWrite = permits(who.role, "webhooks:write");
  return (
    <DeskLayout frame={frame} desk="console" who={who} section="webhooks" title={w.endpoint}>
      <div class="head">
        <h1 class="line">{endpoint.url}</h1>
        <StateWord {...endpointState({ endpoint, health }, lang)} />
      </div>
      <Standing lang={lang} endpoint={endpoint} mayWrite={mayWrite} />
      <section class="card stack">
        <Facts
          rows={[
            fact(w.columns.endpointId, <span class="mono">{endpoint.endpointId}</span>),
            fact(
              w.types,
              endpoint.eventTypes.length === 0 ? w.every : endpoint.eventTypes.join(", "),
            ),
            fact(
              w.columns.about,
              endpoint.merchantNos.length === 0 ? w.everyNumber : endpoint.merchantNos.join(", "),
            ),
            fact(
              w.lastSuccess,
              health?.lastSuccessAt === undefined
                ? w.never
                : <Time at={health.lastSuccessAt} lang={lang} />,
            ),
            fact(w.failures, w.times(`${endpoint.failuresInRow}`)),
            fact(
              w.p95,
              health?.p95 === undefined ? undefined : (
                <>
                  {w.ms(health.p95.toLocaleString("en"))}{" "}
                  <span class="small quiet-text">{w.p95Hint}</span>
                </>
              ),
            ),
            fact(w.waiting, waitingText(health?.waiting ?? 0)),
            fact(w.created, <Time at={endpoint.createdAt} lang={lang} />),
          ]}
        />
        <div class="tools">
          <a
            class="button quiet"
            href={paths.consoleList("webhooks/attempts", `endpoint_id=${endpoint.endpointId}`)}
          >
            {w.showAttempts}
          </a>
          {mayWrite
            ? (
              <a class="button quiet" href={paths.consoleEndpointForm(endpoint.endpointId)}>
                {w.edit}
              </a>
            )
            : null}
          {mayWrite && endpoint.state === "enabled"
            ? (
              <a
                class="button quiet"
                href={paths.consoleRedeliveries(`endpoint_id=${endpoint.endpointId}`)}
              >
                {w.range}
              </a>
            )
            : null}
        </div>
      </section>
      <Secrets lang={lang} endpoint={endpoint} now={now} mayWrite={mayWrite} />
      {mayWrite && endpoint.state === "enabled" ? <Test lang={lang} endpoint={endpoint} /> : null}
      {mayWrite ? <Ends lang={lang} endpoint={endpoint} /> : null}
    </DeskLayout>
  );
}

interface OfEndpoint {
  readonly lang: Lang;
  readonly endpoint: Endpoint;
}

/** Why it gets nothing, or will not for long. */
function Standing(
  { lang, endpoint, mayWrite }: OfEndpoint & { readonly mayWrite: boolean },
) {
  const w = webhookWords(lang);
  const { disabledReason: reason, failingSince } = endpoint;
  if (endpoint.state === "disabled") {
    return (
      <Band mark="closed">
        <p>
          <b>{reason === undefined ? w.disabled : w.reasons[reason]}</b> {w.disabledHelp}
        </p>
        {mayWrite ? <StateForm endpoint={endpoint} state="enabled" text={w.enable} /> : null}
      </Band>
    );
  }
  if (failingSince === undefined) return null;
  return (
    <Band mark="unclear">
      <p>
        <b>{w.failingSince(formatTime(failingSince, lang))}</b> {w.failingHelp}
      </p>
    </Band>
  );
}

function StateForm({ endpoint, state, text }: {
  readonly endpoint: Endpoint;
  readonly state: "enabled" | "disabled";
  readonly text: string;
}) {
  return (
    <form method="post" action={paths.consoleEndpointState(endpoint.endpointId)}>
      <input type="hidden" name="state" value={state} />
      <button class="button quiet" type="submit">{text}</button>
    </form>
  );
}

function Secrets({ lang, endpoint, now, mayWrite }: OfEndpoint & {
  readonly now: Instant;
  readonly mayWrite: boolean;
}) {
  const w = webhookWords(lang);
  return (
    <section class="card stack">
      <div class="head">
        <h2>{w.secrets}</h2>
        {mayWrite
          ? (
            <a class="button quiet" href={paths.consoleEndpointSecret(endpoint.endpointId)}>
              {w.rotate}
            </a>
          )
          : null}
      </div>
      <p class="quiet-text">{w.secretsHelp}</p>
      <ul class="rows">
        {secretsInForce(endpoint, now).map(({ number, publicKey, createdAt, expiresAt }) => (
          <li key={`${number}`}>
            <span>
              <b>{w.secretNo(`${number}`)}</b>
              <span class="mono small line">{publicKey}</span>
            </span>
            <span class="end">
              <span>
                {expiresAt === undefined ? w.signs : w.signsUntil(formatTime(expiresAt, lang))}
              </span>
              <span class="small quiet-text line">
                <Time at={createdAt} lang={lang} />
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Test({ lang, endpoint }: OfEndpoint) {
  const w = webhookWords(lang);
  return (
    <section class="card stack">
      <h2>{w.test}</h2>
      <p class="quiet-text">{w.testHelp}</p>
      <form
        class="stack"
        method="post"
        action={paths.consoleEndpointTest(endpoint.endpointId)}
      >
        <p class="field">
          <label for="sample">{w.sample}</label>
          <select id="sample" name="sample">
            {webhookTypes.map((each) => <option key={each} value={each}>{each}</option>)}
          </select>
        </p>
        <button class="button quiet" type="submit">{w.send}</button>
      </form>
    </section>
  );
}

function Ends({ lang, endpoint }: OfEndpoint) {
  const w = webhookWords(lang);
  return (
    <div class="tools">
      {endpoint.state === "enabled"
        ? <StateForm endpoint={endpoint} state="disabled" text={w.disable} />
        : null}
      <a class="link" href={paths.consoleEndpointRemoval(endpoint.endpointId)}>{w.remove}</a>
    </div>
  );
}
