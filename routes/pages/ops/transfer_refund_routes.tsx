import { type Context, Hono } from "hono";
import { type Actor, byStaff } from "../../../core/actor.ts";
import { lookAtPayer } from "../../../core/bank_line/look_at_payer.ts";
import { makeRefund, type RefundMade } from "../../../core/bank_line/make_refund.ts";
import { parseId } from "../../../core/id.ts";
import { paths } from "../../../core/paths.ts";
import { permits } from "../../../core/permission/role.ts";
import type { Refund } from "../../../core/refund/refund.ts";
import { type RefundToMake, TransferRefundsPage } from "../../../views/bank_line/refunds_page.tsx";
import { type BankLineFormError, bankLineWords } from "../../../views/bank_line/words.ts";
import { readForm, readLine } from "../staff/form_fields.ts";
import { type DeskDeps, needs, type StaffEnv } from "../staff/needs.tsx";
import { unknownAtDesk } from "../staff/unknown_at_desk.tsx";
import { opsPage } from "./ops_page.tsx";

const SHOWN_MAX = 50;
const REFERENCE_CHARACTERS_MAX = 64;

/** Refunds of orders that were paid by bank transfer: a person makes them at the bank and records them. */
export function transferRefundRoutes(given: DeskDeps): Hono<StaffEnv> {
  const { deps } = given;
  const app = new Hono<StaffEnv>();

  app.get(paths.opsTransferRefunds(), needs(given, "bank_lines:read"), (c) => show(c));

  app.post(
    paths.opsTransferRefund(":refundId"),
    needs(given, "bank_lines:write", { confirmed: true }),
    async (c) => {
      const refundId = parseId("rfd", c.req.param("refundId") ?? "");
      if (!refundId) return unknownAtDesk(c, "ops");
      const made = madeIn(await readForm(c));
      if (!made) return await show(c, "reference_missing");
      const recorded = await makeRefund(deps, { refundId, made, here: c.var.here });
      if (recorded.ok) return c.redirect(paths.opsTransferRefunds(), 303);
      return recorded.error.code === "refund_not_found"
        ? unknownAtDesk(c, "ops")
        : await show(c, recorded.error.code);
    },
  );

  return app;

  async function show(c: Context<StaffEnv>, formError?: BankLineFormError): Promise<Response> {
    const [found] = await deps.load(deps.bankLines.refundsToMake(SHOWN_MAX));
    const by = byStaff(c.var.here.staff.staffId);
    const refunds = await Promise.all(found.map((each) => toMake(each, by)));
    const { frame: { lang }, who: { role } } = c.var;
    const props = { lang, refunds, mayWrite: permits(role, "bank_lines:write"), formError };
    const { refunds: title } = bankLineWords(lang);
    const status = formError && 422;
    return opsPage(c, { section: "bank_lines", title, status }, <TransferRefundsPage {...props} />);
  }

  async function toMake(refund: Refund, by: Actor): Promise<RefundToMake> {
    const { paymentId } = refund.of;
    if (paymentId === undefined) return { refund, payers: [] };
    const [allocations] = await deps.load(deps.bankLines.allocationsOf(paymentId));
    const payers = await Promise.all(
      allocations.map(async ({ line, amount }) => ({
        payer: await lookAtPayer(deps, line, by),
        amount,
      })),
    );
    return { refund, payers };
  }
}

/** Undefined when it was made and its number is missing. */
function madeIn(form: URLSearchParams): RefundMade | undefined {
  const act = form.get("act");
  if (act === "taken_on") return { type: "taken_on" };
  if (act === "refused") return { type: "refused" };
  const reference = readLine(form.get("reference"), REFERENCE_CHARACTERS_MAX);
  return reference === undefined ? undefined : { type: "made", reference };
}
