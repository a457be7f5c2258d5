import { cny, type Money, subtract } from "../../../core/money.ts";
import type { Paid } from "../../../core/console/view_paid.ts";
import { paths } from "../../../core/paths.ts";
import type { Frame } from "../../frame.ts";
import { fact, Facts } from "../../parts/facts.tsx";
import { Amount, formatMoney } from "../../parts/money.tsx";
import { DeskLayout, type Who } from "../../staff/desk.tsx";
import { Problem } from "../../staff/problem.tsx";
import { TextField } from "../../staff/text_field.tsx";
import { consoleWords } from "../words.ts";
import { refundWords } from "./refund_words.ts";

/** Where what was paid is, and where it is refunded. */
const placesOf = {
  order: { section: "orders", page: paths.consoleOrder, refunds: paths.consoleOrderRefunds },
  deduction: {
    section: "deductions",
    page: paths.consoleDeduction,
    refunds: paths.consoleDeductionRefunds,
  },
} as const;

export type RefundProblem =
  | "amount"
  | "too_much"
  | "too_old"
  | "too_low"
  | "changed"
  | "reason"
  | "used";

interface Props {
  readonly frame: Frame;
  readonly who: Who;
  readonly paid: Paid;
  /** What is left to refund now; whoever submits the form has seen it. */
  readonly left: Money;
  /** Made once for this form, so that submitting it twice makes one refund. */
  readonly refundNo: string;
  readonly typed: { readonly amount: string; readonly reason: string };
  readonly problem: RefundProblem | undefined;
}

/** A refund: what is left, how much, why. The button says the amount; without script the next page does. */
export function RefundFormPage(props: Props) {
  const { frame, who, paid, left, typed, problem } = props;
  const w = refundWords(frame.lang);
  const title = w.refundOf[paid.of.kind](paid.merchantOrderNo);
  const field = problem === "reason" ? "reason" : problem === "used" ? undefined : "amount";
  return (
    <DeskLayout
      frame={frame}
      desk="console"
      who={who}
      section={placesOf[paid.of.kind].section}
      title={title}
      script="link.js"
    >
      <Problem text={problem && problemText(problem, props)} field={field} />
      <section class="card stack narrow-card">
        <h1>{title}</h1>
        <PaidLine {...props} />
        <p>
          <b>{w.left(formatMoney(left))}</b>
        </p>
        <form
          class="stack"
          method="post"
          action={placesOf[paid.of.kind].refunds(paid.of.id)}
          data-pay={w.submit("{amount}")}
        >
          <Seen {...props} />
          <TextField
            name="amount"
            label={w.amount}
            value={typed.amount}
            hint={w.amountHint}
            max={16}
            inputmode="decimal"
            invalid={problem !== undefined && field === "amount"}
          />
          <TextField
            name="reason"
            label={w.reason}
            value={typed.reason}
            hint={w.reasonHint}
            max={200}
            invalid={problem === "reason"}
            optional
          />
          <div class="actions">
            <button class="button" type="submit" data-method="said">{w.next}</button>
            <noscript>
              <p class="small quiet-text">{w.nextHelp}</p>
            </noscript>
            <a class="button quiet" href={placesOf[paid.of.kind].page(paid.of.id)}>
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
  const { frame, who, paid, left, typed, amount } = props;
  const w = refundWords(frame.lang);
  const title = w.checkTitle(formatMoney(amount));
  return (
    <DeskLayout
      frame={frame}
      desk="console"
      who={who}
      section={placesOf[paid.of.kind].section}
      title={title}
    >
      <section class="card stack narrow-card">
        <h1>{title}</h1>
        <PaidLine {...props} />
        <p>{w.checkHelp(formatMoney(subtract(left, amount)))}</p>
        {typed.reason === ""
          ? null
          : <Facts rows={[fact(w.columns.reason, <bdi>{typed.reason}</bdi>)]} />}
        <form class="stack" method="post" action={placesOf[paid.of.kind].refunds(paid.of.id)}>
          <Seen {...props} />
          <input type="hidden" name="amount" value={typed.amount} />
          <input type="hidden" name="reason" value={typed.reason} />
          <div class="actions">
            <button class="button" type="submit" name="method" value="said">
              {w.submit(formatMoney(amount))}
            </button>
            <a class="button quiet" href={placesOf[paid.of.kind].refunds(paid.of.id)}>{w.change}</a>
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

function PaidLine({ frame, paid }: Pick<Props, "frame" | "paid">) {
  const w = refundWords(frame.lang);
  return (
    <p class="quiet-text">
      <bdi>{paid.subject}</bdi> · <span class="mono">{paid.merchantOrderNo}</span> ·{" "}
      {w.paid[paid.of.kind]} <Amount money={paid.amount} />
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
    case "too_old":
    case "too_low":
      return problems[problem];
    case "too_much":
    case "changed":
      return problems[problem](formatMoney(cny(left.fen)));
  }
}

/** There is nothing to refund, and why. */
export function NothingToRefundPage({ frame, who, paid }: Pick<Props, "frame" | "who" | "paid">) {
  const w = refundWords(frame.lang);
  const title = w.refundOf[paid.of.kind](paid.merchantOrderNo);
  return (
    <DeskLayout
      frame={frame}
      desk="console"
      who={who}
      section={placesOf[paid.of.kind].section}
      title={title}
    >
      <section class="card stack narrow-card">
        <h1>{title}</h1>
        <p>{paid.left ? w.nothingLeft[paid.of.kind] : w.notPaid[paid.of.kind]}</p>
        <a class="link" href={placesOf[paid.of.kind].page(paid.of.id)}>{paid.merchantOrderNo}</a>
      </section>
    </DeskLayout>
  );
}
