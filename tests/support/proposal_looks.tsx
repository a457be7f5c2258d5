import type { MerchantAct, ProposedAct } from "../../core/proposal/proposal.ts";
import { after, hours } from "../../core/time.ts";
import { OwnersPage } from "../../views/ops/owners_page.tsx";
import type { ProposalProblem, ProposingProblem } from "../../views/staff/act_problem.ts";
import { ProposalPage } from "../../views/staff/proposal_page.tsx";
import type { ShownProposal } from "../../views/staff/act_text.ts";
import { ProposingPage } from "../../views/staff/proposing_page.tsx";
import { ProposalsPage } from "../../views/staff/proposals_page.tsx";
import { START } from "./fake_clock.ts";
import { teaHouse } from "./fixtures.ts";
import { keysOf, type Look, type Looks, looksOf } from "./look.ts";
import { proposedActs as acts } from "./proposed_acts.ts";
import { atConsole, atOps, invited, members, owner } from "./staff_people.ts";

const proposalProblems = keysOf<ProposalProblem>({
  clearing_day_not_open: true,
  account_of_another: true,
  delay_too_long: true,
  terms_begin_too_early: true,
  terms_agreed_already: true,
  calendar_changed: true,
  second_person_needed: true,
  proposal_over: true,
  last_head: true,
  staff_not_found: true,
  merchant_not_found: true,
  key_still_active: true,
  key_already_registered: true,
  keys_too_many: true,
  key_dates_wrong: true,
  key_not_found: true,
  agreement_no_taken: true,
  child_not_closed: true,
  unclear_not_found: true,
  not_unclear: true,
  proposals_too_many: true,
  block_not_found: true,
  block_lifted: true,
  difference_not_found: true,
  difference_over: true,
  difference_changed: true,
  nothing_to_correct: true,
  advance_not_found: true,
  advance_over: true,
  settlement_not_found: true,
  settlement_not_due: true,
  settlement_held: true,
  account_missing: true,
  run_too_long: true,
  run_changed: true,
  payout_not_found: true,
  payout_over: true,
  return_known: true,
  receipt_parts_wrong: true,
  hold_in_force: true,
  hold_not_found: true,
  hold_over: true,
  receipt_known: true,
  proposal_waiting: true,
  dispute_not_found: true,
  dispute_changed: true,
  nothing_to_give_back: true,
  refund_window_over: true,
  refund_not_found: true,
  refund_changed: true,
  bank_line_changed: true,
  bank_line_not_needed: true,
  transfer_order_not_open: true,
  transfer_merchant_not_active: true,
  allocation_wrong: true,
  allocation_too_little: true,
});
const merchantActs = ["set_account", "add_key", "share", "close"] as const;
const wrongFields = keysOf<ProposingProblem>({
  bank: true,
  holder: true,
  account_no: true,
  jwk: true,
  agreement_no: true,
  covers: true,
  days: true,
  shared: true,
  reason: true,
});
const kindOf: Readonly<Record<ProposingProblem, MerchantAct["kind"]>> = {
  bank: "set_account",
  holder: "set_account",
  account_no: "set_account",
  jwk: "add_key",
  agreement_no: "share",
  covers: "share",
  days: "share",
  shared: "share",
  reason: "close",
};
const typed = new URLSearchParams([
  ["bank", "江湾银行运河支行"],
  ["holder", "青瓷餐饮有限公司"],
  ["account_no", "12"],
  ["jwk", '{"kty":"OKP"}'],
  ["agreement_no", "GX-2026-014"],
  ["covers", "children"],
  ["first_day", "2027-12-31"],
  ["last_day", "2026-01-01"],
  ["shared", "contracts"],
  ["shared", "refund"],
]);

function proposing(
  kind: MerchantAct["kind"],
  given: Partial<Parameters<typeof ProposingPage>[0]> = {},
): Look {
  return (frame) => (
    <ProposingPage
      frame={frame}
      desk="ops"
      who={atOps}
      merchant={teaHouse}
      kind={kind}
      typed={new URLSearchParams()}
      field={undefined}
      problem={undefined}
      {...given}
    />
  );
}

