import type { Checkout } from "../../core/order/checkout.ts";
import type { Money } from "../../core/money.ts";
import { formatMoney } from "../parts/money.tsx";
import { StateMark } from "../parts/state_mark.tsx";
import { type Lang, words } from "../words.ts";
import type { Words } from "../words_zh.ts";
import { radioId } from "./method_form.tsx";

/** Why a form comes back instead of a payment. */
export type FormError =
  | "method_missing"
  | "method_not_offered"
  | "already_paid"
  | "cannot_start"
  | "not_cancelled"
  | OverLimit;

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
  if (typeof formError === "object") return <LimitSummary over={formError} lang={lang} />;
  const first = checkout.offers[0];
  const text = textOf(formError, words(lang));
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

function textOf(formError: Exclude<FormError, OverLimit>, w: Words): string {
  switch (formError) {
    case "method_missing":
      return w.chooseMethod;
    case "method_not_offered":
      return w.notOffered;
    case "already_paid":
      return w.done;
    case "cannot_start":
      return w.cannotStart;
    case "not_cancelled":
      return w.notCancelled;
  }
}
