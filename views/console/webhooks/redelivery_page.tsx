import { paths } from "../../../core/paths.ts";
import { permits } from "../../../core/permission/role.ts";
import type { Redelivery } from "../../../core/redelivery/redelivery.ts";
import { COUNTED_MAX, type Progress } from "../../../core/redelivery/redelivery_store.ts";
import type { Endpoint } from "../../../core/webhook/endpoint.ts";
import type { Frame } from "../../frame.ts";
import { fact, Facts } from "../../parts/facts.tsx";
import type { Mark } from "../../parts/state_mark.tsx";
import { Time } from "../../parts/time.tsx";
import { DeskLayout, type Who } from "../../staff/desk.tsx";
import { StateWord } from "../state_word.tsx";
import { webhookWords } from "./words.ts";

export interface RedeliveryProps {
  readonly frame: Frame;
  readonly who: Who;
  readonly redelivery: Redelivery;
  readonly endpoint: Endpoint;
  readonly progress: Progress;
}

const marks: Readonly<Record<Redelivery["state"], Mark>> = {
  running: "processing",
  finished: "paid",
  stopped: "closed",
};

/** A range that is sent again: how far it is, and the way to stop it. */
export function RedeliveryPage(props: RedeliveryProps) {
  const { frame, who } = props;
  const title = webhookWords(frame.lang).range;
  return (
    <DeskLayout frame={frame} desk="console" who={who} section="webhooks" title={title} live>
      <RedeliveryPanel {...props} />
    </DeskLayout>
  );
}

/** Polls as long as something of it is on its way. */
export function RedeliveryPanel({ frame, who, redelivery, endpoint, progress }: RedeliveryProps) {
  const { lang } = frame;
  const w = webhookWords(lang);
  const { redeliveryId, range, state, made, createdAt, endedAt } = redelivery;
  const changes = state === "running" || progress.due > 0;
  const poll = changes
    ? {
      "hx-get": paths.consoleRedelivery(redeliveryId),
      "hx-trigger": "every 2s",
      "hx-swap": "outerHTML",
      "hx-nonce": frame.nonce,
    }
    : {};
  const settled = progress.delivered + progress.exhausted + progress.cancelled;
  return (
    <div id="redelivery" class="stack" {...poll}>
      <div class="head">
        <h1>{w.range}</h1>
        <StateWord mark={marks[state]} text={w.rangeStates[state]} />
      </div>
      <section class="card stack">
        {made > 0
          ? <progress value={Math.min(settled, made)} max={made} aria-label={w.delivered} />
          : null}
        <Facts
          rows={[
            fact(w.made, counted(made, Infinity)),
            fact(w.delivered, counted(progress.delivered)),
            fact(w.left, counted(progress.due)),
            fact(w.exhausted, counted(progress.exhausted)),
            fact(w.cancelled, progress.cancelled > 0 ? counted(progress.cancelled) : undefined),
          ]}
        />
        {state === "running" && permits(who.role, "webhooks:write")
          ? (
            <form class="stack" method="post" action={paths.consoleRedeliveryStop(redeliveryId)}>
              <p class="quiet-text">{w.stopHelp}</p>
              <button class="button quiet" type="submit">{w.stop}</button>
            </form>
          )
          : null}
        {changes
          ? (
            <noscript>
              <a class="link" href={paths.consoleRedelivery(redeliveryId)}>{w.refresh}</a>
            </noscript>
          )
          : null}
      </section>
      <section class="card stack">
        <Facts
          rows={[
            fact(
              w.endpoint,
              <a class="link mono" href={paths.consoleEndpoint(endpoint.endpointId)}>
                {endpoint.url}
              </a>,
            ),
            fact(w.which, w.whichOnes[range.outcome]),
            fact(w.types, range.eventTypes.length === 0 ? w.every : range.eventTypes.join(", ")),
            fact(w.from, <Time at={range.from} lang={lang} />),
            fact(w.to, <Time at={range.to} lang={lang} />),
            fact(w.started, <Time at={createdAt} lang={lang} />),
            fact(w.ended, endedAt && <Time at={endedAt} lang={lang} />),
          ]}
        />
        <a
          class="link"
          href={paths.consoleList("webhooks/attempts", `endpoint_id=${endpoint.endpointId}`)}
        >
          {w.showAttempts}
        </a>
      </section>
    </div>
  );
}

function counted(count: number, max: number = COUNTED_MAX): string {
  return count > max ? `${max.toLocaleString("en")}+` : count.toLocaleString("en");
}
