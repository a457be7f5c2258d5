import type { BankFileId, BankLineId, MerchantNo, OrderId, PayoutId, ReceiptId } from "../id.ts";
import type { Machine } from "../machine.ts";
import type { Mode } from "../merchant/merchant.ts";
import { add, type Money, subtract } from "../money.ts";
import type { BusinessDay, Instant } from "../time.ts";

/** `new` until it was looked at; in `suspense` while any of it is neither allocated nor returned. */
export type BankLineState = "new" | "suspense" | "settled";
export type BankLineSignal = "suspended" | "allocated" | "joined" | "returned";

/** What is left of a line after a part of it stays in suspense. */
export const bankLineMachine: Machine<BankLineState, BankLineSignal> = {
  new: { suspended: "suspense", allocated: "settled", joined: "settled" },
  suspense: { allocated: "settled", joined: "settled", returned: "settled" },
  settled: {},
};

/** Why a line did not settle an order by itself. */
export type SuspenseReason =
  | "no_code"
  | "several_codes"
  | "unknown_code"
  /** The order was paid before: perhaps twice by the same transfer. */
  | "order_paid"
  | "order_ended"
  | "too_little"
  | "too_much"
  | "other_payer"
  | "merchant_not_active"
  /** It is the channel's, and comes to no clearing day, or to more than one choice of them. */
  | "channel_money";

export interface BankLine {
  readonly lineId: BankLineId;
  readonly fileId: BankFileId;
  readonly lineNo: number;
  readonly accountNo: string;
  /** Of the account; it pays orders of numbers of this mode. */
  readonly mode: Mode;
  readonly bookedOn: BusinessDay;
  readonly amount: Money;
  /** `Payer` as JSON. */
  readonly sealedPayer: string;
  readonly remark: string;
  readonly bankRef: string | undefined;
  /** The one remittance code in its remark, and whose it is. */
  readonly code: string | undefined;
  readonly orderId: OrderId | undefined;
  readonly merchantNo: MerchantNo | undefined;
  readonly state: BankLineState;
  readonly reason: SuspenseReason | undefined;
  readonly allocated: Money;
  readonly returned: Money;
  /** Money of a channel or a merchant for what was settled: that receipt has all of it. */
  readonly receiptId: ReceiptId | undefined;
  /** What came back of it: all of it is that. */
  readonly payoutId: PayoutId | undefined;
  /** How many events it has had; 0 as it was imported. */
  readonly version: number;
}

/** Who sent the money, as the bank says. */
export interface Payer {
  readonly name: string;
  readonly account: string;
  readonly bank: string;
}

export interface BankFile {
  readonly fileId: BankFileId;
  readonly name: string;
  /** In hex. */
  readonly sha256: string;
  readonly accountNo: string;
  /** New lines of it, and those that an earlier file had already. */
  readonly lines: number;
  readonly known: number;
  /** Of the new ones together. */
  readonly amount: Money;
  readonly importedAt: Instant;
  readonly version: 1;
}

/** What is neither allocated nor returned yet. */
export function restOf({ amount, allocated, returned }: BankLine): Money {
  return subtract(subtract(amount, allocated), returned);
}

/** One version later, with so much of it spent. */
export function spent(line: BankLine, by: "allocated" | "returned", part: Money): BankLine {
  const after = { ...line, [by]: add(line[by], part), version: line.version + 1 };
  return { ...after, state: restOf(after).fen === 0 ? "settled" : "suspense" };
}

/** Where what a line seals is stored. */
export const payerContext = (lineId: string) => `bank_lines.sealed_payer.${lineId}`;

/** Whether two names are one, but for widths, spaces and letter case. */
export function sameName(a: string, b: string): boolean {
  return plain(a) === plain(b);
}

function plain(name: string): string {
  return name.normalize("NFKC").replace(/\s/g, "").toUpperCase();
}
