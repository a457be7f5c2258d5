import { type Context, Hono } from "hono";
import { parseId, type ProposalId } from "../../../core/id.ts";
import { paths } from "../../../core/paths.ts";
import { permits } from "../../../core/permission/role.ts";
import type { PaidOutAct, PayOutAct, ReturnPayoutAct } from "../../../core/proposal/proposal.ts";
import { paymentFile } from "../../../core/settlement_batch/payment_file.ts";
import { proposeSettlement } from "../../../core/settlement_batch/propose_settlement.ts";
import { viewSettlements } from "../../../core/settlement_batch/view_settlements.ts";
import { parseBusinessDay } from "../../../core/time.ts";
import { SettlementDayPage } from "../../../views/settlement/day_page.tsx";
import { PayoutPage } from "../../../views/settlement/payout_page.tsx";
import { RunPage } from "../../../views/settlement/run_page.tsx";
import { paymentTable } from "../../../views/settlement/tables.ts";
import { type SettlementError, settlementWords } from "../../../views/settlement/words.ts";
import { csvFile } from "../staff/csv_file.ts";
import { readForm } from "../staff/form_fields.ts";
import { type DeskDeps, needs, type StaffEnv } from "../staff/needs.tsx";
import { unknownAtDesk } from "../staff/unknown_at_desk.tsx";
import { opsPage } from "./ops_page.tsx";
import { readText } from "./ops_text.ts";
import { readReason } from "./read_reason.ts";
import { settlementError } from "./settlement_error.ts";

export const REFERENCE_CHARACTERS_MAX = 64;

