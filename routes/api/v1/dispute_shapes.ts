import * as z from "zod";
import { disputeReasons, disputeStates } from "../../../core/dispute/dispute.ts";
import { fileTypes } from "../../../core/dispute/dispute_file.ts";

const fen = z.int().meta({ description: "Integer, in fen: 100 is ¥1.00." });
const time = z.string().meta({ format: "date-time", description: "RFC 3339, UTC." });

export const disputeState = z.enum(disputeStates);

const evidence = z.object({
  subject: z.string(),
  amount: fen,
  created_at: time,
  paid_at: time,
  channel_txn_no: z.string(),
  payment: z.object({
    method: z.string(),
    flow: z.string(),
    card_last_four: z.string().nullable(),
  }).nullable().meta({ description: "Of an order: how it was paid." }),
  contract: z.object({
    contract_id: z.string(),
    title: z.string(),
    signed_at: time,
    per_transaction_limit: fen,
    per_day_limit: fen,
    card: z.string(),
    expires_at: time.nullable(),
    chain: z.string().meta({
      description: "The head of the chain that `GET /v1/contracts/{contract_id}/evidence` proves.",
    }),
    evidence_sha256: z.string().nullable().meta({
      description: "SHA-256, in hex, of the JWS that the consumer's agreement is in.",
    }),
  }).nullable().meta({ description: "Of a deduction: what the consumer agreed to." }),
  notice: z.object({
    deduction_notice_id: z.string(),
    amount: fen,
    sent_at: time,
    chargeable_from: time,
  }).nullable().meta({ description: "The message that went before a periodic charge." }),
  charge_notice: z.object({ sent_at: time }).nullable().meta({
    description: "The message after the charge, where the consumer asks for them.",
  }),
});

export const disputeShape = z.object({
  dispute_id: z.string(),
  order_id: z.string().nullable().meta({ description: "Of what is disputed: an order …" }),
  payment_id: z.string().nullable().meta({ description: "… by this payment of it," }),
  deduction_id: z.string().nullable().meta({ description: "… or a deduction." }),
  merchant_no: z.string(),
  merchant_order_no: z.string(),
  state: disputeState,
  opened_by: z.enum(["consumer", "channel"]),
  reason: z.enum([...disputeReasons, "chargeback"]).meta({
    description: "What the consumer says is wrong; `chargeback`: their bank took the money back.",
  }),
  amount: fen,
  currency: z.literal("CNY"),
  due_at: time.nullable().meta({
    description:
      "By when the next step is due: yours while `open`, the consumer's while `contested`, the institution's while `escalated`.",
  }),
  answer: z.object({ text: z.string(), at: time }).nullable().meta({
    description: "Your reasons, as the consumer and the institution read them.",
  }),
  escalated_at: time.nullable(),
  decision: z.string().nullable().meta({ description: "What the institution says." }),
  refund_id: z.string().nullable().meta({ description: "The refund that was made because of it." }),
  charged_back_amount: fen.meta({
    description: "What the channel took back of what you're owed, less what it gave again.",
  }),
  files: z.array(z.object({
    name: z.string(),
    type: z.enum(fileTypes),
    bytes: z.int(),
    sha256: z.string(),
    attached_at: time,
  })).meta({
    description:
      "What your staff attached in the console; the consumer and the institution read it.",
  }),
  evidence: evidence.meta({ description: "What was on record when it was opened." }),
  created_at: time,
  ended_at: time.nullable(),
}).meta({ id: "Dispute" });
