import { isForeignApp } from "../../core/method/client.ts";
import { paths } from "../../core/paths.ts";
import { BankReason } from "../checkout/bank_reason.tsx";
import { Bill } from "../checkout/bill.tsx";
import { nextStep } from "../checkout/method_form.tsx";
import { radioId } from "../checkout/radio_id.ts";
import { type FormError, Summary } from "../checkout/summary.tsx";
import type { Frame } from "../frame.ts";
import { StateHeading } from "../parts/band.tsx";
import { PaymentForm } from "../parts/payment_form.tsx";
import { formatMoney } from "../parts/money.tsx";
import { WrongApp } from "../parts/wrong_app.tsx";
import { words } from "../words.ts";
import type { CodeView } from "./code_view.ts";
import { codePlaces } from "./places.ts";
import { statusCopy } from "./status_copy.ts";
import { codeWords } from "./words.ts";

interface Props {
  readonly frame: Frame;
  readonly view: Extract<CodeView, { readonly state: "open" }>;
  readonly formError: FormError | undefined;
}

/** How much, to whom, and one button for this client; the rest is secondary. */
export function Payment({ frame, view, formError }: Props) {
  const { lang } = frame;
  const { checkout } = view;
  const { mark, text } = statusCopy(view, lang);
  const foreign = isForeignApp(checkout.client);
  return (
    <>
      {mark ? null : <h1 id="state" class="sr" tabindex={-1}>{text}</h1>}
      <div class="card">{Bill({ checkout, lang })}</div>
      <div class="card stack">
        <Summary formError={formError} checkout={checkout} lang={lang} />
        {mark ? <StateHeading mark={mark} text={text} /> : null}
        <BankReason standing={checkout.standing} lang={lang} />
        {foreign ? <WrongApp lang={lang} /> : null}
        <OneButton frame={frame} view={view} quiet={foreign} />
        <Quiet frame={frame} view={view} />
      </div>
      {view.claims ? <Claim frame={frame} token={view.token} /> : null}
    </>
  );
}

/** The script claims when it is seen: a preview that only loads the page claims nothing. */
function Claim({ frame, token }: { readonly frame: Frame; readonly token: string }) {
  return (
    <div
      hx-post={codePlaces(token, frame.carried).claim}
      hx-trigger="claim"
      hx-target="#payment"
      hx-swap="outerHTML"
      hx-nonce={frame.nonce}
    />
  );
}

interface ButtonProps {
  readonly frame: Frame;
  readonly view: Props["view"];
  /** In an app where 云闪付 cannot open, how to leave it comes first. */
  readonly quiet: boolean;
}

function OneButton({ frame, view, quiet }: ButtonProps) {
  const w = words(frame.lang);
  const { order, offers } = view.checkout;
  const offer = offers[0];
  if (!offer) return quiet ? null : <p>{w.noMethods}</p>;
  const { payments: action } = codePlaces(view.token, frame.carried);
  return (
    <PaymentForm frame={frame} action={action}>
      <input type="hidden" name="method" value={offer.method} />
      <button id={radioId(offer.method)} class={quiet ? "button quiet" : "button"} type="submit">
        {w.pay(w.methods[offer.method].inPay, formatMoney(order.amount))}
      </button>
      <p class="payby small quiet-text centred">{w.next[nextStep(offer)]}</p>
    </PaymentForm>
  );
}

/** All ways to pay, and the way back for a phone that scanned by mistake. */
function Quiet({ frame, view }: { readonly frame: Frame; readonly view: Props["view"] }) {
  const c = codeWords(frame.lang);
  const { order } = view.checkout;
  return (
    <div class="inline">
      <a class="link" href={paths.checkout(order.orderId)}>{c.allWays}</a>
      {view.mine
        ? (
          <form
            method="post"
            action={codePlaces(view.token, frame.carried).release}
            data-busy={words(frame.lang).submitting}
          >
            <button class="link" type="submit">{c.giveBack}</button>
          </form>
        )
        : null}
    </div>
  );
}
