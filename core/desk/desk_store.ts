import type { Plan } from "../plan/plan.ts";
import type { Query } from "../query.ts";
import type { FoundNumber } from "./found_number.ts";
import type { DisabledEndpoint, QueuePage, Unanswered, WaitingUnsign } from "./queue.ts";
import type { SubjectEvent } from "./subject_event.ts";

/** What the desk reads across merchants; every queue is oldest first. */
export interface DeskStore {
  payments(page: QueuePage): Query<readonly Unanswered[]>;
  refunds(page: QueuePage): Query<readonly Unanswered[]>;
  deductions(page: QueuePage): Query<readonly Unanswered[]>;
  plans(page: QueuePage): Query<readonly Plan[]>;
  unsigns(page: QueuePage): Query<readonly WaitingUnsign[]>;
  endpoints(page: QueuePage): Query<readonly DisabledEndpoint[]>;
  /** Everything that has this number, at any merchant; a few. */
  numbered(text: string): Query<readonly FoundNumber[]>;
  /** Everything that happened to one thing, newest first. */
  eventsOf(subjectId: string, max: number): Query<readonly SubjectEvent[]>;
}
