import type { RecordedEvent } from "./event.ts";
import type { EventId } from "./id.ts";
import type { Caller } from "./merchant/caller.ts";
import type { Query } from "./query.ts";

export interface EventPage {
  readonly limit: number;
  readonly order: "newest" | "oldest";
  /** Only those that come after this one in that order. */
  readonly past: EventId | undefined;
  readonly type: string | undefined;
  /** Only of this merchant number; undefined for the caller and all its children. */
  readonly merchantNo: string | undefined;
}

export interface EventStore {
  /** Of the caller or of one of its children, at any depth; webhook events only. */
  visibleById(caller: Caller, eventId: EventId): Query<RecordedEvent | undefined>;
  /** Of the caller and of its children, at any depth; webhook events only. */
  list(caller: Caller, page: EventPage): Query<readonly RecordedEvent[]>;
  /** For the fan-out: webhook events past its cursor, oldest first. */
  afterCursor(max: number): Query<readonly RecordedEvent[]>;
}
