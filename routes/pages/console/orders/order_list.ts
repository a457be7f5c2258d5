import { parseId } from "../../../../core/id.ts";
import type { OrderWithPayment } from "../../../../core/order/order_store.ts";
import { paths } from "../../../../core/paths.ts";
import { orderColumns } from "../../../../views/console/orders/order_columns.tsx";
import { orderWords } from "../../../../views/console/orders/order_words.ts";
import type { ConsoleList } from "../console_list.tsx";
import { amount, choice, type Filter, text } from "../filter.ts";

const filters = {
  state: choice(["open", "paid", "closed", "expired"]),
  days_of: choice(["created", "ended"]),
  merchant_order_no: text(64),
  amount_from: amount(),
  amount_to: amount(),
  settle_merchant_no: text(15),
  link_id: text(30),
} satisfies Readonly<Record<string, Filter>>;

/** Orders, newest first. `merchant_order_no` takes our own id of an order too. */
export const orderList: ConsoleList<typeof filters, OrderWithPayment> = {
  noun: "orders",
  section: "orders",
  permission: "orders:read",
  filters,
  days: true,
  search: (deps, caller, page, { merchant_order_no: no, ...others }) => {
    const orderId = parseId("ord", no ?? "");
    return deps.orders.search(caller, page, {
      ...others,
      ...(orderId ? { order_id: orderId } : { merchant_order_no: no }),
    });
  },
  prefix: "ord",
  idOf: ({ order }) => order.orderId,
  hrefTo: ({ order }) => paths.consoleOrder(order.orderId),
  columns: orderColumns,
  byProgram: true,
  words: (lang) => {
    const { states, ...words } = orderWords(lang);
    return { ...words, options: { state: states } };
  },
};
