import type { Launch } from "../../core/channel/outcome.ts";
import type { Checkout } from "../../core/order/checkout.ts";
import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import { formatMoney } from "../parts/money.tsx";
import { words } from "../words.ts";

interface Props {
  readonly frame: Frame;
  readonly checkout: Checkout;
  readonly launch: Extract<Launch, { type: "form" }>;
}

/** Leads to the channel's own page by a form that the browser posts there: by itself, or by its button without script. */
export function LeavePage({ frame, checkout: { order, merchant }, launch }: Props) {
  const { lang, nonce, asset } = frame;
  const w = words(lang);
  const title = w.payTitle(formatMoney(order.amount), merchant.name);
  return (
    <Layout
      frame={frame}
      title={title}
      mode={merchant.mode}
      script={false}
      head={<script src={asset("leave.js")} nonce={nonce} type="module" />}
    >
      <div class="stack">
        <h1>{title}</h1>
        <form class="actions" method="post" action={launch.action} data-leave="">
          {Object.entries(launch.fields).map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          <button class="button" type="submit">{w.leave}</button>
        </form>
      </div>
    </Layout>
  );
}
