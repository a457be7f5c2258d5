import type { MerchantNo, StaffId, StatementFileId } from "../id.ts";
import type { Query } from "../query.ts";
import type { Match } from "../statement_file/match_line.ts";
import type {
  DetailKind,
  ImportedFile,
  StatementFile,
  StatementLine,
} from "../statement_file/statement_file.ts";
import type { Money } from "../money.ts";
import type { BusinessDay, Instant } from "../time.ts";

/** What all files of one kind say of a day. */
export interface KindFigures {
  readonly kind: DetailKind;
  readonly files: number;
  readonly lines: number;
  readonly differing: number;
  readonly missingHere: number;
  /** What was paid less what went back, and what merchants pay for it. */
  readonly amount: Money;
  readonly fee: Money;
}

export interface DifferenceFigures {
  readonly open: number;
  readonly settled: number;
  readonly resolved: number;
  /** Of those that are open. */
  readonly missingThere: number;
}

/** That the channel cleared nothing of a number, as somebody has found out. */
export interface QuietDay {
  /** The channel's. */
  readonly merchantNo: string;
  readonly day: BusinessDay;
  readonly reason: string;
  readonly declaredBy: StaffId;
  readonly declaredAt: Instant;
}

export type ShownLine = Omit<StatementLine, "record"> & Match;
export type LineState = Match["state"];

export interface LinePage {
  readonly state: LineState | undefined;
  /** After which line it starts. */
  readonly past: number;
  readonly max: number;
}

export interface ReconciliationStore {
  /** The last clearing day of which there is a file. */
  lastDay(): Query<BusinessDay | undefined>;
  figuresOf(day: BusinessDay): Query<readonly KindFigures[]>;
  differencesOf(day: BusinessDay): Query<DifferenceFigures>;
  /** What succeeded here on that day, at numbers of which there is a merchant's file. */
  expectedOn(day: BusinessDay): Query<number>;
  filesOf(day: BusinessDay, max: number): Query<readonly ImportedFile[]>;
  /** Merchants' detail that does not come to what its day's summary says. */
  againstSummary(day: BusinessDay, max: number): Query<readonly ImportedFile[]>;
  /** Merchants' detail of the number, or of the channel's by which it alone trades, before that day, the latest first. */
  ownFiles(
    merchantNo: MerchantNo,
    before: BusinessDay | undefined,
    max: number,
  ): Query<readonly ImportedFile[]>;
  fileById(fileId: StatementFileId): Query<StatementFile | undefined>;
  lines(fileId: StatementFileId, page: LinePage): Query<readonly ShownLine[]>;
  /** The channel's numbers by which ours trade, and that have neither a file of the day nor a declaration. */
  waitingFor(day: BusinessDay, max: number): Query<readonly string[]>;
  /** Whether one of ours trades by the channel's number. */
  isKnown(merchantNo: MerchantNo): Query<boolean>;
  hasFile(merchantNo: MerchantNo, day: BusinessDay): Query<boolean>;
  quietDays(day: BusinessDay, max: number): Query<readonly QuietDay[]>;
}
