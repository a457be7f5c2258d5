import type { Order } from "../../../core/order/order.ts";
import { paths } from "../../../core/paths.ts";
import type { Frame } from "../../frame.ts";
import { Amount } from "../../parts/money.tsx";
import { DeskLayout, type Who } from "../../staff/desk.tsx";
import { orderWords } from "./order_words.ts";

interface Props {
  readonly frame: Frame;
  readonly who: Who;
  readonly order: Order;
}

/** The one question before an open order is closed. */
export function ClosurePage({ frame, who, order }: Props) {
  const w = orderWords(frame.lang);
  const title = w.closeQuestion(order.merchantOrderNo);
  return (
    <DeskLayout frame={frame} desk="console" who={who} section="orders" title={title}>
      <section class="card stack narrow-card">
        <h1>{title}</h1>
        <p>
          <bdi>{order.subject}</bdi> <Amount money={order.amount} />
        </p>
        <p>{w.closeHelp}</p>
        <form class="actions" method="post" action={paths.consoleOrderClosure(order.orderId)}>
          <button class="button" type="submit">{w.close}</button>
          <a class="button quiet" href={paths.consoleOrder(order.orderId)}>{w.keep}</a>
        </form>
      </section>
    </DeskLayout>
  );
}
