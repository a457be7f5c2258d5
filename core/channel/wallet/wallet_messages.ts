import * as z from "zod";
import { type CommonReason, commonReasons } from "../failure_reason.ts";

/** What a wallet app answers [docs/wallet_balance.md]. What we do not know of an answer is passed over. */

const number = z.string();
const amount = z.int().positive();
const currency = z.literal("CNY");
const txnNo = z.string().min(1).max(64);
const moved = { number, amount, currency, txn_no: txnNo };
const pending = z.object({ state: z.literal("pending"), number });
/** It moved nothing, and would move nothing if it arrived now. */
const closed = z.object({ state: z.literal("closed"), number });

/** A reason that is none of ours is a refusal all the same. */
const reason = z.enum(commonReasons).catch("refused_by_channel" satisfies CommonReason);

export const debitAnswer = z.discriminatedUnion("state", [
  z.object({ state: z.literal("paid"), ...moved }),
  z.object({ state: z.literal("declined"), number, reason }),
  pending,
  closed,
]);
export type DebitAnswer = z.infer<typeof debitAnswer>;

export const refundAnswer = z.discriminatedUnion("state", [
  z.object({ state: z.literal("returned"), ...moved }),
  z.object({ state: z.literal("refused"), number, reason: z.string().min(1).max(64) }),
  pending,
  closed,
]);
export type RefundAnswer = z.infer<typeof refundAnswer>;

export const balanceAnswer = z.object({
  user: z.string(),
  available: z.int().nonnegative(),
  currency,
});
