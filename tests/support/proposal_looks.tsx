import type { ProposedAct } from "../../core/proposal/proposal.ts";
import { after, hours } from "../../core/time.ts";
import { OwnersPage } from "../../views/ops/owners_page.tsx";
import { ProposalPage, type ProposalProblem } from "../../views/staff/proposal_page.tsx";
import type { ShownProposal } from "../../views/staff/act_text.ts";
import { ProposalsPage } from "../../views/staff/proposals_page.tsx";
import { START } from "./fake_clock.ts";
import { teaHouse } from "./fixtures.ts";
import { keysOf, type Looks, looksOf } from "./look.ts";
import { atConsole, atOps, invited, members, owner } from "./staff_people.ts";

const proposalProblems = keysOf<ProposalProblem>({
  second_person_needed: true,
  proposal_over: true,
  last_head: true,
  staff_not_found: true,
});
const acts: Readonly<Record<ProposedAct["kind"], ProposedAct>> = {
  change_role: { kind: "change_role", staffId: invited.staffId, role: "owner" },
  remove_staff: { kind: "remove_staff", staffId: invited.staffId },
  invite_again: { kind: "invite_again", staffId: invited.staffId },
};
const shown = (act: ProposedAct): ShownProposal => ({
  proposal: {
    proposalId: "prp_01KAG8M0000000000000000001",
    merchantNo: teaHouse.merchantNo,
    act,
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
    />
  ),
  "staff/proposals/none": (frame) => (
    <ProposalsPage frame={frame} desk="console" who={atConsole} proposals={[]} />
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
  "staff/owners/unknown": (frame) => (
    <OwnersPage frame={frame} desk="ops" who={atOps} asked="nobody" found={undefined} />
  ),
};
