import { asc, type SQL, sql } from "drizzle-orm";
import type { DeliveryId, EndpointId, EventId, MerchantNo } from "../../core/id.ts";
import type { Row } from "../../core/query.ts";
import { instant } from "../../core/time.ts";
import type { Delivery } from "../../core/webhook/delivery.ts";
import type { DeliveryStore } from "../../core/webhook/delivery_store.ts";
import { forCaller } from "../merchant/caller.ts";
import { Columns } from "../engine/columns.ts";
import { claimStatement, readClaimed } from "./deliveries/claim.ts";
import { readRuns, recordUnit } from "./deliveries/record.ts";
import { forgetTimes } from "./deliveries/times.ts";
import { addUnit, hastenUnit, spreadUnit } from "./deliveries/spread.ts";
import { all } from "../engine/query.ts";
import { deliveries } from "./table.ts";
import { attemptStore, idsOfEvent } from "./attempts.ts";
import { build } from "../engine/statement.ts";

function readDelivery(row: Row): Delivery {
  const columns = new Columns(row);
  const nextAttemptAt = columns.intOrNone("next_attempt_at");
  return {
    deliveryId: columns.text("delivery_id") as DeliveryId,
    eventId: columns.text("event_id") as EventId,
    endpointId: columns.text("endpoint_id") as EndpointId,
    merchantNo: columns.text("merchant_no") as MerchantNo,
    subjectId: columns.text("subject_id"),
    round: columns.int("round"),
    trigger: columns.text("trigger") as Delivery["trigger"],
    originalId: columns.textOrNone("original_id") as DeliveryId | undefined,
    state: columns.text("state") as Delivery["state"],
    attempts: columns.int("attempts"),
    nextAttemptAt: nextAttemptAt === undefined ? undefined : instant(nextAttemptAt),
    lastStatus: columns.intOrNone("last_status"),
    lastAnswer: columns.textOrNone("last_answer"),
    lastError: columns.textOrNone("last_error"),
    createdAt: instant(columns.int("created_at")),
  };
}

const at = sql.placeholder;

const ofEvent = forCaller<{ eventId: string }>((merchantNo) =>
  build.select().from(deliveries)
    .where(sql`${deliveries.deliveryId} in (${idsOfEvent(merchantNo)})`)
    .orderBy(asc(deliveries.round), asc(deliveries.deliveryId))
);

const own = (merchantNo: SQL) =>
  sql`select o.endpoint_id, o.event_seq from deliveries o
    where o.delivery_id = ${at("deliveryId")} and o.merchant_no = ${merchantNo}`;
const roundsOf = forCaller<{ deliveryId: string }>((merchantNo) =>
  build.select().from(deliveries)
    .where(sql`(${deliveries.endpointId}, ${deliveries.eventSeq}) = (${own(merchantNo)})`)
    .orderBy(asc(deliveries.round))
);

export const deliveryStore: DeliveryStore = {
  ofEvent: (caller, eventId) => all(ofEvent(caller, { eventId }), readDelivery),
  roundsOf: (caller, deliveryId) => all(roundsOf(caller, { deliveryId }), readDelivery),
  attemptsOfEvent: attemptStore.ofEvent,
  attemptsOf: attemptStore.ofDelivery,
  searchAttempts: attemptStore.search,
  fanOutPosition: () => ({
    statement: { sql: "select position from cursors where name = 'fan_out'", args: [] },
    read: (rows) => Number(rows[0]?.["position"] ?? 0),
  }),
  spread: spreadUnit,
  claim: (claim) => ({
    unit: { statements: [claimStatement(claim)], fleeting: true },
    read: (rows) => readClaimed(rows, claim.lease),
  }),
  endLeases: () => ({
    statements: [{
      sql: "update deliveries set leased_until = 0 where state = 'due' and leased_until > 0",
      args: [],
    }],
  }),
  record: (outcomes, now) => ({ unit: recordUnit(outcomes, now), read: readRuns }),
  hasten: hastenUnit,
  anyAttemptBefore: (deliveryId) => ({
    statement: {
      sql: "select 1 from delivery_attempts where delivery_id < ?1 limit 1",
      args: [deliveryId],
    },
    read: (rows) => rows.length > 0,
  }),
  // All of one delivery at once: half of its attempts would look like the whole.
  forgetAttempts: (before, max, now) => ({
    statements: [forgetTimes(now), {
      sql: `delete from delivery_attempts where delivery_id in (
          select distinct delivery_id from delivery_attempts where delivery_id < ?1
          order by delivery_id limit ?2
        )`,
      args: [before, BigInt(max)],
    }],
    fleeting: true,
  }),
  add: addUnit,
};
