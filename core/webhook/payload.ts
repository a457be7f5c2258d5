import type { RecordedEvent } from "../event.ts";
import { rfc3339 } from "../time.ts";

type Told = Pick<RecordedEvent, "eventId" | "type" | "at" | "sequence" | "data">;

/** The event as the API shows it, which is also the body of its webhook. */
export function eventResource(event: Told) {
  return {
    event_id: event.eventId,
    type: event.type,
    timestamp: rfc3339(event.at),
    data: { ...event.data, sequence: event.sequence ?? null },
  };
}
