import * as z from "zod";
import { terminators } from "../../../core/contract/contract.ts";

/** What the plan and contract calls answer with, for the reference; the facts themselves are made in `core/`. */
const fen = z.int().meta({ description: "Whole fen: 100 is ¥1.00." });
const time = z.string().meta({ format: "date-time", description: "RFC 3339, UTC." });

export const planShape = z.object({
  plan_id: z.string(),
  version: z.int(),
  approved_version: z.int().nullable().meta({
    description: "The version that can be signed now; null while there is none.",
  }),
  app_id: z.string(),
  merchant_no: z.string(),
  state: z.enum(["submitted", "approved", "rejected", "retired"]),
  request: z.enum(["new", "add", "change"]),
  kind: z.enum(["usage", "periodic"]),
  short_name: z.string(),
  title: z.string(),
  package_text: z.string(),
  per_transaction_limit: fen,
  per_day_limit: fen,
  contract_days: z.int().nullable().meta({
    description: "Days a contract lasts after the day of signing; null = until it is ended.",
  }),
  requires_credit_card: z.boolean(),
  verify_phone: z.boolean(),
  verify_id_number: z.boolean(),
  network_advance: z.object({ wanted: z.boolean(), reason: z.string().nullable() }),
  fixed_merchant_nos: z.array(z.string()),
  no_fixed_merchant_reason: z.string().nullable(),
  unsign_notice_url: z.string().nullable(),
  rejection_reason: z.string().nullable(),
}).meta({ id: "Plan" });

export const contractShape = z.object({
  contract_id: z.string(),
  contract_code: z.string(),
  plan_id: z.string(),
  plan_version: z.int(),
  app_id: z.string(),
  open_id: z.string().meta({ description: "The person, in this app only." }),
  user_id: z.string().nullable(),
  merchant_no: z.string(),
  kind: z.enum(["usage", "periodic"]),
  state: z.enum(["active", "suspended", "terminating", "terminated"]),
  signed_at: time,
  expires_at: time.nullable().meta({
    description:
      "When it ends by itself: the midnight in Asia/Shanghai after its last day; null = when somebody ends it.",
  }),
  ended_at: time.nullable().meta({ description: "Since when nothing can be charged." }),
  terminated_at: time.nullable().meta({ description: "When the channel agreed." }),
  terminated_by: z.enum(terminators).nullable(),
  reason: z.string().nullable(),
  per_transaction_limit: fen,
  per_day_limit: fen,
  used_today: fen,
  chain: z.string().meta({ description: "SHA-256 over its latest step and the hash before it." }),
}).meta({ id: "Contract" });

export const contractEvidenceShape = z.object({
  contract_id: z.string(),
  evidence: z.string().meta({ description: "What the consumer agreed to, as a compact JWS." }),
  lifecycle: z.array(z.object({
    event_id: z.string(),
    contract_id: z.string(),
    version: z.int(),
    type: z.string(),
    at: time,
    state: z.string(),
    terminated_by: z.enum(terminators).nullable(),
    reason: z.string().nullable(),
    hash: z.string(),
  })).meta({
    description:
      "Every step, oldest first. Each `hash` is SHA-256 over the hash before it and the step.",
  }),
  lifecycle_end: z.string().meta({
    description:
      "The number and hash of the latest step, as a compact JWS: no step was left out at the end.",
  }),
}).meta({ id: "ContractEvidence" });
