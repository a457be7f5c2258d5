import type { Checkout } from "../../core/order/checkout.ts";
import type { Payment } from "../../core/payment/payment.ts";
import type { Frame } from "../frame.ts";
import { LongNo } from "../parts/long_no.tsx";
import { withMoments } from "../parts/moments.tsx";
import { formatMoney } from "../parts/money.tsx";
import { PaymentForm } from "../parts/payment_form.tsx";
import { QrCode } from "../parts/qr_code.tsx";
import { formatTime } from "../parts/time.tsx";
import { type Lang, words } from "../words.ts";
import { embedWords } from "./embed_words.ts";
import { launchLink, launchPlace } from "./links.ts";
import { placesOf } from "./places.ts";
import { showsCode } from "./status_copy.ts";
import { WayBack } from "./way_back.tsx";

type Processing = Extract<Payment, { state: "processing" }>;

interface Props {
  readonly frame: Frame;
  readonly checkout: Checkout;
  readonly payment: Processing;
  readonly unclear: boolean;
  readonly abandoned: boolean;
}

/** This device's payment in progress: the code or the way back to the app, the result, and the way out. Never Pay. */
export function Progress({ frame, checkout, payment, unclear, abandoned }: Props) {
  const w = words(frame.lang);
  const code = showsCode(payment);
  const places = placesOf(checkout.order.orderId, frame.carried);
  const launch = launchPlace(payment, places);
  const { cancellation } = places;
  const newTab = frame.embedded && !code ? launch : undefined;
  return (
    <>
      {code ? <Code frame={frame} checkout={checkout} payment={payment} unclear={unclear} /> : null}
      {newTab ? <NewTab lang={frame.lang} href={newTab} unclear={unclear} /> : null}
      {unclear ? <SinceWhen checkout={checkout} lang={frame.lang} /> : null}
      <div class="actions">
        <CheckResult frame={frame} checkout={checkout} quiet={code || newTab !== undefined} />
        {launch && !code && !newTab && !unclear
          ? <a class="button quiet" href={launch}>{w.continuePaying}</a>
          : null}
        {unclear ? null : <Cancellation frame={frame} checkout={checkout} payment={payment} />}
        {abandoned ? <Abandoned frame={frame} action={cancellation(payment.paymentId)} /> : null}
        {unclear ? <WayBack frame={frame} checkout={checkout} look="link" /> : null}
      </div>
    </>
  );
}

/** Of a result nobody knows yet: the number to ask the shop about, and when the channel was asked last. */
export function SinceWhen({ checkout, lang }: Pick<Props, "checkout"> & { readonly lang: Lang }) {
  const w = words(lang);
  const { order, askedAt } = checkout;
  const orderNo = <LongNo no={order.merchantOrderNo} />;
  return (
    <div class="small quiet-text">
      <p>{w.orderNo} {orderNo}</p>
      {askedAt ? <p>{withMoments(w.lastChecked(formatTime(askedAt, lang)))}</p> : null}
    </div>
  );
}

/** A page that refuses to be framed opens in another tab, and the merchant's page stays. */
const NEW_TAB = { target: "_blank", rel: "noopener" } as const;

interface NewTabProps {
  readonly lang: Lang;
  readonly href: string;
  readonly unclear: boolean;
}

function NewTab({ lang, href, unclear }: NewTabProps) {
  const say = embedWords(lang);
  return (
    <>
      {unclear ? <p class="small">{say.notOpened}</p> : null}
      <a class="button" href={href} {...NEW_TAB}>{say.open}</a>
    </>
  );
}

function Code({ frame, checkout, payment, unclear }: Omit<Props, "abandoned">) {
  const w = words(frame.lang);
  const { launch } = payment;
  if (launch?.type !== "code") return null;
  const alt = w.codePays(formatMoney(payment.amount), checkout.merchant.name);
  const link = launchLink(launch.url);
  return (
    <figure class="scan">
      <QrCode content={launch.content} alt={alt} />
      <figcaption>
        {unclear ? <p class="small">{w.notScanned}</p> : null}
        {link
          ? <a class="link" href={link} {...(frame.embedded ? NEW_TAB : {})}>{w.openHere}</a>
          : null}
      </figcaption>
    </figure>
  );
}

interface CheckProps {
  readonly frame: Frame;
  readonly checkout: Checkout;
  readonly quiet?: boolean;
}

/** Checks now: a link that reloads the page, or with script only the panel. */
export function CheckResult({ frame, checkout, quiet }: CheckProps) {
  const places = placesOf(checkout.order.orderId, frame.carried);
  return (
    <a
      id="check"
      class={quiet ? "button quiet" : "button"}
      href={places.page}
      hx-get={places.status()}
      hx-target="#payment"
      hx-swap="outerHTML"
      hx-nonce={frame.nonce}
    >
      {words(frame.lang).checkResult}
    </a>
  );
}

interface CancellationProps {
  readonly frame: Frame;
  readonly checkout: Checkout;
  readonly payment: Processing;
}

/** Asks the channel to close this attempt; only a clear confirmation brings the methods back. */
function Cancellation({ frame, checkout, payment }: CancellationProps) {
  const w = words(frame.lang);
  const { cancellation } = placesOf(checkout.order.orderId, frame.carried);
  const opensApp = payment.flow === "app_link" || payment.flow === "in_app_control";
  return (
    <PaymentForm frame={frame} action={cancellation(payment.paymentId)}>
      <button class={opensApp ? "link" : "button quiet"} type="submit">
        {opensApp ? w.noapp : w.anotherWay}
      </button>
    </PaymentForm>
  );
}

interface AbandonedProps {
  readonly frame: Frame;
  /** Where the cancellation is sent. */
  readonly action: string;
}

/** An attempt that led nowhere: the channel may be asked to close it. */
export function Abandoned({ frame, action }: AbandonedProps) {
  const w = words(frame.lang);
  return (
    <>
      <p class="small">{w.abandoned}</p>
      <PaymentForm frame={frame} action={action}>
        <button class="button quiet" type="submit">{w.cancelThat}</button>
      </PaymentForm>
    </>
  );
}
