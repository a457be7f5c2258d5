import * as z from "zod";
import { flows, methodNames } from "../../method/payment_method.ts";
import { commonReasons } from "../failure_reason.ts";
import { contractNotice } from "./contract_messages.ts";
import { deviceCardNotice } from "./device_card_messages.ts";
import { channelOrderNo, currency, epochMs, fen, merchantNo, url } from "./wire_fields.ts";

/** The sandbox bank's own wire: what it is sent, what it answers and what it notifies. */

export const startRequest = z.strictObject({
  channel_order_no: channelOrderNo,
  merchant_no: merchantNo,
  payee: z.string().max(256),
  amount: fen,
  currency,
  subject: z.string().max(512),
  method: z.enum(methodNames),
  flow: z.enum(flows),
  sent_at: epochMs,
  pay_before: epochMs,
  return_url: url,
  notice_url: url,
});
export type StartRequest = z.infer<typeof startRequest>;

export const askRequest = z.strictObject({ channel_order_no: channelOrderNo, sent_at: epochMs });

export const refundRequest = z.strictObject({
  channel_order_no: channelOrderNo,
  txn_no: z.string().min(1).max(64),
  amount: fen,
  currency,
  sent_at: epochMs,
  notice_url: url,
});
export type RefundRequest = z.infer<typeof refundRequest>;

const paid = z.strictObject({
  state: z.literal("paid"),
  txn_no: z.string().min(1).max(64),
  card_type: z.enum(["debit", "credit"]).optional(),
  card_last_four: z.string().regex(/^[0-9]{4}$/).optional(),
  card_token: z.string().min(1).max(64).optional(),
  /** The network paid for the payer; only of a deduction. */
  advanced: z.literal(true).optional(),
});
const declined = z.strictObject({ state: z.literal("declined"), reason: z.enum(commonReasons) });
const untold = z.strictObject({
  /** `waiting`: no answer yet. `not_found`: it never arrived, and would be refused if it still did. */
  state: z.enum(["waiting", "cancelled", "expired", "not_found"]),
});
export const paymentAnswer = z.discriminatedUnion("state", [paid, declined, untold]);
export type PaymentAnswer = z.infer<typeof paymentAnswer>;

const launch = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("redirect"), url }),
  z.strictObject({ type: z.literal("tn"), tn: z.string().min(1).max(64) }),
  z.strictObject({ type: z.literal("code"), content: z.string().min(1).max(512), url }),
]);
const launched = z.strictObject({ state: z.literal("launched"), launch });
export const startAnswer = z.discriminatedUnion("state", [launched, paid, declined, untold]);
export type StartAnswer = z.infer<typeof startAnswer>;

const returned = z.strictObject({
  state: z.literal("returned"),
  txn_no: z.string().min(1).max(64),
});
const refused = z.strictObject({ state: z.literal("refused"), failure: z.string().max(64) });
/** The card's bank took it, and gave it back later. */
const cameBack = z.strictObject({ state: z.literal("came_back"), because: z.string().max(64) });
const pending = z.strictObject({ state: z.enum(["pending", "not_found"]) });
export const refundAnswer = z.discriminatedUnion("state", [returned, refused, cameBack, pending]);
export type RefundAnswer = z.infer<typeof refundAnswer>;

const noticeHead = { channel_order_no: channelOrderNo, amount: fen, currency };
export const notice = z.discriminatedUnion("about", [
  z.strictObject({ about: z.literal("payment"), ...noticeHead, answer: paymentAnswer }),
  z.strictObject({ about: z.literal("refund"), ...noticeHead, answer: refundAnswer }),
  z.strictObject({ about: z.literal("deduction"), ...noticeHead, answer: paymentAnswer }),
  z.strictObject({
    about: z.literal("advance"),
    ...noticeHead,
    outcome: z.enum(["repaid", "written_off"]),
  }),
  contractNotice,
  deviceCardNotice,
]);
export type Notice = z.infer<typeof notice>;
