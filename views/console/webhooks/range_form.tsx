import { paths } from "../../../core/paths.ts";
import type { Counted } from "../../../core/redelivery/redelivery_store.ts";
import type { Endpoint } from "../../../core/webhook/endpoint.ts";
import type { Frame } from "../../frame.ts";
import { Band } from "../../parts/band.tsx";
import { DeskLayout, type Who } from "../../staff/desk.tsx";
import { Problem } from "../../staff/problem.tsx";
import type { RangeFormError } from "./form_error.ts";
import { TypeChoice } from "./type_choice.tsx";
import { webhookWords } from "./words.ts";

/** As it was typed. */
export interface TypedRange {
  readonly endpointId: string;
  readonly types: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly outcome: "failed" | "all";
}

/** What stands for every enabled endpoint. */
export const ALL_ENDPOINTS = "all";

interface Props {
  readonly frame: Frame;
  readonly who: Who;
  /** Those that are enabled. */
  readonly endpoints: readonly Endpoint[];
  readonly typed: TypedRange;
  /** How many it means, once that was asked. */
  readonly counted?: Counted | undefined;
  readonly formError?: RangeFormError | undefined;
}

const fields = {
  endpoint: "endpoint_id",
  day: "from",
  days: "from",
  types: "event_type",
  running: "endpoint_id",
} as const;

/** Which events are sent again: chosen, counted, and only then started. */
export function RangeForm({ frame, who, endpoints, typed, counted, formError }: Props) {
  const w = webhookWords(frame.lang);
  const field = formError && fields[formError];
  const invalid = (name: string) => field === name ? { "aria-invalid": "true" as const } : {};
  return (
    <DeskLayout frame={frame} desk="console" who={who} section="webhooks" title={w.range}>
      <Problem text={formError && w.rangeErrors[formError]} field={field} />
      <h1>{w.range}</h1>
      <p class="quiet-text">{w.rangeHelp}</p>
      {counted && !formError ? <Start frame={frame} typed={typed} counted={counted} /> : null}
      <form class="card stack" method="get" action={paths.consoleRedeliveries()}>
        <p class="field">
          <label for="endpoint_id">{w.endpoint}</label>
          <select id="endpoint_id" name="endpoint_id" {...invalid("endpoint_id")}>
            {endpoints.length > 1
              ? (
                <option value={ALL_ENDPOINTS} selected={typed.endpointId === ALL_ENDPOINTS}>
                  {w.allEndpoints}
                </option>
              )
              : null}
            {endpoints.map(({ endpointId, url }) => (
              <option
                key={endpointId}
                value={endpointId}
                selected={typed.endpointId === endpointId}
              >
                {url}
              </option>
            ))}
          </select>
        </p>
        <div class="halves">
          <p class="field">
            <label for="from">{w.from}</label>
            <input
              id="from"
              name="from"
              type="date"
              value={typed.from}
              required
              {...invalid("from")}
            />
          </p>
          <p class="field">
            <label for="to">{w.to}</label>
            <input id="to" name="to" type="date" value={typed.to} required />
          </p>
        </div>
        <fieldset class="choices" id="outcome">
          <legend>{w.which}</legend>
          {(["failed", "all"] as const).flatMap((each) => [
            <input
              key={`${each}-input`}
              type="radio"
              id={`outcome-${each}`}
              name="outcome"
              value={each}
              checked={typed.outcome === each}
            />,
            <label key={each} for={`outcome-${each}`}>
              <b>{w.whichOnes[each]}</b>
              <span>{w.whichHelp[each]}</span>
            </label>,
          ])}
        </fieldset>
        <TypeChoice chosen={typed.types} w={w} />
        <button class={counted ? "button quiet" : "button"} type="submit">{w.count}</button>
      </form>
    </DeskLayout>
  );
}

function Start({ frame, typed, counted }: {
  readonly frame: Frame;
  readonly typed: TypedRange;
  readonly counted: Counted;
}) {
  const w = webhookWords(frame.lang);
  const count = `${counted.count.toLocaleString("en")}${counted.more ? "+" : ""}`;
  if (counted.count === 0 && !counted.more) {
    return (
      <Band mark="closed">
        <p>{w.countedNone}</p>
      </Band>
    );
  }
  return (
    <form class="card stack" method="post" action={paths.consoleRedeliveries()}>
      <p role="status">
        <b>{w.counted(count)}</b>
      </p>
      {typed.outcome === "all"
        ? (
          <Band mark="unclear">
            <p>{w.whichHelp.all}</p>
          </Band>
        )
        : null}
      <input type="hidden" name="endpoint_id" value={typed.endpointId} />
      <input type="hidden" name="from" value={typed.from} />
      <input type="hidden" name="to" value={typed.to} />
      <input type="hidden" name="outcome" value={typed.outcome} />
      {typed.types.map((each) => <input key={each} type="hidden" name="event_type" value={each} />)}
      <button class="button" type="submit">{w.start(count)}</button>
    </form>
  );
}
