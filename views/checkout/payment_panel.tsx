import { asksToPay, type Checkout, faceOf } from "../../core/order/checkout.ts";
import { fullTitle } from "../layout.tsx";
import { fixedAround } from "../fixed.ts";
import type { Frame } from "../frame.ts";
import { Band, StateHeading } from "../parts/band.tsx";
import { words } from "../words.ts";
import { BankReason } from "./bank_reason.tsx";
import { CodeForm } from "./code_form.tsx";
import type { CodeError } from "./code_words.ts";
import { Bill } from "./bill.tsx";
import { backLink } from "./links.ts";
import { MethodForm } from "./method_form.tsx";
import { placesOf } from "./places.ts";
import { asksWhen, listens, settled } from "./polling.ts";
import { Abandoned, CheckResult, Progress, SinceWhen } from "./progress.tsx";
import { Receipt } from "./receipt.tsx";
import { type FormError, Summary } from "./summary.tsx";
import { lateText, statusCopy } from "./status_copy.ts";
import { TransferFacts } from "./transfer_facts.tsx";
import { WayBack } from "./way_back.tsx";

interface Props {
  readonly frame: Frame;
  readonly checkout: Checkout;
  /** Why the form just sent is shown again. */
  readonly formError?: FormError | undefined;
  /** What was wrong with the code just typed, or with asking for another. */
  readonly codeError?: CodeError | undefined;
  /** In the answer to a form that did nothing: the focus goes to why, or to how things stand. */
  readonly refused?: boolean | undefined;
  /** In the response that brings a change to an open page: the seal is stamped when it is what has changed. */
  readonly arrived?: "seal" | "facts";
}

/**
 * Everything that changes while a checkout is open. It polls as long as something can change: a settled panel has no
 * trigger, so polling ends by itself. It is never a live region; the layout's status line is. What is on every checkout
 * is called here and not put in as a node, because a node costs as much as what it draws.
 */
export function PaymentPanel(
  { frame, checkout, formError, refused, arrived, codeError }: Props,
) {
  const { order, mark, standing } = checkout;
  const places = placesOf(order.orderId, frame.carried);
  const asks = asksWhen(checkout);
  const sealed = standing.state === "paid";
  const { lang } = frame;
  const heading = Heading({ frame, checkout, focused: refused === true && !formError });
  const open = !settled(checkout);
  const shape = open ? "billed" : sealed ? "single" : "single short";
  return panel(
    {
      status: places.status(mark),
      nonce: frame.nonce,
      stream: places.stream(mark),
      facts: open ? Bill({ checkout, lang }) : Receipt({
        checkout,
        lang,
        arrived: arrived === "seal",
        heading: sealed ? heading : null,
      }),
      children: [
        Summary({ formError, checkout, lang }),
        sealed ? null : heading,
        BankReason({ standing, lang }),
        Body({ frame, checkout, missing: formError === "method_missing", codeError }),
      ],
      leave: open && !("unclear" in standing && standing.unclear)
        ? Leave({ frame, checkout })
        : null,
    },
    arrived ? `${shape} arrived` : shape,
    sealed ? "stack" : "card stack",
    asks ?? "",
    listens(checkout),
    frame.embedded ? order.state : "",
  );
}

const panel = fixedAround(
  ["status", "nonce", "stream", "facts", "children", "leave"],
  (hole, shape: string, card: string, asks: string, live: boolean, state: string) => (
    <div
      id="payment"
      class={shape}
      hx-get={asks ? hole.status : undefined}
      hx-trigger={asks || undefined}
      hx-swap={asks ? "outerHTML" : undefined}
      hx-sync={asks ? "this" : undefined}
      hx-nonce={asks ? hole.nonce : undefined}
      data-stream={live ? hole.stream : undefined}
      data-state={state || undefined}
    >
      {hole.facts}
      <div class={card}>{hole.children}</div>
      {hole.leave}
    </div>
  ),
);

interface ChangeProps extends Omit<Props, "arrived"> {
  /** The mark of what the page shows, where it is the same page that asks. */
  readonly seen?: string | undefined;
}

/**
 * The panel as a poll or a form returns it: with the page's new title, and one sentence for the status line unless it
 * was spoken before.
 */
