import { asksToPay, type Checkout } from "../../core/order/checkout.ts";
import { breakable } from "../parts/breakable.tsx";
import { fixed } from "../fixed.ts";
import { BrandMark } from "../parts/brand.tsx";
import { Amount } from "../parts/money.tsx";
import { formatTime } from "../parts/time.tsx";
import { type Lang, words } from "../words.ts";

/** What an open order asks for: to whom, how much and for what; until when, as long as nothing was sent. */
export function Bill({ checkout, lang }: { readonly checkout: Checkout; readonly lang: Lang }) {
  const { order, merchant, standing } = checkout;
  return (
    <div class="bill">
      {BrandMark({ brand: merchant.brand })}
      <p class="small quiet-text">{words(lang).payTo}</p>
      <p class="payee">
        <bdi>{breakable(merchant.name)}</bdi>
      </p>
      {Amount({ money: order.amount, size: "large" })}
      <p>
        <bdi>{order.subject}</bdi>
      </p>
      {asksToPay(standing) ? payBy(formatTime(order.expiresAt, lang), lang) : null}
    </div>
  );
}

/** The time stays whole, as in any sentence. */
const payBy = fixed((time, lang: Lang) => {
  const [before = "", after = ""] = words(lang).payby(time).split(time);
  return (
    <p class="small quiet-text">
      {breakable(before)}
      <span class="whole">{time}</span>
      {breakable(after)}
    </p>
  );
});
