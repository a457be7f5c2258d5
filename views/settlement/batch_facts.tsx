import { paths } from "../../core/paths.ts";
import { noMoney, sameMoney, subtract } from "../../core/money.ts";
import {
  clearingTotal,
  type Counted,
  type SettlementBatch,
} from "../../core/settlement_batch/settlement_batch.ts";
import { fact, Facts } from "../parts/facts.tsx";
import { Amount } from "../parts/money.tsx";
import { dayOf, Time } from "../parts/time.tsx";
import type { Lang } from "../words.ts";
import { settlementWords } from "./words.ts";

interface Props {
  readonly lang: Lang;
  readonly batch: SettlementBatch;
  /** Of the desk, whose figures lead to what they count. */
  readonly isDesk: boolean;
}

/** The figures of a batch, in the order in which they add up. */
export function BatchFacts({ lang, batch, isDesk }: Props) {
  const w = settlementWords(lang);
  const { merchantNo, accountOf, clearingDay, dueOn, state, normal, error, holdId } = batch;
  const counted = ({ count, amount, fee }: Counted) => (
    <>
      <a class="link" href="#items">{w.pieces(count.toLocaleString("en"))}</a>{" "}
      <Amount money={amount} />
      {fee.fen === 0 ? null : (
        <span class="small quiet-text line">
          {w.fee} <Amount money={fee} />
        </span>
      )}
    </>
  );
  const some = (money: SettlementBatch["held"], signed = money) =>
    sameMoney(money, noMoney) ? undefined : <Amount money={signed} />;
  const held = some(batch.held, subtract(noMoney, batch.held));
  return (
    <section class="card stack">
      <h1>{w.batch}</h1>
      <p>
        <Amount money={batch.paid} size="large" />
      </p>
      <Facts
        rows={[
          fact(w.state, w.states[state]),
          fact(
            w.merchant,
            isDesk
              ? <a class="link mono" href={paths.opsSettlementsOf(merchantNo)}>{merchantNo}</a>
              : <span class="mono">{merchantNo}</span>,
          ),
          fact(
            w.accountOf,
            accountOf === merchantNo ? undefined : <span class="mono">{accountOf}</span>,
          ),
          fact(
            w.clearingDay,
            isDesk
              ? (
                <a class="link" href={paths.opsReconciliation(clearingDay)}>
                  {dayOf(clearingDay, lang)}
                </a>
              )
              : dayOf(clearingDay, lang),
          ),
          fact(w.dueOn, dayOf(dueOn, lang)),
          fact(w.normal, counted(normal)),
          fact(w.error, error.count === 0 ? undefined : counted(error)),
          fact(w.clearingTotal, <Amount money={clearingTotal(batch)} />),
          fact(w.carriedIn, some(batch.carriedIn)),
          fact(w.released, some(batch.released)),
          fact(
            w.held,
            held && isDesk && holdId
              ? <a class="link" href={paths.opsRecord(holdId)}>{held}</a>
              : held,
          ),
          fact(w.madeUp, some(batch.madeUp)),
          fact(w.paid, <Amount money={batch.paid} />),
          fact(w.carriedOut, some(batch.carriedOut)),
          fact(w.built, <Time at={batch.builtAt} lang={lang} />),
        ]}
      />
      <p class="hint">{w.sum}</p>
    </section>
  );
}
