import * as z from "zod";

const time = z.string().meta({ format: "date-time", description: "RFC 3339, UTC." });

export const arrearState = z.enum(["owed", "settled", "waived"]);

export const arrearShape = z.object({
  arrear_id: z.string(),
  deduction_id: z.string().meta({ description: "The charge that failed for want of money." }),
  contract_id: z.string(),
  merchant_no: z.string(),
  merchant_order_no: z.string().meta({ description: "That of the charge." }),
  settle_merchant_no: z.string().nullable(),
  state: arrearState,
  amount: z.int().meta({ description: "Integer, in fen: 100 is ¥1.00." }),
  currency: z.literal("CNY"),
  subject: z.string(),
  opened_at: time,
  retry_times: z.array(time).meta({
    description:
      "When it is tried again: fixed when it was opened, and none after the contract's last day.",
  }),
  next_retry_at: time.nullable().meta({
    description: "Null while it is being tried, and once nobody tries again.",
  }),
  retrying_deduction_id: z.string().nullable().meta({
    description: "The charge that tries it again and has no result yet.",
  }),
  retries_end: z.enum(["schedule_over", "contract_ended", "copy_restored"]).nullable().meta({
    description: "Why nobody tries again, while it is owed.",
  }),
  order_id: z.string().nullable().meta({
    description: "The latest order by which its consumer pays it.",
  }),
  settled_at: time.nullable(),
  settled_by: z.enum(["retry", "charge", "checkout"]).nullable().meta({
    description:
      "A later charge, the charge itself, which had succeeded after all, or the consumer at the checkout.",
  }),
  settling_deduction_id: z.string().nullable(),
  settling_payment_id: z.string().nullable(),
  waived_at: time.nullable(),
  waiver_reason: z.string().nullable(),
}).meta({ id: "Arrear" });
