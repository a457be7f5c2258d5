import type { EventSpecs } from "../event_spec.ts";
import type { SessionId } from "../id.ts";
import type { Receipt } from "./receipt.ts";

export interface ReceiptEvent {
  readonly type: "receipt.recorded";
  readonly receipt: Receipt;
  /** The session in which it was confirmed, which must still be open in the write. */
  readonly within: SessionId;
}

export const receiptEvents = {
  "receipt.recorded": {
    subject: ({ receipt: { receiptId, merchantNo } }) => ({
      subjectId: receiptId,
      version: 1,
      merchantNo,
    }),
    data: ({ receipt: { source, channel, day, amount, reference } }) => ({
      source,
      channel,
      day,
      amount: amount.fen,
      reference,
    }),
    holds: ({ within }) => ({ session_open: within }),
  },
} satisfies EventSpecs<ReceiptEvent>;
