import type { DifferenceId, MerchantNo, StaffId, StatementFileId } from "../id.ts";
import type { Machine } from "../machine.ts";
import { cny, type Money, sameMoney } from "../money.ts";
import type { DifferingField, SubjectId } from "../statement_file/match_line.ts";
import { type BusinessDay, days, type Duration, type Instant } from "../time.ts";

/** `overcorrected`: it was corrected in the books, and then the two came to agree by themselves. */
export const differenceReasons = [
  "differing",
  "missing_here",
  "missing_there",
  "overcorrected",
] as const;
export type DifferenceReason = (typeof differenceReasons)[number];

export type DifferenceState = "open" | "settled" | "resolved";
type DifferenceSignal = "settled" | "resolved" | "reopened";

/** Two people settle it, or a later look finds that both agree; whatever a look finds to be otherwise opens it again. */
export const differenceMachine = {
  open: { settled: "settled", resolved: "resolved" },
  settled: { reopened: "open" },
  resolved: { reopened: "open" },
} as const satisfies Machine<DifferenceState, DifferenceSignal>;

/** `explained`: nothing has to be booked here. `corrected`: what is left between the two is booked. */
export const settlingWays = ["explained", "corrected"] as const;
export type SettlingWay = (typeof settlingWays)[number];

/** A difference is due so long after it was found. */
export const DIFFERENCE_DUE: Duration = days(3);
export const COMMENTS_MAX = 100;

/** A line of a file, or what is in no file. */
export type DifferenceAbout =
  | {
    readonly fileId: StatementFileId;
    readonly lineNo: number;
    /** Undefined where nothing here has the line's numbers. */
    readonly subjectId: SubjectId | undefined;
  }
  | { readonly fileId: undefined; readonly lineNo: undefined; readonly subjectId: SubjectId };

/** What a look at the files finds. */
export type Found = DifferenceAbout & {
  /** Undefined where a line names no number of ours. */
  readonly merchantNo: MerchantNo | undefined;
  readonly clearingDay: BusinessDay;
  readonly reason: DifferenceReason;
  readonly differs: readonly DifferingField[];
  /** What the channel says; negative where money went back. */
  readonly theirs: Money;
  /** What happened here, in the same way. */
  readonly ours: Money;
};

type DifferenceFacts = Found & {
  readonly differenceId: DifferenceId;
  readonly corrected: Money;
  /** From 1; raised whenever it is found to be another one. */
  readonly finding: number;
  readonly owner: StaffId | undefined;
  readonly dueAt: Instant;
  readonly foundAt: Instant;
  readonly comments: number;
  readonly version: number;
};

export type OpenDifference = DifferenceFacts & { readonly state: "open" };
export type SettledDifference = DifferenceFacts & {
  readonly state: "settled";
  readonly endedAt: Instant;
  readonly way: SettlingWay;
  readonly why: string;
};
export type ResolvedDifference = DifferenceFacts & {
  readonly state: "resolved";
  readonly endedAt: Instant;
};
export type Difference = OpenDifference | SettledDifference | ResolvedDifference;

/** What would have to be booked here, so that both say the same. */
export function leftOf(
  { theirs, ours, corrected }: Pick<Difference, "theirs" | "ours" | "corrected">,
): Money {
  return cny(theirs.fen - ours.fen - corrected.fen);
}

/** The key of which there is one case. */
export function aboutText({ fileId, lineNo, subjectId }: DifferenceAbout): string {
  return fileId === undefined ? subjectId : `${fileId}:${lineNo}`;
}

/** Whether a look finds what is known already. */
export function sameFinding(difference: Difference, found: Found): boolean {
  return difference.reason === found.reason && difference.subjectId === found.subjectId &&
    difference.differs.join() === found.differs.join() &&
    sameMoney(difference.theirs, found.theirs) && sameMoney(difference.ours, found.ours);
}
