import type { LinkView } from "../../core/link/view_link.ts";
import { isForeignApp } from "../../core/method/client.ts";
import type { MethodOffer } from "../../core/method/rank_methods.ts";
import type { Money } from "../../core/money.ts";
import { paths } from "../../core/paths.ts";
import { nextStep } from "../checkout/method_form.tsx";
import type { Frame } from "../frame.ts";
import { Amount, formatMoney } from "../parts/money.tsx";
import { StateMark } from "../parts/state_mark.tsx";
import { WrongApp } from "../parts/wrong_app.tsx";
import { type Lang, words } from "../words.ts";
import { type AmountFormError, linkWords } from "./words.ts";

export type PayFormError = AmountFormError | "over_limit";

/** What was entered in a returned form. */
export interface Typed {
  readonly amount: string;
}

interface Props {
  readonly frame: Frame;
  readonly view: LinkView;
  readonly formError: PayFormError | undefined;
  readonly typed: Typed | undefined;
}

/**
 * The amount, what is left of today's limit, and one button. If the amount is entered, a button without it pays
 * nothing.
 */
export function PayForm({ frame: { lang }, view, formError, typed }: Props) {
  const w = words(lang);
  const { link, offer, client, limit } = view;
  const foreign = isForeignApp(client);
  if (!offer) return foreign ? <WrongApp lang={lang} /> : <p>{w.noMethods}</p>;
  return (
    <>
      {foreign ? <WrongApp lang={lang} /> : null}
      <Summary view={view} formError={formError} lang={lang} />
      <form
        class="stack"
        method="post"
        action={paths.payOrders(link.linkId)}
        data-busy={w.submitting}
        data-pay={w.pay(w.methods[offer.method].inPay, "{amount}")}
      >
        <input type="hidden" name="once" value={view.once} />
        {link.amount
          ? <Amount money={link.amount} size="large" />
          : <AmountField formError={formError} typed={typed} lang={lang} />}
        <p id="left" class="small">{w.static(formatMoney(limit.cap), formatMoney(limit.left))}</p>
        {link.amount
          ? <PayButton amount={link.amount} offer={offer} lang={lang} />
          : <GoOnButton offer={offer} lang={lang} />}
      </form>
    </>
  );
}

interface SummaryProps {
  readonly view: LinkView;
  readonly formError: PayFormError | undefined;
  readonly lang: Lang;
}

/** Above a form that was refused: what is wrong, with a link to the field. It gets the focus. */
function Summary({ view, formError, lang }: SummaryProps) {
  if (!formError) return null;
  const text = formError === "over_limit"
    ? words(lang).limit(formatMoney(view.limit.left))
    : linkWords(lang).formErrors[formError];
  return (
    <div id="summary" class="band ochre" tabindex={-1} role="group" autofocus>
      <StateMark mark={formError === "over_limit" ? "limit" : "failed"} />
      <a class="link" href="#amount">{text}</a>
    </div>
  );
}

interface FieldProps {
  readonly formError: PayFormError | undefined;
  readonly typed: Typed | undefined;
  readonly lang: Lang;
}

// A phone's own keypad: digits and a point.
function AmountField({ formError, typed, lang }: FieldProps) {
  return (
    <div class="field">
      <label for="amount">{linkWords(lang).amount}</label>
      <div class="sum">
        <span aria-hidden="true">¥</span>
        <input
          id="amount"
          name="amount"
          value={typed?.amount ?? ""}
          inputmode="decimal"
          autocomplete="off"
          maxlength={16}
          aria-describedby={formError ? "summary left" : "left"}
          {...(formError ? { "aria-invalid": "true" } : {})}
        />
      </div>
    </div>
  );
}

interface ButtonProps {
  readonly offer: MethodOffer;
  readonly lang: Lang;
}

function PayButton({ amount, offer, lang }: ButtonProps & { readonly amount: Money }) {
  const w = words(lang);
  const { method } = offer;
  return (
    <div class="actions">
      <button class="button" type="submit" name="method" value={method}>
        {w.pay(w.methods[method].inPay, formatMoney(amount))}
      </button>
      <Beside offer={offer} lang={lang} />
    </div>
  );
}

/**
 * A button that pays says how much. Without script it can't follow the input, so it only leads to the page that does;
 * script gives it the method and the text, and reveals the rest.
 */
function GoOnButton({ offer, lang }: ButtonProps) {
  const l = linkWords(lang);
  return (
    <div class="actions">
      <button class="button" type="submit" data-method={offer.method}>{l.goOn}</button>
      <noscript>
        <p class="small quiet-text centred">{l.confirmNext}</p>
      </noscript>
      <div data-scripted hidden>
        <Beside offer={offer} lang={lang} />
      </div>
    </div>
  );
}

/** What happens after pressing, and a link to every other method. */
function Beside({ offer, lang }: ButtonProps) {
  return (
    <div class="centred">
      <p class="small quiet-text">{words(lang).next[nextStep(offer)]}</p>
      <button class="link" type="submit" name="method" value="">
        {linkWords(lang).otherWays}
      </button>
    </div>
  );
}
