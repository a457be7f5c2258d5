import { eq, sql } from "drizzle-orm";
import type { Redelivery } from "../../core/redelivery/redelivery.ts";
import type { RedeliveryEvent } from "../../core/redelivery/redelivery_events.ts";
import type { Changes } from "../engine/changes.ts";
import { build, prepare } from "../engine/statement.ts";
import { cancelRange } from "../webhook/deliveries/cancel.ts";
import { redeliveries } from "./table.ts";

export const redeliveryChanges = {
  "redelivery.started": ({ redelivery }) => [insert(redeliveryRow(redelivery))],
  "redelivery.stopped": ({ redelivery, at }) => [
    end(redeliveryRow(redelivery)),
    ...cancelRange(redelivery, at),
  ],
  "redelivery.finished": ({ redelivery }) => [end(redeliveryRow(redelivery))],
} satisfies Changes<RedeliveryEvent>;

const at = sql.placeholder;

const insert = prepare<ReturnType<typeof redeliveryRow>>(
  build.insert(redeliveries).values({
    redeliveryId: at("redeliveryId"),
    endpointId: at("endpointId"),
    merchantNo: at("merchantNo"),
    eventTypes: at("eventTypes"),
    fromAt: at("fromAt"),
    toAt: at("toAt"),
    outcome: at("outcome"),
    state: at("state"),
    pastSeq: at("pastSeq"),
    lastSeq: at("lastSeq"),
    made: at("made"),
    createdAt: at("createdAt"),
    version: at("version"),
  }),
);

/** Its cursor moves by steps of the job alone. */
const end = prepare<ReturnType<typeof redeliveryRow>>(
  build.update(redeliveries).set({
    state: sql`${at("state")}`,
    endedAt: sql`${at("endedAt")}`,
    version: sql`${at("version")}`,
  }).where(eq(redeliveries.redeliveryId, at("redeliveryId"))),
);

function redeliveryRow({ range, ...redelivery }: Redelivery) {
  return {
    ...redelivery,
    eventTypes: JSON.stringify(range.eventTypes),
    fromAt: range.from,
    toAt: range.to,
    outcome: range.outcome,
  };
}
