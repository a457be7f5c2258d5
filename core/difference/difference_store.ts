import type { DifferenceId, MerchantNo, StaffId, StatementFileId } from "../id.ts";
import type { Query } from "../query.ts";
import type { BusinessDay, Instant } from "../time.ts";
import type { Difference, DifferenceReason, DifferenceState, Found } from "./difference.ts";

/** What a look found, and the case there is of it. */
export interface Finding {
  readonly found: Found;
  readonly known: Difference | undefined;
}

export interface Comment {
  readonly text: string;
  readonly by: StaffId;
  readonly at: Instant;
}

export interface DifferenceFilter {
  readonly state: DifferenceState;
  readonly reason?: DifferenceReason | undefined;
  readonly merchantNo?: MerchantNo | undefined;
  readonly day?: BusinessDay | undefined;
  readonly owner?: StaffId | undefined;
}

/** Where a page starts: after this one. */
export interface DifferencePlace {
  readonly dueAt: Instant;
  readonly id: DifferenceId;
}

export interface DifferencePage extends DifferenceFilter {
  readonly past: DifferencePlace | undefined;
  readonly max: number;
}

/** Days of one merchant number. */
export interface DaysOfMerchant {
  readonly merchantNo: MerchantNo;
  readonly from: BusinessDay;
  readonly until: BusinessDay;
}

export interface DifferenceStore {
  byId(differenceId: DifferenceId): Query<Difference | undefined>;
  /** The oldest first. */
  commentsOf(differenceId: DifferenceId): Query<readonly Comment[]>;
  /** What is first due, first. */
  list(page: DifferencePage): Query<readonly Difference[]>;
  countOf(differences: Pick<DifferenceFilter, "state" | "day">): Query<number>;
  /** Lines of the file that are open, and have no case that says the same. */
  linesWithout(fileId: StatementFileId, max: number): Query<readonly Finding[]>;
  /** What is in no file, and has no case. */
  gapsWithout(days: DaysOfMerchant, max: number): Query<readonly Finding[]>;
  /** Cases of the file's lines, and of gaps, of which both sides agree by now. */
  linesAgreed(fileId: StatementFileId, max: number): Query<readonly Difference[]>;
  gapsAgreed(days: DaysOfMerchant, max: number): Query<readonly Difference[]>;
  /** Cases of the file that are open. */
  openOf(fileId: StatementFileId): Query<number>;
}