export function PaymentPanelChange(
  { frame, checkout, formError, refused, codeError, seen }: ChangeProps,
) {
  const { lang } = frame;
  const { text, title } = statusCopy(checkout, lang, frame.embedded);
  const known = seen !== undefined && faceOf(seen) === faceOf(checkout.mark);
  const arrived = known ? "facts" : "seal";
  return (
    <>
      <title>{fullTitle(lang, checkout.merchant.mode, title)}</title>
      {PaymentPanel({ frame, checkout, formError, refused, codeError, arrived })}
      {known ? null : <hx-partial hx-target="#status" hx-swap="textContent">{text}</hx-partial>}
    </>
  );
}

interface HeadingProps {
  readonly frame: Frame;
  readonly checkout: Checkout;
  readonly focused: boolean;
}

function Heading({ frame, checkout, focused }: HeadingProps) {
  const { mark, text, shown } = statusCopy(checkout, frame.lang, frame.embedded);
  if (mark) return <StateHeading mark={mark} text={text} shown={shown} focused={focused} />;
  return <h1 id="state" tabindex={-1} autofocus={focused}>{text}</h1>;
}

interface BodyProps {
  readonly frame: Frame;
  readonly checkout: Checkout;
  readonly missing: boolean;
  readonly codeError: CodeError | undefined;
}

/** What can be done now: one action for each state. */
function Body({ frame, checkout, missing, codeError }: BodyProps) {
  const { standing, order } = checkout;
  const { cancellation } = placesOf(order.orderId, frame.carried);
  switch (standing.state) {
    case "payable":
    case "failed":
    case "sent_back":
      if (order.transfer) {
        return <TransferFacts checkout={checkout} transfer={order.transfer} lang={frame.lang} />;
      }
      return MethodForm({ frame, checkout, missing });
    case "awaits_code":
      return <CodeForm frame={frame} checkout={checkout} {...standing} error={codeError} />;
    case "processing":
      return <Progress frame={frame} checkout={checkout} {...standing} />;
    case "other_device":
      return (
        <>
          {standing.unclear ? <SinceWhen checkout={checkout} lang={frame.lang} /> : null}
          <div class="actions">
            <CheckResult frame={frame} checkout={checkout} />
            {standing.abandoned
              ? <Abandoned frame={frame} action={cancellation(standing.payment.paymentId)} />
              : null}
            {standing.unclear ? <WayBack frame={frame} checkout={checkout} look="link" /> : null}
          </div>
        </>
      );
    case "paid":
      return <Settled frame={frame} checkout={checkout} />;
    case "expired":
    case "closed":
      return <Settled frame={frame} checkout={checkout} unclear={!standing.safe} />;
  }
}

/** The quiet way out of an open order. Nobody is sent for a new one while money may be moving. */
function Leave({ frame, checkout }: Pick<Props, "frame" | "checkout">) {
  const { order, merchant, standing } = checkout;
  const href = backLink(order, merchant);
  if (href === undefined && !asksToPay(standing)) return null;
  return (
    <p class="leave small quiet-text">
      {href !== undefined
        ? WayBack({ frame, checkout, look: "link", href })
        : words(frame.lang).backInPerson(merchant.name)}
    </p>
  );
}

interface SettledProps {
  readonly frame: Frame;
  readonly checkout: Checkout;
  readonly unclear?: boolean;
}

function Settled({ frame, checkout, unclear }: SettledProps) {
  const { order, merchant, standing, late } = checkout;
  const sealed = standing.state === "paid";
  const back = backLink(order, merchant) !== undefined;
  return (
    <>
      {unclear ? <SinceWhen checkout={checkout} lang={frame.lang} /> : null}
      {late && sealed ? <Band mark="expired">{lateText(late, frame.lang)}</Band> : null}
      {unclear || back
        ? (
          <div class="actions">
            {unclear ? <CheckResult frame={frame} checkout={checkout} /> : null}
            <WayBack frame={frame} checkout={checkout} look={unclear ? "link" : "button"} />
          </div>
        )
        : null}
      {back || sealed || unclear ? null : <p>{words(frame.lang).backInPerson(merchant.name)}</p>}
    </>
  );
}
