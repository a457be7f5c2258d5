import type { Page } from "../../core/console/load_page.ts";
import type { DeliveredEvent, Step, Whose } from "../../core/console/history.ts";
import type { OwnNumberFound } from "../../core/console/find_own_number.ts";
import { SearchPage } from "../../views/console/search/search_page.tsx";
import type { Paid } from "../../core/console/view_paid.ts";
import { ownSignature } from "./looks_of_payment_receipts.tsx";
import type { OrderView } from "../../core/console/view_order.ts";
import { newRefund } from "../../core/refund/new_refund.ts";
import type { Refund } from "../../core/refund/refund.ts";
import { refundList } from "../../routes/pages/console/refunds/refund_list.ts";
import { ClosurePage } from "../../views/console/orders/closure_page.tsx";
import { OrderPage } from "../../views/console/orders/order_page.tsx";
import {
  NothingToRefundPage,
  RefundCheckPage,
  RefundFormPage,
  type RefundProblem,
} from "../../views/console/refunds/refund_form.tsx";
import { RefundPage } from "../../views/console/refunds/refund_page.tsx";
import type { OrderId } from "../../core/id.ts";
import { cny, noMoney } from "../../core/money.ts";
import type { OrderWithPayment } from "../../core/order/order_store.ts";
import { advance } from "../../core/payment/payment.ts";
import { paths } from "../../core/paths.ts";
import { after, hours } from "../../core/time.ts";
import { orderList } from "../../routes/pages/console/orders/order_list.ts";
import { controlsOf } from "../../routes/pages/console/list_query.ts";
import type { Typed } from "../../views/console/field.ts";
import { ListPage } from "../../views/console/list_page.tsx";
import type { Problem } from "../../views/console/list_problem.ts";
import { must, openOrder, sentPayment } from "./fixtures.ts";
import { START } from "./fake_clock.ts";
import { accountLooks } from "./looks_of_books.tsx";
import { looksOfWebhooks } from "./looks_of_webhooks.tsx";
import { ownReconciliationLooks } from "./looks_of_own_days.tsx";
import { statementLooks } from "./looks_of_statements.tsx";
import { consoleDisputeLooks, disputeIn } from "./looks_of_disputes.tsx";
import { keysOf, type Look, type Looks, looksOf } from "./look.ts";
import { atConsole, viewer } from "./staff_people.ts";
import { childLooks } from "./child_pages.tsx";
import { keyLooks } from "./key_pages.tsx";
import { overviewLooks } from "./overview_page.tsx";
import { ownNumberLooks } from "./own_number_page.tsx";

const paid = must(advance(sentPayment, {
  type: "succeeded",
  at: START,
  settles: true,
  channelTxnNo: "202611200000001",
  cardType: "debit",
  cardLastFour: "0001",
  cardDay: undefined,
  cardBlocked: false,
}));
if (paid.state !== "succeeded") throw new Error("Expected money");
const settledPayment = paid;

const orders: readonly OrderWithPayment[] = Array.from({ length: 20 }, (_, n) => {
  const facts = {
    orderId: `ord_01KAG8M00000000000000000${10 + n}` as OrderId,
    merchantOrderNo: n % 4 === 3
      ? `WEB-20261120-0000000000000000-${100 + n}`
      : `T-20261120-${100 + n}`,
    amount: cny([8_800, 123_456_789, 1, 50_000][n % 4] ?? 1),
    createdAt: after(START, hours(-n)),
  };
  const rest = { late: [], settled: undefined };
  switch (n % 4) {
    case 0:
      return { ...rest, order: { ...openOrder, ...facts } };
    case 1:
      return {
        order: {
          ...openOrder,
          ...facts,
          state: "paid",
          paidAt: START,
          settledPaymentId: settledPayment.paymentId,
        },
        settled: settledPayment,
        late: [],
      };
    case 2:
      return { ...rest, order: { ...openOrder, ...facts, state: "closed", closedAt: START } };
    default:
      return { ...rest, order: { ...openOrder, ...facts, state: "expired", expiredAt: START } };
  }
});

const whole: Page<OrderWithPayment> = {
  rows: orders,
  newer: orders[0]?.order.orderId,
  older: orders.at(-1)?.order.orderId,
  reached: undefined,
};
const empty = { ...whole, rows: [], newer: undefined, older: undefined };

