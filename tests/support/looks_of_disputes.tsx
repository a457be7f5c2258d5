import type { Child } from "hono/jsx";
import { type Claim, type ClaimState, claimStates } from "../../core/claim/claim.ts";
import type { Wallet } from "../../core/consumer/view_wallet.ts";
import type { Chargeback } from "../../core/dispute/chargeback.ts";
import { type Dispute, type DisputeState, disputeStates } from "../../core/dispute/dispute.ts";
import type { Disputable, OpenDisputeRefusal } from "../../core/dispute/open_dispute.ts";
import { cny, noMoney } from "../../core/money.ts";
import { after, days } from "../../core/time.ts";
import type { ClaimFormError } from "../../views/claim/claim_words.ts";
import { ClaimsPage } from "../../views/claim/claims_page.tsx";
import { DisputePage as ConsolePage } from "../../views/console/disputes/dispute_page.tsx";
import type { DisputeProblem } from "../../views/console/disputes/dispute_words.ts";
import { DeskDisputeList } from "../../views/dispute/desk_list.tsx";
import { DeskDisputePage } from "../../views/dispute/desk_page.tsx";
import type { DisputeDeskError } from "../../views/dispute/desk_words.ts";
import { DeskLayout } from "../../views/staff/desk.tsx";
import { DisputePage } from "../../views/wallet/dispute_page.tsx";
import { DisputingPage } from "../../views/wallet/disputing_page.tsx";
import { UnknownChargePage } from "../../views/wallet/unknown_charge_page.tsx";
import { WalletPage } from "../../views/wallet/wallet_page.tsx";
import type { Lang } from "../../views/words.ts";
import { START } from "./fake_clock.ts";
import { teaHouse } from "./fixtures.ts";
import { checkouts } from "./checkouts.ts";
import { keysOf, type Look, type Looks, looksOf } from "./look.ts";
import { atConsole, atOps } from "./staff_people.ts";
import { charges, wallets } from "./wallets.ts";

const paid = charges[1];
const evidence: Dispute["evidence"] = {
  subject: paid.subject,
  amount: paid.amount.fen,
  created_at: "2026-11-20T06:00:00.000Z",
  paid_at: "2026-11-20T06:00:00.000Z",
  channel_txn_no: "202611201402031906248",
  payment: null,
  contract: {
    contract_id: paid.contractId,
    title: "会员续杯",
    signed_at: "2026-10-01T02:00:00.000Z",
    per_transaction_limit: 10_000,
    per_day_limit: 20_000,
    card: "江湾银行 ···· 0014",
    expires_at: null,
    chain: "9f2c6a".repeat(10) + "77aa",
    evidence_sha256: "c07e".repeat(16),
  },
  notice: {
    deduction_notice_id: "dnt_01KAG8M0000000000000000024",
    amount: paid.amount.fen,
    sent_at: "2026-11-19T05:30:00.000Z",
    chargeable_from: "2026-11-20T05:30:00.000Z",
  },
  charge_notice: { sent_at: "2026-11-20T06:01:00.000Z" },
};
const facts = {
  disputeId: "dsp_01KAG8M0000000000000000001",
  of: { deductionId: paid.deductionId },
  merchantNo: teaHouse.merchantNo,
  settleMerchantNo: undefined,
  merchantOrderNo: "TEA-20261120-0117",
  channel: "unionpay",
  consumerId: undefined,
  openedBy: "consumer",
  reason: "not_mine",
  amount: paid.amount,
  evidence,
  files: [{
    sha256: "4b1d".repeat(16),
    name: "运河店 11 月 20 日小票和签收单.pdf",
    type: "pdf",
    bytes: 184_320,
    attachedAt: START,
  }],
  createdAt: START,
  answer: undefined,
  escalatedAt: undefined,
  decision: undefined,
  refundId: undefined,
  chargedBack: noMoney,
  steps: 0,
  version: 1,
} as const;
const answer = {
  text: "11 月 20 日 14:02 在运河店续杯，会员本人到店，有小票和签收单。",
  at: START,
};
const chargeback: Chargeback = {
  chargebackId: "cbk_01KAG8M0000000000000000001",
  step: 1,
  direction: "taken",
  amount: paid.amount,
  fee: cny(0),
  fileId: "sfl_01KAG8M0000000000000000001",
  lineNo: 3,
};

export function disputeIn(state: DisputeState): Dispute {
  switch (state) {
    case "open":
      return { ...facts, state, dueAt: after(START, days(7)), remindedAt: undefined };
    case "contested":
    case "escalated":
      return { ...facts, answer, state, dueAt: after(START, days(14)), remindedAt: undefined };
    case "accepted":
    case "refunded":
    case "declined":
    case "lapsed":
    case "withdrawn":
    case "charged_back":
    case "reversed": {
      const chargedBack = state === "charged_back" ? paid.amount : noMoney;
      const decision = state === "declined" ? "签约存证和小票齐全，消费者本人到店。" : undefined;
      return { ...facts, answer, chargedBack, decision, state, endedAt: after(START, days(9)) };
    }
  }
}

const stepsIn = (state: DisputeState): readonly Chargeback[] =>
  state === "charged_back"
    ? [chargeback]
    : state === "reversed"
    ? [chargeback, { ...chargeback, step: 2, direction: "returned", lineNo: 1 }]
    : [];

