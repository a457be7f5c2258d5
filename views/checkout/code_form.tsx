import type { Checkout, CheckoutStanding } from "../../core/order/checkout.ts";
import { codeEndsAt } from "../../core/payment/payment.ts";
import type { Frame } from "../frame.ts";
import { CodeEnd } from "../parts/code_end.tsx";
import { Field, fieldAttributes } from "../parts/field.tsx";
import { formatMoney } from "../parts/money.tsx";
import { PaymentForm } from "../parts/payment_form.tsx";
import { type Lang, words } from "../words.ts";
import { type CodeError, codeWords } from "./code_words.ts";
import { placesOf } from "./places.ts";

type Props = Omit<Extract<CheckoutStanding, { readonly state: "awaits_code" }>, "state"> & {
  readonly frame: Frame;
  readonly checkout: Checkout;
  readonly error: CodeError | undefined;
};

/** A payment by a bound card, before anything is charged: the code, another code, and the way out. */
export function CodeForm({ frame, checkout, payment, late, now, error }: Props) {
  const { lang } = frame;
  const w = words(lang);
  const s = codeWords(lang);
  const { order, merchant } = checkout;
  const { payCode, newCode, cancellation } = placesOf(order.orderId, frame.carried);
  const amount = formatMoney(order.amount);
  const { paymentId } = payment;
  if (late) {
    return (
      <PaymentForm frame={frame} action={cancellation(paymentId)}>
        <button class="button" type="submit">{s.again}</button>
      </PaymentForm>
    );
  }
  const wrong = error === undefined || error === "sent_again" ? undefined : "code";
  return (
    <>
      {error === "sent_again"
        ? <p class="band jade">{s.sentAgain}</p>
        : <p>{s.asked(merchant.name, amount)}</p>}
      <PaymentForm frame={frame} action={payCode(paymentId)}>
        <div class="stack">
          <Field
            id="code"
            label={s.label}
            error={wrong && errorText(error, lang)}
            hint={
              <>
                {s.hint}
                <br />
                <CodeEnd endsAt={codeEndsAt(payment)} now={now} lang={lang} />
              </>
            }
          >
            <input
              {...fieldAttributes("code", wrong)}
              name="code"
              autocomplete="one-time-code"
              inputmode="numeric"
              maxlength={12}
              required
              autofocus
            />
          </Field>
          <button class="button" type="submit">{w.pay(w.methods.bound_card.inPay, amount)}</button>
        </div>
      </PaymentForm>
      <div class="actions">
        <PaymentForm frame={frame} action={newCode(paymentId)}>
          <button class="link" type="submit">{s.resend}</button>
        </PaymentForm>
        <PaymentForm frame={frame} action={cancellation(paymentId)}>
          <button class="button quiet" type="submit">{w.anotherWay}</button>
        </PaymentForm>
      </div>
    </>
  );
}

function errorText(error: CodeError | undefined, lang: Lang): string | undefined {
  const s = codeWords(lang);
  if (typeof error === "object") return s.tooMany(error.minutes);
  switch (error) {
    case "malformed":
      return s.malformed;
    case "too_soon":
      return s.tooSoon;
    case "sent_again":
    case undefined:
      return undefined;
  }
}
