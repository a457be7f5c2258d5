import * as z from "zod";
import {
  channelOrderNo,
  contractId,
  contractNo,
  currency,
  epochMs,
  fen,
  merchantNo,
  url,
} from "./wire_fields.ts";

/** The part of the sandbox bank's wire that is about people and contracts. */

const appCode = z.string().regex(/^[0-9A-Za-z_-]{1,64}$/);
const reason = z.string().min(1).max(64);

export const identifyRequest = z.strictObject({ code: appCode });
const card = z.strictObject({
  token: z.string().min(1).max(64),
  bank: z.string().min(1).max(64),
  last_four: z.string().regex(/^[0-9]{4}$/),
  type: z.enum(["debit", "credit"]),
});
export const identityAnswer = z.discriminatedUnion("state", [
  z.strictObject({
    state: z.literal("known"),
    user_id: z.string().min(1).max(64),
    name: z.string().min(1).max(64),
    phone: z.string().regex(/^[0-9]{11}$/),
    id_number: z.string().regex(/^[0-9]{17}[0-9X]$/),
    cards: z.array(card).max(16),
  }),
  z.strictObject({ state: z.literal("refused") }),
]);
export type IdentityAnswer = z.infer<typeof identityAnswer>;

export const signRequest = z.strictObject({
  signing_id: z.string().max(64),
  contract_id: contractId,
  merchant_no: merchantNo,
  payee: z.string().max(256),
  title: z.string().max(512),
  user_id: z.string().max(64),
  card_token: z.string().max(64),
  per_transaction_limit: fen,
  per_day_limit: fen,
  currency,
  notice_url: url,
});
export type SignRequest = z.infer<typeof signRequest>;
export const askContractRequest = z.strictObject({ contract_id: contractId });

const signed = z.strictObject({ state: z.literal("signed"), contract_no: contractNo });
const refused = z.strictObject({ state: z.literal("refused"), reason });
const notFound = z.strictObject({ state: z.literal("not_found") });
/** `not_found`: it never arrived, and would be refused if it still did. */
export const signAnswer = z.discriminatedUnion("state", [signed, refused, notFound]);
export type SignAnswer = z.infer<typeof signAnswer>;

export const unsignRequest = z.strictObject({ contract_id: contractId, contract_no: contractNo });
export type UnsignRequest = z.infer<typeof unsignRequest>;
/** `signed`: still in force. `pending`: asked for, and not decided yet. */
const standing = z.strictObject({ state: z.enum(["signed", "pending", "ended", "not_found"]) });
export const unsignAnswer = z.discriminatedUnion("state", [refused, standing]);
export type UnsignAnswer = z.infer<typeof unsignAnswer>;

export const deductRequest = z.strictObject({
  channel_order_no: channelOrderNo,
  contract_no: contractNo,
  merchant_no: merchantNo,
  payee: z.string().max(256),
  amount: fen,
  currency,
  subject: z.string().max(512),
  sent_at: epochMs,
  notice_url: url,
});
export type DeductRequest = z.infer<typeof deductRequest>;

export const endedBy = ["consumer", "channel", "account_closure"] as const;
const contractHead = { about: z.literal("contract"), contract_id: contractId };
export const contractNotice = z.discriminatedUnion("state", [
  z.strictObject({ ...contractHead, state: z.literal("ended"), by: z.enum(endedBy) }),
  z.strictObject({ ...contractHead, state: z.literal("signed"), contract_no: contractNo }),
]);
export type WireContractNotice = z.infer<typeof contractNotice>;
