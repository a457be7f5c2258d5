import type { EventSpecs } from "../event_spec.ts";
import type { SessionId } from "../id.ts";
import type { Receipt } from "./receipt.ts";

export interface ReceiptEvent {
  readonly type: "receipt.recorded";
  readonly receipt: Receipt;
  /** The session in which it was confirmed, which must still be open in the write; undefined where a bank's file says it. */
  readonly within: SessionId | undefined;
}

export const receiptEvents = {
  "receipt.recorded": {
    subject: ({ receipt: { receiptId, merchantNo } }) => ({
      subjectId: receiptId,
      version: 1,
      merchantNo,
    }),
    data: ({ receipt: { source, channel, day, amount, reference, days } }) => ({
      source,
      channel,
      day,
      amount: amount.fen,
      reference,
      clearing_days: days.map((each) => each.day),
    }),
    holds: ({ within }) => within === undefined ? {} : { session_open: within },
  },
} satisfies EventSpecs<ReceiptEvent>;
