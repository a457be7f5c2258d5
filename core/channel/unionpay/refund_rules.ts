import type { Flow } from "../../method/payment_method.ts";
import { after, days, type Duration, hours, type Instant, minutes } from "../../time.ts";
import type { RefundAtChannel } from "../channel.ts";
import { gatewayTime } from "./gateway_time.ts";

/**
 * So long a payment can be refunded: 30 days of a code, else the gateway's own 330. Many merchants have agreed on 90; then
 * the gateway refuses what is later.
 */
export function refundableFor(flow: Flow | undefined): Duration {
  return flow === "screen_code" || flow === "consumer_code" ? days(30) : days(330);
}

/** Clearing days begin at 23:00 of the day before. */
const DAY_BEGINS_EARLIER = hours(1);
/** So near the end of the day a void may come too late. */
const SPARE = minutes(10);

/** 消费撤销 instead of 退货: all of a payment on its own clearing day, when nothing has been settled yet. */
export function voids(
  { whole, clearingDay, sentAt }: Pick<RefundAtChannel, "whole" | "clearingDay" | "sentAt">,
): boolean {
  return whole && isStillClearing(clearingDay, sentAt);
}

/** Whether a payment that clears on this day (MMDD) can be voided at `at`: on that day itself, and not at its very end. */
function isStillClearing(clearingDay: string | undefined, at: Instant): boolean {
  return clearingDay !== undefined &&
    [at, after(at, SPARE)].every((each) => clearingDayAt(each) === clearingDay);
}

function clearingDayAt(at: Instant): string {
  return gatewayTime(after(at, DAY_BEGINS_EARLIER)).slice(4, 8);
}
