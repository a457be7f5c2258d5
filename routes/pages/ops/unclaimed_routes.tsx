import { type Context, Hono } from "hono";
import { parseId, type RefundId } from "../../../core/id.ts";
import { paths } from "../../../core/paths.ts";
import { permits } from "../../../core/permission/role.ts";
import { isOpen } from "../../../core/proposal/proposal.ts";
import { type DeliveryWay, proposeDelivery } from "../../../core/refund/deliver_refund.ts";
import { openPayoutAccount } from "../../../core/refund/payout_account.ts";
import { ok, type Result } from "../../../core/result.ts";
import { isAccountNo, masked } from "../../../core/settlement/settlement_account.ts";
import { UnclaimedPage, type UnclaimedRefund } from "../../../views/unclaimed/unclaimed_page.tsx";
import { type UnclaimedError, unclaimedWords } from "../../../views/unclaimed/words.ts";
import { readForm, readLine } from "../staff/form_fields.ts";
import { type DeskDeps, needs, type StaffEnv } from "../staff/needs.tsx";
import { unknownAtDesk } from "../staff/unknown_at_desk.tsx";
import { opsPage } from "./ops_page.tsx";
import { readReason } from "./read_reason.ts";

const SHOWN_MAX = 50;
const NAME_CHARACTERS_MAX = 64;

/** Refunds that reached nobody: two people decide how they reach their payer. */
export function unclaimedRoutes(given: DeskDeps): Hono<StaffEnv> {
  const { deps } = given;
  const app = new Hono<StaffEnv>();

  app.get(paths.opsUnclaimed(), needs(given, "bank_lines:read"), (c) => show(c));

  const writes = needs(given, "bank_lines:write", { confirmed: true });
  app.post(paths.opsUnclaimedWay(":refundId"), writes, async (c) => {
    const refundId = idIn(c);
    if (!refundId) return unknownAtDesk(c, "ops");
    const form = await readForm(c);
    const way = wayIn(form);
    if (!way.ok) return await show(c, way.error);
    const why = readReason(form.get("reason") ?? "");
    if (!why.ok) return await show(c, why.error);
    const proposed = await proposeDelivery(deps, {
      refundId,
      version: Number(form.get("version")),
      way: way.value,
      why: why.value,
      here: c.var.here,
    });
    if (proposed.ok) return c.redirect(paths.proposal("ops", proposed.value.proposalId), 303);
    return await refused(c, proposed.error.code);
  });

  return app;

  async function refused(
    c: Context<StaffEnv>,
    code: "refund_not_found" | "refund_changed" | "proposals_too_many",
  ): Promise<Response> {
    switch (code) {
      case "refund_not_found":
        return unknownAtDesk(c, "ops");
      case "refund_changed":
        return await show(c, "changed");
      case "proposals_too_many":
        return await show(c, code);
    }
  }

  async function show(c: Context<StaffEnv>, formError?: UnclaimedError): Promise<Response> {
    const [found] = await deps.load(deps.refunds.stranded(SHOWN_MAX));
    const about = found.map(({ refundId }) => deps.proposals.about(refundId));
    const proposals = about.length === 0 ? [] : await deps.load(...about);
    const { frame: { lang }, who: { role } } = c.var;
    const mayWrite = permits(role, "bank_lines:write");
    const refunds = await Promise.all(found.map(async (refund, i): Promise<UnclaimedRefund> => {
      const account = await openPayoutAccount(deps.vault, refund);
      return {
        refund,
        waiting: proposals[i]?.find((each) => isOpen(each, deps.now()))?.proposalId,
        payout: account && masked(account),
      };
    }));
    const { title } = unclaimedWords(lang);
    const status = formError && 422;
    return opsPage(
      c,
      { section: "bank_lines", title, status },
      <UnclaimedPage {...{ lang, refunds, mayWrite, formError }} />,
    );
  }
}

function idIn(c: Context<StaffEnv>): RefundId | undefined {
  return parseId("rfd", c.req.param("refundId") ?? "");
}

function wayIn(form: URLSearchParams): Result<DeliveryWay, UnclaimedError> {
  if (form.get("way") === "resend") return ok({ type: "resend" });
  const bank = readLine(form.get("bank"), NAME_CHARACTERS_MAX);
  if (bank === undefined) return { ok: false, error: "bank" };
  const holder = readLine(form.get("holder"), NAME_CHARACTERS_MAX);
  if (holder === undefined) return { ok: false, error: "holder" };
  const accountNo = (form.get("account_no") ?? "").replaceAll(/\s/g, "");
  if (!isAccountNo(accountNo)) return { ok: false, error: "account_no" };
  return ok({ type: "payout", account: { bank, holder, accountNo } });
}
