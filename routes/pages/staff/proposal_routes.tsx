import { type Context, Hono } from "hono";
import { parseId } from "../../../core/id.ts";
import { paths } from "../../../core/paths.ts";
import {
  confirmProposal,
  type ConfirmRefusal,
  withdrawProposal,
} from "../../../core/proposal/decide_proposal.ts";
import { type Proposal, PROPOSALS_PAGE } from "../../../core/proposal/proposal.ts";
import { ForbiddenPage } from "../../../views/staff/forbidden_page.tsx";
import { LinkPage } from "../../../views/staff/link_page.tsx";
import type { ProposalProblem } from "../../../views/staff/act_problem.ts";
import { ProposalPage } from "../../../views/staff/proposal_page.tsx";
import { ProposalsPage } from "../../../views/staff/proposals_page.tsx";
import { after } from "../../../core/time.ts";
import { INVITATION_LIFE } from "../../../core/staff/staff.ts";
import { render } from "../render.tsx";
import { readForm } from "./form_fields.ts";
import { type DeskDeps, needs, type StaffEnv } from "./needs.tsx";
import { shownProposals } from "./shown_proposal.ts";
import { unknownAtDesk } from "./unknown_at_desk.tsx";

const PROPOSAL_ID = ":proposalId";

/** Dangerous acts that wait for a second person. */
export function proposalRoutes(given: DeskDeps): Hono<StaffEnv> {
  const { deps, desk } = given;
  const app = new Hono<StaffEnv>();
  const reads = needs(given, "proposals:read");
  const writes = needs(given, "proposals:write");
  const confirms = needs(given, "proposals:write", { confirmed: true });

  app.get(paths.proposals(desk), reads, async (c) => {
    const { frame, who, here } = c.var;
    const past = parseId("prp", c.req.query("after") ?? "");
    const [waiting] = await deps.load(
      deps.proposals.waiting(here.place, deps.now(), past),
    );
    const proposals = await shownProposals(deps, waiting.slice(0, PROPOSALS_PAGE));
    const next = waiting.length > PROPOSALS_PAGE
      ? proposals.at(-1)?.proposal.proposalId
      : undefined;
    const given = { frame, desk, who, proposals, next };
    return render(c, { page: () => <ProposalsPage {...given} /> });
  });

  app.get(paths.proposal(desk, PROPOSAL_ID), reads, (c) => show(c));

  app.post(paths.proposalConfirmation(desk, PROPOSAL_ID), confirms, async (c) => {
    const proposalId = parseId("prp", c.req.param("proposalId") ?? "");
    if (!proposalId) return unknownAtDesk(c, desk);
    const digest = (await readForm(c)).get("digest") ?? "";
    const confirmed = await confirmProposal(deps, { proposalId, digest, here: c.var.here });
    if (!confirmed.ok) return await refused(c, confirmed.error);
    const { token, proposal } = confirmed.value;
    if (token === undefined) {
      return c.redirect(placeAfter(proposal, paths.proposal(desk, proposalId)), 303);
    }
    const [shown] = await shownProposals(deps, [proposal]);
    const { frame, who } = c.var;
    const at = proposal.merchantNo === undefined ? "ops" : "console";
    const url = deps.config.publicUrl + paths.join(at, token);
    const expiresAt = after(deps.now(), INVITATION_LIFE);
    const link = { frame, desk, who, name: shown?.about ?? "", url, expiresAt };
    return render(c, { page: () => <LinkPage {...link} /> });
  });

  app.post(paths.proposalWithdrawal(desk, PROPOSAL_ID), writes, async (c) => {
    const proposalId = parseId("prp", c.req.param("proposalId") ?? "");
    if (!proposalId) return unknownAtDesk(c, desk);
    const withdrawn = await withdrawProposal(deps, { proposalId, here: c.var.here });
    if (!withdrawn.ok) return await refused(c, withdrawn.error);
    return c.redirect(placeAfter(withdrawn.value, paths.proposals(desk)), 303);
  });

  return app;

  async function show(c: Context<StaffEnv>, problem?: ProposalProblem): Promise<Response> {
    const proposalId = parseId("prp", c.req.param("proposalId") ?? "");
    const { frame, who, here } = c.var;
    const [proposal] = proposalId
      ? await deps.load(deps.proposals.visibleById(here.place, proposalId))
      : [undefined];
    const [shown] = await shownProposals(deps, proposal ? [proposal] : []);
    if (!shown) return unknownAtDesk(c, desk);
    const given = { frame, desk, who, shown, now: deps.now(), problem };
    return render(c, {
      page: () => <ProposalPage {...given} />,
      ...(problem === undefined ? {} : { status: 422 }),
    });
  }

  function refused(c: Context<StaffEnv>, { code }: ConfirmRefusal) {
    switch (code) {
      case "proposal_not_found":
        return unknownAtDesk(c, desk);
      case "not_permitted": {
        const { frame, who } = c.var;
        const page = () => <ForbiddenPage frame={frame} desk={desk} who={who} />;
        return render(c, { page, status: 403 });
      }
      case "second_person_needed":
      case "proposal_over":
      case "last_head":
      case "staff_not_found":
      case "merchant_not_found":
      case "key_still_active":
      case "key_already_registered":
      case "keys_too_many":
      case "key_dates_wrong":
      case "key_not_found":
      case "agreement_no_taken":
      case "child_not_closed":
      case "unclear_not_found":
      case "not_unclear":
      case "block_not_found":
      case "block_lifted":
      case "difference_not_found":
      case "difference_over":
      case "difference_changed":
      case "nothing_to_correct":
      case "advance_not_found":
      case "advance_over":
      case "settlement_not_found":
      case "settlement_not_due":
      case "settlement_held":
      case "account_missing":
      case "run_too_long":
      case "run_changed":
      case "payout_not_found":
      case "payout_over":
      case "return_known":
      case "receipt_parts_wrong":
      case "hold_in_force":
      case "hold_not_found":
      case "hold_over":
      case "receipt_known":
      case "clearing_day_not_open":
      case "account_of_another":
      case "delay_too_long":
      case "terms_begin_too_early":
      case "terms_agreed_already":
      case "calendar_changed":
      case "dispute_not_found":
      case "dispute_changed":
      case "nothing_to_give_back":
      case "refund_window_over":
      case "refund_not_found":
      case "refund_changed":
      case "bank_line_changed":
      case "bank_line_not_needed":
      case "transfer_order_not_open":
      case "transfer_merchant_not_active":
      case "allocation_wrong":
      case "allocation_too_little":
        return show(c, code);
    }
  }
}

