import type { Page } from "../../core/console/load_page.ts";
import { paths } from "../../core/paths.ts";
import { controlsOf } from "../../routes/pages/console/list_query.ts";
import { settlementList } from "../../routes/pages/console/settlements/settlement_list.tsx";
import { ListPage } from "../../views/console/list_page.tsx";
import { cny, noMoney } from "../../core/money.ts";
import type { Hold } from "../../core/hold/hold.ts";
import type { Refund } from "../../core/refund/refund.ts";
import type { BatchItem, PaidRun } from "../../core/settlement_batch/batch_store.ts";
import {
  type BatchState,
  batchStates,
  figuresOf,
  type Payout,
  type PayoutState,
  type SettlementBatch,
} from "../../core/settlement_batch/settlement_batch.ts";
import type { DueDay, SettlementsView } from "../../core/settlement_batch/view_settlements.ts";
import type { SettlementAccount } from "../../core/settlement/settlement_account.ts";
import type { BusinessDay } from "../../core/time.ts";
import { BatchPage } from "../../views/settlement/batch_page.tsx";
import { SettlementDayPage } from "../../views/settlement/day_page.tsx";
import { MerchantSettlementPage } from "../../views/settlement/merchant_page.tsx";
import { OwnBatchPage, OwnWaiting } from "../../views/settlement/own_page.tsx";
import { PayoutPage } from "../../views/settlement/payout_page.tsx";
import { RunPage } from "../../views/settlement/run_page.tsx";
import type { SettlementError } from "../../views/settlement/words.ts";
import { settlementWords } from "../../views/settlement/words.ts";
import { DeskLayout } from "../../views/staff/desk.tsx";
import type { Lang } from "../../views/words.ts";
import type { Child } from "hono/jsx";
import { START } from "./fake_clock.ts";
import { teaHouse } from "./fixtures.ts";
import { keysOf, type Look, type Looks, looksOf } from "./look.ts";
import { atConsole, atOps } from "./staff_people.ts";

const day = "2026-11-20" as BusinessDay;
const due = "2026-11-23" as BusinessDay;
const { merchantNo } = teaHouse;
const run = "prp_01KAG8M0000000000000000001";

const figures = figuresOf({
  items: 1_286,
  normal: { count: 1_284, amount: cny(9_284_860), fee: cny(52_318) },
  error: { count: 2, amount: cny(-1_200), fee: cny(-7) },
  madeUp: noMoney,
  released: cny(30_000),
}, { carriedIn: cny(-8_800), holdable: cny(50_000) });

const batch = (state: BatchState, n = 1): SettlementBatch => ({
  ...figures,
  ...(state === "nothing_due" ? { paid: noMoney, held: noMoney, carriedOut: cny(-8_800) } : {}),
  settlementId: `stl_01KAG8M000000000000000000${n}`,
  merchantNo,
  accountOf: merchantNo,
  no: 12,
  clearingDay: day,
  dueOn: due,
  holdId: "hld_01KAG8M0000000000000000001",
  state,
  pendingLine: 1,
  builtAt: START,
  version: 1,
});
const batches = batchStates.map((state, n) => batch(state, n + 1));

const account: SettlementAccount = {
  accountId: "sac_01KAG8M0000000000000000001",
  merchantNo,
  masked: { bank: "江湾银行运河支行", lastFour: "3445", holder: "青******司" },
  accountDigest: undefined,
  sealed: "",
  state: "in_force",
  inForceFrom: START,
  version: 1,
};
const payout = (state: PayoutState, n = 1): Payout => ({
  payoutId: `pyo_01KAG8M000000000000000000${n}`,
  settlementId: batch("sent").settlementId,
  refundId: undefined,
  run,
  accountId: account.accountId,
  masked: undefined,
  amount: figures.paid,
  state,
  sentAt: START,
  paidOn: state === "sent" ? undefined : due,
  reference: state === "sent" ? undefined : "JW2026112300017",
  returnedBecause: state === "returned" ? "账号与户名不符" : undefined,
  returnedAs: state === "returned" ? "JW2026112400021" : undefined,
});
const payouts = [payout("sent", 3), payout("returned", 2), payout("returned", 1)];
const paidRun = (state: PayoutState): PaidRun => ({
  batch: batch("sent"),
  payout: payout(state),
  account,
  masked: account.masked,
});

