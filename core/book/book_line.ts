import { decodeTime, encodeTime } from "ulid";
import type { BookEntryId, MerchantNo, OrderId } from "../id.ts";
import type { Money } from "../money.ts";
import { type Instant, instant } from "../time.ts";
import type { EntryCode, Transfer } from "./transfer.ts";

/** What a transfer did to an account of a merchant number, as a statement of account shows it. */
export interface BookLine {
  readonly entryId: BookEntryId;
  readonly bookedAt: Instant;
  readonly code: EntryCode;
  readonly phase: Transfer["phase"];
  /** The payment, deduction or refund, and the payment's order. */
  readonly subjectId: string;
  readonly orderId: OrderId | undefined;
  /** Whose it is: another number's that settles here, or this one's own. */
  readonly merchantNo: MerchantNo;
  /** The merchant's own number of it. */
  readonly merchantsNo: string | undefined;
  /** What came in is positive. */
  readonly amount: Money;
  readonly balance: Money;
}

/** An entry's place in its account. */
export interface EntryPlace {
  readonly bookedAt: Instant;
  readonly no: number;
}

const TIME_CHARACTERS = 10;
const NO_DIGITS = 16;

/** As long as any id, and in the order of the account. */
export function entryIdOf({ bookedAt, no }: EntryPlace): BookEntryId {
  return `bke_${encodeTime(bookedAt, TIME_CHARACTERS)}${String(no).padStart(NO_DIGITS, "0")}`;
}

export function placeOfEntry(id: string): EntryPlace {
  const text = id.slice("bke_".length);
  return {
    bookedAt: instant(decodeTime(text)),
    no: Number(text.slice(TIME_CHARACTERS)) || 0,
  };
}
