import type { Flow } from "../../method/payment_method.ts";
import { type Duration, hours, minutes, seconds } from "../../time.ts";
import type { Queried, QuerySchedule } from "../query_ladder.ts";

/** What the payer confirms: 5, 10, 30, 60 and 120 minutes after sending. */
const confirmedByPayer: QuerySchedule = {
  waits: [5, 5, 20, 30, 60].map(minutes),
  endAfter: hours(3),
};

/**
 * What we send ourselves: six times in the first minute, as the gateway wants it. Then, because it may have been away,
 * a few more times at distances that no gateway can call frequent.
 */
const sentByUs: QuerySchedule = {
  waits: [
    ...[1, 2, 4, 8, 16, 32].map(seconds),
    ...[15, 45, 90, 180].map(minutes),
  ],
  endAfter: hours(24),
};

/**
 * The payer has so long. Before it is over "failed" and "not found" may become a success; after it they stay. What we
 * send ourselves cannot arrive later than that either.
 */
export const PAYER_TIME: Duration = minutes(15);

/** Between two clocks, and on the way. */
export const GRACE: Duration = minutes(1);

/**
 * Until its payer has typed the code nothing is sent that could be asked about. When their time is over the gateway says
 * that it knows of no such payment.
 */
const waitsForCode: QuerySchedule = {
  waits: [16, 30, 90, 180].map(minutes),
  endAfter: hours(24),
};

export function querySchedule(queried: Queried): QuerySchedule {
  if (queried.about === "payment" && queried.awaitsCode) return waitsForCode;
  return queried.about === "payment" && isConfirmedByPayer(queried.flow)
    ? confirmedByPayer
    : sentByUs;
}

/** Whether it is the payer who decides, on a page or in an app, after the gateway has answered us. */
export function isConfirmedByPayer(flow: Flow): boolean {
  return flow !== "consumer_code" && flow !== "bound_card";
}
