import type { RecordedEvent } from "./event.ts";
import type { EventId } from "./id.ts";
import type { Caller } from "./merchant/caller.ts";
import type { Query } from "./query.ts";

export interface EventPage {
  readonly limit: number;
  readonly after: EventId | undefined;
  readonly before: EventId | undefined;
  readonly type: string | undefined;
}

export interface EventStore {
  ownById(caller: Caller, eventId: EventId): Query<RecordedEvent | undefined>;
  /** With `after`: oldest first from there on; without: newest first. Webhook events only. */
  list(caller: Caller, page: EventPage): Query<readonly RecordedEvent[]>;
  /** For the fan-out: webhook events past its cursor, oldest first. */
  afterCursor(max: number): Query<readonly RecordedEvent[]>;
}
