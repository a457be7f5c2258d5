import type { Checkout } from "../../core/order/checkout.ts";
import { paths } from "../../routes/paths.ts";
import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import { Notices, Renewal, RenewHead } from "../parts/notices.tsx";
import { PaymentPanel } from "./payment_panel.tsx";
import { inFlight } from "./polling.ts";
import type { Trouble } from "./summary.tsx";
import { telling } from "./telling.ts";

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
      head={renews ? <RenewHead here={here} /> : null}
    >
      <Notices frame={frame} here={here} />
      <PaymentPanel frame={frame} checkout={checkout} trouble={trouble} />
      {renews ? <Renewal frame={frame} here={here} /> : null}
    </Layout>
  );
}
