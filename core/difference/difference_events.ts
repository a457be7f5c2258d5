import type { EventSpecs, Holds, Subject } from "../event_spec.ts";
import type { SessionId } from "../id.ts";
import type { Correction } from "./correction.ts";
import {
  type Difference,
  leftOf,
  type OpenDifference,
  type ResolvedDifference,
  type SettledDifference,
} from "./difference.ts";

/** What a person did, in a session that must still be open in the write. */
interface ByPerson {
  readonly within: SessionId;
}

export type DifferenceEvent =
  | {
    readonly type: "difference.found" | "difference.changed" | "difference.reopened";
    readonly difference: OpenDifference;
  }
  | { readonly type: "difference.resolved"; readonly difference: ResolvedDifference }
  | (ByPerson & {
    /** Without an owner it was given back. */
    readonly type: "difference.taken";
    readonly difference: OpenDifference;
  })
  | (ByPerson & {
    readonly type: "difference.commented";
    readonly difference: Difference;
    readonly text: string;
  })
  | (ByPerson & {
    readonly type: "difference.settled";
    readonly difference: SettledDifference;
    /** What is booked, where it is corrected. */
    readonly correction: Correction | undefined;
  });

export const differenceEvents = {
  "difference.found": { subject, data: finding },
  "difference.changed": { subject, data: finding },
  "difference.reopened": { subject, data: finding },
  "difference.resolved": { subject, data: finding },
  "difference.taken": {
    subject,
    data: ({ difference: { owner } }) => ({ owner: owner ?? null }),
    holds,
  },
  // The text is beside it: a history says that something was said, and the case what.
  "difference.commented": { subject, data: ({ text }) => ({ characters: text.length }), holds },
  "difference.settled": {
    subject,
    data: ({ difference: { way, why, reason, corrected } }) => ({
      way,
      why,
      reason,
      corrected: corrected.fen,
    }),
    holds,
  },
} satisfies EventSpecs<DifferenceEvent>;

function subject({ difference }: DifferenceEvent): Subject {
  const { differenceId, version, merchantNo } = difference;
  return { subjectId: differenceId, version, merchantNo };
}

function finding({ difference }: { readonly difference: Difference }) {
  const { fileId, lineNo, subjectId, reason, differs, theirs, ours } = difference;
  return {
    file_id: fileId ?? null,
    line_no: lineNo ?? null,
    about: subjectId ?? null,
    reason,
    differs,
    theirs: theirs.fen,
    ours: ours.fen,
    left: leftOf(difference).fen,
  };
}

function holds({ within: session_open }: ByPerson): Holds {
  return { session_open };
}
