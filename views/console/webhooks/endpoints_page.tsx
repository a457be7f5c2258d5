import { paths } from "../../../core/paths.ts";
import { permits } from "../../../core/permission/role.ts";
import type { Redelivery } from "../../../core/redelivery/redelivery.ts";
import type { Frame } from "../../frame.ts";
import { Time } from "../../parts/time.tsx";
import { DeskLayout, type Who } from "../../staff/desk.tsx";
import type { Lang } from "../../words.ts";
import { consoleWords } from "../words.ts";
import { endpointColumns } from "./endpoint_columns.tsx";
import type { EndpointShown } from "./endpoint_state.tsx";
import { webhookWords } from "./words.ts";

interface Props {
  readonly frame: Frame;
  readonly who: Who;
  readonly endpoints: readonly EndpointShown[];
  /** The newest. */
  readonly redeliveries: readonly Redelivery[];
}

/** Where a merchant's webhooks go, and how each receiver does. */
export function EndpointsPage({ frame, who, endpoints, redeliveries }: Props) {
  const { lang } = frame;
  const w = webhookWords(lang);
  const mayWrite = permits(who.role, "webhooks:write");
  return (
    <DeskLayout frame={frame} desk="console" who={who} section="webhooks" title={w.title}>
      <div class="head">
        <h1>{w.title}</h1>
        <div class="tools">
          {mayWrite ? <a class="button" href={paths.consoleEndpointNew()}>{w.add}</a> : null}
          {permits(who.role, "exports:read") && endpoints.length > 0
            ? (
              <a class="link" href={`${paths.consoleWebhooks()}?format=csv`}>
                {consoleWords(lang).download}
              </a>
            )
            : null}
        </div>
      </div>
      <section class="card">
        {endpoints.length === 0
          ? (
            <>
              <p>{w.none}</p>
              <p>
                <a class="link" href={paths.docsGuide("webhooks")}>{w.guide}</a>
              </p>
            </>
          )
          : <Table lang={lang} endpoints={endpoints} />}
      </section>
      <section class="card stack">
        <div class="head">
          <h2>{w.ranges}</h2>
          {mayWrite && endpoints.length > 0
            ? <a class="button quiet" href={paths.consoleRedeliveries()}>{w.range}</a>
            : null}
        </div>
        {redeliveries.length === 0 ? <p class="quiet-text">{w.noRanges}</p> : (
          <ul class="rows">
            {redeliveries.map((each) => (
              <RangeRow key={each.redeliveryId} lang={lang} redelivery={each} of={endpoints} />
            ))}
          </ul>
        )}
      </section>
    </DeskLayout>
  );
}

function Table({ lang, endpoints }: {
  readonly lang: Lang;
  readonly endpoints: readonly EndpointShown[];
}) {
  const shown = endpointColumns(lang).filter(({ cell }) => cell !== undefined);
  return (
    <table class="dense list" role="table">
      <caption class="sr">{webhookWords(lang).endpoints}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {shown.map(({ csv, only }) => (
            <th key={csv.header} role="columnheader" scope="col" class={only ?? ""}>
              <span class="whole">{csv.header}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {endpoints.map((row) => (
          <tr key={row.endpoint.endpointId} role="row">
            {shown.map(({ csv, cell, only }, place) =>
              place === 0
                ? (
                  <th key={csv.header} role="rowheader" scope="row">
                    <a href={paths.consoleEndpoint(row.endpoint.endpointId)}>{cell?.(row)}</a>
                  </th>
                )
                : <td key={csv.header} role="cell" class={only ?? ""}>{cell?.(row)}</td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function RangeRow({ lang, redelivery, of }: {
  readonly lang: Lang;
  readonly redelivery: Redelivery;
  readonly of: readonly EndpointShown[];
}) {
  const w = webhookWords(lang);
  const { redeliveryId, endpointId, state, made, createdAt } = redelivery;
  const to = of.find(({ endpoint }) => endpoint.endpointId === endpointId)?.endpoint.url;
  return (
    <li>
      <span>
        <a class="link mono line" href={paths.consoleRedelivery(redeliveryId)}>
          {to ?? endpointId}
        </a>
        <span class="small quiet-text">
          <Time at={createdAt} lang={lang} />
        </span>
      </span>
      <span class="end">
        <span class={state === "running" ? "ochre" : ""}>{w.rangeStates[state]}</span>
        <span class="small quiet-text line">{w.made} {made.toLocaleString("en")}</span>
      </span>
    </li>
  );
}