function list(
  page: Page<OrderWithPayment> | undefined,
  typed: Typed = {},
  problem?: Problem | "too_many",
  who = atConsole,
): Look {
  return (frame) =>
    ListPage({
      frame,
      who,
      section: orderList.section,
      path: paths.consoleList(orderList.noun),
      controls: controlsOf(orderList),
      typed,
      words: orderList.words(frame.lang),
      columns: orderList.columns(frame.lang),
      page,
      problem,
      hrefTo: orderList.hrefTo,
      byProgram: orderList.byProgram,
      mayExport: who.role !== "viewer",
    });
}

const filtered = { state: "paid", from: "2026-11-01", to: "2026-11-20", amount_from: "100" };
const reached = { id: "ord_1", createdAt: after(START, hours(-900)) };

const refund: Refund = {
  ...newRefund(
    {
      refundId: "rfd_01KAG8M0000000000000000001",
      merchantRefundNo: "C-01KAG8M0000000000000000001",
      amount: cny(2_000),
      reason: "泼洒",
      settleMerchantNo: undefined,
      cause: "merchant",
    },
    settledPayment,
    START,
  ),
  state: "succeeded",
  succeededAt: after(START, hours(1)),
  channelTxnNo: "202611200000002",
};
const step = (seq: number, type: string, by: Whose, told = false): Step => ({
  seq,
  eventId: `evt_01KAG8M000000000000000000${seq}`,
  subjectId: openOrder.orderId,
  type,
  at: after(START, hours(seq)),
  by,
  told: told ? {} : undefined,
});
const steps: readonly Step[] = [
  step(6, "refund.succeeded", { type: "channel" }, true),
  step(5, "refund.requested", { type: "staff", name: "王甲" }),
  step(4, "order.paid", { type: "channel" }, true),
  step(3, "payment.sent", { type: "consumer" }),
  step(2, "order.placed", { type: "key", key: "sk_…718b" }),
];
const delivery = {
  deliveryId: "dlv_01KAG8M0000000000000000001",
  eventId: "evt_01KAG8M0000000000000000004",
  endpointId: "whe_01KAG8M0000000000000000001",
  merchantNo: openOrder.merchantNo,
  subjectId: openOrder.orderId,
  round: 1,
  trigger: "automatic",
  originalId: undefined,
  state: "due",
  attempts: 2,
  nextAttemptAt: after(START, hours(9)),
  lastStatus: 500,
  lastAnswer: "oops",
  lastError: undefined,
  createdAt: START,
} as const;
const attempt = {
  deliveryId: delivery.deliveryId,
  state: "due",
  at: START,
  tookMs: 120,
  nextAttemptAt: undefined,
  sentHeaders: undefined,
  answerHeaders: undefined,
  answerBytes: undefined,
} as const;
const deliveries: readonly DeliveredEvent[] = [{
  type: "order.paid",
  delivery,
  url: "https://shop.example/webhooks/countersign",
  attempts: [
    { ...attempt, number: 1, status: undefined, answer: undefined, error: "connection refused" },
    { ...attempt, number: 2, status: 500, answer: "<html>oops</html>", error: undefined },
  ],
}, {
  type: "refund.succeeded",
  delivery: { ...delivery, deliveryId: "dlv_01KAG8M0000000000000000002", state: "delivered" },
  url: undefined,
  attempts: [{ ...attempt, number: 1, status: 204, answer: "", error: undefined }],
}];
const paidOrder = {
  ...openOrder,
  state: "paid",
  paidAt: START,
  settledPaymentId: settledPayment.paymentId,
} as const;
const paidThing: Paid = {
  ...paidOrder,
  of: { kind: "order", id: paidOrder.orderId },
  left: cny(6_800),
};
const paidView: OrderView = {
  order: paidOrder,
  settled: { ...settledPayment, refundReserved: cny(2_000), refunded: cny(2_000) },
  late: [],
  payments: [
    settledPayment,
    must(advance(sentPayment, {
      type: "failed",
      at: START,
      reason: "insufficient_funds",
    })),
    sentPayment,
  ],
  refunds: [refund],
  dispute: disputeIn("escalated"),
  signatures: new Map([[settledPayment.paymentId, ownSignature]]),
  steps,
  deliveries,
};
const openView: OrderView = {
  ...paidView,
  order: openOrder,
  settled: undefined,
  payments: [],
  refunds: [],
  dispute: undefined,
  steps: steps.slice(-1),
  deliveries: [],
};
const order = (view: OrderView, who = atConsole, notOpen = false): Look => (frame) => (
  <OrderPage frame={frame} who={who} view={view} notOpen={notOpen} />
);
const refundForm = (
  problem?: RefundProblem,
  typed = { amount: "68.00", reason: "" },
): Look =>
(frame) => (
  <RefundFormPage
    frame={frame}
    who={atConsole}
    paid={paidThing}
    left={cny(6_800)}
    refundNo="C-01KAG8M0000000000000000002"
    typed={typed}
    problem={problem}
  />
);
const refundProblems = keysOf<RefundProblem>({
  amount: true,
  too_much: true,
  too_old: true,
  too_low: true,
  changed: true,
  reason: true,
  used: true,
});