const owed = { day, cleared: cny(900), madeUp: noMoney, paid: noMoney, balance: cny(900) };
const items: readonly BatchItem[] = [
  {
    subjectId: "pay_01KAG8M0000000000000000001",
    line: 1,
    kind: "cleared",
    day,
    amount: cny(8_800),
    fee: cny(53),
  },
  {
    subjectId: "rfd_01KAG8M0000000000000000001",
    line: 1,
    kind: "cleared",
    day,
    amount: cny(-1_200),
    fee: cny(-7),
  },
  {
    subjectId: "dif_01KAG8M0000000000000000001",
    line: 3,
    kind: "correction",
    day,
    amount: cny(1),
    fee: noMoney,
  },
  {
    subjectId: "hld_01KAG8M0000000000000000001",
    line: 1,
    kind: "release",
    day,
    amount: cny(30_000),
    fee: noMoney,
  },
];

const hold = (state: Hold["state"], amount?: number): Hold => ({
  holdId: "hld_01KAG8M0000000000000000001",
  merchantNo,
  amount: amount === undefined ? undefined : cny(amount),
  taken: cny(30_000),
  reason: "交易异常，等待核查",
  state,
  placedAt: START,
  releasedAt: state === "released" ? START : undefined,
  releaseReason: state === "released" ? "已核查，交易真实" : undefined,
  version: 1,
});
const waiting: readonly DueDay[] = [
  { day, isSettled: true, count: 1, net: cny(700), dueOn: undefined },
  {
    day: due,
    isSettled: false,
    count: 318,
    net: cny(2_410_055),
    dueOn: "2026-11-24" as BusinessDay,
  },
];
const stranded: Refund = {
  refundId: "rfd_01KAG8M0000000000000000003",
  of: { orderId: "ord_01KAG8M0000000000000000001", paymentId: "pay_01KAG8M0000000000000000001" },
  merchantNo,
  settleMerchantNo: undefined,
  merchantRefundNo: "TEA-R-3",
  amount: cny(12_800),
  reason: undefined,
  cause: "merchant",
  channel: "unionpay",
  channelOrderNo: "0" as Refund["channelOrderNo"],
  stranded: { line: 1_004, since: START, because: "card_closed", payout: "sealed" },
  createdAt: START,
  state: "succeeded",
  succeededAt: START,
  channelTxnNo: undefined,
  version: 4,
  chain: "",
};
const view: SettlementsView = {
  day: due,
  figures: batchStates.map((state, n) => ({ state, count: n + 1, paid: cny(n * 1_284_000) })),
  batches,
  state: undefined,
  next: batches.at(-1)?.settlementId,
  due: [
    { batch: batch("due", 1), account, isHeld: false },
    { batch: batch("due", 2), account: undefined, isHeld: false },
    { batch: batch("due", 3), account, isHeld: true },
  ],
  refunds: [{
    refund: stranded,
    masked: { bank: "江湾银行东滩支行", holder: "测**", lastFour: "0033" },
  }],
  holds: [hold("in_force", 50_000)],
  unknownYears: [],
};
const empty: SettlementsView = {
  day: due,
  figures: [],
  batches: [],
  state: undefined,
  next: undefined,
  due: [],
  refunds: [],
  holds: [],
  unknownYears: [2027],
};
const terms = [{
  termsId: "stt_01KAG8M0000000000000000001",
  merchantNo,
  from: "2026-11-01" as BusinessDay,
  delay: 1,
  accountOf: merchantNo,
  overdraft: cny(100_000),
  agreedAt: START,
}] as const;

const atDesk = (body: (lang: Lang) => Child): Look => (frame) => (
  <DeskLayout
    frame={frame}
    desk="ops"
    who={atOps}
    section="settlements"
    title={settlementWords(frame.lang).title}
  >
    {body(frame.lang)}
  </DeskLayout>
);
const daily = (shown: SettlementsView, formError?: SettlementError) =>
  atDesk((lang) => (
    <SettlementDayPage
      lang={lang}
      view={shown}
      proposals={[]}
      now={START}
      mayWrite
      formError={formError}
    />
  ));
const ofMerchant = (
  holds: readonly Hold[],
  given: Partial<Parameters<typeof MerchantSettlementPage>[0]> = {},
) =>
  atDesk((lang) => (
    <MerchantSettlementPage
      lang={lang}
      who={atOps}
      merchantNo={merchantNo}
      view={{ terms, holds, waiting, payable: cny(2_410_755), owed, batches }}
      above={[{ merchantNo: "888000000000002" as typeof merchantNo, name: "青瓷餐饮总店" }]}
      proposals={[]}
      now={START}
      mayWrite
      {...given}
    />
  ));
