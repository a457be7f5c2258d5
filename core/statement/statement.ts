import type { EntryPlace } from "../book/book_line.ts";
import type { Fee } from "../fee/fee_of.ts";
import type { MerchantNo, StatementId } from "../id.ts";
import type { Money } from "../money.ts";
import type { BusinessDay, Instant } from "../time.ts";

/** Of a number's own accounts, or of those of everything below it as well. */
export const statementScopes = ["own", "rolled_up"] as const;
export type StatementScope = (typeof statementScopes)[number];

export const statementFormats = ["csv", "jsonl", "zm"] as const;
export type StatementFormat = (typeof statementFormats)[number];

/** The accounts of which a statement tells: what a number is owed, and what of it is on its way back to payers. */
export const statementAccounts = ["payable", "refunds"] as const;
export type StatementAccount = (typeof statementAccounts)[number];

/** The last entry of each account that a statement has; none where there is none yet. */
export type Cut = Readonly<Partial<Record<StatementAccount, EntryPlace>>>;

/** What lines come to. Money that came in is positive, and so is a fee that was paid; net is the one less the other. */
export interface Sums {
  readonly lines: number;
  readonly amount: Money;
  readonly fee: Money;
  readonly net: Money;
}

/** One file, as its manifest says. */
export interface StatementFileEntry extends Sums {
  readonly format: StatementFormat;
  readonly name: string;
  readonly bytes: number;
  /** In hex. */
  readonly sha256: string;
}

interface StatementFacts {
  readonly statementId: StatementId;
  readonly merchantNo: MerchantNo;
  readonly scope: StatementScope;
  readonly day: BusinessDay;
  readonly cutFrom: Cut;
  readonly cutUntil: Cut;
  readonly opening: Money;
  readonly closing: Money;
  readonly metadataKeys: readonly string[];
  readonly begunAt: Instant;
}

/** Its cut stands and its files are being written. */
export interface IssuingStatement extends StatementFacts {
  readonly state: "issuing";
}

/** Never changed any more. */
export interface ReadyStatement extends StatementFacts, Sums {
  readonly state: "ready";
  /** Which attempt wrote its files. */
  readonly attempt: string;
  /** Who gets how much of the fee. */
  readonly feeParts: Fee["parts"];
  /** By kind of line. */
  readonly totals: Readonly<Record<string, Sums>>;
  readonly files: readonly StatementFileEntry[];
  /** All this as a compact JWS. */
  readonly manifest: string;
  readonly issuedAt: Instant;
}

export type Statement = IssuingStatement | ReadyStatement;

/** Which statement a number gets next. */
export interface Turn {
  readonly merchantNo: MerchantNo;
  readonly scope: StatementScope;
  readonly day: BusinessDay;
}

export function isStatementFormat(text: string): text is StatementFormat {
  return (statementFormats as readonly string[]).includes(text);
}