const found: Disputable = {
  of: facts.of,
  paid,
  merchant: teaHouse,
  settleMerchantNo: undefined,
  merchantOrderNo: facts.merchantOrderNo,
  subject: paid.subject,
  consumerId: undefined,
  evidence,
  dispute: undefined,
};

function disputing(refused?: OpenDisputeRefusal["code"], missing = false): Look {
  return (frame) => (
    <DisputingPage frame={frame} found={found} refused={refused} missing={missing} />
  );
}

function own(state: DisputeState, changed = false): Look {
  const props = { dispute: disputeIn(state), merchant: teaHouse, chargebacks: stepsIn(state) };
  return (frame) => <DisputePage frame={frame} changed={changed} {...props} />;
}

const { order, standing } = checkouts.paid;
const payee = teaHouse.name;
const withDisputes: Wallet = {
  ...wallets.one,
  payments: standing.state === "paid" ? [{ payment: standing.payment, order, payee }] : [],
  disputes: [{ dispute: disputeIn("open"), payee }, { dispute: disputeIn("refunded"), payee }],
};

/** What a payer sees of what they dispute. */
export const ownDisputeLooks: Looks = {
  "wallet/paid_and_disputed": (frame) => <WalletPage frame={frame} wallet={withDisputes} />,
  "wallet/disputing": disputing(),
  "wallet/disputing/missing": disputing(undefined, true),
  "wallet/disputing/nothing_left": disputing("nothing_left_to_dispute"),
  "wallet/disputing/too_late": disputing("dispute_too_late"),
  ...looksOf("wallet/dispute", disputeStates, (state) => own(state)),
  "wallet/dispute_changed": own("accepted", true),
  "wallet/unknown_charge": (frame) => <UnknownChargePage frame={frame} mode="test" />,
};

function claimIn(state: ClaimState): Claim {
  const claim = {
    claimId: "clm_01KAG8M0000000000000000001",
    disputeId: facts.disputeId,
    subjectId: "ded_01KAG8M0000000000000000001",
    merchantNo: facts.merchantNo,
    amount: cny(3_000),
    openedAt: START,
    version: 1,
  } as const;
  switch (state) {
    case "open":
      return { ...claim, state };
    case "sent":
      return { ...claim, state, reference: "ZQK-20261120-0118", sentAt: START };
    case "won":
      return { ...claim, state, endedAt: START };
    case "dropped":
      return { ...claim, state, endedAt: START, why: "退货后来没有成功，付款人只退了一次" };
  }
}

function claimed(state: ClaimState, formError?: ClaimFormError): Look {
  const props = { state, claims: [claimIn(state)], mayWrite: true, formError };
  return atDesk((lang) => <ClaimsPage lang={lang} {...props} />);
}

function atTheConsole(state: DisputeState, problem?: DisputeProblem): Look {
  const view = {
    dispute: disputeIn(state),
    chargebacks: stepsIn(state),
    claim: state === "charged_back" ? claimIn("sent") : undefined,
    left: paid.amount,
    steps: [],
    deliveries: [],
  };
  return (frame) => <ConsolePage frame={frame} who={atConsole} view={view} problem={problem} />;
}

const problems = keysOf<DisputeProblem>({
  text: true,
  changed: true,
  answered: true,
  too_old: true,
  file_missing: true,
  file_too_large: true,
  file_type_unknown: true,
  file_truncated: true,
  files_too_many: true,
});

/** What a merchant sees of what its payers dispute. */
export const consoleDisputeLooks: Looks = {
  ...looksOf("console/dispute", disputeStates, (state) => atTheConsole(state)),
  ...looksOf("console/dispute_problem", problems, (problem) => atTheConsole("open", problem)),
};

const errors = keysOf<DisputeDeskError>({
  verdict_missing: true,
  reason_missing: true,
  text_flawed: true,
  changed: true,
  too_many: true,
  proposals_too_many: true,
});

function atDesk(body: (lang: Lang) => Child): Look {
  return (frame) => (
    <DeskLayout frame={frame} desk="ops" who={atOps} section="payer_disputes" title="争议">
      {body(frame.lang)}
    </DeskLayout>
  );
}

function decided(state: DisputeState, formError?: DisputeDeskError, left = cny(4_000)): Look {
  const props = {
    now: after(START, days(20)),
    dispute: disputeIn(state),
    chargebacks: stepsIn(state),
    left,
    proposals: [],
    mayDecide: true,
    formError,
  };
  return atDesk((lang) => <DeskDisputePage lang={lang} {...props} />);
}

const listed = {
  now: after(START, days(20)),
  state: "escalated",
  list: {
    disputes: [disputeIn("escalated")],
    next: { at: START, id: facts.disputeId },
  },
  mayExport: true,
} as const;

/** What the institution sees and decides. */
export const deskDisputeLooks: Looks = {
  "ops/disputes": atDesk((lang) => <DeskDisputeList lang={lang} {...listed} />),
  "ops/disputes/none": atDesk((lang) => (
    <DeskDisputeList lang={lang} {...listed} list={{ disputes: [], next: undefined }} />
  )),
  ...looksOf("ops/dispute", disputeStates, (state) => decided(state)),
  "ops/dispute/nothing_left": decided("escalated", undefined, noMoney),
  ...looksOf("ops/dispute_error", errors, (error) => decided("escalated", error)),
  ...looksOf("ops/claims", claimStates, (state) => claimed(state)),
  "ops/claims/none": atDesk((lang) => <ClaimsPage lang={lang} state="open" claims={[]} mayWrite />),
  "ops/claims/error": claimed("open", "reference_missing"),
};
