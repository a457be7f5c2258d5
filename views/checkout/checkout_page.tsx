import type { Checkout } from "../../core/order/checkout.ts";
import { paths } from "../../routes/paths.ts";
import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import { Band } from "../parts/band.tsx";
import { words } from "../words.ts";
import { PaymentPanel } from "./payment_panel.tsx";
import { inFlight } from "./polling.ts";
import type { Trouble } from "./summary.tsx";
import { telling } from "./telling.ts";

const RENEW_SECONDS = 10;

interface Props {
  readonly frame: Frame;
  readonly checkout: Checkout;
  readonly trouble?: Trouble | undefined;
  /** Without script a page in flight loads itself again; a link stops that. */
  readonly stay: boolean;
}

/** The whole checkout of one order, from the facts and nothing else. */
export function CheckoutPage({ frame, checkout, trouble, stay }: Props) {
  const { order, merchant } = checkout;
  const renews = inFlight(checkout) && !stay;
  const here = paths.checkout(order.orderId);
  return (
    <Layout
      frame={frame}
      title={telling(checkout, frame.lang).title}
      mode={merchant.mode}
      width="pair"
      head={renews
        ? (
          <noscript>
            <meta http-equiv="refresh" content={`${RENEW_SECONDS};url=${here}`} />
          </noscript>
        )
        : null}
    >
      <Broken frame={frame} here={here} />
      <PaymentPanel frame={frame} checkout={checkout} trouble={trouble} />
      {renews ? <Renewal frame={frame} here={here} /> : null}
    </Layout>
  );
}

/** Shown by script over a page that is kept: the network is gone, or an answer was a fault. */
function Broken({ frame, here }: { readonly frame: Frame; readonly here: string }) {
  const w = words(frame.lang);
  return (
    <>
      <div id="offline" class="notice" hidden>
        <Band mark="offline">
          <p>{w.offline}</p>
          <a class="link" href={here} data-ask>{w.tryAgain}</a>
        </Band>
      </div>
      <div id="broken" class="notice" hidden>
        <Band mark="unclear">
          <p>{w.error}</p>
          <a class="link" href={here} data-ask>{w.checkResult}</a>
        </Band>
      </div>
    </>
  );
}

function Renewal({ frame, here }: { readonly frame: Frame; readonly here: string }) {
  const w = words(frame.lang);
  return (
    <noscript>
      <p class="small quiet-text">
        {w.renews} <a href={`${here}?stay=1`}>{w.stopRenewing}</a>
      </p>
    </noscript>
  );
}
