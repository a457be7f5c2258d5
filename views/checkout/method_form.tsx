import type { Checkout } from "../../core/order/checkout.ts";
import { isForeignApp } from "../../core/method/client.ts";
import { type MethodOffer, paysByScan } from "../../core/method/rank_methods.ts";
import type { MethodName } from "../../core/method/payment_method.ts";
import { paths } from "../../core/paths.ts";
import { fixed } from "../fixed.ts";
import type { Frame } from "../frame.ts";
import { formatMoney } from "../parts/money.tsx";
import { methodMark } from "../parts/method_mark.tsx";
import { PaymentForm } from "../parts/payment_form.tsx";
import { OtherDevice, PageCode } from "../parts/other_device.tsx";
import { WrongApp } from "../parts/wrong_app.tsx";
import { type Lang, type NextStep, words } from "../words.ts";
import { BalanceChoice } from "./balance_choice.tsx";
import { placesOf } from "./places.ts";
import { radioId } from "./radio_id.ts";

interface Props {
  readonly frame: Frame;
  readonly checkout: Checkout;
  /** The form is shown again because no method of the list came with it. */
  readonly missing: boolean;
}

/**
 * The payment methods as radios, each saying what happens next, and one button with the amount in it. The button's
 * text follows the radio by CSS alone, so it is right without script too.
 */
export function MethodForm({ frame, checkout, missing }: Props) {
  const w = words(frame.lang);
  const { order, offers, client } = checkout;
  const wrongApp = isForeignApp(client);
  const elsewhere = client === "desktop" || client === "unionpay_app" ? null : (
    <OtherDevice
      lang={frame.lang}
      url={frame.origin + paths.checkout(order.orderId)}
      codeSrc={paths.checkoutCode(order.orderId)}
    />
  );
  if (checkout.paused) return null;
  const help = wrongApp ? <>{WrongApp({ lang: frame.lang })}{elsewhere}</> : elsewhere;
  if (offers.length === 0) {
    return wrongApp ? help : (
      <>
        <p>{w.noMethods}</p>
        {elsewhere}
      </>
    );
  }
  const choices = MethodChoices({ frame, checkout, missing, asked: false });
  return help ? <>{choices}{help}</> : choices;
}

interface ChoicesProps extends Props {
  /** See `BalanceChoice`. */
  readonly asked: boolean;
}

/** The form itself, as it is also drawn again once the wallet app has said what is there. */
export function MethodChoices({ frame, checkout, missing, asked }: ChoicesProps) {
  const { lang } = frame;
  const w = words(lang);
  const { order, merchant, offers, standing } = checkout;
  const amount = formatMoney(order.amount);
  const { payments: action } = placesOf(order.orderId, frame.carried);
  const codeAlt = w.codePays(amount, merchant.name);
  const again = standing.state !== "payable";
  const heading = again ? "ways" : "state";
  return PaymentForm({
    frame,
    action,
    children: (
      <fieldset class="choices" aria-labelledby={heading}>
        {again ? <h2 id="ways">{w.anotherWay}</h2> : null}
        {offers.map((offer) => {
          const { method, preselected, failed } = offer;
          if (method === "balance") {
            return BalanceChoice({ frame, checkout, offer, missing, asked });
          }
          const scan = offer.flow === "screen_code" && paysByScan(merchant);
          const next = scan ? "scan_below" : nextStep(offer);
          return (
            <>
              {choice("", lang, method, next, preselected, failed, missing)}
              {scan ? PageCode({ src: paths.checkoutCode(order.orderId), alt: codeAlt }) : null}
            </>
          );
        })}
        <p class="pay">
          <button class="button" type="submit">
            {offers.map(({ method }) => payBy(amount, lang, method))}
          </button>
        </p>
      </fieldset>
    ),
  });
}

const choice = fixed((
  _,
  lang: Lang,
  method: MethodName,
  next: NextStep,
  preselected: boolean,
  failed: boolean,
  missing: boolean,
) => {
  const w = words(lang);
  const id = radioId(method);
  return (
    <>
      <input
        type="radio"
        name="method"
        id={id}
        value={method}
        required
        checked={preselected}
        aria-describedby={missing ? "summary" : undefined}
      />
      <label for={id}>
        {methodMark[method]}
        <b>{w.methods[method].label}</b>
        {failed ? <span class="ochre">{w.justFailed}</span> : null}
        <span>{w.next[next]}</span>
      </label>
    </>
  );
});

const payBy = fixed((amount, lang: Lang, method: MethodName) => {
  const w = words(lang);
  return <span class={radioId(method)}>{w.pay(w.methods[method].inPay, amount)}</span>;
});

/** What happens after the tap. */
export function nextStep({ method, flow }: MethodOffer): NextStep {
  switch (flow) {
    case "cashier":
      return method === "account" ? "cashier_account" : "cashier_card";
    // Nobody chooses these on a page.
    case "app_control":
    case "consumer_code":
    case "test_helper":
    case "bank_transfer":
      return "app_link";
    case "in_app_control":
      return method === "balance" || method === "bound_card" ? method : flow;
    case "balance":
    case "bound_card":
    case "app_link":
    case "wap_page":
    case "screen_code":
      return flow;
  }
}
