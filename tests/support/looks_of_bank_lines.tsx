import type { Child } from "hono/jsx";
import type { BankFile, BankLine, BankLineState, Payer } from "../../core/bank_line/bank_line.ts";
import { cny, noMoney } from "../../core/money.ts";
import type { Order } from "../../core/order/order.ts";
import type { Refund } from "../../core/refund/refund.ts";
import type { BusinessDay } from "../../core/time.ts";
import type { PaidRun } from "../../core/settlement_batch/batch_store.ts";
import { BankLineListPage } from "../../views/bank_line/bank_line_list.tsx";
import { OwnBankLinesPage } from "../../views/bank_line/own_bank_lines.tsx";
import { BankLinePage } from "../../views/bank_line/bank_line_page.tsx";
import { TransferRefundsPage } from "../../views/bank_line/refunds_page.tsx";
import { type BankLineFormError, bankLineWords } from "../../views/bank_line/words.ts";
import { bankLinesEn } from "../../views/bank_line/words_en.ts";
import { UnclaimedPage, type UnclaimedRefund } from "../../views/unclaimed/unclaimed_page.tsx";
import type { UnclaimedError } from "../../views/unclaimed/words.ts";
import { DeskLayout } from "../../views/staff/desk.tsx";
import type { Lang } from "../../views/words.ts";
import { START } from "./fake_clock.ts";
import { openOrder } from "./fixtures.ts";
import { keysOf, type Look, type Looks, looksOf } from "./look.ts";
import { atConsole, atOps } from "./staff_people.ts";

const BUYER = "青竹贸易有限公司";
const payer: Payer = { name: BUYER, account: "6210000000000001", bank: "示例银行青竹支行" };

function at(body: (lang: Lang) => Child): Look {
  return (frame) => (
    <DeskLayout
      frame={frame}
      desk="ops"
      who={atOps}
      section="bank_lines"
      title={bankLineWords(frame.lang).title}
    >
      {body(frame.lang)}
    </DeskLayout>
  );
}

const line: BankLine = {
  receiptId: undefined,
  payoutId: undefined,
  mode: "live",
  lineId: "bln_01KAG8M0000000000000000001",
  fileId: "bfl_01KAG8M0000000000000000001",
  lineNo: 12,
  accountNo: "0000000000000000001",
  bookedOn: "2025-11-20" as BusinessDay,
  amount: cny(123_456_600),
  sealedPayer: "",
  remark: "货款 CT5159415832 十一月尾款",
  bankRef: "2025112000000012",
  code: "CT5159415832",
  orderId: openOrder.orderId,
  merchantNo: openOrder.merchantNo,
  state: "suspense",
  reason: "too_little",
  allocated: noMoney,
  returned: noMoney,
  version: 1,
};
const settled: BankLine = {
  ...line,
  state: "settled",
  reason: undefined,
  allocated: cny(100_000_000),
  returned: cny(23_456_600),
  version: 3,
};

const file: BankFile = {
  fileId: line.fileId,
  name: "账户明细_20251120.xlsx",
  sha256: "0".repeat(64),
  accountNo: line.accountNo,
  lines: 31,
  known: 4,
  amount: cny(987_654_321),
  importedAt: START,
  version: 1,
};

const order: Order = {
  ...openOrder,
  amount: cny(123_456_700),
  transfer: {
    remittanceCode: "CT5159415832",
    payee: { accountName: "", accountNo: line.accountNo, bankName: "", bankCode: "000000000000" },
    buyerName: BUYER,
    payerMustBeBuyer: true,
  },
};

const inState: Readonly<Record<BankLineState, readonly BankLine[]>> = {
  suspense: [line, { ...line, lineId: "bln_01KAG8M0000000000000000002", reason: "no_code" }],
  new: [],
  settled: [settled],
};

function list(state: BankLineState, given: Partial<Parameters<typeof BankLineListPage>[0]> = {}) {
  return at((lang) => (
    <BankLineListPage
      lang={lang}
      state={state}
      lines={inState[state]}
      next={state === "suspense" ? line.lineId : undefined}
      suspense={{ lines: 2, fen: 246_913_200 }}
      mayWrite
      {...given}
    />
  ));
}

function own(state: BankLineState): Look {
  return (frame) => (
    <OwnBankLinesPage
      frame={frame}
      who={atConsole}
      state={state}
      lines={inState[state]}
      next={undefined}
    />
  );
}

const returnable = (): PaidRun => ({
  payout: {
    payoutId: "pyo_01KAG8M0000000000000000001",
    settlementId: undefined,
    refundId: "rfd_01KAG8M0000000000000000003",
    run: "prp_01KAG8M0000000000000000001",
    accountId: undefined,
    masked: payout,
    amount: cny(12_800),
    state: "paid",
    sentAt: START,
    paidOn: "2026-11-23" as BusinessDay,
    reference: "JW2026112300017",
    returnedBecause: undefined,
    returnedAs: undefined,
  },
  masked: payout,
  refund: stranded,
});

