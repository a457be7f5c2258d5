import { type Duration, hours, minutes } from "../time.ts";

const WAITS: readonly Duration[] = [minutes(1), minutes(5), minutes(30), hours(2)];
const EVERY_LATER: Duration = hours(6);

/** How long to wait before asking the channel about an unsign again, after `asks` repeats. */
export function askWait(asks: number): Duration {
  return WAITS[asks] ?? EVERY_LATER;
}
