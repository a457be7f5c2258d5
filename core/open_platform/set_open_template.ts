import type { Actor } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { PlanId } from "../id.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { OpenTemplate } from "./open_app.ts";

export interface SetOpenTemplate {
  readonly planId: PlanId;
  readonly appId: string;
  readonly templateId: string;
  readonly by: Actor;
}

export type SetOpenTemplateRefusal =
  | { readonly code: "plan_not_found"; readonly plan_id: PlanId }
  | { readonly code: "open_app_not_found"; readonly app_id: string }
  /** Contracts were signed by it: a new version of the plan gets a template of its own. */
  | { readonly code: "template_in_use"; readonly template_id: string };

/** What a plan is called at the open platform, from its latest version on; the versions before keep theirs. */
export function setOpenTemplate(
  deps: Deps,
  { planId, appId, templateId, by }: SetOpenTemplate,
): Promise<Result<OpenTemplate, SetOpenTemplateRefusal>> {
  return retryOnConflict(async () => {
    const [plan, app] = await deps.load(
      deps.plans.latestById(planId),
      deps.openPlatform.app(appId),
    );
    if (!plan) return rejected({ code: "plan_not_found", plan_id: planId });
    if (!app) return rejected({ code: "open_app_not_found", app_id: appId });
    const { version: planVersion } = plan;
    const [known, used] = await deps.load(
      deps.openPlatform.template(planId, planVersion),
      deps.openPlatform.isTemplateUsed(planId, planVersion),
    );
    if (known?.templateId === templateId && known.appId === appId) return ok(known);
    const replaced = known?.planVersion === planVersion ? known : undefined;
    if (replaced && used) {
      return rejected({ code: "template_in_use", template_id: replaced.templateId });
    }
    const version = (replaced?.version ?? 0) + 1;
    const template: OpenTemplate = { planId, planVersion, appId, templateId, version };
    const stamp = { eventId: deps.newId("evt"), at: deps.now(), by };
    await deps.commit([{ type: "open_template.set", template, ...stamp }]);
    return ok(template);
  });
}
