import type { Step, Whose } from "../../core/console/history.ts";
import type { PlanField } from "../../core/console/typed_plan.ts";
import { changedPlan } from "../../core/console/typed_plan.ts";
import type { DeductionView } from "../../core/console/view_deduction.ts";
import type { Paid } from "../../core/console/view_paid.ts";
import type { PlanView } from "../../core/console/view_plan.ts";
import type { Deduction } from "../../core/deduction/deduction.ts";
import { advanceStates } from "../../core/deduction/network_advance.ts";
import type { LinkId } from "../../core/id.ts";
import { merchantNo } from "../../core/id.ts";
import type { Link } from "../../core/link/link.ts";
import { cny } from "../../core/money.ts";
import type { Plan } from "../../core/plan/plan.ts";
import { newRefund } from "../../core/refund/new_refund.ts";
import { after, hours } from "../../core/time.ts";
import { contractList } from "../../routes/pages/console/contracts/contract_list.tsx";
import { deductionList } from "../../routes/pages/console/deductions/deduction_list.ts";
import { linkList } from "../../routes/pages/console/links/link_list.ts";
import { planList } from "../../routes/pages/console/plans/plan_list.ts";
import { signingList } from "../../routes/pages/console/signings/signing_list.ts";
import { ContractPage } from "../../views/console/contracts/contract_page.tsx";
import { EvidencePage } from "../../views/console/contracts/evidence_page.tsx";
import { MoveProgress } from "../../views/console/contracts/move_progress.tsx";
import { SignAgainLinkPage } from "../../views/console/contracts/sign_again_link_page.tsx";
import { ContractEndPage } from "../../views/console/contracts/termination_page.tsx";
import { DeductionPage } from "../../views/console/deductions/deduction_page.tsx";
import { ConsoleLinkPage } from "../../views/console/links/link_page.tsx";
import { NewLinkPage, type NewLinkProblem } from "../../views/console/links/new_link_page.tsx";
import { PlanFormPage, type PlanProblem } from "../../views/console/plans/plan_form_page.tsx";
import { PlanPage } from "../../views/console/plans/plan_page.tsx";
import { RefundFormPage } from "../../views/console/refunds/refund_form.tsx";
import { SigningPage } from "../../views/console/signings/signing_page.tsx";
import { START } from "./fake_clock.ts";
import { teaHouse } from "./fixtures.ts";
import { keysOf, type Look, type Looks, looksOf } from "./look.ts";
import { list } from "./listed.ts";
import { advanceIn } from "./looks_of_advances.tsx";
import { arrearLooks } from "./looks_of_arrears.tsx";
import { signings, usagePlan } from "./signings.ts";
import { atConsole, viewer } from "./staff_people.ts";
import { charges, walletContracts } from "./wallets.ts";

const step = (seq: number, type: string, by: Whose): Step => ({
  seq,
  eventId: `evt_01KAG8M000000000000000000${seq}`,
  subjectId: "ctr_01KAG8M0000000000000000013",
  type,
  at: after(START, hours(seq)),
  by,
  told: undefined,
});

const counter: Link = {
  linkId: "lnk_01KAG8M0000000000000000031",
  merchantNo: teaHouse.merchantNo,
  subject: "柜台 A",
  amount: cny(880),
  state: "active",
  createdAt: START,
  version: 1,
};
const paused: Link = {
  ...counter,
  linkId: "lnk_01KAG8M0000000000000000032" as LinkId,
  subject: "Terrace by the canal, second floor, tables 20 to 45",
  amount: undefined,
  state: "paused",
};
const link = (of: Link, who = atConsole): Look => (frame) => (
  <ConsoleLinkPage
    frame={frame}
    who={who}
    view={{
      link: of,
      merchant: teaHouse,
      steps: [step(1, "link.opened", { type: "staff", name: "王甲" })],
    }}
  />
);
const newLink = (problem?: NewLinkProblem): Look => (frame) => (
  <NewLinkPage
    frame={frame}
    who={atConsole}
    linkId={counter.linkId}
    typed={problem ? { subject: "柜台 A", amount: "500.01" } : { subject: "", amount: "" }}
    problem={problem}
  />
);
const newLinkProblems = keysOf<NewLinkProblem>({
  subject: true,
  amount: true,
  product: true,
  halted: true,
});

