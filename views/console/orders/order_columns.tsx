import { noMoney } from "../../../core/money.ts";
import type { Order, OrderState } from "../../../core/order/order.ts";
import type { OrderWithPayment } from "../../../core/order/order_store.ts";
import type { Instant } from "../../../core/time.ts";
import { Amount } from "../../parts/money.tsx";
import type { Mark } from "../../parts/state_mark.tsx";
import { Time } from "../../parts/time.tsx";
import type { Lang } from "../../words.ts";
import type { ListColumn } from "../list_column.ts";
import { StateWord } from "../state_word.tsx";
import { orderWords } from "./order_words.ts";

const orderMarks: Readonly<Record<OrderState, Mark>> = {
  open: "processing",
  paid: "paid",
  closed: "closed",
  expired: "expired",
};

/** What a list of orders shows, and what its file has. */
export function orderColumns(lang: Lang): readonly ListColumn<OrderWithPayment>[] {
  const { columns, states } = orderWords(lang);
  const text = (header: string, of: (row: OrderWithPayment) => string | undefined) => ({
    csv: { header, type: "text", of } as const,
  });
  return [
    {
      ...text(columns.merchantOrderNo, ({ order }) => order.merchantOrderNo),
      cell: ({ order }) => <bdi class="mono">{order.merchantOrderNo}</bdi>,
    },
    {
      csv: { header: columns.amount, type: "amount", of: ({ order }) => order.amount },
      cell: ({ order }) => <Amount money={order.amount} />,
    },
    {
      ...text(columns.state, ({ order }) => states[order.state]),
      cell: ({ order: { state } }) => <StateWord mark={orderMarks[state]} text={states[state]} />,
    },
    {
      csv: { header: columns.created, type: "time", of: ({ order }) => order.createdAt },
      cell: ({ order }) => <Time at={order.createdAt} lang={lang} />,
    },
    {
      ...text(columns.subject, ({ order }) => order.subject),
      cell: ({ order }) => <bdi>{order.subject}</bdi>,
      only: "wide",
    },
    {
      csv: {
        header: columns.refunded,
        type: "amount",
        of: ({ settled }) => settled?.refunded ?? noMoney,
      },
    },
    { csv: { header: columns.ended, type: "time", of: ({ order }) => endedAt(order) } },
    text(columns.method, ({ settled }) => settled?.method),
    text(columns.channelTxnNo, ({ settled }) => settled?.channelTxnNo),
    text(columns.settle, ({ order }) => order.settleMerchantNo ?? order.merchantNo),
    text(columns.linkId, ({ order }) => order.linkId),
    text(columns.orderId, ({ order }) => order.orderId),
  ];
}

/** When it was paid, closed or expired. */
function endedAt(order: Order): Instant | undefined {
  switch (order.state) {
    case "open":
      return undefined;
    case "paid":
      return order.paidAt;
    case "closed":
      return order.closedAt;
    case "expired":
      return order.expiredAt;
  }
}
