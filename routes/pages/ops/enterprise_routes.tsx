import { type Context, Hono } from "hono";
import type { Child } from "hono/jsx";
import { byStaff } from "../../../core/actor.ts";
import {
  findEnterprise,
  periodUntil,
  tableOfEnterprise,
  viewEnterprise,
} from "../../../core/desk/view_enterprise.ts";
import { resumeEnterprise, stopEnterprise } from "../../../core/enterprise/stop_enterprise.ts";
import { isMerchantNo } from "../../../core/id.ts";
import { paths } from "../../../core/paths.ts";
import { permits } from "../../../core/permission/role.ts";
import { EnterprisePage } from "../../../views/ops/enterprise_page.tsx";
import { enterpriseTable } from "../../../views/ops/enterprise_table.ts";
import { type EnterpriseFormError, enterpriseWords } from "../../../views/ops/enterprise_words.ts";
import { StopForm } from "../../../views/ops/stop_form.tsx";
import { csvFile } from "../staff/csv_file.ts";
import { readForm } from "../staff/form_fields.ts";
import { type DeskDeps, needs, type StaffEnv } from "../staff/needs.tsx";
import { opsPage } from "./ops_page.tsx";
import { unknownAtDesk } from "../staff/unknown_at_desk.tsx";
import { readText } from "./ops_text.ts";

const REASON_CHARACTERS_MAX = 200;

/** One legal subject across its merchant numbers, and one stop for all of them. */
export function enterpriseRoutes(given: DeskDeps): Hono<StaffEnv> {
  const { deps } = given;
  const app = new Hono<StaffEnv>();
  const writes = needs(given, "merchants:write", { confirmed: true });
  const ID = ":enterprise";

  app.get(paths.opsEnterprise(ID), needs(given, "merchants:read"), (c) => show(c));

  app.get(paths.opsEnterpriseTable(ID), needs(given, "exports:read"), async (c) => {
    const enterprise = await enterpriseIn(c);
    if (!enterprise) return unknownAtDesk(c, "ops");
    const rows = await tableOfEnterprise(deps, enterprise);
    if (!rows) return await show(c, "table_too_large");
    const period = periodUntil(deps.now());
    const name = `${enterprise.licenceNo}_${period.first}_${period.last}.csv`;
    return csvFile(c, name, enterpriseTable(c.var.frame.lang, period, rows));
  });

  app.get(paths.opsEnterpriseStop(ID), writes, (c) => showStop(c));

  app.post(paths.opsEnterpriseStop(ID), writes, async (c) => {
    const enterprise = await enterpriseIn(c);
    if (!enterprise) return unknownAtDesk(c, "ops");
    const form = await readForm(c);
    const typed = form.get("reason") ?? "";
    const reason = readText(typed, REASON_CHARACTERS_MAX);
    if (reason === undefined) return await showStop(c, "text_flawed", typed);
    if (reason === "") return await showStop(c, "reason_missing", typed);
    const state = form.get("state");
    if (state !== "stopped" && state !== "active") return await showStop(c, "changed", typed);
    const { enterpriseId, licenceNo } = enterprise;
    const by = byStaff(c.var.here.staff.staffId);
    const act = state === "stopped" ? stopEnterprise : resumeEnterprise;
    const done = await act(deps, { enterpriseId, reason, by });
    if (done.ok) return c.redirect(paths.opsEnterprise(licenceNo), 303);
    return done.error.code === "enterprise_not_found"
      ? unknownAtDesk(c, "ops")
      : await showStop(c, "too_large", typed);
  });

  return app;

  function enterpriseIn(c: Context<StaffEnv>) {
    return findEnterprise(deps, c.req.param("enterprise") ?? "");
  }

  async function show(c: Context<StaffEnv>, formError?: EnterpriseFormError): Promise<Response> {
    const enterprise = await enterpriseIn(c);
    if (!enterprise) return unknownAtDesk(c, "ops");
    const after = c.req.query("after") ?? "";
    const view = await viewEnterprise(deps, enterprise, isMerchantNo(after) ? after : undefined);
    const { frame: { lang }, who: { role } } = c.var;
    const mayExport = permits(role, "exports:read");
    const mayStop = permits(role, "merchants:write");
    const mayReadComplaints = permits(role, "complaints:read");
    const mayReadBlocks = permits(role, "blocks:read");
    const may = { mayExport, mayStop, mayReadComplaints, mayReadBlocks };
    const props = { lang, view, ...may, formError };
    return page(c, <EnterprisePage {...props} />, formError);
  }

  async function showStop(
    c: Context<StaffEnv>,
    formError?: EnterpriseFormError,
    typed?: string,
  ): Promise<Response> {
    const enterprise = await enterpriseIn(c);
    if (!enterprise) return unknownAtDesk(c, "ops");
    const props = { lang: c.var.frame.lang, enterprise, formError, typed };
    return page(c, <StopForm {...props} />, formError);
  }

  function page(c: Context<StaffEnv>, body: Child, formError?: EnterpriseFormError): Response {
    const title = enterpriseWords(c.var.frame.lang).enterprise;
    return opsPage(c, { section: "merchants", title, status: formError && 422 }, body);
  }
}