const asked: Plan = {
  ...usagePlan,
  state: "submitted",
  request: "change",
  version: 2,
  title: "江湾停车场离场自动付费（含充电）",
  packageText: `${usagePlan.packageText}\n四、充电按度数另计。`,
  perTransactionLimit: cny(30_050),
  perDayLimit: cny(200_000),
  contractDays: 365,
  requiresCreditCard: true,
  networkAdvanceReason: "离场高峰网络不稳",
  fixedMerchantNos: Array.from({ length: 3 }, (_, n) => merchantNo(`88800000000000${n + 1}`)),
  noFixedMerchantReason: undefined,
  unsignNoticeUrl: "https://parking.example/webhooks/unsign?from=countersign&channel=quickpass",
  applicant: "江湾停车有限公司",
  filledInAt: START,
};
const people = { filledInBy: "柳青", contact: "岑溪 19900000002" };
const planView = (versions: readonly [Plan, ...Plan[]]): PlanView => ({
  merchant: teaHouse,
  latest: versions[0],
  versions,
  people: new Map([[2, people]]),
  steps: [
    step(2, "plan.approved", { type: "institution" }),
    step(1, "plan.submitted", { type: "staff", name: "王甲" }),
  ],
});
const plan = (versions: readonly [Plan, ...Plan[]], who = atConsole): Look => (frame) => (
  <PlanPage
    frame={frame}
    who={who}
    view={planView(versions)}
    compared={[versions[0], versions[1] ?? versions[0]]}
  />
);
const planForm = (
  changed: boolean,
  problems: readonly (readonly [PlanField, PlanProblem])[] = [],
  refusal?: PlanProblem,
): Look =>
(frame) => (
  <PlanFormPage
    frame={frame}
    who={atConsole}
    changed={changed ? asked : undefined}
    typed={changed || problems.length > 0 ? { ...changedPlan(asked, people), request: "add" } : {}}
    problems={new Map(problems)}
    refusal={refusal}
  />
);

const signing = (of: keyof typeof signings, who = atConsole): Look => (frame) => (
  <SigningPage
    frame={frame}
    who={who}
    view={{
      signing: { ...signings[of].signing, userId: "member-0000000000000000000000000000042" },
      steps: [step(1, "signing.opened", { type: "key", key: "sk_…718b" })],
      deliveries: [],
    }}
  />
);

const contract = (
  name: keyof typeof walletContracts,
  who = atConsole,
  signAgainUrl?: string,
): Look =>
(frame) => (
  <ContractPage
    frame={frame}
    who={who}
    view={{
      ...walletContracts[name],
      signAgainUrl,
      charges: name === "suspended" ? [] : charges,
      steps: [step(1, "contract.signed", { type: "consumer" })],
      deliveries: [],
    }}
  />
);
const moving = { channel: "unionpay", signedAgain: 310, toSignAgain: 930 } as const;
const ofContract = {
  ...walletContracts.active,
  bundle: {
    contract_id: walletContracts.active.contract.contractId,
    evidence: "eyJhbGciOiJFUzI1NiJ9",
    lifecycle: [],
    lifecycle_end: "eyJhbGciOiJFUzI1NiJ9",
  },
};
const signedText = {
  shown: {
    lang: "zh",
    lines: ["江湾停车 可以扣款", "每次最多 ¥200.00", "每天最多 ¥1,234.50", "没有到期日"],
    full_text: usagePlan.packageText,
  },
  when: { agreed_at: "2026-11-20T08:01:00.000Z", signed_at: "2026-11-20T08:02:00.000Z" },
  where: { client: "unionpay_app", ip: "203.0.113.0/24" },
  consumer: { name: "柳*", card: "江湾银行 借记卡 0014" },
  factors: ["app_session", "phone_code"],
};
const evidence = (valid: boolean): Look => (frame) => (
  <EvidencePage
    frame={frame}
    who={atConsole}
    view={{
      ...ofContract,
      verified: valid
        ? {
          ok: true,
          value: { payload: signedText, steps: [{ version: 1 }], asOf: "2026-11-20T08:02:00.000Z" },
        }
        : {
          ok: false,
          error: { code: "evidence_not_valid", detail: "step 2 was changed after it was signed" },
        },
    }}
  />
);

const [waiting, succeeded, failed, , unclear] = charges;
const deduction = (
  of: Deduction,
  { who = atConsole, ...changes }: Partial<DeductionView> & { readonly who?: typeof viewer } = {},
): Look =>
(frame) => (
  <DeductionPage
    frame={frame}
    who={who}
    view={{
      ...walletContracts.active,
      deduction: of,
      merchant: teaHouse,
      guard: { nextPollAt: undefined, early: 0, blockedUntil: undefined },
      refunds: [],
      dispute: undefined,
      steps: [step(1, "deduction.requested", { type: "key", key: "sk_…718b" })],
      deliveries: [],
      ...changes,
    }}
  />
);
const refunded = newRefund(
  {
    refundId: "rfd_01KAG8M0000000000000000041",
    merchantRefundNo: "C-01KAG8M0000000000000000041",
    amount: cny(1_000),
    reason: "多扣一小时",
    settleMerchantNo: undefined,
    cause: "merchant",
  },
  succeeded,
  START,
);
const charged: Paid = {
  ...succeeded,
  of: { kind: "deduction", id: succeeded.deductionId },
  left: cny(3_000),
};

