import { type Context, Hono } from "hono";
import type { Child } from "hono/jsx";
import { byStaff } from "../../../core/actor.ts";
import { findMerchants } from "../../../core/desk/find_merchants.ts";
import { viewMerchant } from "../../../core/desk/view_merchant.ts";
import { isMerchantNo, type MerchantNo } from "../../../core/id.ts";
import { suspendMerchant } from "../../../core/merchant/suspend_merchant.ts";
import { paths } from "../../../core/paths.ts";
import { permits } from "../../../core/permission/role.ts";
import type { MerchantFormError } from "../../../views/ops/merchant_copy.ts";
import { MerchantList } from "../../../views/ops/merchant_list.tsx";
import { MerchantPage } from "../../../views/ops/merchant_page.tsx";
import { merchantWords } from "../../../views/ops/merchant_words.ts";
import { StandingForm } from "../../../views/ops/standing_form.tsx";
import { readForm } from "../staff/form_fields.ts";
import { type DeskDeps, needs, type StaffEnv } from "../staff/needs.tsx";
import { opsPage } from "./ops_page.tsx";
import { unknownAtDesk } from "../staff/unknown_at_desk.tsx";
import { readText } from "./ops_text.ts";

const TEXT_CHARACTERS_MAX = 64;
const REASON_CHARACTERS_MAX = 200;

/** Every merchant number, and of one how it stands and what one person can do about it. */
export function merchantRoutes(given: DeskDeps): Hono<StaffEnv> {
  const { deps } = given;
  const app = new Hono<StaffEnv>();
  const reads = needs(given, "merchants:read");
  const writes = needs(given, "merchants:write", { confirmed: true });
  const NO = ":merchantNo";

  app.get(paths.opsMerchants(), reads, async (c) => {
    const text = (c.req.query("q") ?? "").trim().slice(0, TEXT_CHARACTERS_MAX);
    const parentNo = numberIn(c.req.query("parent"));
    const past = numberIn(c.req.query("after"));
    const found = await findMerchants(deps, { text, parentNo, past });
    const { lang } = c.var.frame;
    return page(c, <MerchantList lang={lang} text={text} parentNo={parentNo} {...found} />);
  });

  app.get(paths.opsMerchant(NO), reads, async (c) => {
    const merchantNo = numberIn(c.req.param("merchantNo"));
    const view = merchantNo && await viewMerchant(deps, merchantNo);
    if (!view) return unknownAtDesk(c, "ops");
    const { frame: { lang }, who: { role } } = c.var;
    const mayWrite = permits(role, "merchants:write");
    const mayPropose = permits(role, "proposals:write");
    const mayReadComplaints = permits(role, "complaints:read");
    const mayRecordComplaints = permits(role, "complaints:write");
    const mayReadBooks = permits(role, "statements:read");
    const mayReadSettlements = permits(role, "settlements:read");
    const may = {
      mayWrite,
      mayPropose,
      mayReadComplaints,
      mayRecordComplaints,
      mayReadBooks,
      mayReadSettlements,
    };
    return page(c, <MerchantPage lang={lang} view={view} {...may} />);
  });

  app.get(paths.opsMerchantStanding(NO), writes, (c) => showStanding(c));

  app.post(paths.opsMerchantStanding(NO), writes, async (c) => {
    const merchantNo = numberIn(c.req.param("merchantNo"));
    if (!merchantNo) return unknownAtDesk(c, "ops");
    const form = await readForm(c);
    const typed = form.get("reason") ?? "";
    const reason = readText(typed, REASON_CHARACTERS_MAX);
    if (reason === undefined) return await showStanding(c, "text_flawed", typed);
    if (reason === "") return await showStanding(c, "standing_reason_missing", typed);
    const suspends = form.get("state") === "suspended";
    if (!suspends && form.get("state") !== "active") {
      return await showStanding(c, "changed", typed);
    }
    const by = byStaff(c.var.here.staff.staffId);
    const why = suspends ? { reason } : { reason: undefined, why: reason };
    const moved = await suspendMerchant(deps, { merchantNo, ...why, by });
    if (moved.ok) return c.redirect(paths.opsMerchant(merchantNo), 303);
    switch (moved.error.code) {
      case "merchant_not_found":
        return unknownAtDesk(c, "ops");
      case "merchant_signal_refused":
        return await showStanding(c, "changed", typed);
      case "enterprise_stopped":
        return await showStanding(c, "enterprise_stopped", typed);
    }
  });

  return app;

  async function showStanding(
    c: Context<StaffEnv>,
    formError?: MerchantFormError,
    typed?: string,
  ): Promise<Response> {
    const merchantNo = numberIn(c.req.param("merchantNo"));
    const [merchant] = merchantNo ? await deps.load(deps.merchants.byNo(merchantNo)) : [undefined];
    if (!merchant) return unknownAtDesk(c, "ops");
    if (merchant.state === "closed") return c.redirect(paths.opsMerchant(merchant.merchantNo), 303);
    const props = { lang: c.var.frame.lang, merchant, formError, typed };
    return page(c, <StandingForm {...props} />, formError);
  }

  function page(c: Context<StaffEnv>, body: Child, formError?: MerchantFormError): Response {
    const title = merchantWords(c.var.frame.lang).merchants;
    return opsPage(c, { section: "merchants", title, status: formError && 422 }, body);
  }
}

function numberIn(text: string | undefined): MerchantNo | undefined {
  return text !== undefined && isMerchantNo(text) ? text : undefined;
}