const searched = (result: OwnNumberFound): Look => (frame) => (
  <SearchPage frame={frame} who={atConsole} result={result} />
);

/** Every look of the console's lists and of what they lead to. */
export const consoleLooks: Looks = {
  ...looksOfWebhooks,
  ...accountLooks,
  ...consoleDisputeLooks,
  "console/orders/full": list(whole),
  "console/orders/filtered": list({
    ...whole,
    rows: orders.slice(0, 5),
    newer: undefined,
    older: undefined,
  }, filtered),
  "console/orders/viewer": list(whole, {}, undefined, viewer),
  "console/orders/empty": list(empty),
  "console/orders/none_like": list(empty, filtered),
  "console/orders/reached": list({ ...empty, older: "ord_1", reached }, filtered),
  "console/orders/wrong": list(undefined, { ...filtered, from: "2026-13-01" }, {
    kind: "day",
    name: "from",
  }),
  "console/orders/unknown_filter": list(undefined, {}, { kind: "unknown", name: "colour" }),
  "console/orders/too_many": list(whole, filtered, "too_many"),
  "console/refunds/full": (frame) =>
    ListPage({
      frame,
      who: atConsole,
      section: "refunds",
      path: paths.consoleList("refunds"),
      controls: controlsOf(refundList),
      typed: {},
      words: refundList.words(frame.lang),
      columns: refundList.columns(frame.lang),
      page: { rows: [refund], newer: undefined, older: undefined, reached: undefined },
      problem: undefined,
      hrefTo: refundList.hrefTo,
      mayExport: true,
    }),
  "console/order/paid": order(paidView),
  "console/order/viewer": order(paidView, viewer),
  "console/order/open": order(openView),
  "console/order/not_open": order({ ...paidView, deliveries: [] }, atConsole, true),
  "console/order/closure": (frame) => (
    <ClosurePage frame={frame} who={atConsole} order={openOrder} />
  ),
  "console/refund/done": (frame) => (
    <RefundPage
      frame={frame}
      who={atConsole}
      view={{ refund, dispute: undefined, steps: steps.slice(0, 2), deliveries }}
    />
  ),
  "console/refund/undelivered": (frame) => (
    <RefundPage
      frame={frame}
      who={atConsole}
      view={{
        refund: {
          ...refund,
          stranded: { line: 1_004, since: after(START, hours(30)), because: "card_closed" },
        },
        dispute: undefined,
        steps: steps.slice(0, 2),
        deliveries,
      }}
    />
  ),
  "console/refund/form": refundForm(),
  ...looksOf(
    "console/refund/form",
    refundProblems,
    (problem) => refundForm(problem, { amount: "70", reason: "退一部分" }),
  ),
  "console/refund/check": (frame) => (
    <RefundCheckPage
      frame={frame}
      who={atConsole}
      paid={paidThing}
      left={cny(6_800)}
      refundNo="C-01KAG8M0000000000000000002"
      typed={{ amount: "12.50", reason: "泼洒" }}
      problem={undefined}
      amount={cny(1_250)}
    />
  ),
  "console/refund/nothing_left": (frame) => (
    <NothingToRefundPage frame={frame} who={atConsole} paid={{ ...paidThing, left: noMoney }} />
  ),
  "console/refund/not_paid": (frame) => (
    <NothingToRefundPage frame={frame} who={atConsole} paid={{ ...paidThing, left: undefined }} />
  ),
  "console/search/start": searched({ text: "", kind: "other", found: [] }),
  "console/search/nothing": searched({ text: "T-404", kind: "other", found: [] }),
  "console/search/several": searched({
    text: "T-1",
    kind: "other",
    found: [
      { kind: "order", id: openOrder.orderId, merchantNo: openOrder.merchantNo, of: undefined },
      { kind: "refund", id: refund.refundId, merchantNo: openOrder.merchantNo, of: undefined },
      {
        kind: "contract",
        id: "ctr_01KAG8M0000000000000000001",
        merchantNo: openOrder.merchantNo,
        of: undefined,
      },
    ],
  }),
  ...overviewLooks,
  ...ownReconciliationLooks,
  ...statementLooks,
  ...ownNumberLooks,
  ...keyLooks,
  ...childLooks,
};
