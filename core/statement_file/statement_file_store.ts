import type { MerchantNo, StatementFileId } from "../id.ts";
import type { Money } from "../money.ts";
import type { Query } from "../query.ts";
import type { BusinessDay, Instant } from "../time.ts";
import type { Unit } from "../unit.ts";
import type { LineIdentity } from "./line_identity.ts";
import type { Fact, Match, SubjectId } from "./match_line.ts";
import type { DetailKind, StatementFile, StatementLine, Totals } from "./statement_file.ts";

/** A line as it is kept. */
export type KeptLine = StatementLine & LineIdentity & Match;

/** A line that is kept and matched nothing, or something that differs. */
export type OpenLine = Omit<StatementLine, "record"> & Match;
export type RematchedLine = Pick<StatementLine, "lineNo"> & Match;

/** By what a line names what it is about. */
export interface LineKeys {
  readonly orderNos: readonly string[];
  readonly txnNos: readonly string[];
  /** How the channel's numbers of it begin, where a line has neither. */
  readonly txnPrefixes: readonly string[];
}

export interface FoundFact extends Omit<Fact, "hasOtherOrderNo"> {
  /** The key by which it was found. */
  readonly key: string;
  /** What a refund gave back of the fee that was booked; undefined where none was, or for what is no refund. */
  readonly feeBack: Money | undefined;
}

export interface MatchCounts {
  readonly matched: number;
  readonly differing: number;
  readonly missingHere: number;
}

/** What one chunk of lines is about; lines of the chunk itself meet nothing yet. */
export interface Chunk {
  readonly fileId: StatementFileId;
  readonly kind: DetailKind;
  readonly from: number;
  readonly until: number;
}

export interface StatementFileStore {
  bySha256(sha256: string): Query<StatementFile | undefined>;
  /** That of the same kind, day, merchant number and batch. */
  same(file: Pick<StatementFile, "kind" | "clearingDay" | "merchantNo" | "batch">): Query<
    StatementFile | undefined
  >;
  /** What the imported detail files of a merchant number's day come to. */
  detailOfDay(merchantNo: MerchantNo, day: BusinessDay): Query<Totals>;
  factsFor(keys: LineKeys, chunk: Chunk): Query<readonly FoundFact[]>;
  /** Lines that are there already stay as they are; what they meet is no gap any more. */
  keepLines(
    lines: readonly KeptLine[],
    chunk: Chunk & { readonly at: Instant },
  ): Unit;
  /** Imported files cleared on that day or later, the oldest first, after `past`. */
  importedSince(
    day: BusinessDay,
    past: { readonly day: BusinessDay; readonly fileId: string },
    max: number,
  ): Query<readonly StatementFile[]>;
  openLines(fileId: StatementFileId, past: number, max: number): Query<readonly OpenLine[]>;
  rematchLines(fileId: StatementFileId, lines: readonly RematchedLine[], at: Instant): Unit;
  countsOf(fileId: StatementFileId): Query<MatchCounts>;
  /** Our numbers that a file of the channel's number is about: the same, and those that trade by it. */
  numbersOf(channelNo: MerchantNo): Query<readonly MerchantNo[]>;
  /** Days, among these, of which a detail file of the merchant number was imported. */
  daysWithFile(
    merchantNo: MerchantNo,
    from: BusinessDay,
    until: BusinessDay,
  ): Query<readonly BusinessDay[]>;
  /** What succeeded at the number on that day, that no line has met and that is no gap yet. */
  unmet(
    merchantNo: MerchantNo,
    day: BusinessDay,
    max: number,
  ): Query<readonly SubjectId[]>;
  openGaps(
    gaps: readonly SubjectId[],
    of: { readonly merchantNo: MerchantNo; readonly day: BusinessDay; readonly at: Instant },
  ): Unit;
  /** One that is there already stays. Base64. */
  keepPart(fileId: StatementFileId, part: number, content: string): Unit;
  partsOf(fileId: StatementFileId): Query<readonly string[]>;
  gapsOf(merchantNo: MerchantNo, from: BusinessDay, until: BusinessDay): Query<number>;
}
