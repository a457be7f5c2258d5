import type { Checkout } from "../../core/order/checkout.ts";
import type { Money } from "../../core/money.ts";
import { formatMoney } from "../parts/money.tsx";
import { StateMark } from "../parts/state_mark.tsx";
import { type Lang, type Words, words } from "../words.ts";
import { radioId } from "./method_form.tsx";

/** Why a form comes back instead of a payment. */
export type Trouble =
  | "method_missing"
  | "method_not_offered"
  | "already_paid"
  | "cannot_start"
  | OverLimit;

/** The daily limit of static codes is used up, or nearly. */
export interface OverLimit {
  readonly cap: Money;
  readonly left: Money;
}

interface Props {
  readonly trouble: Trouble | undefined;
  readonly checkout: Checkout;
  readonly lang: Lang;
}

/** Above a form that was refused: what is wrong, with a link to the field. It gets the focus. */
export function Summary({ trouble, checkout, lang }: Props) {
  if (!trouble) return null;
  if (typeof trouble === "object") return <LimitSummary over={trouble} lang={lang} />;
  const first = checkout.offers[0];
  const text = textOf(trouble, words(lang));
  return (
    <div id="summary" class="band ochre" tabindex={-1} role="group">
      {first ? <a href={`#${radioId(first.method)}`}>{text}</a> : <span>{text}</span>}
    </div>
  );
}

/** No other payment method helps here: the sentence says what does. */
function LimitSummary({ over, lang }: { readonly over: OverLimit; readonly lang: Lang }) {
  const w = words(lang);
  const left = formatMoney(over.left);
  return (
    <div id="summary" class="band ochre" tabindex={-1} role="group">
      <StateMark mark="limit" />
      <div class="stack">
        <p>{w.limit(left)}</p>
        <p>{w.static(formatMoney(over.cap), left)}</p>
      </div>
    </div>
  );
}

function textOf(trouble: Exclude<Trouble, OverLimit>, w: Words): string {
  switch (trouble) {
    case "method_missing":
      return w.chooseMethod;
    case "method_not_offered":
      return w.notOffered;
    case "already_paid":
      return w.done;
    case "cannot_start":
      return w.cannotStart;
  }
}