function page(shown: BankLine, formError?: BankLineFormError): Look {
  const paid = {
    line: shown,
    orderId: openOrder.orderId,
    paymentId: "pay_01KAG8M0000000000000000001",
    amount: shown.allocated,
  } as const;
  return at((lang) => (
    <BankLinePage
      lang={lang}
      line={shown}
      file={file}
      payer={payer}
      allocations={shown.state === "settled" ? [paid] : []}
      candidates={shown.bankRef === undefined ? [] : [order]}
      payouts={shown.bankRef === undefined ? [] : [returnable()]}
      mayWrite
      formError={formError}
    />
  ));
}

const refund: Refund = {
  refundId: "rfd_01KAG8M0000000000000000001",
  of: { orderId: openOrder.orderId, paymentId: "pay_01KAG8M0000000000000000001" },
  merchantNo: openOrder.merchantNo,
  settleMerchantNo: undefined,
  merchantRefundNo: "R-1",
  amount: cny(40_000_000),
  reason: undefined,
  cause: "merchant",
  channel: "bank_transfer",
  channelOrderNo: "01KAG8M0000000000000000001" as Refund["channelOrderNo"],
  createdAt: START,
  version: 1,
  chain: "",
  state: "requested",
};
const takenOn: Refund = {
  ...refund,
  refundId: "rfd_01KAG8M0000000000000000002",
  state: "processing",
  sentAt: START,
  queryAfter: START,
  queries: 0,
  queriesEndedAt: undefined,
};

const stranded: Refund = {
  ...refund,
  refundId: "rfd_01KAG8M0000000000000000003",
  amount: cny(12_800),
  channel: "unionpay",
  stranded: { line: 1_004, since: START, because: "card_closed" },
  state: "succeeded",
  succeededAt: START,
  channelTxnNo: undefined,
};
const again = { ...takenOn, refundId: "rfd_01KAG8M0000000000000000004" } as const;
const payout = { bank: "江湾银行东滩支行", holder: "测**", lastFour: "0033" };
const items: readonly UnclaimedRefund[] = [
  { refund: stranded, waiting: undefined, payout: undefined },
  {
    refund: { ...stranded, refundId: "rfd_01KAG8M0000000000000000005" },
    waiting: "prp_01KAG8M0000000000000000001",
    payout: undefined,
  },
  {
    refund: {
      ...stranded,
      refundId: "rfd_01KAG8M0000000000000000006",
      stranded: { line: 1_004, since: START, because: "card_closed", payout: "sealed" },
    },
    waiting: undefined,
    payout,
  },
  {
    refund: {
      ...stranded,
      refundId: "rfd_01KAG8M0000000000000000007",
      stranded: {
        line: 1_009,
        since: START,
        because: "payout_returned",
        payout: "sealed",
        sentAs: "pyo_01KAG8M0000000000000000001",
      },
    },
    waiting: undefined,
    payout,
  },
  {
    refund: { ...again, stranded: { line: 1_004, since: START, because: "card_closed" } },
    waiting: undefined,
    payout: undefined,
  },
];

function unclaimed(
  shown: readonly UnclaimedRefund[],
  formError?: UnclaimedError,
  mayWrite = true,
): Look {
  return at((lang) => (
    <UnclaimedPage lang={lang} refunds={shown} mayWrite={mayWrite} formError={formError} />
  ));
}

function refunds(made: readonly Refund[]): Look {
  return at((lang) => (
    <TransferRefundsPage
      lang={lang}
      refunds={made.map((each) => ({
        refund: each,
        payers: [{ payer, amount: cny(123_456_700) }],
      }))}
      mayWrite
    />
  ));
}

/** Every look of the desk's pages of bank transfers. */
export const bankLineLooks: Looks = {
  ...looksOf("ops/bank_lines", keysOf<BankLineState>({ suspense: 1, new: 1, settled: 1 }), (
    state,
  ) => list(state)),
  "ops/bank_lines/imported": list("suspense", { imported: file }),
  "ops/bank_lines/refused": list("suspense", {
    problem: {
      code: "wrong_value",
      at: { line: 14, column: 2, detail: 'no amount: "1,00.0"' },
    },
  }),
  "ops/bank_lines/line": page(line),
  "ops/bank_lines/line_without_suggestion": page({
    ...line,
    reason: "no_code",
    bankRef: undefined,
  }),
  "ops/bank_lines/line_settled": page(settled),
  ...looksOf(
    "ops/bank_lines/problem",
    Object.keys(bankLinesEn.errors) as BankLineFormError[],
    (problem) => page(line, problem),
  ),
  ...looksOf("ops/own_bank_lines", keysOf<BankLineState>({ suspense: 1, new: 1, settled: 1 }), (
    state,
  ) => own(state)),
  "ops/transfer_refunds": refunds([refund, takenOn]),
  "ops/transfer_refunds/none": refunds([]),
  "ops/unclaimed": unclaimed(items),
  "ops/unclaimed/none": unclaimed([]),
  "ops/unclaimed/read_only": unclaimed(items, undefined, false),
  "ops/unclaimed/problem": unclaimed(items.slice(0, 1), "account_no"),
};
