import { type Context, Hono } from "hono";
import { byStaff } from "../../../core/actor.ts";
import { applicationChanges } from "../../../core/desk/application_changes.ts";
import {
  decideApplication,
  type DecideApplicationRefusal,
} from "../../../core/application/decide_application.ts";
import { inviteFirstOwner } from "../../../core/application/invite_first_owner.ts";
import {
  lookAtApplication,
  type MaskedField,
  maskedFields,
} from "../../../core/application/look_at_application.ts";
import { type ApplicationId, parseId } from "../../../core/id.ts";
import { paths } from "../../../core/paths.ts";
import { permits } from "../../../core/permission/role.ts";
import { openPerson } from "../../../core/staff/seal_staff.ts";
import { invitationOf } from "../../../core/staff/staff.ts";
import { ApplicationReview, type TypedForm } from "../../../views/ops/application_review.tsx";
import type { MerchantFormError } from "../../../views/ops/merchant_copy.ts";
import { merchantWords } from "../../../views/ops/merchant_words.ts";
import { opsWords } from "../../../views/ops/words.ts";
import { LinkPage } from "../../../views/staff/link_page.tsx";
import { render } from "../render.tsx";
import { readForm, readMail, readName } from "../staff/form_fields.ts";
import { type DeskDeps, needs, type StaffEnv } from "../staff/needs.tsx";
import { unknownAtDesk } from "../staff/unknown_at_desk.tsx";
import { opsPage } from "./ops_page.tsx";
import { readText } from "./ops_text.ts";

const REASON_CHARACTERS_MAX = 200;

interface Shown {
  readonly formError?: MerchantFormError | undefined;
  readonly typed?: TypedForm | undefined;
  readonly unmasked?: { readonly field: MaskedField; readonly value: string } | undefined;
}

