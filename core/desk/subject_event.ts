import type { RecordedStep } from "../recorded_step.ts";

/** One step in the life of a thing. */
export interface SubjectEvent extends RecordedStep {
  readonly eventId: string;
  readonly version: number;
}
