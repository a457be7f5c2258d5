import * as z from "zod";
import type { Deps } from "../../../core/deps.ts";
import { merchantNo } from "../../../core/id.ts";
import { AMOUNT_FEN_MAX, cny } from "../../../core/money.ts";
import type { PlanForm } from "../../../core/plan/plan.ts";
import type { PlanPeople } from "../../../core/plan/seal_people.ts";
import { fields, paragraphs, reference, refuseField, text, time } from "../fields.ts";
import { receiverUrl } from "./receiver_url_field.ts";

const FIXED_MERCHANTS_MAX = 50;
const CONTRACT_DAYS_MAX = 3_650;
const RETRIES_MAX = 5;
const RETRY_DAYS_MAX = 30;

const limit = z.int().min(1).max(AMOUNT_FEN_MAX).meta({
  description: "Integer, in fen: 100 is ¥1.00.",
  examples: [10000],
});

const advance = fields({ wanted: z.boolean(), reason: paragraphs(1, 500).nullish() })
  .superRefine(({ wanted, reason }, context) => {
    if (wanted && reason == null) {
      refuseField(context, "reason", "missing", "is required when an advance is wanted");
    }
    if (!wanted && reason != null) {
      refuseField(context, "reason", "not_allowed", "is only for an advance that is wanted");
    }
  })
  .meta({
    oneOf: [
      { properties: { wanted: { const: true }, reason: { type: "string" } }, required: ["reason"] },
      { properties: { wanted: { const: false }, reason: { type: "null" } } },
    ],
  });

const arrears = fields({
  retry_after_days: z.array(z.int().min(1).max(RETRY_DAYS_MAX)).min(1).max(RETRIES_MAX).refine(
    (days) => new Set(days).size === days.length,
    { error: "must not contain the same day twice", params: { code: "repeated" } },
  ).meta({
    uniqueItems: true,
    description: "Whole days after the charge failed: when it is tried again.",
    examples: [[1, 3, 7]],
  }),
});

/** The rules between the fields of the form, as far as JSON Schema can say them; `superRefine` below says them all. */
const formRules = {
  allOf: [
    {
      oneOf: [
        {
          properties: { request: { const: "change" }, plan_id: { type: "string" } },
          required: ["plan_id"],
        },
        { properties: { request: { enum: ["new", "add"] }, plan_id: { type: "null" } } },
      ],
    },
    {
      oneOf: [
        {
          properties: {
            fixed_merchant_nos: { type: "array", minItems: 1 },
            no_fixed_merchant_reason: { type: "null" },
          },
          required: ["fixed_merchant_nos"],
        },
        {
          properties: {
            fixed_merchant_nos: { type: ["array", "null"], maxItems: 0 },
            no_fixed_merchant_reason: { type: "string" },
          },
          required: ["no_fixed_merchant_reason"],
        },
      ],
    },
  ],
};

/** The whole application form [docs/plans.md]. */
export function applicationForm({ config }: Pick<Deps, "config">) {
  return fields({
    request: z.enum(["new", "add", "change"]).meta({ description: "接入, 新增, 变更." }),
    plan_id: reference().nullish().meta({
      description: "With `change`: the plan to change. The change becomes its next version.",
    }),
    kind: z.enum(["usage", "periodic"]).meta({
      description: "A `periodic` plan can be charged only after a message to the consumer.",
    }),
    short_name: text(1, 20).meta({ description: "接入方简称.", examples: ["青瓷茶舍"] }),
    title: text(1, 40).meta({ description: "What the consumer signs.", examples: ["会员续杯"] }),
    package_text: paragraphs(1, 500).meta({
      description: "What the charges are for, as shown to the consumer.",
    }),
    per_transaction_limit: limit,
    per_day_limit: limit.meta({
      description: "Integer, in fen; at least `per_transaction_limit`.",
    }),
    contract_days: z.int().min(1).max(CONTRACT_DAYS_MAX).nullish().meta({
      description:
        "How many days a contract lasts after the day of signing; no end date if omitted.",
      examples: [365],
    }),
    arrears: arrears.nullish().meta({
      description:
        "Whether a charge that fails for want of money is owed, and when it is tried again. The consumer reads it before signing.",
    }),
    requires_credit_card: z.boolean(),
    verify_phone: z.boolean(),
    verify_id_number: z.boolean(),
    network_advance: advance.nullish().meta({
      description: "银联垫付: whether the network should advance the money, and why.",
    }),
    fixed_merchant_nos: z.array(
      z.string().regex(/^[0-9A-Za-z]{15}$/, { error: "15 letters and digits" }),
    ).max(FIXED_MERCHANTS_MAX).meta({ uniqueItems: true }).nullish().meta({
      description: "Only these merchant numbers may charge. Use your own and your children's.",
    }),
    no_fixed_merchant_reason: text(1, 200).nullish().meta({
      description: "Why no merchant numbers are fixed; required if there are none.",
    }),
    unsign_notice_url: receiverUrl({ allowPrivate: config.webhookAllowPrivate }).nullish(),
    filled_in_by: text(1, 40).nullish().meta({ description: "填写人; kept sealed." }),
    filled_in_at: time.nullish().meta({ description: "填写时间." }),
    applicant: text(1, 64).nullish().meta({ description: "申请方." }),
    contact: text(1, 100).nullish().meta({ description: "对接人; kept sealed." }),
  }).superRefine((form, context) => {
    const fixed = form.fixed_merchant_nos ?? [];
    if (fixed.length === 0 && form.no_fixed_merchant_reason == null) {
      const detail = "is required when fixed_merchant_nos is empty";
      refuseField(context, "no_fixed_merchant_reason", "missing", detail);
    }
    if (fixed.length > 0 && form.no_fixed_merchant_reason != null) {
      const detail = "must be omitted when fixed_merchant_nos is given";
      refuseField(context, "no_fixed_merchant_reason", "not_allowed", detail);
    }
    if (new Set(fixed).size < fixed.length) {
      refuseField(context, "fixed_merchant_nos", "repeated", "must not contain a number twice");
    }
    if (form.request === "change" && form.plan_id == null) {
      refuseField(context, "plan_id", "missing", "is required to change a plan");
    }
    if (form.request !== "change" && form.plan_id != null) {
      refuseField(context, "plan_id", "not_allowed", "is only for the request change");
    }
  }).meta(formRules);
}

type Application = z.output<ReturnType<typeof applicationForm>>;

export function formOf(body: Application): PlanForm {
  return {
    request: body.request,
    kind: body.kind,
    shortName: body.short_name,
    title: body.title,
    packageText: body.package_text,
    perTransactionLimit: cny(body.per_transaction_limit),
    perDayLimit: cny(body.per_day_limit),
    contractDays: body.contract_days ?? undefined,
    arrearRetryDays: body.arrears?.retry_after_days.toSorted((a, b) => a - b),
    requiresCreditCard: body.requires_credit_card,
    verifyPhone: body.verify_phone,
    verifyIdNumber: body.verify_id_number,
    networkAdvanceReason: body.network_advance?.reason ?? undefined,
    fixedMerchantNos: (body.fixed_merchant_nos ?? []).map(merchantNo),
    noFixedMerchantReason: body.no_fixed_merchant_reason ?? undefined,
    unsignNoticeUrl: body.unsign_notice_url ?? undefined,
    applicant: body.applicant ?? undefined,
    filledInAt: body.filled_in_at ?? undefined,
  };
}

export function peopleOf(body: Application): PlanPeople {
  return { filledInBy: body.filled_in_by ?? undefined, contact: body.contact ?? undefined };
}