/** An application for a live number: the whole form, the decision, and the first owner of what it opened. */
export function applicationRoutes(given: DeskDeps): Hono<StaffEnv> {
  const { deps } = given;
  const app = new Hono<StaffEnv>();
  const decides = needs(given, "applications:write", { confirmed: true });
  const ID = ":applicationId";

  app.get(paths.opsApplication(ID), needs(given, "applications:read"), async (c) => {
    const applicationId = applicationIn(c);
    return applicationId ? await show(c, applicationId) : unknownAtDesk(c, "ops");
  });

  app.post(paths.opsApplicationDecision(ID), decides, async (c) => {
    const applicationId = applicationIn(c);
    if (!applicationId) return unknownAtDesk(c, "ops");
    const form = await readForm(c);
    const typed = { reason: form.get("reason") ?? "" };
    const reason = readText(typed.reason, REASON_CHARACTERS_MAX);
    const approved = form.get("verdict") === "approved";
    if (!approved && !reason) {
      const formError = reason === undefined ? "text_flawed" : "reason_missing";
      return await show(c, applicationId, { formError, typed });
    }
    const decided = await decideApplication(deps, {
      applicationId,
      verdict: approved ? { type: "approved" } : { type: "rejected", reason: reason ?? "" },
      version: Number(form.get("version")),
      by: c.var.here,
    });
    if (!decided.ok) return await refused(c, applicationId, decided.error, typed);
    deps.nudge("deliver_webhooks");
    return c.redirect(
      approved ? paths.opsApplication(applicationId) : paths.opsQueue("applications"),
      303,
    );
  });

  app.post(paths.opsApplicationLook(ID), needs(given, "personal_data:read"), async (c) => {
    const applicationId = applicationIn(c);
    const form = await readForm(c);
    const field = maskedFields.find((each) => each === form.get("field"));
    if (!applicationId || !field) return unknownAtDesk(c, "ops");
    const reason = readText(form.get("reason"), REASON_CHARACTERS_MAX);
    if (!reason) {
      const formError = reason === undefined ? "text_flawed" : "look_reason_missing";
      return await show(c, applicationId, { formError });
    }
    const by = byStaff(c.var.here.staff.staffId);
    const looked = await lookAtApplication(deps, { applicationId, field, by, reason });
    if (!looked.ok) return unknownAtDesk(c, "ops");
    return await show(c, applicationId, { unmasked: { field, value: looked.value } });
  });

  app.post(paths.opsFirstOwner(ID), decides, async (c) => {
    const applicationId = applicationIn(c);
    if (!applicationId) return unknownAtDesk(c, "ops");
    const form = await readForm(c);
    const typed = { name: form.get("name") ?? "", mail: form.get("mail") ?? "" };
    const name = readName(typed.name);
    const mail = readMail(typed.mail);
    if (name === undefined) return await show(c, applicationId, { formError: "name", typed });
    if (mail === undefined) return await show(c, applicationId, { formError: "mail", typed });
    const { frame, who, here } = c.var;
    const invited = await inviteFirstOwner(deps, { applicationId, person: { name, mail }, here });
    if (!invited.ok) {
      return invited.error.code === "merchant_not_opened"
        ? unknownAtDesk(c, "ops")
        : await show(c, applicationId, { formError: "somebody_there", typed });
    }
    const { staff, token } = invited.value;
    const url = deps.config.publicUrl + paths.join("console", token);
    const expiresAt = invitationOf(staff)?.expiresAt ?? deps.now();
    const back = {
      href: paths.opsApplication(applicationId),
      text: merchantWords(frame.lang).onward,
    };
    const link = { frame, desk: "ops", who, name, url, expiresAt, back } as const;
    return render(c, { page: () => <LinkPage {...link} /> });
  });

  return app;

  async function refused(
    c: Context<StaffEnv>,
    applicationId: ApplicationId,
    { code }: DecideApplicationRefusal,
    typed: TypedForm,
  ): Promise<Response> {
    switch (code) {
      case "application_not_found":
        return unknownAtDesk(c, "ops");
      case "application_changed":
      case "application_already_decided":
        return await show(c, applicationId, { formError: "changed", typed });
      case "second_person_needed":
        return await show(c, applicationId, { formError: code, typed });
      case "merchant_not_active":
      case "products_beyond_parent":
      case "legal_name_differs":
      case "enterprise_stopped":
        return await show(c, applicationId, { formError: "not_opened", typed });
    }
  }

  async function show(
    c: Context<StaffEnv>,
    applicationId: ApplicationId,
    { formError, typed, unmasked }: Shown = {},
  ): Promise<Response> {
    const [application] = await deps.load(deps.applications.byId(applicationId));
    if (!application) return unknownAtDesk(c, "ops");
    const { version, parentNo, merchantNo, filedBy } = application;
    const [before, staff, [filer]] = await deps.load(
      deps.applications.version(applicationId, version - 1),
      deps.staff.list(merchantNo),
      deps.staff.byIds(filedBy ? [filedBy] : []),
    );
    const [parent] = parentNo ? await deps.load(deps.merchants.byNo(parentNo)) : [undefined];
    const { frame, who } = c.var;
    const props = {
      lang: frame.lang,
      application,
      parentName: parent?.name ?? "",
      filer: filer && (await openPerson(deps.vault, filer)).name,
      isOwn: filedBy === who.staffId,
      changes: before && await applicationChanges(deps.vault, before, application),
      mayDecide: permits(who.role, "applications:write"),
      mayLook: permits(who.role, "personal_data:read"),
      awaitsOwner: merchantNo !== undefined && staff.length === 0,
      unmasked,
      formError,
      typed,
    };
    return page(c, <ApplicationReview {...props} />, formError);
  }

  function page(
    c: Context<StaffEnv>,
    body: ReturnType<typeof ApplicationReview>,
    formError?: MerchantFormError,
  ): Response {
    const title = opsWords(c.var.frame.lang).queues.applications;
    return opsPage(c, { section: "home", title, status: formError && 422 }, body);
  }
}

function applicationIn(c: Context<StaffEnv>): ApplicationId | undefined {
  return parseId("apl", c.req.param("applicationId") ?? "");
}
