import { type Duration, hours, minutes } from "../time.ts";

const WAITS: readonly Duration[] = [minutes(1), minutes(5), minutes(30), hours(2)];
const EVERY_LATER: Duration = hours(6);

/** How long to wait before the channel is asked again about an unsign, after it was asked again `asks` times. */
export function askWait(asks: number): Duration {
  return WAITS[asks] ?? EVERY_LATER;
}
