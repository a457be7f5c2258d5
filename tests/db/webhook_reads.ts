import { type Id, type IdPrefix, merchantNo } from "../../core/id.ts";
import type { Caller } from "../../core/merchant/caller.ts";
import type { Query } from "../../core/query.ts";
import { instant } from "../../core/time.ts";
import { redeliveryStore } from "../../db/redelivery/queries.ts";
import { deliveryStore } from "../../db/webhook/deliveries.ts";
import { endpointStore } from "../../db/webhook/endpoints.ts";

const id = <P extends IdPrefix>(prefix: P): Id<P> => `${prefix}_01KAG8M0000000000000000001`;
const caller: Caller = { type: "secret_key", digest: "d" };
const now = instant(0);
const range = { eventTypes: [], from: now, to: now, outcome: "failed" } as const;
const bounds = { pastSeq: 0, lastSeq: 9 };
const redelivery = {
  redeliveryId: id("rdl"),
  endpointId: id("whe"),
  merchantNo: merchantNo("888000000000001"),
  range,
  state: "running",
  ...bounds,
  made: 0,
  createdAt: now,
  endedAt: undefined,
  version: 1,
} as const;

/** What is read of webhooks and of ranges that are sent again. */
export const webhookReads: Readonly<Record<string, Query<unknown>>> = {
  "endpoints.ownById": endpointStore.ownById(caller, id("whe")),
  "endpoints.list": endpointStore.list(caller),
  "endpoints.health": endpointStore.health(caller, now),
  "deliveries.ofEvent": deliveryStore.ofEvent(caller, id("evt")),
  "deliveries.attemptsOfEvent": deliveryStore.attemptsOfEvent(caller, id("evt")),
  "deliveries.roundsOf": deliveryStore.roundsOf(caller, id("dlv")),
  "deliveries.attemptsOf": deliveryStore.attemptsOf(caller, id("dlv")),
  "deliveries.anyAttemptBefore": deliveryStore.anyAttemptBefore(id("dlv")),
  "redeliveries.ownById": redeliveryStore.ownById(caller, id("rdl")),
  "redeliveries.list": redeliveryStore.list(caller, 10),
  "redeliveries.runningTo": redeliveryStore.runningTo(id("whe")),
  "redeliveries.running": redeliveryStore.running(10),
  "redeliveries.bounds": redeliveryStore.bounds({ from: now, to: now }),
  "redeliveries.bounds of a test number": redeliveryStore.bounds(undefined),
  "redeliveries.count": redeliveryStore.count(id("whe"), range, bounds),
  "redeliveries.next": redeliveryStore.next(redelivery, 10),
  "redeliveries.left": redeliveryStore.left(redelivery, now, { ready: 1, untried: 1 }),
  "redeliveries.progress": redeliveryStore.progress(id("rdl")),
};
