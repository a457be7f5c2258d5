import type { OrderView } from "../../../core/console/view_order.ts";
import { orderResource } from "../../../core/order/order_resource.ts";
import type { Payment } from "../../../core/payment/payment.ts";
import { paths } from "../../../core/paths.ts";
import { permits } from "../../../core/permission/role.ts";
import { leftToRefund } from "../../../core/refund/left_to_refund.ts";
import type { Frame } from "../../frame.ts";
import { fact, Facts } from "../../parts/facts.tsx";
import { Amount } from "../../parts/money.tsx";
import type { Mark } from "../../parts/state_mark.tsx";
import { Time } from "../../parts/time.tsx";
import type { Who } from "../../staff/desk.tsx";
import { Problem } from "../../staff/problem.tsx";
import { SignedPayment } from "../../receipt/signed_payment.tsx";
import { type Lang, words } from "../../words.ts";
import { disputeFacts } from "../../dispute/dispute_facts.tsx";
import { feeWords } from "../../fee/words.ts";
import { DetailPage } from "../detail.tsx";
import { RefundRows } from "../refunds/refund_rows.tsx";
import { StateWord } from "../state_word.tsx";
import { endedAt, orderMarks } from "./order_columns.tsx";
import { orderWords } from "./order_words.ts";

interface Props {
  readonly frame: Frame;
  readonly who: Who;
  readonly view: OrderView;
  /** It was to be closed and isn't open any more. */
  readonly notOpen?: boolean;
}

/** One order: how it stands and what can be done, what happened, and what was told of it. */
export function OrderPage({ frame, who, view, notOpen }: Props) {
  const { lang } = frame;
  const w = orderWords(lang);
  const { order, settled, late, payments, refunds, steps, deliveries } = view;
  return (
    <DetailPage
      frame={frame}
      who={who}
      section="orders"
      title={order.merchantOrderNo}
      steps={steps}
      deliveries={deliveries}
      resource={orderResource(order, settled, frame.origin, late)}
    >
      <Problem text={notOpen ? w.notOpen : undefined} />
      <section class="card stack">
        <h1>
          <StateWord mark={orderMarks[order.state]} text={w.states[order.state]} />{" "}
          <Amount money={order.amount} />
        </h1>
        <OrderFacts lang={lang} view={view} />
        <Actions lang={lang} who={who} view={view} />
      </section>
      <section class="card stack">
        <h2>{w.payments}</h2>
        {payments.length === 0 ? <p class="quiet-text">{w.noPayments}</p> : null}
        <PaymentRows lang={lang} payments={payments} signatures={view.signatures} />
      </section>
      {refunds.length === 0 ? null : (
        <section class="card stack">
          <h2>{w.refunds}</h2>
          <RefundRows lang={lang} refunds={refunds} />
        </section>
      )}
    </DetailPage>
  );
}

function OrderFacts({ lang, view }: { readonly lang: Lang; readonly view: OrderView }) {
  const w = orderWords(lang);
  const { order, settled } = view;
  const { columns } = w;
  const ended = endedAt(order);
  const method = settled && words(lang).methods[settled.method].label;
  return (
    <Facts
      rows={[
        fact(columns.merchantOrderNo, <span class="mono">{order.merchantOrderNo}</span>),
        fact(columns.orderId, <span class="mono">{order.orderId}</span>),
        fact(columns.subject, <bdi>{order.subject}</bdi>),
        fact(columns.created, <Time at={order.createdAt} lang={lang} />),
        order.state === "open"
          ? fact(w.expiresAt, <Time at={order.expiresAt} lang={lang} />)
          : fact(
            order.state === "paid" ? w.paidAt : w.endedAt,
            ended && <Time at={ended} lang={lang} />,
          ),
        fact(
          columns.method,
          settled?.cardLastFour === undefined || method === undefined
            ? method
            : w.card(method, settled.cardLastFour),
        ),
        fact(
          words(lang).paidByPayer,
          settled?.paidByPayer && <Amount money={settled.paidByPayer} />,
        ),
        fact(
          columns.channelTxnNo,
          settled && <span class="mono">{settled.channelTxnNo}</span>,
        ),
        fact(
          w.returned,
          settled && settled.refunded.fen > 0 && <Amount money={settled.refunded} />,
        ),
        ...disputeFacts(lang, view.dispute, settled?.chargedBack),
        fact(
          w.left,
          settled && <Amount money={leftToRefund(settled)} />,
        ),
        fact(
          columns.settle,
          order.settleMerchantNo && <span class="mono">{order.settleMerchantNo}</span>,
        ),
        fact(
          columns.remittanceCode,
          order.transfer && <span class="mono">{order.transfer.remittanceCode}</span>,
        ),
        fact(
          columns.buyer,
          order.transfer?.buyerName === undefined
            ? undefined
            : <bdi>{order.transfer.buyerName}</bdi>,
        ),
        fact(columns.linkId, order.linkId && <span class="mono">{order.linkId}</span>),
        fact(
          w.checkout,
          order.state === "open" && (
            <a class="link" href={paths.checkout(order.orderId)}>{paths.checkout(order.orderId)}</a>
          ),
        ),
      ].map(([label, value]) => [label, value || undefined] as const)}
    />
  );
}

