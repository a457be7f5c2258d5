import { cny, type Money, subtract } from "../../../core/money.ts";
import type { Order } from "../../../core/order/order.ts";
import { paths } from "../../../core/paths.ts";
import type { Frame } from "../../frame.ts";
import { fact, Facts } from "../../parts/facts.tsx";
import { Amount, formatMoney } from "../../parts/money.tsx";
import { DeskLayout, type Who } from "../../staff/desk.tsx";
import { Problem } from "../../staff/problem.tsx";
import { consoleWords } from "../words.ts";
import { orderWords } from "../orders/order_words.ts";
import { refundWords } from "./refund_words.ts";

export type RefundProblem = "amount" | "too_much" | "changed" | "reason" | "used";

interface Props {
  readonly frame: Frame;
  readonly who: Who;
  readonly order: Order;
  /** What is left to refund now; whoever submits the form has seen it. */
  readonly left: Money;
  /** Made once for this form, so that submitting it twice makes one refund. */
  readonly refundNo: string;
  readonly typed: { readonly amount: string; readonly reason: string };
  readonly problem: RefundProblem | undefined;
}

/** A refund: what is left, how much, why. The button says the amount; without script the next page does. */
export function RefundFormPage(props: Props) {
  const { frame, who, order, left, typed, problem } = props;
  const w = refundWords(frame.lang);
  const title = w.refundOf(order.merchantOrderNo);
  const field = problem === "reason" ? "reason" : problem === "used" ? undefined : "amount";
  return (
    <DeskLayout
      frame={frame}
      desk="console"
      who={who}
      section="orders"
      title={title}
      script="link.js"
    >
      <Problem text={problem && problemText(problem, props)} field={field} />
      <section class="card stack narrow-card">
        <h1>{title}</h1>
        <OrderLine {...props} />
        <p>
          <b>{w.left(formatMoney(left))}</b>
        </p>
        <form
          class="stack"
          method="post"
          action={paths.consoleOrderRefunds(order.orderId)}
          data-pay={w.submit("{amount}")}
        >
          <Seen {...props} />
          <div class="field">
            <label for="amount">{w.amount}</label>
            <input
              id="amount"
              name="amount"
              value={typed.amount}
              inputmode="decimal"
              autocomplete="off"
              maxlength={16}
              required
              aria-describedby="amount-hint"
              {...(problem && field === "amount" ? { "aria-invalid": "true" } : {})}
            />
            <p id="amount-hint" class="hint">{w.amountHint}</p>
          </div>
          <div class="field">
            <label for="reason">{w.reason}</label>
            <input
              id="reason"
              name="reason"
              value={typed.reason}
              maxlength={200}
              autocomplete="off"
              aria-describedby="reason-hint"
              {...(problem === "reason" ? { "aria-invalid": "true" } : {})}
            />
            <p id="reason-hint" class="hint">{w.reasonHint}</p>
          </div>
          <div class="actions">
            <button class="button" type="submit" data-method="said">{w.next}</button>
            <noscript>
              <p class="small quiet-text">{w.nextHelp}</p>
            </noscript>
            <a class="button quiet" href={paths.consoleOrder(order.orderId)}>
              {consoleWords(frame.lang).cancel}
            </a>
          </div>
        </form>
      </section>
    </DeskLayout>
  );
}

/** The same as a question, for whoever pressed a button that did not say the amount. */
export function RefundCheckPage(props: Props & { readonly amount: Money }) {
  const { frame, who, order, left, typed, amount } = props;
  const w = refundWords(frame.lang);
  const title = w.checkTitle(formatMoney(amount));
  return (
    <DeskLayout frame={frame} desk="console" who={who} section="orders" title={title}>
      <section class="card stack narrow-card">
        <h1>{title}</h1>
        <OrderLine {...props} />
        <p>{w.checkHelp(formatMoney(subtract(left, amount)))}</p>
        {typed.reason === ""
          ? null
          : <Facts rows={[fact(w.columns.reason, <bdi>{typed.reason}</bdi>)]} />}
        <form class="stack" method="post" action={paths.consoleOrderRefunds(order.orderId)}>
          <Seen {...props} />
          <input type="hidden" name="amount" value={typed.amount} />
          <input type="hidden" name="reason" value={typed.reason} />
          <div class="actions">
            <button class="button" type="submit" name="method" value="said">
              {w.submit(formatMoney(amount))}
            </button>
            <a class="button quiet" href={paths.consoleOrderRefunds(order.orderId)}>{w.change}</a>
          </div>
        </form>
      </section>
    </DeskLayout>
  );
}

/** What the form knows of what it showed. */
function Seen({ left, refundNo }: Pick<Props, "left" | "refundNo">) {
  return (
    <>
      <input type="hidden" name="left" value={`${left.fen}`} />
      <input type="hidden" name="refund_no" value={refundNo} />
    </>
  );
}

function OrderLine({ frame, order }: Pick<Props, "frame" | "order">) {
  const w = orderWords(frame.lang);
  return (
    <p class="quiet-text">
      <bdi>{order.subject}</bdi> · <span class="mono">{order.merchantOrderNo}</span> ·{" "}
      {w.states.paid} <Amount money={order.amount} />
    </p>
  );
}

function problemText(
  problem: RefundProblem,
  { frame, left }: Pick<Props, "frame" | "left">,
): string {
  const { problems } = refundWords(frame.lang);
  switch (problem) {
    case "amount":
    case "reason":
    case "used":
      return problems[problem];
    case "too_much":
    case "changed":
      return problems[problem](formatMoney(cny(left.fen)));
  }
}

interface NothingProps extends Pick<Props, "frame" | "who" | "order"> {
  readonly paid: boolean;
}

/** There is nothing to refund, and why. */
export function NothingToRefundPage({ frame, who, order, paid }: NothingProps) {
  const w = refundWords(frame.lang);
  const title = w.refundOf(order.merchantOrderNo);
  return (
    <DeskLayout frame={frame} desk="console" who={who} section="orders" title={title}>
      <section class="card stack narrow-card">
        <h1>{title}</h1>
        <p>{paid ? w.nothingLeft : w.notPaid}</p>
        <a class="link" href={paths.consoleOrder(order.orderId)}>{order.merchantOrderNo}</a>
      </section>
    </DeskLayout>
  );
}
