import { type Context, Hono } from "hono";
import type { Child } from "hono/jsx";
import { byStaff } from "../../../core/actor.ts";
import { recordLook } from "../../../core/audit/record_look.ts";
import { leftOf } from "../../../core/console/view_dispute.ts";
import { contractEvidence } from "../../../core/dispute/contract_evidence.ts";
import { declineDispute, proposeDisputeRefund } from "../../../core/dispute/decide_dispute.ts";
import { type DisputeState, disputeStates } from "../../../core/dispute/dispute.ts";
import type { DisputePlace } from "../../../core/dispute/dispute_store.ts";
import { allDisputes, listDisputes } from "../../../core/dispute/list_disputes.ts";
import { openFile } from "../../../core/dispute/open_file.ts";
import { parseId } from "../../../core/id.ts";
import { paths } from "../../../core/paths.ts";
import { permits } from "../../../core/permission/role.ts";
import { instant } from "../../../core/time.ts";
import { DeskDisputeList } from "../../../views/dispute/desk_list.tsx";
import { DeskDisputePage, type DeskDisputeProps } from "../../../views/dispute/desk_page.tsx";
import { disputeTable } from "../../../views/dispute/desk_table.ts";
import { type DisputeDeskError, disputeDeskWords } from "../../../views/dispute/desk_words.ts";
import { disputeEvidenceAnswer, disputeFileAnswer } from "../dispute_file_answer.ts";
import { csvFile } from "../staff/csv_file.ts";
import { readForm } from "../staff/form_fields.ts";
import { type DeskDeps, needs, type StaffEnv } from "../staff/needs.tsx";
import { unknownAtDesk } from "../staff/unknown_at_desk.tsx";
import { opsPage } from "./ops_page.tsx";
import { readReason } from "./read_reason.ts";

type Typed = DeskDisputeProps["typed"];

/** What payers dispute, of any merchant; the institution decides what is taken to it. */
export function opsDisputeRoutes(given: DeskDeps): Hono<StaffEnv> {
  const { deps } = given;
  const app = new Hono<StaffEnv>();
  const reads = needs(given, "disputes:read");

  app.get(paths.opsDisputes(), reads, (c) => showList(c));

  const exports = needs(given, ["disputes:read", "exports:read"]);
  app.get(paths.opsDisputesCsv(), exports, async (c) => {
    const disputes = await allDisputes(deps, stateIn(c));
    if (!disputes) return await showList(c, "too_many");
    return csvFile(c, "disputes.csv", disputeTable(c.var.frame.lang, disputes));
  });

  app.get(paths.opsDispute(":disputeId"), reads, (c) => show(c));

  // What a merchant attached may show anything of anybody: each look of ours is in the audit.
  app.get(paths.opsDisputeFile(":disputeId", ":sha256"), reads, async (c) => {
    const dispute = await disputeIn(c);
    const opened = dispute && await openFile(deps, dispute, c.req.param("sha256") ?? "");
    if (!opened) return unknownAtDesk(c, "ops");
    await recordLook(deps, {
      by: byStaff(c.var.here.staff.staffId),
      of: dispute.disputeId,
      fields: ["dispute_file"],
      reason: opened.file.sha256,
    });
    return disputeFileAnswer(c, opened);
  });

  app.get(paths.opsDisputeEvidence(":disputeId"), reads, async (c) => {
    const dispute = await disputeIn(c);
    const found = dispute && await contractEvidence(deps, dispute);
    return found ? disputeEvidenceAnswer(c, found.contractId, found.jws) : unknownAtDesk(c, "ops");
  });

  const writes = needs(given, ["disputes:read", "disputes:write"], { confirmed: true });
  app.post(paths.opsDisputeDecision(":disputeId"), writes, async (c) => {
    const disputeId = idIn(c);
    if (!disputeId) return unknownAtDesk(c, "ops");
    const form = await readForm(c);
    const typed = { verdict: form.get("verdict") ?? "", why: form.get("reason") ?? "" };
    const decide = typed.verdict === "refund"
      ? proposeDisputeRefund
      : typed.verdict === "decline"
      ? declineDispute
      : undefined;
    if (!decide) return await show(c, "verdict_missing", typed);
    const why = readReason(typed.why);
    if (!why.ok) return await show(c, why.error, typed);
    const version = Number(form.get("version"));
    const asked = { disputeId, version, why: why.value, here: c.var.here };
    const decided = await decide(deps, asked);
    if (decided.ok) return c.redirect(paths.opsDispute(disputeId), 303);
    switch (decided.error.code) {
      case "dispute_not_found":
        return unknownAtDesk(c, "ops");
      case "dispute_changed":
        return await show(c, "changed", typed);
      case "proposals_too_many":
        return await show(c, "proposals_too_many", typed);
    }
  });

  return app;

  async function disputeIn(c: Context<StaffEnv>) {
    const disputeId = idIn(c);
    if (!disputeId) return undefined;
    const [dispute] = await deps.load(deps.disputes.byId(disputeId));
    return dispute;
  }

  async function showList(c: Context<StaffEnv>, formError?: DisputeDeskError): Promise<Response> {
    const state = stateIn(c);
    const list = await listDisputes(deps, { state, past: placeIn(c) });
    const { frame: { lang }, who: { role } } = c.var;
    const mayExport = permits(role, "exports:read");
    const props = { lang, now: deps.now(), state, list, mayExport, formError };
    return page(c, <DeskDisputeList {...props} />, formError);
  }

  async function show(
    c: Context<StaffEnv>,
    formError?: DisputeDeskError,
    typed?: Typed,
  ): Promise<Response> {
    const disputeId = idIn(c);
    if (!disputeId) return unknownAtDesk(c, "ops");
    const [dispute, chargebacks, proposals] = await deps.load(
      deps.disputes.byId(disputeId),
      deps.disputes.chargebacksOf(disputeId),
      deps.proposals.about(disputeId),
    );
    if (!dispute) return unknownAtDesk(c, "ops");
    const { frame: { lang }, who: { role } } = c.var;
    const props = {
      lang,
      now: deps.now(),
      dispute,
      chargebacks,
      left: await leftOf(deps, dispute),
      proposals,
      mayDecide: permits(role, "disputes:write"),
      formError,
      typed,
    };
    return page(c, <DeskDisputePage {...props} />, formError);
  }

  function page(c: Context<StaffEnv>, body: Child, formError?: DisputeDeskError): Response {
    const { title } = disputeDeskWords(c.var.frame.lang);
    return opsPage(c, { section: "payer_disputes", title, status: formError && 422 }, body);
  }
}

function idIn(c: Context<StaffEnv>) {
  return parseId("dsp", c.req.param("disputeId") ?? "");
}

/** What waits for the institution, unless another is asked for. */
function stateIn(c: Context<StaffEnv>): DisputeState {
  return disputeStates.find((each) => each === c.req.query("state")) ?? "escalated";
}

/** Where the next page starts, as the list writes it; anything else is the first page. */
function placeIn(c: Context<StaffEnv>): DisputePlace | undefined {
  const [at = "", id = ""] = (c.req.query("after") ?? "").split(".");
  const disputeId = parseId("dsp", id);
  return /^\d{1,15}$/.test(at) && disputeId
    ? { at: instant(Number(at)), id: disputeId }
    : undefined;
}
