import type { EventSpecs, Subject } from "../event_spec.ts";
import type { OrderId, PaymentId } from "../id.ts";
import type { Money } from "../money.ts";
import type { BankFile, BankLine } from "./bank_line.ts";

/** A part of a line that pays an order. */
export interface AllocatedPart {
  readonly orderId: OrderId;
  readonly paymentId: PaymentId;
  readonly amount: Money;
}

export type BankLineEvent =
  | {
    readonly type: "bank_file.imported";
    readonly file: BankFile;
    /** With the identity by which none comes in twice. */
    readonly lines: readonly (BankLine & { readonly identity: string })[];
  }
  /** Looked at, and for a person to decide. */
  | { readonly type: "bank_line.suspended"; readonly line: BankLine }
  | {
    readonly type: "bank_line.allocated";
    readonly line: BankLine;
    readonly parts: readonly AllocatedPart[];
  }
  /** A receipt has it, or it is a payout that came back. */
  | { readonly type: "bank_line.joined"; readonly line: BankLine }
  /** Somebody sent `amount` back to the account it came from, under the bank's `reference`. */
  | {
    readonly type: "bank_line.returned";
    readonly line: BankLine;
    readonly amount: Money;
    readonly reference: string;
  };

type LineEvent = Exclude<BankLineEvent, { readonly type: "bank_file.imported" }>;

export const bankLineEvents = {
  "bank_file.imported": {
    subject: ({ file }) => ({ subjectId: file.fileId, version: 1, merchantNo: undefined }),
    data: ({ file: { name, sha256, lines, known, amount } }) => ({
      name,
      sha256,
      lines,
      known,
      amount: amount.fen,
    }),
  },
  "bank_line.suspended": {
    subject,
    data: ({ line: { amount, reason } }) => ({ amount: amount.fen, reason }),
  },
  "bank_line.allocated": {
    subject,
    data: ({ line, parts }) => ({
      amount: line.amount.fen,
      parts: parts.map(({ orderId, paymentId, amount: { fen } }) => ({
        order_id: orderId,
        payment_id: paymentId,
        amount: fen,
      })),
    }),
  },
  "bank_line.joined": {
    subject,
    data: ({ line: { amount, receiptId, payoutId } }) => ({
      amount: amount.fen,
      receipt_id: receiptId,
      payout_id: payoutId,
    }),
  },
  "bank_line.returned": {
    subject,
    data: ({ amount, reference }) => ({ amount: amount.fen, reference }),
  },
} satisfies EventSpecs<BankLineEvent>;

function subject({ line: { lineId, version } }: LineEvent): Subject {
  return { subjectId: lineId, version, merchantNo: undefined };
}
