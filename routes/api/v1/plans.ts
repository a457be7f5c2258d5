import { type Context, Hono } from "hono";
import * as z from "zod";
import type { Deps } from "../../../core/deps.ts";
import { parseId } from "../../../core/id.ts";
import type { Plan } from "../../../core/plan/plan.ts";
import { planResource } from "../../../core/plan/plan_resource.ts";
import { openPeople } from "../../../core/plan/seal_people.ts";
import { submitPlan } from "../../../core/plan/submit_plan.ts";
import type { ApiEnv } from "../../app_env.ts";
import { fields } from "../fields.ts";
import { paths } from "../../../core/paths.ts";
import { problem } from "../problem.ts";
import { operation } from "../operation.ts";
import { pageOf } from "../resources.ts";
import { answerList, howToPage, listRefusals, pageFields } from "./list.ts";
import { planShape } from "./contract_shapes.ts";
import { applicationForm, formOf, peopleOf } from "./plan_form.ts";

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
        const people = peopleOf(body);
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

function planNotFound(c: Context): Response {
  return problem(c, { code: "plan_not_found" });
}
