import type { Checkout } from "../../core/order/checkout.ts";
import type { MethodOffer } from "../../core/method/rank_methods.ts";
import type { Frame } from "../frame.ts";
import { methodMark } from "../parts/method_mark.tsx";
import { formatMoney } from "../parts/money.tsx";
import { words } from "../words.ts";
import { balanceWords } from "./balance_words.ts";
import { placesOf } from "./places.ts";
import { radioId } from "./radio_id.ts";

interface Props {
  readonly frame: Frame;
  readonly checkout: Checkout;
  readonly offer: MethodOffer;
  readonly missing: boolean;
  /** The wallet app was asked what is there, and this is drawn with its answer or without any. */
  readonly asked: boolean;
}

/**
 * The balance as a radio. A page never waits for the wallet app: it is drawn without what is there, and asks for the form
 * again with it; what the payer has chosen meanwhile goes along.
 */
export function BalanceChoice({ frame, checkout, offer, missing, asked }: Props) {
  const { order, balance } = checkout;
  const { method, preselected, failed, short } = offer;
  const w = words(frame.lang);
  const b = balanceWords(frame.lang);
  const available = balance?.available && formatMoney(balance.available);
  const asks = !asked && available === undefined;
  const known = available === undefined
    ? asks ? b.unasked : b.unknown
    : short
    ? b.short(available)
    : b.enough(available);
  return (
    <>
      <input
        type="radio"
        name="method"
        id={radioId(method)}
        value={method}
        required
        checked={preselected}
        disabled={short}
        aria-describedby={missing ? "summary" : undefined}
      />
      <label for={radioId(method)}>
        {methodMark[method]}
        <b>{w.methods[method].label}</b>
        {failed ? <span class="ochre">{w.justFailed}</span> : null}
        {asks
          ? (
            <span
              hx-get={placesOf(order.orderId, frame.carried).balance}
              hx-trigger="load"
              hx-target="closest form"
              hx-swap="outerHTML"
              hx-include="closest form"
              hx-sync="#payment:queue first"
              hx-nonce={frame.nonce}
            >
              {known}
            </span>
          )
          : <span class={short ? "ochre" : undefined}>{known}</span>}
      </label>
    </>
  );
}
