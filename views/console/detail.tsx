import type { DeliveredEvent, Step, Whose } from "../../core/console/history.ts";
import type { Child } from "hono/jsx";
import { paths } from "../../core/paths.ts";
import { permits } from "../../core/permission/role.ts";
import { isolated } from "../../core/text/isolated.ts";
import type { Frame } from "../frame.ts";
import { formatTime, Time } from "../parts/time.tsx";
import { DeskLayout, type Who } from "../staff/desk.tsx";
import { placeName } from "../staff/place_name.ts";
import type { Section } from "../staff/places.ts";
import type { Lang } from "../words.ts";
import { consoleWords } from "./words.ts";

interface DetailProps {
  readonly frame: Frame;
  readonly who: Who;
  /** Also the noun of the list that it is in. */
  readonly section: Section;
  readonly title: string;
  readonly steps: readonly Step[];
  /** Undefined where merchants are told nothing. */
  readonly deliveries?: readonly DeliveredEvent[];
  /** As programs get it. */
  readonly resource: object;
  readonly children: Child;
}

/** A page about one thing: the way to its list, how it stands, what happened, what was told, and its JSON. */
export function DetailPage(props: DetailProps) {
  const { frame, who, section, title, steps, deliveries, resource, children } = props;
  const { lang } = frame;
  return (
    <DeskLayout frame={frame} desk="console" who={who} section={section} title={title}>
      <p>
        <a class="link" href={paths.consoleList(section)}>{placeName(section, lang)}</a>
      </p>
      {children}
      <Timeline lang={lang} steps={steps} />
      {deliveries && permits(who.role, "webhooks:read")
        ? <Deliveries lang={lang} deliveries={deliveries} />
        : null}
      <AsJson lang={lang} resource={resource} />
    </DeskLayout>
  );
}

interface TimelineProps {
  readonly lang: Lang;
  /** Newest first. */
  readonly steps: readonly Step[];
}

/** What happened, when and by whom; with what merchants were told of it. */
function Timeline({ lang, steps }: TimelineProps) {
  const w = consoleWords(lang);
  return (
    <section class="card stack">
      <h2>{w.history}</h2>
      <ol class="rows">
        {steps.map((step) => (
          <li key={step.eventId}>
            <span>
              <b>{w.steps[step.type] ?? step.type}</b>
              <span class="small quiet-text">
                <Time at={step.at} lang={lang} /> · {whoseText(step.by, lang)}
              </span>
            </span>
            <span class="end mono small">{step.type}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function whoseText(by: Whose, lang: Lang): string {
  const w = consoleWords(lang);
  switch (by.type) {
    case "staff":
      return w.by.staff(isolated(by.name ?? w.nameless));
    case "key":
      return w.by.key(by.key);
    case "screen":
    case "consumer":
    case "institution":
    case "channel":
    case "clock":
      return w.by[by.type];
  }
}

interface DeliveriesProps {
  readonly lang: Lang;
  readonly deliveries: readonly DeliveredEvent[];
}

/** Where the webhooks about it went, and what the receivers answered. */
function Deliveries({ lang, deliveries }: DeliveriesProps) {
  const w = consoleWords(lang);
  return (
    <section class="card stack">
      <h2>{w.deliveries}</h2>
      {deliveries.length === 0 ? <p class="quiet-text">{w.notDelivered}</p> : null}
      <ul class="rows">
        {deliveries.map(({ type, delivery, url, attempts }) => (
          <li key={delivery.deliveryId}>
            <span>
              <b class="mono">{type}</b>
              <span class="small quiet-text">
                {url === undefined ? w.deletedEndpoint : <span class="mono">{url}</span>}
              </span>
            </span>
            <span class="end">
              <span class={delivery.state === "delivered" ? "jade" : "ochre"}>
                {w.deliveryStates[delivery.state]}
              </span>
              <span class="small quiet-text line">
                {w.attempts(delivery.attempts)}
                {delivery.state === "due" && delivery.nextAttemptAt !== undefined
                  ? ` · ${w.nextAttempt(formatTime(delivery.nextAttemptAt, lang))}`
                  : null}
              </span>
            </span>
            {attempts.length === 0 ? null : (
              <details>
                <summary>{answerOf(attempts.at(-1), lang)}</summary>
                <ul class="rows">
                  {attempts.toReversed().map((attempt) => (
                    <li key={`${attempt.number}`}>
                      <span class="small">
                        <Time at={attempt.at} lang={lang} /> · {attempt.tookMs} ms
                      </span>
                      <span class="small">{answerOf(attempt, lang)}</span>
                      {attempt.answer ? <p class="mono small">{isolated(attempt.answer)}</p> : null}
                    </li>
                  ))}
                </ul>
              </details>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function answerOf(attempt: DeliveredEvent["attempts"][number] | undefined, lang: Lang): string {
  const w = consoleWords(lang);
  if (attempt?.status !== undefined) return w.answered(`${attempt.status}`);
  return w.noAnswer(attempt?.error ?? "?");
}

/** The resource as programs get it. */
function AsJson({ lang, resource }: { readonly lang: Lang; readonly resource: object }) {
  return (
    <section class="card">
      <details>
        <summary>{consoleWords(lang).json}</summary>
        <pre class="json" tabindex={0}>{JSON.stringify(resource, null, 2)}</pre>
      </details>
    </section>
  );
}
