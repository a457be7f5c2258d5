import type { Checkout } from "../../core/order/checkout.ts";
import { breakable } from "../parts/breakable.tsx";
import { Amount } from "../parts/money.tsx";
import { formatTime } from "../parts/time.tsx";
import { type Lang, words } from "../words.ts";

/** What an open order asks for: to whom, how much, for what, and until when. */
export function Bill({ checkout, lang }: { readonly checkout: Checkout; readonly lang: Lang }) {
  const w = words(lang);
  const { order, merchant } = checkout;
  return (
    <div class="card bill">
      {Amount({ money: order.amount, size: "large" })}
      <p class="payee">
        <span class="quiet-text">{w.payTo}</span>{" "}
        <b>
          <bdi>{breakable(merchant.name)}</bdi>
        </b>
      </p>
      <p class="quiet-text">
        <bdi>{order.subject}</bdi>
      </p>
      <p class="payby small">{w.payby(formatTime(order.expiresAt, lang))}</p>
    </div>
  );
}