/** Every look of the console's links, plans, signings, contracts and deductions. */
export const contractLooks: Looks = {
  ...arrearLooks,
  "console/links/full": list(linkList, [counter, paused]),
  "console/links/empty": list(linkList, []),
  "console/links/viewer": list(linkList, [counter], { who: viewer }),
  "console/link/active": link(counter),
  "console/link/paused": link(paused),
  "console/link/viewer": link(counter, viewer),
  "console/link/new": newLink(),
  ...looksOf("console/link/new", newLinkProblems, newLink),
  "console/plans/full": list(planList, [
    { plan: asked, approvedVersion: 1 },
    { plan: usagePlan, approvedVersion: 1 },
  ]),
  "console/plans/empty": list(planList, []),
  "console/plan/first": plan([{ ...usagePlan, state: "submitted" }]),
  "console/plan/change": plan([asked, usagePlan]),
  "console/plan/rejected": plan([
    { ...asked, state: "rejected", rejectionReason: "套餐内容看不出收什么钱" },
    usagePlan,
  ]),
  "console/plan/approved": plan([{ ...asked, state: "approved" }, usagePlan], viewer),
  "console/plan/new": planForm(false),
  "console/plan/change_form": planForm(true),
  "console/plan/problems": planForm(false, [
    ["kind", "other"],
    ["title", "missing"],
    ["per_day_limit", "plan_limits_contradict"],
    ["fixed_merchant_nos", "fixed_merchant_not_allowed"],
    ["unsign_notice_url", "other"],
  ]),
  "console/plan/pending": planForm(true, [], "plan_change_pending"),
  "console/signings/full": list(
    signingList,
    [signings.ready.signing, signings.signed.signing],
  ),
  "console/signings/empty": list(signingList, []),
  "console/signing/open": signing("ready"),
  "console/signing/signed": signing("signed"),
  "console/contracts/full": list(contractList, Object.values(walletContracts)),
  "console/contracts/moving": list(contractList, Object.values(walletContracts), {
    above: (lang) => <MoveProgress lang={lang} move={moving} />,
  }),
  "console/contract/moving": contract(
    "active",
    atConsole,
    `https://pay.example/again/${walletContracts.active.contract.contractId}/${"4f3c".repeat(8)}`,
  ),
  "console/contract/link": (frame) => (
    <SignAgainLinkPage frame={frame} who={atConsole} contract={walletContracts.active.contract} />
  ),
  "console/contracts/empty": list(contractList, []),
  ...looksOf("console/contract", keysOf(walletContracts), (name) => contract(name)),
  "console/contract/viewer": contract("active", viewer),
  "console/contract/evidence": evidence(true),
  "console/contract/evidence_not_valid": evidence(false),
  "console/contract/end": (frame) => (
    <ContractEndPage frame={frame} who={atConsole} contract={walletContracts.active.contract} />
  ),
  "console/contract/end_refused": (frame) => (
    <ContractEndPage
      frame={frame}
      who={atConsole}
      contract={walletContracts.active.contract}
      refused="4111 1111 1111 1111"
    />
  ),
  "console/deductions/full": list(
    deductionList,
    charges.map((each) => ({
      ...walletContracts.active,
      deduction: each,
      merchant: teaHouse,
      guard: { nextPollAt: undefined, early: 0, blockedUntil: undefined },
    })),
  ),
  "console/deductions/empty": list(deductionList, []),
  ...looksOf(
    "console/deduction/advanced",
    advanceStates,
    (state) => deduction({ ...succeeded, advance: advanceIn(state) }),
  ),
  "console/deduction/processing": deduction(waiting),
  "console/deduction/succeeded": deduction(succeeded),
  "console/deduction/refunded": deduction(
    { ...succeeded, refundReserved: cny(1_000), refunded: cny(1_000) },
    { refunds: [refunded] },
  ),
  "console/deduction/failed": deduction(failed),
  "console/deduction/unclear": deduction(unclear),
  "console/deduction/polled": deduction(waiting, {
    guard: { nextPollAt: START, early: 60, blockedUntil: after(START, hours(1)) },
  }),
  "console/deduction/refund": (frame) => (
    <RefundFormPage
      frame={frame}
      who={atConsole}
      paid={charged}
      left={cny(3_000)}
      refundNo="C-01KAG8M0000000000000000042"
      typed={{ amount: "30.00", reason: "" }}
      problem={undefined}
    />
  ),
};
