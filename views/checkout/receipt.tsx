import type { Child } from "hono/jsx";
import type { Checkout } from "../../core/order/checkout.ts";
import type { Payment } from "../../core/payment/payment.ts";
import type { SucceededRefund } from "../../core/refund/refund.ts";
import { breakable } from "../parts/breakable.tsx";
import { BrandMark } from "../parts/brand.tsx";
import { Facts } from "../parts/facts.tsx";
import { LongNo } from "../parts/long_no.tsx";
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
  const { order, merchant, standing } = checkout;
  const seal = sealOf(checkout);
  return (
    <div class={seal ? "card receipt sealed" : "card receipt"}>
      {seal ? <Seal kind={seal} lang={lang} arrived={arrived} /> : null}
      {heading}
      {Amount({ money: order.amount, size: "large" })}
      <BrandMark brand={merchant.brand} sealed={seal !== undefined} />
      <Payee name={merchant.name} lang={lang} />
      <p class="quiet-text">
        <bdi>{order.subject}</bdi>
      </p>
      {standing.state === "paid" ? <PaidFacts checkout={checkout} lang={lang} /> : null}
    </div>
  );
}

export function Payee({ name, lang }: { readonly name: string; readonly lang: Lang }) {
  return (
    <p class="payee">
      <span class="quiet-text">{words(lang).payTo}</span>{" "}
      <b>
        <bdi>{breakable(name)}</bdi>
      </b>
    </p>
  );
}

function PaidFacts({ checkout, lang }: { readonly checkout: Checkout; readonly lang: Lang }) {
  const w = words(lang);
  const { order, standing, refunds } = checkout;
  if (standing.state !== "paid") return null;
  const { payment, refunded } = standing;
  const paidAt = <Time at={payment.succeededAt} lang={lang} />;
  const orderNo = <LongNo no={order.merchantOrderNo} />;
  const transactionNo = <LongNo no={payment.channelTxnNo} />;
  const single = refunds.length === 1 || refunded.fen === 0;
  return (
    <>
      <Facts
        rows={[
          [w.paidAt, paidAt],
          [w.paidWith, paidWith(payment, lang)],
          [w.paidByPayer, payment.paidByPayer && formatMoney(payment.paidByPayer)],
          [w.orderNo, orderNo],
          [w.transactionNo, transactionNo],
          ...refunds.map((refund) => refundRow(refund, lang)),
          [w.refundedPart, single ? undefined : formatMoney(refunded)],
        ]}
      />
      <p class="centred">
        <button class="link" type="button" data-print hidden>{w.print}</button>
      </p>
    </>
  );
}

/** How much went back, and when. */
function refundRow({ amount, succeededAt }: SucceededRefund, lang: Lang): readonly [string, Child] {
  const back = <>{formatMoney(amount)} {Time({ at: succeededAt, lang })}</>;
  return [words(lang).refund, back];
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
