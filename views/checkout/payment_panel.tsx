import { asksToPay, type Checkout } from "../../core/order/checkout.ts";
import { fullTitle } from "../layout.tsx";
import type { Frame } from "../frame.ts";
import { Band, StateHeading } from "../parts/band.tsx";
import { words } from "../words.ts";
import { Bill } from "./bill.tsx";
import { backLink } from "./links.ts";
import { MethodForm } from "./method_form.tsx";
import { placesOf } from "./places.ts";
import { inFlight, pollEvery, settled } from "./polling.ts";
import { Abandoned, CheckResult, Progress } from "./progress.tsx";
import { Receipt } from "./receipt.tsx";
import { type FormError, Summary } from "./summary.tsx";
import { lateText, statusCopy } from "./status_copy.ts";

interface Props {
  readonly frame: Frame;
  readonly checkout: Checkout;
  /** Why the form just sent is shown again. */
  readonly formError?: FormError | undefined;
  /** True in the response that brings a change to an open page: its seal may be stamped. */
  readonly arrived?: boolean;
}

/**
 * Everything that changes while a checkout is open. It polls as long as something can change: a settled panel has no
 * trigger, so polling ends by itself. It is never a live region; the layout's status line is. What is on every checkout
 * is called here and not put in as a node, because a node costs as much as what it draws.
 */
export function PaymentPanel({ frame, checkout, formError, arrived }: Props) {
  const { order, mark, standing } = checkout;
  const places = placesOf(order.orderId, frame.carried);
  const seconds = pollEvery(checkout);
  const asks = seconds !== undefined;
  const sealed = standing.state === "paid";
  const { lang } = frame;
  const heading = Heading({ frame, checkout });
  const open = !settled(checkout);
  const shape = open ? "billed" : sealed ? "single" : "single short";
  return (
    <div
      id="payment"
      class={arrived ? `${shape} arrived` : shape}
      hx-get={asks ? places.status(mark) : undefined}
      hx-trigger={asks ? `every ${seconds}s, ask` : undefined}
      hx-swap={asks ? "outerHTML" : undefined}
      hx-nonce={asks ? frame.nonce : undefined}
      data-stream={inFlight(checkout) ? places.stream(mark) : undefined}
      data-state={frame.embedded ? order.state : undefined}
    >
      {open
        ? Bill({ checkout, lang })
        : Receipt({ checkout, lang, arrived: arrived ?? false, heading: sealed ? heading : null })}
      <div class={sealed ? "stack" : "card stack"}>
        {Summary({ formError, checkout, lang })}
        {sealed ? null : heading}
        {Body({ frame, checkout, missing: formError === "method_missing" })}
      </div>
      {open && !("unclear" in standing && standing.unclear) ? Leave({ frame, checkout }) : null}
    </div>
  );
}

/** The panel as a poll or a form returns it: with the page's new title and one sentence for the status line. */
export function PaymentPanelChange({ frame, checkout, formError }: Props) {
  const { lang } = frame;
  const { text, title } = statusCopy(checkout, lang, frame.embedded);
  return (
    <>
      <title>{fullTitle(lang, checkout.merchant.mode, title)}</title>
      <PaymentPanel frame={frame} checkout={checkout} formError={formError} arrived />
      <hx-partial hx-target="#status" hx-swap="textContent">{text}</hx-partial>
    </>
  );
}

function Heading({ frame, checkout }: { readonly frame: Frame; readonly checkout: Checkout }) {
  const { mark, text } = statusCopy(checkout, frame.lang, frame.embedded);
  if (mark) return <StateHeading mark={mark} text={text} />;
  return <h1 id="state" tabindex={-1}>{text}</h1>;
}

interface BodyProps {
  readonly frame: Frame;
  readonly checkout: Checkout;
  readonly missing: boolean;
}

/** What can be done now: one action for each state. */
function Body({ frame, checkout, missing }: BodyProps) {
  const { standing, order } = checkout;
  const { cancellation } = placesOf(order.orderId, frame.carried);
  switch (standing.state) {
    case "payable":
    case "failed":
    case "over_limit":
      return MethodForm({ frame, checkout, missing });
    case "processing":
      return <Progress frame={frame} checkout={checkout} {...standing} />;
    case "other_device":
      return (
        <div class="actions">
          <CheckResult frame={frame} checkout={checkout} />
          {standing.abandoned
            ? <Abandoned frame={frame} action={cancellation(standing.payment.paymentId)} />
            : null}
        </div>
      );
    case "paid":
      return <Settled frame={frame} checkout={checkout} />;
    case "expired":
    case "closed":
      return <Settled frame={frame} checkout={checkout} unclear={!standing.safe} />;
  }
}

/** The quiet way out of an open order. Nobody is sent for a new one while money may be moving. */
function Leave({ frame: { lang, embedded }, checkout }: Omit<Props, "formError">) {
  const { order, merchant, standing } = checkout;
  const back = backLink(order, merchant);
  if (!back && !asksToPay(standing)) return null;
  return (
    <p class="leave small quiet-text">
      {back
        ? (
          <a class="link" href={back} {...(embedded ? TO_MERCHANT : {})}>
            {words(lang).backTo(merchant.name)}
          </a>
        )
        : words(lang).backInPerson(merchant.name)}
    </p>
  );
}

/** Out of the merchant's page's frame: its own script closes it. */
const TO_MERCHANT = { target: "_top", "data-back": true } as const;

interface SettledProps {
  readonly frame: Frame;
  readonly checkout: Checkout;
  readonly unclear?: boolean;
}

function Settled({ frame, checkout, unclear }: SettledProps) {
  const w = words(frame.lang);
  const { order, merchant, standing, late } = checkout;
  const back = backLink(order, merchant);
  const sealed = standing.state === "paid";
  return (
    <>
      {late && sealed ? <Band mark="expired">{lateText(late, frame.lang)}</Band> : null}
      {unclear || back
        ? (
          <div class="actions">
            {unclear ? <CheckResult frame={frame} checkout={checkout} /> : null}
            {back
              ? (
                <a
                  class={unclear ? "button quiet" : "button"}
                  href={back}
                  {...(frame.embedded ? TO_MERCHANT : {})}
                >
                  {w.backTo(merchant.name)}
                </a>
              )
              : null}
          </div>
        )
        : null}
      {back || sealed || unclear ? null : <p>{w.backInPerson(merchant.name)}</p>}
    </>
  );
}
