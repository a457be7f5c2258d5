import type { MerchantNo, StatementFileId } from "../id.ts";
import type { CardType } from "../channel/card.ts";
import type { Machine } from "../machine.ts";
import type { Money } from "../money.ts";
import type { BusinessDay, Instant } from "../time.ts";

/** What a channel's file is: a merchant's detail and corrections, an institution's detail, a merchant's summary. */
export type StatementKind = "zm" | "zme" | "acom" | "acomn" | "summary";
/** Those that consist of records. */
export type DetailKind = Exclude<StatementKind, "summary">;

/** One record of a channel's file in our terms. What is undefined, the record does not say. */
export interface StatementLine {
  /** Counted from 1. */
  readonly lineNo: number;
  /** Its bytes, without the line end. */
  readonly record: Uint8Array;
  readonly merchantNo: string | undefined;
  /** What we numbered it by towards the channel. */
  readonly orderNo: string | undefined;
  readonly txnNo: string | undefined;
  /** MMDDhhmmss, of no year. */
  readonly traceTime: string;
  readonly traceNo: string;
  /** Of a correction: the time and the trace number of what it corrects, MMDDhhmmss and six digits. */
  readonly originalTrace?: string | undefined;
  /** Of a correction: which kind, by the channel's code. */
  readonly transactionCode?: string | undefined;
  /** Whether the merchant gets the amount or gives it back. */
  readonly direction: Direction;
  /** Of the card that paid, where the channel says so. */
  readonly cardType: CardType | undefined;
  /** Never negative. */
  readonly amount: Money;
  /** What the merchant pays for it; negative where a fee comes back. */
  readonly fee: Money;
  /** What the merchant gets; negative where it gives. */
  readonly net: Money;
}

export type Direction = "in" | "out";

/** The sums of a file, or what its summary says they are. */
export interface Totals {
  readonly lines: number;
  readonly paid: Money;
  readonly paidBack: Money;
  readonly fee: Money;
  readonly net: Money;
}

/** Raised with every change to what is read of a record, so that it is known who read a file. */
export const PARSER_VERSION = 3;

export type StatementFileState = "importing" | "imported";

/** Its lines count from when all of them are in; what was interrupted goes on when the same file is given again. */
export const statementFileMachine = {
  importing: { imported: "imported" },
  imported: {},
} as const satisfies Machine<StatementFileState, "imported">;

interface StatementFileFacts {
  readonly fileId: StatementFileId;
  readonly name: string;
  readonly kind: StatementKind;
  /** By the channel's word, never by a time. */
  readonly clearingDay: BusinessDay;
  readonly batch: string;
  /** Undefined for an institution's file, which has many merchants. */
  readonly merchantNo: MerchantNo | undefined;
  /** Of what was unpacked, in hex. */
  readonly sha256: string;
  readonly bytes: number;
  readonly parser: number;
  readonly totals: Totals;
  readonly startedAt: Instant;
  readonly version: number;
}

export type ImportedFile = StatementFileFacts & {
  readonly state: "imported";
  readonly importedAt: Instant;
  /** Whether the day's summaries and detail files come to the same; undefined where there are only the ones or the others. */
  readonly summaryAgrees: boolean | undefined;
};
export type ImportingFile = StatementFileFacts & { readonly state: "importing" };
export type StatementFile = ImportingFile | ImportedFile;
