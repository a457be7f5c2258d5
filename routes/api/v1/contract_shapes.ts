import * as z from "zod";
import { terminators } from "../../../core/contract/contract.ts";
import { suspensionReasons } from "../../../core/contract/suspension.ts";

/** The shapes of plan and contract responses, for the API reference; the resources are built in `core/`. */
const fen = z.int().meta({ description: "Integer, in fen: 100 is ¥1.00." });
const time = z.string().meta({ format: "date-time", description: "RFC 3339, UTC." });

const arrears = z.object({ retry_after_days: z.array(z.int()) }).nullable().meta({
  description:
    "When a charge that failed for want of money is tried again, in days; null: such a charge is not owed.",
});

export const planShape = z.object({
  plan_id: z.string(),
  version: z.int(),
  approved_version: z.int().nullable().meta({
    description: "The version that can be signed now; null if there is none yet.",
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
    description: "How many days a contract lasts after the day of signing; null: no end date.",
  }),
  arrears,
  requires_credit_card: z.boolean(),
  verify_phone: z.boolean(),
  verify_id_number: z.boolean(),
  network_advance: z.object({ wanted: z.boolean(), reason: z.string().nullable() }),
  fixed_merchant_nos: z.array(z.string()),
  no_fixed_merchant_reason: z.string().nullable(),
  unsign_notice_url: z.string().nullable(),
  filled_in_by: z.string().nullable().meta({ description: "Null in webhooks and events." }),
  filled_in_at: time.nullable(),
  applicant: z.string().nullable(),
  contact: z.string().nullable().meta({ description: "Null in webhooks and events." }),
  rejection_reason: z.string().nullable(),
}).meta({ id: "Plan" });

export const contractState = z.enum(["active", "suspended", "terminating", "terminated"]);

export const contractShape = z.object({
  contract_id: z.string(),
  contract_code: z.string(),
  plan_id: z.string(),
  plan_version: z.int(),
  app_id: z.string(),
  open_id: z.string().meta({ description: "Identifies the consumer within this app only." }),
  user_id: z.string().nullable(),
  merchant_no: z.string(),
  shared_with: z.array(z.string()).meta({
    description:
      "Your children that the signed text named: only these may charge it besides `merchant_no`.",
  }),
  kind: z.enum(["usage", "periodic"]),
  channel: z.string().meta({
    description:
      "Where it was signed. When your number moves to another channel it stays there until its consumer signs again.",
  }),
  state: contractState,
  signed_at: time,
  expires_at: time.nullable().meta({
    description:
      "When it expires: midnight in Asia/Shanghai after its last day; null: no end date.",
  }),
  ended_at: time.nullable().meta({ description: "From then on nothing can be charged." }),
  terminated_at: time.nullable().meta({ description: "When the channel confirmed." }),
  terminated_by: z.enum(terminators).nullable(),
  reason: z.string().nullable().meta({
    description: "Why it has ended, or is suspended: all reasons in one line.",
  }),
  suspension_reasons: z.array(z.object({
    reason: z.enum(suspensionReasons),
    set_by: z.enum(["consumer", "operator"]),
    set_at: time,
    detail: z.string().nullable().meta({ description: "The operator's own words." }),
  })).meta({
    description:
      "It is suspended while there is at least one. Each is lifted by whoever set it: `operator`, your payment institution; `charging_closed`, the consumer has closed password-free charging altogether; `phone_lost`, the consumer has reported their phone as lost.",
  }),
  replaced_by: z.string().nullable().meta({
    description:
      "The contract that its consumer signed in its place, when your number had moved to another channel.",
  }),
  sign_again_url: z.string().nullable().meta({
    description:
      "Your number trades through another channel now: send this link to the consumer of this contract and to nobody else. Null if there is nothing to sign again, and in webhooks and events.",
  }),
  per_transaction_limit: fen,
  per_day_limit: fen,
  used_today: fen,
  arrears,
  chain: z.string().meta({ description: "SHA-256 over the latest step and the previous hash." }),
}).meta({ id: "Contract" });

export const contractMoveShape = z.object({
  channel: z.string().meta({ description: "What your number trades through now." }),
  total: z.int(),
  signed_again: z.int().meta({ description: "Replaced by a contract at this channel." }),
  to_sign_again: z.int().meta({
    description: "In force at another channel: those of `GET /v1/contracts?must_sign_again=true`.",
  }),
}).meta({ id: "ContractMove" });

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
      "Every step, oldest first. Each `hash` is SHA-256 over the previous hash and the step.",
  }),
  lifecycle_end: z.string().meta({
    description:
      "The number and hash of the latest step, as a compact JWS. It proves that no step is missing at the end.",
  }),
}).meta({ id: "ContractEvidence" });
