import { type Context, Hono } from "hono";
import { appApplicationResource } from "../../../core/app/app_application_resource.ts";
import { decideApp, type DecideAppRefusal } from "../../../core/app/decide_app.ts";
import { formChanges } from "../../../core/desk/form_changes.ts";
import { type AppApplicationId, parseId } from "../../../core/id.ts";
import { paths } from "../../../core/paths.ts";
import { permits } from "../../../core/permission/role.ts";
import { AppReview } from "../../../views/ops/app_review.tsx";
import type { OpsFormError } from "../../../views/ops/copy.ts";
import { opsWords } from "../../../views/ops/words.ts";
import { readForm } from "../staff/form_fields.ts";
import { type DeskDeps, needs, type StaffEnv } from "../staff/needs.tsx";
import { unknownAtDesk } from "../staff/unknown_at_desk.tsx";
import { opsPage } from "./ops_page.tsx";
import { readText } from "./ops_text.ts";

const REASON_CHARACTERS_MAX = 200;
const unasked = new Set([
  "app_application_id",
  "version",
  "state",
  "merchant_no",
  "reference",
  "rejection_reason",
  "app_id",
  "submitted_at",
  "decided_at",
]);

/** An application for an app id of a merchant number's own, and its decision. */
export function appRoutes(given: DeskDeps): Hono<StaffEnv> {
  const { deps } = given;
  const app = new Hono<StaffEnv>();
  const ID = ":appApplicationId";

  app.get(paths.opsAppApplication(ID), needs(given, "applications:read"), async (c) => {
    const applicationId = idIn(c);
    return applicationId ? await show(c, applicationId) : unknownAtDesk(c, "ops");
  });

  app.post(
    paths.opsAppDecision(ID),
    needs(given, "applications:write", { confirmed: true }),
    async (c) => {
      const applicationId = idIn(c);
      if (!applicationId) return unknownAtDesk(c, "ops");
      const form = await readForm(c);
      const typed = form.get("reason") ?? "";
      const reason = readText(typed, REASON_CHARACTERS_MAX);
      const approved = form.get("verdict") === "approved";
      if (!approved && !reason) {
        const formError = reason === undefined ? "text_flawed" : "reason_missing";
        return await show(c, applicationId, formError, typed);
      }
      const decided = await decideApp(deps, {
        applicationId,
        verdict: approved ? { type: "approved" } : { type: "rejected", reason: reason ?? "" },
        version: Number(form.get("version")),
        here: c.var.here,
      });
      return decided.ok
        ? c.redirect(paths.opsQueue("applications"), 303)
        : await show(c, applicationId, errorOf(decided.error), typed);
    },
  );

  return app;

  async function show(
    c: Context<StaffEnv>,
    applicationId: AppApplicationId,
    formError?: OpsFormError,
    typedReason?: string,
  ): Promise<Response> {
    const [application] = await deps.load(deps.appApplications.byId(applicationId));
    if (!application) return unknownAtDesk(c, "ops");
    const [before, merchant] = await deps.load(
      deps.appApplications.version(applicationId, application.version - 1),
      deps.merchants.byNo(application.merchantNo),
    );
    const { frame: { lang }, who } = c.var;
    const props = {
      lang,
      application,
      merchantName: merchant?.name ?? "",
      changes: before && formChanges(
        appApplicationResource(before),
        appApplicationResource(application),
        unasked,
      ),
      mayDecide: permits(who.role, "applications:write"),
      formError,
      typedReason,
    };
    const title = opsWords(lang).queues.applications;
    return opsPage(
      c,
      { section: "home", title, status: formError && 422 },
      <AppReview {...props} />,
    );
  }
}

function errorOf({ code }: DecideAppRefusal): OpsFormError {
  switch (code) {
    case "app_application_not_found":
    case "app_application_changed":
      return "changed";
    case "app_already_granted":
    case "merchant_not_active":
      return "app_not_granted";
  }
}

function idIn(c: Context<StaffEnv>): AppApplicationId | undefined {
  return parseId("apa", c.req.param("appApplicationId") ?? "");
}
