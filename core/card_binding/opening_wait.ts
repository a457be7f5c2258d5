import { type Duration, hours, minutes } from "../time.ts";

/** While the consumer may be on the channel's page, once when that is over, and seldom if nobody answered. */
const OPENING: readonly Duration[] = [minutes(5), minutes(5), minutes(7), minutes(30), hours(2)];
const EVERY_LATER: Duration = hours(6);

/** After so long nobody asks about an opening any more. */
export const OPENING_ASKED_FOR: Duration = hours(24);

/** How long to wait before the channel is asked about an opening, after `asks` questions. */
export function openingWait(asks: number): Duration {
  return OPENING[asks] ?? EVERY_LATER;
}
