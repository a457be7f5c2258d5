import type { AuditEntry, AuditPage } from "./audit_entry.ts";
import type { Query } from "../query.ts";
import type { BusinessDay } from "../time.ts";
import type { Unit } from "../unit.ts";

/** How long the audit chain is, and the hash that it ends with. */
export interface ChainEnd {
  readonly entries: number;
  readonly hash: string;
}

/** The end of the chain at some moment, as it was signed. */
export interface PublishedHead {
  readonly day: BusinessDay;
  readonly entries: number;
  readonly jws: string;
}

export interface AuditStore {
  end(): Query<ChainEnd>;
  /** The newest first. */
  entries(page: AuditPage): Query<readonly AuditEntry[]>;
  /** From that day on, the newest first. */
  published(since: BusinessDay): Query<readonly PublishedHead[]>;
  lastPublished(): Query<PublishedHead | undefined>;
  publishedOn(day: BusinessDay, entries: number): Query<PublishedHead | undefined>;
  /** Of the same end on the same day only the first stays. */
  publish(head: PublishedHead): Unit;
}