const ofRun = (states: readonly PayoutState[], formError?: SettlementError) =>
  atDesk((lang) => (
    <RunPage
      lang={lang}
      who={atOps}
      run={run}
      payouts={states.map(paidRun)}
      proposals={[]}
      now={START}
      mayWrite
      mayExport
      formError={formError}
      typed={formError && { day: "", reference: "" }}
    />
  ));
const termsErrors = keysOf<
  Extract<
    SettlementError,
    "from_wrong" | "delay_wrong" | "overdraft_wrong" | "account_of_another" | "terms_agreed_already"
  >
>({
  from_wrong: true,
  delay_wrong: true,
  overdraft_wrong: true,
  account_of_another: true,
  terms_agreed_already: true,
});
const page: Page<SettlementBatch> = {
  rows: batches,
  newer: undefined,
  older: batches.at(-1)?.settlementId,
  reached: undefined,
};
const own = (shown: Page<SettlementBatch>, days: readonly DueDay[]): Look => (frame) =>
  ListPage({
    frame,
    who: atConsole,
    section: settlementList.section,
    path: paths.consoleList(settlementList.noun),
    controls: controlsOf(settlementList),
    typed: {},
    words: settlementList.words(frame.lang as Lang),
    columns: settlementList.columns(frame.lang),
    page: shown,
    problem: undefined,
    above: <OwnWaiting lang={frame.lang} waiting={days} />,
    hrefTo: settlementList.hrefTo,
    mayExport: true,
  });

/** Every look of what is settled, at the desk and in the console. */
export const settlementLooks: Looks = {
  "ops/settlements": daily(view),
  "ops/settlements/none": daily(empty),
  "ops/settlements/of_state": daily({ ...view, state: "due", batches: [batch("due")] }),
  "ops/settlements/refused": daily(view, "settlement_not_due"),
  ...looksOf("ops/settlement", batchStates, (state) =>
    atDesk((lang) => (
      <BatchPage
        lang={lang}
        batch={batch(state)}
        payouts={state === "sent" ? payouts : []}
        items={items}
        next="pay_01KAG8M0000000000000000001.1"
        mayExport
      />
    ))),
  "ops/settlement_run": ofRun(["sent", "returned"]),
  "ops/settlement_run/paid": ofRun(["paid"]),
  "ops/settlement_run/wrong": ofRun(["sent"], "reference_missing"),
  ...looksOf(
    "ops/payout",
    ["sent", "paid", "returned"] as const,
    (state) =>
      atDesk((lang) => (
        <PayoutPage
          lang={lang}
          who={atOps}
          found={paidRun(state)}
          proposals={[]}
          now={START}
          mayWrite
        />
      )),
  ),
  "ops/payout/refund": atDesk((lang) => (
    <PayoutPage
      lang={lang}
      who={atOps}
      found={{
        payout: {
          ...payout("paid"),
          settlementId: undefined,
          refundId: stranded.refundId,
          amount: stranded.amount,
        },
        masked: { bank: "江湾银行东滩支行", holder: "测**", lastFour: "0033" },
        refund: stranded,
      }}
      proposals={[]}
      now={START}
      mayWrite
      formError="return_known"
      typed={{ reason: "账号与户名不符", reference: "JW2026112400021" }}
    />
  )),
  "ops/merchant_settlements": ofMerchant([hold("in_force", 50_000)]),
  "ops/merchant_settlements/released": ofMerchant([hold("released")]),
  "ops/merchant_settlements/none": ofMerchant([], {
    view: { terms: [], holds: [], waiting: [], payable: cny(-8_800), owed: undefined, batches: [] },
  }),
  "ops/merchant_settlements/wrong": ofMerchant([], {
    formError: "amount_wrong",
    typed: { amount: "1,2,3", reason: "核查" },
  }),
  ...looksOf("ops/merchant_settlements", termsErrors, (formError) =>
    ofMerchant([], {
      formError,
      typedTerms: { from: "", delay: "31", accountOf: "888000000000009", overdraft: "5,0,0" },
    })),
  "console/settlements": own(page, waiting),
  "console/settlements/none": own({ ...page, rows: [], older: undefined }, []),
  ...looksOf("console/settlement", batchStates, (state) => (frame) => (
    <DeskLayout
      frame={frame}
      desk="console"
      who={atConsole}
      section="own_settlements"
      title={settlementWords(frame.lang).batch}
    >
      <OwnBatchPage
        lang={frame.lang}
        batch={batch(state)}
        payouts={state === "sent" ? payouts : []}
        items={items}
        next={undefined}
        mayExport
      />
    </DeskLayout>
  )),
};