/** How batches go to the bank, in runs, and what it has paid and given back. */
export function payoutRoutes(given: DeskDeps): Hono<StaffEnv> {
  const { deps } = given;
  const app = new Hono<StaffEnv>();
  const reads = needs(given, "settlements:read");
  const confirmed = needs(given, "settlements:write", { confirmed: true });
  const RUN = ":run";

  app.post(paths.opsSettlementRuns(), confirmed, async (c) => {
    const act = payOutIn(await readForm(c));
    if (!act) return await showDay(c, "nothing_chosen");
    const proposed = await proposeSettlement(deps, act, c.var.here);
    return proposed.ok
      ? c.redirect(paths.proposal("ops", proposed.value.proposalId), 303)
      : await showDay(c, settlementError(proposed.error));
  });

  app.get(paths.opsSettlementRun(RUN), reads, (c) => showRun(c));

  const files = needs(given, ["settlements:write", "exports:read"], { confirmed: true });
  app.post(paths.opsSettlementRunFile(RUN), files, async (c) => {
    const run = runIn(c);
    const payments = run ? await paymentFile(deps, run, c.var.here) : [];
    if (!run || payments.length === 0) return await showRun(c);
    return csvFile(c, `${run}.csv`, paymentTable(c.var.frame.lang, payments));
  });

  app.post(paths.opsSettlementRunPaid(RUN), confirmed, async (c) => {
    const of = runIn(c);
    if (!of) return unknownAtDesk(c, "ops");
    const form = await readForm(c);
    const typed = { day: form.get("day") ?? "", reference: form.get("reference") ?? "" };
    const paidOn = parseBusinessDay(typed.day);
    if (!paidOn) return await showRun(c, { formError: "day_wrong", typed });
    const reference = readText(typed.reference, REFERENCE_CHARACTERS_MAX);
    if (!reference) return await showRun(c, { formError: "reference_missing", typed });
    const [count, fen] = [Number(form.get("count")), Number(form.get("fen"))];
    const act: PaidOutAct = { kind: "paid_out", of, count, fen, paidOn, reference };
    const proposed = await proposeSettlement(deps, act, c.var.here);
    return proposed.ok
      ? c.redirect(paths.opsSettlementRun(of), 303)
      : await showRun(c, { formError: settlementError(proposed.error), typed });
  });

  app.get(paths.opsPayout(":payoutId"), reads, (c) => showPayout(c));

  app.post(paths.opsPayoutReturn(":payoutId"), confirmed, async (c) => {
    const of = parseId("pyo", c.req.param("payoutId") ?? "");
    const [found] = of ? await deps.load(deps.settlementBatches.payoutById(of)) : [undefined];
    if (!of || !found) return unknownAtDesk(c, "ops");
    const form = await readForm(c);
    const typed = { reason: form.get("reason") ?? "", reference: form.get("reference") ?? "" };
    const reason = readReason(typed.reason);
    if (!reason.ok) return await showPayout(c, { formError: reason.error, typed });
    const { fen } = found.payout.amount;
    const reference = readText(typed.reference, REFERENCE_CHARACTERS_MAX);
    const act: ReturnPayoutAct = {
      kind: "return_payout",
      of,
      fen,
      reason: reason.value,
      ...(reference === undefined ? {} : { reference }),
    };
    const proposed = await proposeSettlement(deps, act, c.var.here);
    return proposed.ok
      ? c.redirect(paths.opsPayout(of), 303)
      : await showPayout(c, { formError: settlementError(proposed.error), typed });
  });

  return app;

  async function showDay(c: Context<StaffEnv>, formError: SettlementError): Promise<Response> {
    const view = await viewSettlements(deps);
    const { lang } = c.var.frame;
    const props = { lang, view, proposals: [], now: deps.now(), mayWrite: true, formError };
    const { title } = settlementWords(lang);
    return opsPage(
      c,
      { section: "settlements", title, status: 422 },
      <SettlementDayPage {...props} />,
    );
  }

  async function showRun(
    c: Context<StaffEnv>,
    shown: {
      readonly formError?: SettlementError;
      readonly typed?: { readonly day: string; readonly reference: string };
    } = {},
  ): Promise<Response> {
    const run = runIn(c);
    if (!run) return unknownAtDesk(c, "ops");
    const [payouts, proposals] = await deps.load(
      deps.settlementBatches.ofRun(run),
      deps.proposals.about(run),
    );
    if (payouts.length === 0) return unknownAtDesk(c, "ops");
    const { frame: { lang }, who } = c.var;
    const may = {
      mayWrite: permits(who.role, "settlements:write"),
      mayExport: permits(who.role, "exports:read"),
    };
    const props = { lang, who, run, payouts, proposals, now: deps.now(), ...may, ...shown };
    const title = settlementWords(lang).runTitle;
    const status = shown.formError && 422;
    return opsPage(c, { section: "settlements", title, status }, <RunPage {...props} />);
  }

  async function showPayout(
    c: Context<StaffEnv>,
    shown: {
      readonly formError?: SettlementError;
      readonly typed?: { readonly reason: string; readonly reference: string };
    } = {},
  ): Promise<Response> {
    const payoutId = parseId("pyo", c.req.param("payoutId") ?? "");
    if (!payoutId) return unknownAtDesk(c, "ops");
    const lineId = parseId("bln", c.req.query("line") ?? "");
    const [found, proposals, [line]] = await deps.load(
      deps.settlementBatches.payoutById(payoutId),
      deps.proposals.about(payoutId),
      deps.bankLines.byIds(lineId ? [lineId] : []),
    );
    if (!found) return unknownAtDesk(c, "ops");
    const { frame: { lang }, who } = c.var;
    const mayWrite = permits(who.role, "settlements:write");
    const typed = line && { reason: "", reference: line.bankRef ?? line.lineId };
    const props = { lang, who, found, proposals, now: deps.now(), mayWrite, typed, ...shown };
    const title = settlementWords(lang).payouts;
    const status = shown.formError && 422;
    return opsPage(c, { section: "settlements", title, status }, <PayoutPage {...props} />);
  }
}

function runIn(c: Context<StaffEnv>): ProposalId | undefined {
  return parseId("prp", c.req.param("run") ?? "");
}

/** The batches and refunds that were chosen, with the sums that were shown; undefined when it is none, or not one of ours. */
function payOutIn(form: URLSearchParams): PayOutAct | undefined {
  const batches = form.getAll("batch").flatMap((text) => {
    const [id = "", fen = ""] = text.split(".");
    const of = parseId("stl", id) ?? parseId("rfd", id);
    return of && /^\d{1,15}$/.test(fen) ? [{ of, fen: Number(fen) }] : [];
  });
  const total = batches.reduce((sum, { fen }) => sum + fen, 0);
  return batches.length === 0 ? undefined : { kind: "pay_out", batches, total };
}
