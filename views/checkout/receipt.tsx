import type { Child } from "hono/jsx";
import type { Checkout } from "../../core/order/checkout.ts";
import type { Payment } from "../../core/payment/payment.ts";
import { breakable } from "../parts/breakable.tsx";
import { Facts } from "../parts/facts.tsx";
import { Amount, formatMoney } from "../parts/money.tsx";
import { Seal } from "../parts/seal.tsx";
import { Time } from "../parts/time.tsx";
import { type Lang, type SealKind, words } from "../words.ts";

interface Props {
  readonly checkout: Checkout;
  readonly lang: Lang;
  readonly arrived: boolean;
  /** The page's heading, when it belongs beside the seal. */
  readonly heading?: Child;
}

/** What an order that is no longer open came to; once paid, the heading beside its seal and the payment's facts. */
export function Receipt({ checkout, lang, arrived, heading }: Props) {
  const w = words(lang);
  const { order, merchant, standing } = checkout;
  const seal = sealOf(checkout);
  return (
    <div class={seal ? "card receipt sealed" : "card receipt"}>
      {seal ? <Seal kind={seal} lang={lang} arrived={arrived} /> : null}
      {heading}
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
      {standing.state === "paid" ? <PaidFacts checkout={checkout} lang={lang} /> : null}
    </div>
  );
}

function PaidFacts({ checkout, lang }: { readonly checkout: Checkout; readonly lang: Lang }) {
  const w = words(lang);
  const { order, standing } = checkout;
  if (standing.state !== "paid") return null;
  const { payment, refunded } = standing;
  const paidAt = <Time at={payment.succeededAt} lang={lang} />;
  return (
    <Facts
      rows={[
        [w.paidAt, paidAt],
        [w.paidWith, paidWith(payment, lang)],
        [w.orderNo, order.merchantOrderNo],
        [w.refundedPart, refunded.fen > 0 ? formatMoney(refunded) : undefined],
      ]}
    />
  );
}

function paidWith(payment: Extract<Payment, { state: "succeeded" }>, lang: Lang): string {
  const w = words(lang);
  const { label } = w.methods[payment.method];
  const { cardLastFour } = payment;
  return cardLastFour === undefined ? label : w.cardEnding(label, cardLastFour);
}

/** Filled while the payment stands, outlined once it is fully refunded; nothing else is sealed. */
function sealOf({ order, standing }: Checkout): SealKind | undefined {
  if (standing.state !== "paid") return undefined;
  return standing.refunded.fen >= order.amount.fen ? "refunded" : "paid";
}
