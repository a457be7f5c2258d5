import { type Context, Hono } from "hono";
import { byStaff } from "../../../core/actor.ts";
import { planChanges } from "../../../core/desk/plan_changes.ts";
import { parseId, type PlanId } from "../../../core/id.ts";
import { paths } from "../../../core/paths.ts";
import { permits } from "../../../core/permission/role.ts";
import { decidePlan } from "../../../core/plan/decide_plan.ts";
import { cardLabels, disclosureOf } from "../../../core/signing/disclosure.ts";
import { PlanReview } from "../../../views/ops/plan_review.tsx";
import type { OpsFormError } from "../../../views/ops/copy.ts";
import { opsWords } from "../../../views/ops/words.ts";
import { readForm } from "../staff/form_fields.ts";
import { type DeskDeps, needs, type StaffEnv } from "../staff/needs.tsx";
import { unknownAtDesk } from "../staff/unknown_at_desk.tsx";
import { opsPage } from "./ops_page.tsx";
import { readText } from "./ops_text.ts";

const REASON_CHARACTERS_MAX = 200;

/** An application for a plan: what a consumer would read, what it changes, and the decision. */
export function planRoutes(given: DeskDeps): Hono<StaffEnv> {
  const { deps } = given;
  const app = new Hono<StaffEnv>();

  app.get(paths.opsPlan(":planId"), needs(given, "plans:read"), async (c) => {
    const planId = planIn(c);
    return planId ? await show(c, planId) : unknownAtDesk(c, "ops");
  });

  app.post(paths.opsPlanDecision(":planId"), needs(given, "plans:write"), async (c) => {
    const planId = planIn(c);
    if (!planId) return unknownAtDesk(c, "ops");
    const form = await readForm(c);
    const typed = form.get("reason") ?? "";
    const reason = readText(typed, REASON_CHARACTERS_MAX);
    const approved = form.get("verdict") === "approved";
    if (!approved && reason === undefined) return await show(c, planId, "text_flawed", typed);
    if (!approved && reason === "") return await show(c, planId, "reason_missing", typed);
    const decided = await decidePlan(deps, {
      planId,
      verdict: approved ? { type: "approved" } : { type: "rejected", reason: reason ?? "" },
      version: Number(form.get("version")),
      by: byStaff(c.var.here.staff.staffId),
    });
    if (decided.ok) return c.redirect(paths.opsQueue("plans"), 303);
    return decided.error.code === "plan_not_found"
      ? unknownAtDesk(c, "ops")
      : await show(c, planId, "changed", typed);
  });

  return app;

  async function show(
    c: Context<StaffEnv>,
    planId: PlanId,
    formError?: OpsFormError,
    typedReason?: string,
  ): Promise<Response> {
    const [plan, inForce, merchant] = await deps.load(
      deps.plans.latestById(planId),
      deps.plans.approved(planId),
      deps.plans.owner(planId),
    );
    if (!plan || !merchant) return unknownAtDesk(c, "ops");
    const { frame, who } = c.var;
    const before = inForce?.version === plan.version ? undefined : inForce;
    const props = {
      lang: frame.lang,
      plan,
      merchantName: merchant.name,
      lines: disclosureOf(plan, merchant, cardLabels(undefined)),
      changes: planChanges(before, plan),
      isChange: before !== undefined,
      mayWrite: permits(who.role, "plans:write"),
      formError,
      typedReason,
    };
    const shown = { section: "home", title: opsWords(frame.lang).queues.plans } as const;
    return opsPage(c, { ...shown, status: formError && 422 }, <PlanReview {...props} />);
  }
}

function planIn(c: Context<StaffEnv>): PlanId | undefined {
  return parseId("pln", c.req.param("planId") ?? "");
}
