import type { MerchantAct, ProposedAct } from "../../core/proposal/proposal.ts";
import { after, type BusinessDay, hours } from "../../core/time.ts";
import { OwnersPage } from "../../views/ops/owners_page.tsx";
import type { ProposalProblem, ProposingProblem } from "../../views/staff/act_problem.ts";
import { ProposalPage } from "../../views/staff/proposal_page.tsx";
import type { ShownProposal } from "../../views/staff/act_text.ts";
import { ProposingPage } from "../../views/staff/proposing_page.tsx";
import { ProposalsPage } from "../../views/staff/proposals_page.tsx";
import { START } from "./fake_clock.ts";
import { teaHouse } from "./fixtures.ts";
import { keysOf, type Look, type Looks, looksOf } from "./look.ts";
import { atConsole, atOps, invited, members, owner } from "./staff_people.ts";

const proposalProblems = keysOf<ProposalProblem>({
  clearing_day_not_open: true,
  account_of_another: true,
  delay_too_long: true,
  terms_begin_too_early: true,
  terms_agreed_already: true,
  merchant_closed: true,
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
  settlement_not_found: true,
  settlement_not_due: true,
  settlement_held: true,
  account_missing: true,
  run_too_long: true,
  run_changed: true,
  payout_not_found: true,
  payout_over: true,
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
const acts: Readonly<Record<ProposedAct["kind"], ProposedAct>> = {
  change_role: { kind: "change_role", staffId: invited.staffId, role: "owner" },
  remove_staff: { kind: "remove_staff", staffId: invited.staffId },
  invite_again: { kind: "invite_again", staffId: invited.staffId },
  set_account: {
    kind: "set_account",
    masked: { bank: "江湾银行运河支行", holder: "青******司", lastFour: "3445" },
  },
  add_key: {
    kind: "add_key",
    alg: "EdDSA",
    jwk: '{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}',
  },
  register_key: {
    kind: "register_key",
    alg: "ES256",
    jwk: '{"kty":"EC","crv":"P-256","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}',
    scopes: ["create", "refund"],
    notBefore: after(START, hours(1)),
    replaces: { kid: "key_01KAG8M0000000000000000001", retireAt: after(START, hours(168)) },
  },
  share: {
    kind: "share",
    agreed: {
      agreementNo: "GX-2026-014",
      covers: "all_below",
      firstDay: "2026-01-01" as BusinessDay,
      lastDay: "2027-12-31" as BusinessDay,
      sharesContracts: true,
      parentMay: ["create", "refund"],
    },
  },
  close: { kind: "close", reason: "门店停业，场地到期" },
  settle: {
    kind: "settle",
    of: "pay_01KAG8M0000000000000000001",
    finding: { type: "succeeded", channelTxnNo: "2026112000000001" },
    evidence: "Channel file 0905, line 12",
  },
  lift_block: {
    kind: "lift_block",
    of: "blk_01KAG8M0000000000000000001",
    masked: "199****0001",
    reason: "本人到场核实，证件一致",
  },
  settle_difference: {
    kind: "settle_difference",
    of: "dif_01KAG8M0000000000000000001",
    way: "corrected",
    why: "渠道来函确认多清算一分",
    finding: 1,
    left: 1,
  },
  pay_out: {
    kind: "pay_out",
    batches: [
      { of: "stl_01KAG8M0000000000000000001", fen: 9_232_542 },
      { of: "stl_01KAG8M0000000000000000002", fen: 128_000 },
    ],
    total: 9_360_542,
  },
  paid_out: {
    kind: "paid_out",
    of: "prp_01KAG8M0000000000000000002",
    count: 2,
    fen: 9_360_542,
    paidOn: "2026-11-23" as BusinessDay,
    reference: "JW2026112300017",
  },
  return_payout: {
    kind: "return_payout",
    of: "pyo_01KAG8M0000000000000000001",
    fen: 9_232_542,
    reason: "账号与户名不符",
  },
  place_hold: {
    kind: "place_hold",
    merchant: teaHouse.merchantNo,
    fen: null,
    reason: "交易异常，等待核查",
  },
  release_hold: {
    kind: "release_hold",
    of: "hld_01KAG8M0000000000000000001",
    reason: "已核查，交易真实",
  },
  record_receipt: {
    kind: "record_receipt",
    merchant: teaHouse.merchantNo,
    source: "channel",
    day: "2026-11-23" as BusinessDay,
    fen: 9_360_542,
    reference: "JW2026112300001",
  },
  agree_terms: {
    kind: "agree_terms",
    merchant: teaHouse.merchantNo,
    from: "2026-12-01" as BusinessDay,
    delay: 1,
    accountOf: teaHouse.merchantNo,
    overdraft: 50_000,
  },
  set_calendar: {
    kind: "set_calendar",
    year: 2027,
    version: 0,
    days: [
      { day: "2027-02-06" as BusinessDay, kind: "off", name: "春节" },
      { day: "2027-02-14" as BusinessDay, kind: "work", name: "调休" },
    ],
  },
  refund_dispute: {
    kind: "refund_dispute",
    of: "dsp_01KAG8M0000000000000000001",
    version: 3,
    amount: 8_800,
    why: "商户没有答复，记录里没有消费者的签字",
  },
  allocate_transfer: {
    kind: "allocate_transfer",
    lines: [{ lineId: "bln_01KAG8M0000000000000000001", version: 1 }],
    orders: ["ord_01KAG8M0000000000000000001"],
    amount: 123_456_700,
  },
  pay_out_refund: {
    kind: "pay_out_refund",
    of: "rfd_01KAG8M0000000000000000001",
    version: 4,
    amount: 8_800,
    masked: { bank: "江湾银行东滩支行", lastFour: "0017", holder: "测*" },
    why: "付款人提供，商户已核对",
  },
  resend_refund: {
    kind: "resend_refund",
    of: "rfd_01KAG8M0000000000000000001",
    version: 4,
    amount: 8_800,
    why: "发卡行已换卡",
  },
  return_transfer: {
    kind: "return_transfer",
    of: "bln_01KAG8M0000000000000000001",
    version: 1,
    amount: 123_456_700,
    reference: "2026112000000009",
  },
};
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
