import type { Page } from "../../core/console/load_page.ts";
import type { OrderId } from "../../core/id.ts";
import { cny } from "../../core/money.ts";
import type { OrderWithPayment } from "../../core/order/order_store.ts";
import { advance } from "../../core/payment/payment.ts";
import { paths } from "../../core/paths.ts";
import { after, hours } from "../../core/time.ts";
import { orderList } from "../../routes/pages/console/orders/order_list.ts";
import { controlsOf } from "../../routes/pages/console/list_query.ts";
import type { Typed } from "../../views/console/field.ts";
import { ListPage } from "../../views/console/list_page.tsx";
import type { Problem } from "../../views/console/list_problem.ts";
import type { Lang } from "../../views/words.ts";
import { must, openOrder, sentPayment } from "./fixtures.ts";
import { START } from "./fake_clock.ts";
import type { Look, Looks } from "./look.ts";
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
      words: orderList.words(frame.lang as Lang),
      columns: orderList.columns(frame.lang),
      page,
      problem,
      hrefTo: orderList.hrefTo,
      mayExport: who.role !== "viewer",
    });
}

const filtered = { state: "paid", from: "2026-11-01", to: "2026-11-20", amount_from: "100" };
const reached = { id: "ord_1", createdAt: after(START, hours(-900)) };

/** Every look of the console's lists and of what they lead to. */
export const consoleLooks: Looks = {
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
  ...overviewLooks,
  ...ownNumberLooks,
  ...keyLooks,
  ...childLooks,
};
