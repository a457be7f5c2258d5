import type { AdvanceEnd, AdvanceWay } from "../deduction/network_advance.ts";
import type { DifferenceReason } from "../difference/difference.ts";
import type { BookedPart } from "../fee/tariff.ts";
import type { Money } from "../money.ts";
import type { Account } from "./account.ts";

/** What a transfer is for: one code per event that moves money. */
export type TransferCode =
  | "payment"
  | "late_payment"
  | "deduction"
  | "refund"
  | "late_refund"
  | UnclaimedCode
  | ChargebackCode
  | `${ChargebackCode}_fee`
  | FeeCode
  | `returned_${FeeCode}`
  | CorrectionCode
  | SettlementCode
  | "arrival"
  | "made_up"
  | ClearingCode
  | BankLineCode
  | AdvanceCode;

/** What of a refund reached nobody, and what our bank gave back of what it had paid of that. */
export type UnclaimedCode = "undelivered_refund" | "undelivered_refund_return";

/** What a channel took back for a payer, and what it gave again; each with what of the fee went the other way. */
type ChargebackCode = "chargeback" | "returned_chargeback";

/** What the network advanced for a payer, and how that ended, by the channel's word or by two people's. */
export type AdvanceCode = "advance" | `advance_${AdvanceEnd | AdvanceWay}`;

/** What was corrected after reconciliation, by what was wrong. */
export type CorrectionCode = `correction_${DifferenceReason}`;

/** What a batch takes of what a number is owed, what the bank gives back of it, and what is held and let go. */
export type SettlementCode = "settlement" | "settlement_return" | "hold" | "release";

/** What the channel has cleared, and which parts of the fees it has kept. */
export type ClearingCode = "clearing" | `clearing_${Exclude<BookedPart, "acquirer">}`;

/** A line of a bank's file, and what of it was sent back. */
export type BankLineCode = "bank_line" | "joined_bank_line" | "returned_bank_line";

/** All of a fee, out of what a number is owed, and each part of it to whoever gets it. */
export type FeeCode = "fee" | `fee_${BookedPart}`;

/** Another transfer, by whose fact it is and its number there. */
export interface TransferRef {
  readonly subjectId: string;
  readonly line: number;
}

/** So much from the credit of one account to that of another; never changed, only followed by another. */
export type Transfer =
  & {
    /** Numbered over the life of the fact it belongs to. */
    readonly line: number;
    readonly code: TransferCode;
    readonly debit: Account;
    readonly credit: Account;
    readonly amount: Money;
  }
  & (
    /** `pending` is ended once, by what `posts`, `voids` or `expires` it. */
    | { readonly phase: "posted" | "pending"; readonly of?: TransferRef | undefined }
    | { readonly phase: "posts" | "voids" | "expires"; readonly of: TransferRef }
  );

/** Those that a merchant number's own accounts know: late money, suspense and the parts of a fee are never there. */
export type EntryCode = Exclude<
  TransferCode,
  | "late_payment"
  | "late_refund"
  | UnclaimedCode
  | "arrival"
  | ClearingCode
  | BankLineCode
  | AdvanceCode
  | `fee_${BookedPart}`
  | `returned_fee_${BookedPart}`
>;