const shown = (act: ProposedAct): ShownProposal => ({
  proposal: {
    proposalId: "prp_01KAG8M0000000000000000001",
    merchantNo: teaHouse.merchantNo,
    act,
    sealed: undefined,
    digest: "",
    proposedBy: invited.staffId,
    proposedAt: START,
    expiresAt: after(START, hours(168)),
    version: 1,
    state: "waiting",
  },
  about: "欧阳甲乙",
  proposer: "Test Operator",
  merchant: teaHouse.name,
});
const proposal = shown(acts.change_role);
const mine: ShownProposal = {
  ...proposal,
  proposal: { ...proposal.proposal, proposedBy: owner.staffId },
};
const over: ShownProposal = {
  ...proposal,
  proposal: {
    ...proposal.proposal,
    state: "confirmed",
    decidedBy: owner.staffId,
    decidedAt: START,
  },
};

/** Every look of what waits for a second person, and of where the institution proposes it. */
export const proposalLooks: Looks = {
  "staff/proposals": (frame) => (
    <ProposalsPage
      frame={frame}
      desk="ops"
      who={atOps}
      proposals={Object.values(acts).map(shown)}
      next={proposal.proposal.proposalId}
    />
  ),
  "staff/proposals/none": (frame) => (
    <ProposalsPage frame={frame} desk="console" who={atConsole} proposals={[]} next={undefined} />
  ),
  "staff/proposal": (frame) => (
    <ProposalPage
      frame={frame}
      desk="ops"
      who={atOps}
      shown={proposal}
      now={START}
      problem={undefined}
    />
  ),
  ...looksOf(
    "staff/proposal/act",
    Object.keys(acts) as (keyof typeof acts)[],
    (kind) => (frame) => (
      <ProposalPage
        frame={frame}
        desk="ops"
        who={atOps}
        shown={shown(acts[kind])}
        now={START}
        problem={undefined}
      />
    ),
  ),
  ...looksOf("staff/proposing", merchantActs, (kind) => proposing(kind)),
  "staff/proposing/own": proposing("set_account", { desk: "console", who: atConsole }),
  ...looksOf(
    "staff/proposing/returned",
    wrongFields,
    (field) => proposing(kindOf[field], { field, typed }),
  ),
  "staff/proposing/refused": proposing("add_key", { problem: "key_still_active" }),
  "staff/proposal/mine": (frame) => (
    <ProposalPage
      frame={frame}
      desk="console"
      who={atConsole}
      shown={mine}
      now={START}
      problem={undefined}
    />
  ),
  "staff/proposal/over": (frame) => (
    <ProposalPage
      frame={frame}
      desk="console"
      who={atConsole}
      shown={over}
      now={START}
      problem={undefined}
    />
  ),
  ...looksOf("staff/proposal", proposalProblems, (problem) => (frame) => (
    <ProposalPage
      frame={frame}
      desk="console"
      who={atConsole}
      shown={proposal}
      now={START}
      problem={problem}
    />
  )),
  "staff/owners": (frame) => (
    <OwnersPage
      frame={frame}
      desk="ops"
      who={atOps}
      asked={teaHouse.merchantNo}
      found={{ merchant: teaHouse, owners: members }}
    />
  ),
  "staff/owners/none": (frame) => (
    <OwnersPage
      frame={frame}
      desk="ops"
      who={atOps}
      asked={teaHouse.merchantNo}
      found={{ merchant: teaHouse, owners: [] }}
    />
  ),
  "staff/owners/full": (frame) => (
    <OwnersPage
      frame={frame}
      desk="ops"
      who={atOps}
      asked={teaHouse.merchantNo}
      found={{ merchant: teaHouse, owners: members }}
      full
    />
  ),
  "staff/owners/unknown": (frame) => (
    <OwnersPage frame={frame} desk="ops" who={atOps} asked="nobody" found={undefined} />
  ),
};
