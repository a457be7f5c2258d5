import { type Context, Hono } from "hono";
import {
  type PlanField,
  planFields,
  type TypedPlan,
  typedPlan,
} from "../../../../core/console/typed_plan.ts";
import { type PlanView, viewPlan } from "../../../../core/console/view_plan.ts";
import type { Deps } from "../../../../core/deps.ts";
import { parseId } from "../../../../core/id.ts";
import { paths } from "../../../../core/paths.ts";
import { submitPlan } from "../../../../core/plan/submit_plan.ts";
import { PlanFormPage, type PlanProblem } from "../../../../views/console/plans/plan_form_page.tsx";
import { PlanPage } from "../../../../views/console/plans/plan_page.tsx";
import { applicationForm, formOf, peopleOf } from "../../../api/v1/plan_form.ts";
import { render } from "../../render.tsx";
import { readForm } from "../../staff/form_fields.ts";
import { needs, type StaffEnv } from "../../staff/needs.tsx";
import { unknownAtDesk } from "../../staff/unknown_at_desk.tsx";
import { staffCaller } from "../staff_caller.ts";
import { fieldProblems, readPlanForm } from "./read_plan_form.ts";

interface Refused {
  readonly typed: TypedPlan;
  readonly problems?: ReadonlyMap<PlanField, PlanProblem>;
  readonly refusal?: PlanProblem;
}

/** One plan with its versions, and the applications for a new one or for a change. */
export function planRoutes(deps: Deps): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  const schema = applicationForm(deps);
  const given = { deps, desk: "console" } as const;
  const writes = needs(given, ["plans:read", "plans:write"]);

  app.get(paths.consolePlan(":planId"), needs(given, "plans:read"), async (c) => {
    const view = await planIn(c);
    if (!view) return unknownAtDesk(c, "console");
    const { frame, who } = c.var;
    const { latest, versions } = view;
    const asked = (name: string) =>
      versions.find(({ version }) => `${version}` === c.req.query(name));
    const shown = asked("version") ?? latest;
    const against = asked("against") ??
      versions.find(({ version }) => version === shown.version - 1) ?? shown;
    return render(c, {
      page: () => <PlanPage frame={frame} who={who} view={view} compared={[shown, against]} />,
    });
  });

  app.get(paths.consoleNewPlan(), writes, (c) => form(c, undefined, { typed: {} }, 200));

  app.post(paths.consoleNewPlan(), writes, (c) => submit(c, undefined));

  app.get(paths.consolePlanChange(":planId"), writes, async (c) => {
    const view = await planIn(c);
    if (!view) return unknownAtDesk(c, "console");
    return form(c, view, { typed: typedPlan(view.latest, view.people) }, 200);
  });

  app.post(paths.consolePlanChange(":planId"), writes, async (c) => {
    const view = await planIn(c);
    return view ? await submit(c, view) : unknownAtDesk(c, "console");
  });

  return app;

  async function submit(c: Context<StaffEnv>, changed: PlanView | undefined): Promise<Response> {
    const fields = await readForm(c);
    const typed = Object.fromEntries(planFields.map((name) => [name, fields.get(name) ?? ""]));
    const planId = changed?.latest.planId;
    const read = schema.safeParse(readPlanForm(typed, planId));
    if (!read.success) return form(c, changed, { typed, problems: fieldProblems(read.error) }, 422);
    const submitted = await submitPlan(deps, {
      caller: staffCaller(c),
      form: formOf(read.data),
      planId,
      people: peopleOf(read.data),
    });
    if (submitted.ok) return c.redirect(paths.consolePlan(submitted.value.plan.planId), 303);
    const { code } = submitted.error;
    const refused = (name: PlanField) =>
      form(c, changed, { typed, problems: new Map([[name, code as PlanProblem]]) }, 422);
    switch (code) {
      case "key_unknown":
      case "plan_not_found":
        return unknownAtDesk(c, "console");
      case "plan_limits_contradict":
        return refused("per_day_limit");
      case "fixed_merchant_not_allowed":
        return refused("fixed_merchant_nos");
      case "plan_change_pending":
      case "product_not_enabled":
      case "merchant_not_active":
        return form(c, changed, { typed, refusal: code }, 422);
    }
  }

  function form(
    c: Context<StaffEnv>,
    view: PlanView | undefined,
    { typed, problems = new Map(), refusal }: Refused,
    status: 200 | 422,
  ): Response {
    const { frame, who } = c.var;
    const changed = view && { planId: view.latest.planId, title: view.latest.title };
    const shown = { frame, who, changed, typed, problems, refusal };
    return render(c, { page: () => <PlanFormPage {...shown} />, status });
  }

  async function planIn(c: Context<StaffEnv>): Promise<PlanView | undefined> {
    const planId = parseId("pln", c.req.param("planId") ?? "");
    return planId && await viewPlan(deps, staffCaller(c), planId);
  }
}
