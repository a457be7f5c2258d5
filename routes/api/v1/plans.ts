import { type Context, Hono } from "hono";
import * as z from "zod";
import type { Deps } from "../../../core/deps.ts";
import { merchantNo, parseId } from "../../../core/id.ts";
import { AMOUNT_FEN_MAX, cny } from "../../../core/money.ts";
import type { Plan, PlanForm } from "../../../core/plan/plan.ts";
import { planResource } from "../../../core/plan/plan_resource.ts";
import { openPeople } from "../../../core/plan/seal_people.ts";
import { submitPlan } from "../../../core/plan/submit_plan.ts";
import type { ApiEnv } from "../../app_env.ts";
import { fields, paragraphs, reference, refuseField, text, time } from "../fields.ts";
import { paths } from "../../../core/paths.ts";
import { problem } from "../problem.ts";
import { receiverUrl } from "./receiver_url_field.ts";
import { operation } from "../operation.ts";
import { pageOf } from "../resources.ts";
import { answerList, howToPage, listRefusals, pageFields } from "./list.ts";
import { planShape } from "./contract_shapes.ts";

const FIXED_MERCHANTS_MAX = 50;
const CONTRACT_DAYS_MAX = 3_650;

const limit = z.int().min(1).max(AMOUNT_FEN_MAX).meta({
  description: "Integer, in fen: 100 is ¥1.00.",
  examples: [10000],
});

const advance = fields({ wanted: z.boolean(), reason: text(1, 500).nullish() })
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
function applicationForm(deps: Deps) {
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
    unsign_notice_url: receiverUrl({ allowPrivate: deps.config.webhookAllowPrivate }).nullish(),
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

const planPage = fields(pageFields);
const whichVersion = fields({
  version: z.coerce.number().int().min(1).max(100_000).optional().meta({
    description: "The latest if omitted. A contract's `plan_version` stays available.",
  }),
});

const plan = { description: "The plan.", body: planShape };

export function planRoutes(deps: Deps): Hono<ApiEnv> {
  const form = applicationForm(deps);
  return new Hono<ApiEnv>()
    .post(
      "/",
      operation({
        tag: "Plans",
        summary: "Apply for a plan, or for a change to one",
        act: "sign",
        description:
          "The operator decides, and you get `plan.approved` or `plan.rejected`. A change is the plan's next version: the " +
          "approved version stays in force until the change is approved, and contracts keep the version they signed.",
        body: form,
        answers: {
          201: plan,
          200: { ...plan, description: "The same application, already under review." },
        },
        refusals: [
          "merchant_not_active",
          "product_not_enabled",
          "plan_not_found",
          "plan_limits_contradict",
          "plan_change_pending",
          "fixed_merchant_not_allowed",
        ],
      }),
      async (c) => {
        const body = c.req.valid("json");
        const planId = body.plan_id == null ? undefined : parseId("pln", body.plan_id);
        if (body.plan_id != null && !planId) return planNotFound(c);
        const caller = c.get("caller");
        const people = {
          filledInBy: body.filled_in_by ?? undefined,
          contact: body.contact ?? undefined,
        };
        const submitted = await submitPlan(deps, { caller, form: formOf(body), planId, people });
        if (!submitted.ok) return problem(c, submitted.error);

        const { plan, replayed } = submitted.value;
        const [approved] = plan.version === 1 && !replayed
          ? [undefined]
          : await deps.load(deps.plans.approved(plan.planId));
        c.header("Location", paths.plan(plan.planId));
        return c.json(await present(deps, plan, approved?.version), replayed ? 200 : 201);
      },
    )
    .get(
      "/",
      operation({
        tag: "Plans",
        summary: "List your plans, each in its latest version",
        description: howToPage,
        query: planPage,
        reads: true,
        answers: { 200: { description: "A page of plans.", body: pageOf(planShape) } },
        refusals: [...listRefusals],
      }),
      (c) =>
        answerList(c, deps, c.req.valid("query"), {
          prefix: "pln",
          find: (caller, page) => deps.plans.list(caller, page, { state: undefined }),
          known: deps.plans.latest,
          idOf: (found) => found.plan.planId,
          show: (found) => present(deps, found.plan, found.approvedVersion),
        }),
    )
    .get(
      "/:plan_id",
      operation({
        tag: "Plans",
        summary: "Get a plan",
        query: whichVersion,
        reads: true,
        answers: { 200: plan },
        refusals: ["plan_not_found"],
      }),
      async (c) => {
        const planId = parseId("pln", c.req.param("plan_id"));
        if (!planId) return planNotFound(c);
        const { version } = c.req.valid("query");
        const caller = c.get("caller");
        const [merchant, latest, approved, asked] = await deps.load(
          deps.merchants.calling(caller),
          deps.plans.latest(caller, planId),
          deps.plans.approved(planId),
          deps.plans.version(planId, version ?? 0),
        );
        if (!merchant) return problem(c, { code: "key_unknown" });
        const shown = version === undefined ? latest : latest && asked;
        return shown ? c.json(await present(deps, shown, approved?.version)) : planNotFound(c);
      },
    );
}

async function present({ vault }: Deps, plan: Plan, approvedVersion: number | undefined) {
  const people = await openPeople(vault, plan);
  return { ...planResource(plan, people), approved_version: approvedVersion ?? null };
}

function formOf(body: z.output<ReturnType<typeof applicationForm>>): PlanForm {
  return {
    request: body.request,
    kind: body.kind,
    shortName: body.short_name,
    title: body.title,
    packageText: body.package_text,
    perTransactionLimit: cny(body.per_transaction_limit),
    perDayLimit: cny(body.per_day_limit),
    contractDays: body.contract_days ?? undefined,
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

function planNotFound(c: Context): Response {
  return problem(c, { code: "plan_not_found" });
}
