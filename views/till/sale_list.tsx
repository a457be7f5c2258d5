import { paths } from "../../core/paths.ts";
import { endingOf } from "../../core/screen/order_screen.ts";
import type { Sale } from "../../core/till/till.ts";
import { onItsWay } from "../../core/till/till.ts";
import { rfc3339, shanghaiTime } from "../../core/time.ts";
import { Amount, formatMoney } from "../parts/money.tsx";
import type { Lang } from "../words.ts";
import { tillWords } from "./words.ts";

interface Props {
  readonly sales: readonly Sale[];
  readonly lang: Lang;
  /** Sales of several days. */
  readonly dated?: boolean;
}

/** A row to press for each sale: when, how much, and what has gone back. */
export function SaleList({ sales, lang, dated }: Props) {
  const w = tillWords(lang);
  return (
    <ul class="sales">
      {sales.map((sale) => {
        const { order } = sale;
        const time = shanghaiTime(order.paidAt);
        const back = backOf(sale, lang);
        return (
          <li key={order.orderId}>
            <a id={order.orderId} href={paths.counterSale(order.orderId)}>
              <span>
                <time datetime={rfc3339(order.paidAt)}>{time.slice(dated ? 5 : 11, 16)}</time>{" "}
                <span class="quiet-text">{w.ending(endingOf(order.merchantOrderNo))}</span>
              </span>
              <span class="sum-of">
                <Amount money={order.amount} />
                {back ? <span class="small quiet-text">{back}</span> : null}
              </span>
            </a>
          </li>
        );
      })}
    </ul>
  );
}

function backOf(sale: Sale, lang: Lang): string | undefined {
  const w = tillWords(lang);
  const pending = onItsWay(sale);
  if (pending.fen > 0) return w.pending(formatMoney(pending));
  if (sale.refunded.fen === 0) return undefined;
  return sale.refundable.fen === 0 ? w.refundedAll : w.part(formatMoney(sale.refunded));
}
