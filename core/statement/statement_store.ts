import type { Month } from "../fee/fee_month.ts";
import type { Fee } from "../fee/fee_of.ts";
import type { EventId, MerchantNo, StatementId } from "../id.ts";
import type { Mode } from "../merchant/merchant.ts";
import type { Money } from "../money.ts";
import type { Query } from "../query.ts";
import type { BusinessDay, Instant } from "../time.ts";
import type { Unit } from "../unit.ts";
import type {
  Cut,
  IssuingStatement,
  ReadyStatement,
  Statement,
  StatementAccount,
  StatementFormat,
  Turn,
} from "./statement.ts";
import type { BookedEntry } from "./booked_entry.ts";
import type { SubjectFacts } from "./statement_line.ts";

/** Where a day of a number's accounts ends. */
export interface DayEnd {
  readonly until: Cut;
  readonly closing: Money;
  /** When the first entry after it was booked; undefined where there is none. */
  readonly nextAt: Instant | undefined;
}

/** What a rolled-up statement is made of. */
export interface Members {
  readonly opening: Money;
  readonly closing: Money;
  /** The first day after it of which one of them has a statement. */
  readonly nextDay: BusinessDay | undefined;
}

export interface StatementOptions {
  readonly metadataKeys: readonly string[];
  readonly version: number;
}

/** A part of a file that is written down. */
export interface Part {
  readonly statementId: StatementId;
  readonly attempt: EventId;
  readonly format: StatementFormat;
  readonly part: number;
}

export interface StatementStore {
  /** Those whose day is over, and for which everything below them is ready. */
  due(now: Instant, max: number): Query<readonly Turn[]>;
  ofDay(turn: Turn): Query<Statement | undefined>;
  /** The last one before that day. */
  before(turn: Turn): Query<ReadyStatement | undefined>;
  /** Where the day that ends at `midnight` ends in the accounts of a number. */
  dayEnd(merchantNo: MerchantNo, midnight: Instant): Query<DayEnd>;
  /** Of those below that are ready and in no rolled-up statement of this number yet. */
  members(turn: Turn): Query<Members>;
  options(merchantNo: MerchantNo): Query<StatementOptions | undefined>;
  /** Writes down where the day is cut; refused when somebody else has. */
  begin(statement: IssuingStatement): Unit;
  /** The statements of the numbers that it is made of, in the order of their numbers. */
  membersOf(
    statementId: StatementId,
    past: Pick<Turn, "merchantNo" | "day"> | undefined,
    max: number,
  ): Query<readonly ReadyStatement[]>;
  /** What was booked to one account of a number, in its order; without what only moved between its accounts. */
  entries(
    of: { readonly merchantNo: MerchantNo; readonly account: StatementAccount },
    range: {
      readonly past: Cut[StatementAccount];
      readonly until: Cut[StatementAccount];
      readonly max: number;
    },
  ): Query<readonly BookedEntry[]>;
  facts(subjectIds: readonly string[]): Query<ReadonlyMap<string, SubjectFacts>>;
  keepPart(part: Part, content: string): Unit;
  /** Of a statement that is ready, what other attempts have left. */
  forgetParts(statementId: StatementId): Unit;
  part(part: Omit<Part, "attempt"> & { readonly attempt: string }): Query<string | undefined>;
  ready(turn: Turn): Query<ReadyStatement | undefined>;
  /** The newest of a number and scope, before that day. */
  readyBefore(
    of: Omit<Turn, "day">,
    before: BusinessDay | undefined,
    max: number,
  ): Query<readonly ReadyStatement[]>;
  /** What its own came to month by month, the newest first; or only that of one. */
  months(
    merchantNo: MerchantNo,
    month: Month | undefined,
    max: number,
  ): Query<readonly FeesOfMonth[]>;
  /** Of all numbers of a mode, those of that day that have lines; in the order of their numbers. */
  ofAll(
    day: BusinessDay,
    mode: Mode,
    page: { readonly past: string; readonly max: number },
  ): Query<readonly ReadyStatement[]>;
  /** The newest days of which there are any, with what they come to. */
  days(mode: Mode, before: BusinessDay | undefined, max: number): Query<readonly IssuedDay[]>;
}

/** The fees of a number over the daily statements of a month. */
export interface FeesOfMonth {
  readonly month: Month;
  readonly statements: number;
  readonly lines: number;
  readonly amount: Money;
  readonly fee: Money;
  readonly parts: Fee["parts"];
}

export interface IssuedDay {
  readonly day: BusinessDay;
  readonly statements: number;
  readonly lines: number;
  readonly amount: Money;
  readonly fee: Money;
  readonly net: Money;
}
