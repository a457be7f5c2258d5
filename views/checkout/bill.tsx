import { asksToPay, type Checkout } from "../../core/order/checkout.ts";
import { breakable } from "../parts/breakable.tsx";
import { BrandMark } from "../parts/brand.tsx";
import { withMoments } from "../parts/moments.tsx";
import { Amount } from "../parts/money.tsx";
import { formatTime } from "../parts/time.tsx";
import { type Lang, words } from "../words.ts";

/** What an open order asks for: to whom, how much and for what; until when, as long as nothing was sent. */
export function Bill({ checkout, lang }: { readonly checkout: Checkout; readonly lang: Lang }) {
  const w = words(lang);
  const { order, merchant, standing } = checkout;
  return (
    <div class="bill">
      {BrandMark({ brand: merchant.brand })}
      <p class="small quiet-text">{w.payTo}</p>
      <p class="payee">
        <bdi>{breakable(merchant.name)}</bdi>
      </p>
      {Amount({ money: order.amount, size: "large" })}
      <p>
        <bdi>{order.subject}</bdi>
      </p>
      {asksToPay(standing)
        ? <p class="small quiet-text">{withMoments(w.payby(formatTime(order.expiresAt, lang)))}</p>
        : null}
    </div>
  );
}