/** What was to be settled or lifted shows what became of it. */
function placeAfter({ act, state, proposalId }: Proposal, other: string): string {
  if (act.kind === "settle") return paths.opsUnclear(act.of);
  if (act.kind === "pay_out") {
    return state === "confirmed" ? paths.opsSettlementRun(proposalId) : paths.opsSettlements();
  }
  if (act.kind === "paid_out") return paths.opsSettlementRun(act.of);
  if (act.kind === "return_payout") return paths.opsPayout(act.of);
  if (act.kind === "agree_terms") return paths.opsSettlementsOf(act.merchant);
  if (act.kind === "set_calendar") return paths.opsCalendar(`${act.year}`);
  if (act.kind === "place_hold") return paths.opsSettlementsOf(act.merchant);
  if (act.kind === "settle_difference") return paths.opsDifference(act.of);
  if (act.kind === "end_advance") return paths.opsAdvance(act.of);
  if (act.kind === "refund_dispute") return paths.opsDispute(act.of);
  if (act.kind === "pay_out_refund" || act.kind === "resend_refund") return paths.opsUnclaimed();
  if (act.kind === "return_transfer") return paths.opsBankLine(act.of);
  if (act.kind === "allocate_transfer") return paths.opsBankLines();
  return act.kind === "lift_block" ? paths.opsBlock(act.of) : other;
}
