import { paths } from "../../core/paths.ts";
import { add, noMoney } from "../../core/money.ts";
import { isOpen, type Proposal } from "../../core/proposal/proposal.ts";
import type { Payable } from "../../core/settlement_batch/batch_store.ts";
import { batchStates } from "../../core/settlement_batch/settlement_batch.ts";
import type { SettlementsView } from "../../core/settlement_batch/view_settlements.ts";
import {
  after,
  type BusinessDay,
  businessDay,
  days,
  type Instant,
  startOfBusinessDay,
} from "../../core/time.ts";
import { Choices } from "../ops/choices.tsx";
import { fact, Facts } from "../parts/facts.tsx";
import { Amount, formatMoney } from "../parts/money.tsx";
import { dayOf } from "../parts/time.tsx";
import { actText } from "../staff/act_text.ts";
import { Problem } from "../staff/problem.tsx";
import type { Lang } from "../words.ts";
import { BatchRows } from "./batch_rows.tsx";
import { errorText, type SettlementError, settlementWords } from "./words.ts";

interface Props {
  readonly lang: Lang;
  readonly view: SettlementsView;
  /** What about payouts waits for a second person. */
  readonly proposals: readonly Proposal[];
  readonly now: Instant;
  readonly mayWrite: boolean;
  readonly formError?: SettlementError | undefined;
}

/** A day's batches at a glance, and everything that has to be paid. */
export function SettlementDayPage(props: Props) {
  const { lang, view: { day, state, figures, batches, next, holds, unknownYears }, formError } =
    props;
  const w = settlementWords(lang);
  return (
    <>
      <Problem text={formError && errorText(formError, lang)} field="batch" />
      <div class="head">
        <h1>{w.title}</h1>
        <span>
          <a class="link" href={paths.opsReceipts()}>{w.receipts}</a> ·{" "}
          <a class="link" href={paths.opsCalendar()}>{w.calendar}</a>
        </span>
      </div>
      {unknownYears.map((year) => (
        <p key={year}>
          <a class="link" href={paths.opsCalendar(`${year}`)}>{w.noCalendar(`${year}`)}</a>
        </p>
      ))}
      <ToPay {...props} />
      <DayChoice lang={lang} day={day} />
      <section class="card stack">
        <h2>{w.ofDay(dayOf(day, lang))}</h2>
        {figures.length === 0 ? <p>{w.none}</p> : (
          <Facts
            rows={batchStates.flatMap((state) => {
              const found = figures.find((each) => each.state === state);
              return found
                ? [fact(
                  w.states[state],
                  <>
                    <a class="link" href={paths.opsSettlements(day, { state })}>
                      {w.count(found.count.toLocaleString("en"))}
                    </a>{" "}
                    · <Amount money={found.paid} />
                  </>,
                )]
                : [];
            })}
          />
        )}
        {state === undefined ? null : (
          <p>
            <b>{w.states[state]}</b> <a class="link" href={paths.opsSettlements(day)}>{w.all}</a>
          </p>
        )}
        <BatchRows lang={lang} batches={batches} hrefTo={paths.opsSettlement} />
        {next === undefined ? null : (
          <a
            class="button quiet"
            rel="next"
            href={paths.opsSettlements(day, { ...(state && { state }), after: next })}
          >
            {w.next}
          </a>
        )}
      </section>
      {holds.length === 0 ? null : (
        <section class="card stack">
          <h2>{w.holds}</h2>
          <ul class="rows">
            {holds.map(({ holdId, merchantNo, amount, taken, reason }) => (
              <li key={holdId}>
                <span>
                  <a class="link mono" href={paths.opsSettlementsOf(merchantNo)}>{merchantNo}</a>
                  <span class="small quiet-text">{reason}</span>
                </span>
                <span class="end">
                  {amount ? <Amount money={amount} /> : w.everything}
                  <span class="small quiet-text">{w.taken(formatMoney(taken))}</span>
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function ToPay({ lang, view: { due, refunds }, proposals, now, mayWrite }: Props) {
  const w = settlementWords(lang);
  const waiting = proposals.filter((each) => isOpen(each, now));
  const total = [
    ...due.map(({ batch }) => batch.paid),
    ...refunds.map(({ refund }) => refund.amount),
  ]
    .reduce(add, noMoney);
  return (
    <form class="card stack" method="post" action={paths.opsSettlementRuns()}>
      <div class="head">
        <h2>{w.toPay}</h2>
        <Amount money={total} />
      </div>
      {waiting.length === 0 ? null : (
        <ul class="rows">
          {waiting.map((proposal) => (
            <li key={proposal.proposalId}>
              <a class="link" href={paths.proposal("ops", proposal.proposalId)}>
                {actText(
                  { proposal, about: undefined, proposer: undefined, merchant: undefined },
                  lang,
                )}
              </a>
              <span class="end small quiet-text">{w.waits}</span>
            </li>
          ))}
        </ul>
      )}
      {due.length + refunds.length === 0 ? <p>{w.nothingToPay}</p> : mayWrite
        ? (
          <>
            <p class="quiet-text">{w.toPayHelp}</p>
            <Choices
              type="checkbox"
              name="batch"
              legend={w.choose}
              choices={[
                ...due.map((each) => ({
                  value: `${each.batch.settlementId}.${each.batch.paid.fen}`,
                  label: formatMoney(each.batch.paid),
                  help: accountText(each, lang),
                  checked: isReady(each),
                  disabled: !isReady(each),
                })),
                ...refunds.map(({ refund: { refundId, merchantNo, amount }, masked }) => ({
                  value: `${refundId}.${amount.fen}`,
                  label: formatMoney(amount),
                  help: `${merchantNo} · ${masked.bank} ···· ${masked.lastFour} · ${w.refund}`,
                  checked: true,
                })),
              ]}
            />
            <button class="button" type="submit">{w.payOut}</button>
          </>
        )
        : (
          <BatchRows
            lang={lang}
            batches={due.map(({ batch }) => batch)}
            hrefTo={paths.opsSettlement}
          />
        )}
    </form>
  );
}

function isReady({ account, isHeld }: Payable): boolean {
  return account !== undefined && !isHeld;
}

function accountText({ batch, account, isHeld }: Payable, lang: Lang): string {
  const w = settlementWords(lang);
  const where = account ? `${account.masked.bank} ···· ${account.masked.lastFour}` : w.noAccount;
  const parts = [batch.merchantNo, where, `${w.clearingDay} ${dayOf(batch.clearingDay, lang)}`];
  return [...parts, ...(isHeld ? [w.isHeld] : [])].join(" · ");
}

function DayChoice({ lang, day }: { readonly lang: Lang; readonly day: BusinessDay }) {
  const w = settlementWords(lang);
  const near = (count: number) => businessDay(after(startOfBusinessDay(day), days(count)));
  return (
    <form class="card filters" method="get" action={paths.opsSettlements()}>
      <div class="field">
        <label for="day">{w.dueOn}</label>
        <input id="day" name="day" type="date" value={day} required />
      </div>
      <button class="button quiet" type="submit">{w.show}</button>
      <p class="head">
        <a class="link" href={paths.opsSettlements(near(-1))}>{w.before}</a>
        <a class="link" href={paths.opsSettlements(near(1))}>{w.after}</a>
      </p>
    </form>
  );
}
