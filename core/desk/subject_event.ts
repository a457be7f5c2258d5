import type { EventId } from "../id.ts";
import type { RecordedStep } from "../recorded_step.ts";

/** One step in the life of a thing. */
export interface SubjectEvent extends RecordedStep {
  /** Grows with every commit. */
  readonly seq: number;
  readonly eventId: EventId;
  readonly subjectId: string;
  readonly version: number;
  /** Counts what merchants are told of the thing; undefined where they are told nothing. */
  readonly sequence: number | undefined;
}
