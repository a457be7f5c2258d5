import {
  type BankFile,
  type BankLine,
  type Payer,
  restOf,
} from "../../core/bank_line/bank_line.ts";
import type { Allocation } from "../../core/bank_line/bank_line_store.ts";
import { sameMoney } from "../../core/money.ts";
import type { PaidRun } from "../../core/settlement_batch/batch_store.ts";
import type { Order } from "../../core/order/order.ts";
import { paths } from "../../core/paths.ts";
import { isolated } from "../../core/text/isolated.ts";
import { fact, Facts } from "../parts/facts.tsx";
import { Amount, formatMoney } from "../parts/money.tsx";
import { Problem } from "../staff/problem.tsx";
import { dayOf } from "../parts/time.tsx";
import type { Lang } from "../words.ts";
import { type BankLineFormError, bankLineWords } from "./words.ts";

interface Props {
  readonly lang: Lang;
  readonly line: BankLine;
  readonly file: BankFile | undefined;
  readonly payer: Payer;
  readonly allocations: readonly Allocation[];
  readonly candidates: readonly Order[];
  /** Of the same sum: it may be one that the bank gave back. */
  readonly payouts: readonly PaidRun[];
  readonly mayWrite: boolean;
  readonly formError?: BankLineFormError | undefined;
}

/** One line of a bank's file: who sent what, what became of it, and what can be done with the rest. */
export function BankLinePage(props: Props) {
  const { lang, line, file, payer, allocations, payouts, mayWrite, formError } = props;
  const w = bankLineWords(lang);
  const rest = restOf(line);
  const returned = line.returned.fen === 0 ? undefined : formatMoney(line.returned);
  return (
    <>
      <Problem text={formError && w.errors[formError]} />
      <section class="card stack">
        <p class="quiet-text">{w.states[line.state]}</p>
        <h1>
          <Amount money={line.amount} size="large" />
        </h1>
        <Facts
          rows={[
            fact(w.reason, line.reason && line.state !== "settled" && w.reasons[line.reason]),
            fact(w.rest, line.state === "settled" ? undefined : formatMoney(rest)),
            fact(w.payer, <bdi>{payer.name}</bdi>),
            fact(w.account, payer.account && <span class="mono">{payer.account}</span>),
            fact(w.bank, payer.bank && <bdi>{payer.bank}</bdi>),
            fact(w.remark, line.remark && <bdi>{line.remark}</bdi>),
            fact(w.day, dayOf(line.bookedOn, lang)),
            fact(w.bankRef, line.bankRef && <bdi class="mono">{line.bankRef}</bdi>),
            fact(w.from, file && <bdi>{w.fileLine(file.name, line.lineNo)}</bdi>),
            fact(
              w.paid,
              allocations.length === 0
                ? undefined
                : allocations.map(({ orderId, amount }) => (
                  <div key={orderId}>
                    <a class="link mono" href={paths.opsRecord(orderId)}>{orderId}</a>{" "}
                    {formatMoney(amount)}
                  </div>
                )),
            ),
            fact(
              w.receipt,
              line.receiptId && (
                <a class="link mono" href={paths.opsRecord(line.receiptId)}>{line.receiptId}</a>
              ),
            ),
            fact(
              w.payout,
              line.payoutId && (
                <a class="link mono" href={paths.opsPayout(line.payoutId)}>{line.payoutId}</a>
              ),
            ),
            fact(w.returned, returned),
          ]}
        />
      </section>
      {mayWrite && line.state !== "settled" && sameMoney(rest, line.amount)
        ? (
          <p>
            <a class="link" href={paths.opsReceiptOf(line.lineId)}>{w.asReceipt}</a>
            {payouts.map(({ payout: { payoutId }, masked: { bank, lastFour } }) => (
              <a
                key={payoutId}
                class="line link"
                href={paths.opsPayout(payoutId, { line: line.lineId })}
              >
                {w.asReturn(`${isolated(bank)} ···· ${lastFour}`)}
              </a>
            ))}
          </p>
        )
        : null}
      {mayWrite && line.state === "suspense"
        ? (
          <>
            <AllocationForm {...props} />
            <form class="card stack" method="post" action={paths.opsBankLineReturn(line.lineId)}>
              <h2>{w.sendBack}</h2>
              <p class="quiet-text">{w.sendBackHelp(formatMoney(rest))}</p>
              <input type="hidden" name="version" value={String(line.version)} />
              <p class="field">
                <label for="reference">{w.reference}</label>
                <input
                  id="reference"
                  name="reference"
                  class="mono"
                  maxlength={64}
                  required
                  autocomplete="off"
                />
              </p>
              <button class="button quiet" type="submit">{w.sendBack}</button>
            </form>
          </>
        )
        : null}
    </>
  );
}

function AllocationForm({ lang, line, payer, candidates }: Props) {
  const w = bankLineWords(lang);
  return (
    <form class="card stack" method="post" action={paths.opsBankLineAllocation(line.lineId)}>
      <h2>{w.allocate}</h2>
      <p class="quiet-text">{w.allocateHelp}</p>
      <input type="hidden" name="version" value={String(line.version)} />
      {candidates.length === 0 ? <p>{w.noSuggestion}</p> : (
        <fieldset class="choices">
          <legend>{w.suggested}</legend>
          {candidates.flatMap((order) => [
            <input
              key={`${order.orderId}-input`}
              type="checkbox"
              id={order.orderId}
              name="order"
              value={order.orderId}
            />,
            <label key={order.orderId} for={order.orderId}>
              <b>{formatMoney(order.amount)} · {order.merchantOrderNo}</b>
              <span>
                <bdi>{order.transfer?.buyerName ?? order.subject}</bdi> ·{" "}
                {likeness(order, line, payer).map((each) => w.match[each]).join(", ")}
              </span>
            </label>,
          ])}
        </fieldset>
      )}
      <IdsField name="orders" label={w.moreOrders} hint={w.moreOrdersHint} />
      <IdsField name="lines" label={w.moreLines} hint={w.moreLinesHint} />
      <button class="button" type="submit">{w.allocate}</button>
    </form>
  );
}

interface IdsProps {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
}

function IdsField({ name, label, hint }: IdsProps) {
  return (
    <p class="field">
      <label for={name}>{label}</label>
      <input
        id={name}
        name={name}
        class="mono"
        maxlength={800}
        autocomplete="off"
        spellcheck={false}
        aria-describedby={`${name}-hint`}
      />
      <span id={`${name}-hint`} class="hint">{hint}</span>
    </p>
  );
}

/** What an order has in common with a line, the strongest first. */
function likeness(order: Order, line: BankLine, payer: Payer) {
  const like = {
    code: order.orderId === line.orderId,
    amount: sameMoney(order.amount, restOf(line)),
    payer: order.transfer?.buyerName === payer.name,
  };
  return (["code", "amount", "payer"] as const).filter((each) => like[each]);
}
