import type { Checkout } from "../../core/order/checkout.ts";
import type { Embedded, Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import { CodeEndScript } from "../parts/code_end.tsx";
import { Notices, Renewal, RenewHead } from "../parts/notices.tsx";
import type { CodeError } from "./code_words.ts";
import { PaymentPanel } from "./payment_panel.tsx";
import { placesOf } from "./places.ts";
import { inFlight } from "./polling.ts";
import type { FormError } from "./summary.tsx";
import { statusCopy } from "./status_copy.ts";

interface Props {
  readonly frame: Frame;
  readonly checkout: Checkout;
  readonly formError?: FormError | undefined;
  readonly codeError?: CodeError | undefined;
  /** See `PaymentPanel`. */
  readonly refused?: boolean;
  /** Without script the page of a payment in progress reloads itself; a link stops that. */
  readonly stay: boolean;
}

/** The whole checkout of one order, from the facts and nothing else, as a page of its own or inside a merchant's. */
export function CheckoutPage(
  { frame, checkout, formError, codeError, refused, stay }: Props,
) {
  const { order, merchant } = checkout;
  const renews = inFlight(checkout) && !stay;
  const { page: here } = placesOf(order.orderId, frame.carried);
  return Layout({
    frame,
    title: statusCopy(checkout, frame.lang, frame.embedded).title,
    mode: merchant.mode,
    width: "pair",
    head: [
      renews ? RenewHead({ here }) : null,
      checkout.standing.state === "awaits_code" ? CodeEndScript({ frame }) : null,
      frame.embedded ? Teller({ ...frame, ...frame.embedded, checkout }) : null,
    ],
    children: [
      Notices({ frame, here }),
      PaymentPanel({ frame, checkout, formError, codeError, refused }),
      renews ? Renewal({ frame, here }) : null,
    ],
  });
}

/** The script that tells the merchant's page whose order this is, and its state. */
function Teller(
  { asset, nonce, origins, checkout }: Frame & Embedded & { readonly checkout: Checkout },
) {
  return (
    <script
      src={asset("framed.js")}
      nonce={nonce}
      defer
      data-merchant={checkout.merchant.name}
      data-order={checkout.order.orderId}
      data-origins={origins.join(" ")}
    />
  );
}
