import { paths } from "../../core/paths.ts";
import type { Money } from "../../core/money.ts";
import { onItsWay, type OpenTill } from "../../core/till/till.ts";
import type { SaleView } from "../../core/till/view_sale.ts";
import type { Frame } from "../frame.ts";
import { Band } from "../parts/band.tsx";
import { fact, Facts } from "../parts/facts.tsx";
import { LongNo } from "../parts/long_no.tsx";
import { Amount, formatMoney, typedAmount } from "../parts/money.tsx";
import { Time } from "../parts/time.tsx";
import { words } from "../words.ts";
import { CounterFrame } from "./counter_frame.tsx";
import { tillWords } from "./words.ts";
import type { TillWords } from "./words_zh.ts";

export type SaleProblem =
  | { readonly code: keyof TillWords["errors"] }
  | { readonly code: "over_till_limit"; readonly each: Money; readonly leftToday: Money };

export interface SalePageProps {
  readonly frame: Frame;
  readonly till: Pick<OpenTill, "screen" | "merchant">;
  readonly view: SaleView;
  /** What was typed, when the form comes back. */
  readonly typed?: string | undefined;
  readonly problem?: SaleProblem | undefined;
}

/** One sale: what was paid, what went back, and the form that refunds it. */
export function SalePage({ frame, till, view, typed, problem }: SalePageProps) {
  const { lang } = frame;
  const w = tillWords(lang);
  const { screen, merchant } = till;
  const { order, refunded, refundable } = view.sale;
  const pending = onItsWay(view.sale);
  const title = problem ? `${words(lang).errors} · ${w.sale}` : w.sale;
  return (
    <CounterFrame
      frame={frame}
      title={title}
      mode={merchant.mode}
      shop={merchant.name}
      till={screen.name}
    >
      <div class="counter">
        <section class="card">
          <h1 id="state" tabindex={-1}>{w.sale}</h1>
          <Amount money={order.amount} size="large" />
          <Facts
            rows={[
              fact(w.orderNo, <LongNo no={order.merchantOrderNo} />),
              fact(w.paidAt, <Time at={order.paidAt} lang={lang} />),
              fact(w.refunded, refunded.fen === 0 ? undefined : formatMoney(refunded)),
              fact(w.left, formatMoney(refundable)),
            ]}
          />
        </section>
        <section class="card stack">
          <h2>{w.refundTitle}</h2>
          {pending.fen > 0
            ? (
              <Band mark="processing">
                <p>{w.onItsWay(formatMoney(pending))}</p>
                <a class="link" href={paths.counterSale(order.orderId)}>
                  {words(lang).checkResult}
                </a>
              </Band>
            )
            : null}
          <RefundForm frame={frame} till={till} view={view} typed={typed} problem={problem} />
        </section>
        <p>
          <a class="link" href={paths.counter()}>{w.back}</a>
        </p>
      </div>
    </CounterFrame>
  );
}

/** It knows what it showed, and which form it is: a stale one is refused, and one sent twice is one refund. */
function RefundForm({ frame, till, view, typed, problem }: SalePageProps) {
  const { lang } = frame;
  const w = tillWords(lang);
  const { sale: { order, refundable }, allowed, once } = view;
  const error = problem && (
    <div id="summary" class="band ochre" tabindex={-1} role="group" autofocus>
      {allowed.fen > 0 ? <a href="#amount">{textOf(problem, w)}</a> : <p>{textOf(problem, w)}</p>}
    </div>
  );
  if (refundable.fen === 0) {
    return (
      <>
        {error}
        <p>{w.nothingLeft}</p>
      </>
    );
  }
  if (till.screen.refundLimit.each.fen === 0) {
    return (
      <>
        {error}
        <p>{w.notHere}</p>
      </>
    );
  }
  if (allowed.fen === 0) {
    return (
      <>
        {error}
        <p>{w.askOwner}</p>
      </>
    );
  }
  return (
    <>
      {error}
      <form
        class="stack"
        method="post"
        action={paths.counterRefunds(order.orderId)}
        data-busy={words(lang).submitting}
        data-refund={w.refundOf("{amount}")}
      >
        <input type="hidden" name="once" value={once} />
        <input type="hidden" name="left" value={`${refundable.fen}`} />
        <div class="field">
          <label for="amount">{w.refundAmount}</label>
          <div class="sum">
            <span aria-hidden="true">¥</span>
            <input
              id="amount"
              name="amount"
              value={typed ?? typedAmount(allowed)}
              inputmode="decimal"
              autocomplete="off"
              maxlength={16}
              aria-describedby={problem ? "summary amount-hint" : "amount-hint"}
              aria-invalid={problem ? "true" : undefined}
            />
          </div>
          <p id="amount-hint" class="hint">
            {w.refundHint(formatMoney(allowed))}
            {allowed.fen < refundable.fen ? ` ${w.more}` : ""}
          </p>
        </div>
        <button class="button" type="submit">{w.refund}</button>
      </form>
    </>
  );
}

function textOf(problem: SaleProblem, w: TillWords): string {
  return problem.code === "over_till_limit"
    ? w.overLimit(formatMoney(problem.each), formatMoney(problem.leftToday))
    : w.errors[problem.code];
}
