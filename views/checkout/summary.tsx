import type { Checkout } from "../../core/order/checkout.ts";
import type { Money } from "../../core/money.ts";
import { formatMoney } from "../parts/money.tsx";
import { StateMark } from "../parts/state_mark.tsx";
import { type Lang, words } from "../words.ts";
import { balanceWords } from "./balance_words.ts";
import { radioId } from "./radio_id.ts";

/** Why a form comes back instead of a payment. */
export type FormError =
  | "method_missing"
  | "method_not_offered"
  | "already_paid"
  | "cannot_start"
  | "not_cancelled"
  | "signed_out"
  | "phone_lost"
  | BalanceShort
  | DayUsedUp
  | OverLimit;

/** Less is there than the order asks for. */
export interface BalanceShort {
  readonly available: Money;
}

/** So much may still be paid today as the payer was verified; other methods have limits of their own. */
interface DayUsedUp {
  readonly leftOfDay: Money;
}

/** The daily limit of static codes is used up, or nearly. */
export interface OverLimit {
  readonly cap: Money;
  readonly left: Money;
}

interface Props {
  readonly formError: FormError | undefined;
  readonly checkout: Checkout;
  readonly lang: Lang;
}

/** Above a form that was refused: what is wrong, with a link to the field. It gets the focus. */
export function Summary({ formError, checkout, lang }: Props) {
  if (!formError) return null;
  if (typeof formError === "object" && "cap" in formError) {
    return <LimitSummary over={formError} lang={lang} />;
  }
  const first = checkout.offers.find(({ short }) => !short);
  const text = textOf(formError, lang);
  return (
    <div id="summary" class="band ochre" tabindex={-1} role="group" autofocus>
      {first ? <a href={`#${radioId(first.method)}`}>{text}</a> : <span>{text}</span>}
    </div>
  );
}

/** No other payment method helps here: the sentence says what does. */
function LimitSummary({ over, lang }: { readonly over: OverLimit; readonly lang: Lang }) {
  const w = words(lang);
  const left = formatMoney(over.left);
  return (
    <div id="summary" class="band ochre" tabindex={-1} role="group" autofocus>
      <StateMark mark="limit" />
      <div class="stack">
        <p>{w.limit(left)}</p>
        <p>{w.static(formatMoney(over.cap), left)}</p>
      </div>
    </div>
  );
}

function textOf(formError: Exclude<FormError, OverLimit>, lang: Lang): string {
  const w = words(lang);
  if (typeof formError === "object") {
    const b = balanceWords(lang);
    return "available" in formError
      ? b.refused(formatMoney(formError.available))
      : b.overLimit(formatMoney(formError.leftOfDay));
  }
  switch (formError) {
    case "method_missing":
      return w.chooseMethod;
    case "method_not_offered":
      return w.notOffered;
    case "already_paid":
      return w.done;
    case "cannot_start":
      return w.cannotStart;
    case "signed_out":
      return balanceWords(lang).signedOut;
    case "phone_lost":
      return balanceWords(lang).phoneLost;
    case "not_cancelled":
      return w.notCancelled;
  }
}
