import type { Child } from "hono/jsx";
import type { QueueGlance, QueueName } from "../../core/desk/view_desk.ts";
import type { AppApplication } from "../../core/app/app_application.ts";
import type { Application } from "../../core/application/application.ts";
import { GLANCE_MAX } from "../../core/desk/view_desk.ts";
import type { DisabledEndpoint, Place, Unanswered, WaitingUnsign } from "../../core/desk/queue.ts";
import { paths } from "../../core/paths.ts";
import type { Plan } from "../../core/plan/plan.ts";
import type { ImportedFile } from "../../core/statement_file/statement_file.ts";
import { between, type Instant, minutes } from "../../core/time.ts";
import { Amount } from "../parts/money.tsx";
import { dayOf, formatTime } from "../parts/time.tsx";
import type { Lang } from "../words.ts";
import type { OpsWords } from "./copy.ts";
import { opsWords } from "./words.ts";

interface HomeProps {
  readonly lang: Lang;
  readonly glances: readonly QueueGlance[];
}

/** What waits for a person: each figure is a link to the list behind it. */
export function DeskHome({ lang, glances }: HomeProps) {
  const w = opsWords(lang);
  const waiting = glances.filter(({ count }) => count > 0);
  return (
    <section class="card stack">
      <h2>{w.home}</h2>
      {waiting.length === 0 ? <p>{w.nothing}</p> : null}
      <ul class="rows">
        {glances.map(({ queue, count, oldest }) => (
          <li key={queue}>
            <span>
              <a class="link" href={paths.opsQueue(queue)}>{w.queues[queue]}</a>
              <span class="small quiet-text">
                {count === 0
                  ? w.empty[queue]
                  : oldest === undefined
                  ? w.queueHelp[queue]
                  : w.since(formatTime(oldest, lang))}
              </span>
            </span>
            <span class="end num">
              <b>{count > GLANCE_MAX ? `${GLANCE_MAX}+` : count}</b>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface QueueProps {
  readonly lang: Lang;
  readonly queue: QueueName;
  readonly next: Place | undefined;
  /** What else can be done about it. */
  readonly act?: { readonly href: string; readonly text: string } | undefined;
  readonly children: readonly Child[];
}

/** One queue, oldest first; rows of two lines, never wider than the screen. */
export function Queue({ lang, queue, next, act, children }: QueueProps) {
  const w = opsWords(lang);
  return (
    <section class="card stack">
      <h1>{w.queues[queue]}</h1>
      <p class="quiet-text">{children.length === 0 ? w.empty[queue] : w.queueHelp[queue]}</p>
      <ul class="rows">{children}</ul>
      {act ? <a class="button quiet" href={act.href}>{act.text}</a> : null}
      {next ? <a class="button quiet" href={paths.opsQueue(queue, next)}>{w.next}</a> : null}
    </section>
  );
}

interface RowProps {
  readonly lang: Lang;
  readonly now: Instant;
}

interface LineProps extends RowProps {
  readonly href: string;
  readonly title: Child;
  readonly since: Instant;
  readonly merchantNo: string;
  readonly end: Child;
}

function Line({ lang, now, href, title, since, merchantNo, end }: LineProps) {
  const w = opsWords(lang);
  return (
    <li>
      <span>
        <a class="link" href={href}>{title}</a>
        <span class="small quiet-text">
          {formatTime(since, lang)} · {ageOf(since, now, w)} · {merchantNo}
        </span>
      </span>
      <span class="end">{end}</span>
    </li>
  );
}

/** How long it has waited, in the unit that a person would say. */
function ageOf(since: Instant, now: Instant, w: OpsWords): string {
  const waited = Math.max(0, Math.floor(between(since, now) / minutes(1)));
  if (waited < MINUTES_UP_TO) return w.minutes(waited);
  const inHours = Math.floor(waited / 60);
  return inHours < HOURS_UP_TO ? w.hours(inHours) : w.days(Math.floor(inHours / 24));
}

const MINUTES_UP_TO = 60;
const HOURS_UP_TO = 48;

export function UnansweredRow({ item, ...row }: RowProps & { readonly item: Unanswered }) {
  return (
    <Line
      {...row}
      href={paths.opsUnclear(item.id)}
      title={<span class="mono">{item.id}</span>}
      since={item.queriesEndedAt}
      merchantNo={item.merchantNo}
      end={<Amount money={item.amount} />}
    />
  );
}

export function ApplicationRow({ item, ...row }: RowProps & { readonly item: Application }) {
  return (
    <Line
      {...row}
      href={paths.opsApplication(item.applicationId)}
      title={<bdi>{item.name}</bdi>}
      since={item.submittedAt}
      merchantNo={item.parentNo ?? item.licenceNo}
      end={opsWords(row.lang).plan(item.version)}
    />
  );
}

export function AppRow({ item, ...row }: RowProps & { readonly item: AppApplication }) {
  const w = opsWords(row.lang);
  return (
    <Line
      {...row}
      href={paths.opsAppApplication(item.applicationId)}
      title={
        <>
          {w.appId}: <bdi>{item.name}</bdi>
        </>
      }
      since={item.submittedAt}
      merchantNo={item.merchantNo}
      end={w.plan(item.version)}
    />
  );
}

export function PlanRow({ item, ...row }: RowProps & { readonly item: Plan }) {
  return (
    <Line
      {...row}
      href={paths.opsPlan(item.planId)}
      title={<bdi>{item.title}</bdi>}
      since={item.submittedAt}
      merchantNo={item.merchantNo}
      end={opsWords(row.lang).plan(item.version)}
    />
  );
}

export function UnsignRow({ item, ...row }: RowProps & { readonly item: WaitingUnsign }) {
  return (
    <Line
      {...row}
      href={paths.opsRecord(item.contractId)}
      title={<bdi>{item.title}</bdi>}
      since={item.endedAt}
      merchantNo={item.merchantNo}
      end={opsWords(row.lang).asks(item.asks)}
    />
  );
}

export function SummaryRow({ item, ...row }: RowProps & { readonly item: ImportedFile }) {
  return (
    <Line
      {...row}
      href={paths.opsStatementFile(item.fileId)}
      title={item.name}
      since={item.importedAt}
      merchantNo={item.merchantNo ?? ""}
      end={
        <a class="link" href={paths.opsReconciliation(item.clearingDay)}>
          {dayOf(item.clearingDay, row.lang)}
        </a>
      }
    />
  );
}

export function EndpointRow({ item, ...row }: RowProps & { readonly item: DisabledEndpoint }) {
  return (
    <Line
      {...row}
      href={paths.opsRecord(item.endpointId)}
      title={<bdi>{item.url}</bdi>}
      since={item.failingSince ?? row.now}
      merchantNo={item.merchantNo}
      end={item.reason}
    />
  );
}