function Actions({ lang, who, view: { order, settled } }: {
  readonly lang: Lang;
  readonly who: Who;
  readonly view: OrderView;
}) {
  const w = orderWords(lang);
  const left = settled ? leftToRefund(settled).fen : 0;
  const refundable = left > 0 && permits(who.role, "refunds:write");
  const closable = order.state === "open" && permits(who.role, "orders:write");
  if (!refundable && !closable) return null;
  return (
    <p class="tools">
      {refundable
        ? <a class="button" href={paths.consoleOrderRefunds(order.orderId)}>{w.refund}</a>
        : null}
      {closable
        ? <a class="button quiet" href={paths.consoleOrderClosure(order.orderId)}>{w.close}</a>
        : null}
    </p>
  );
}

type PaymentShown = keyof ReturnType<typeof orderWords>["paymentStates"];

const paymentMarks: Readonly<Record<PaymentShown, Mark>> = {
  processing: "processing",
  unclear: "unclear",
  succeeded: "paid",
  late: "expired",
  failed: "failed",
};

function shownAs(payment: Payment): PaymentShown {
  switch (payment.state) {
    case "processing":
      return payment.queriesEndedAt === undefined ? "processing" : "unclear";
    case "succeeded":
      return payment.settles ? "succeeded" : "late";
    case "failed":
      return "failed";
  }
}

function PaymentRows({ lang, payments, signatures }: {
  readonly lang: Lang;
  readonly payments: readonly Payment[];
  readonly signatures: OrderView["signatures"];
}) {
  const w = orderWords(lang);
  return (
    <ul class="rows">
      {payments.map((payment) => {
        const state = shownAs(payment);
        const signature = signatures.get(payment.paymentId);
        return (
          <li key={payment.paymentId} id={payment.paymentId}>
            <span>
              <b>
                {words(lang).methods[payment.method].label} · {w.flows[payment.flow]}
              </b>
              <span class="small quiet-text">
                <Time at={payment.createdAt} lang={lang} />
                {payment.state === "failed"
                  ? <span>· {failureText(payment.reason, lang)}</span>
                  : null}
              </span>
              <span class="mono small">{payment.paymentId}</span>
              {payment.state === "succeeded"
                ? <span class="mono small">{payment.channelTxnNo}</span>
                : null}
              {payment.state === "succeeded" && payment.settles
                ? (
                  <a class="link" href={paths.consolePaymentFee(payment.paymentId)}>
                    {feeWords(lang).feeLink}
                  </a>
                )
                : null}
              {signature
                ? (
                  <SignedPayment
                    signature={signature}
                    href={payment.state === "succeeded"
                      ? paths.consolePaymentEvidence(payment.paymentId)
                      : undefined}
                    lang={lang}
                  />
                )
                : null}
            </span>
            <span class="end">
              <Amount money={payment.amount} />
              <StateWord mark={paymentMarks[state]} text={w.paymentStates[state]} />
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function failureText(
  reason: Extract<Payment, { state: "failed" }>["reason"],
  lang: Lang,
): string {
  const known = Object.entries(words(lang).bankReasons).find(([each]) => each === reason);
  return known?.[1] ?? reason;
}
