import { add, noMoney } from "../../core/money.ts";
import { paths } from "../../core/paths.ts";
import { isOpen, type Proposal } from "../../core/proposal/proposal.ts";
import { type PaidRun, payeeOf } from "../../core/settlement_batch/batch_store.ts";
import type { Instant } from "../../core/time.ts";
import { fact, Facts } from "../parts/facts.tsx";
import { Amount } from "../parts/money.tsx";
import { actFacts } from "../staff/act_facts.tsx";
import type { Who } from "../staff/desk.tsx";
import { Problem } from "../staff/problem.tsx";
import { ProposalAnswers } from "../staff/proposal_answers.tsx";
import type { Lang } from "../words.ts";
import { errorText, type SettlementError, settlementWords } from "./words.ts";

interface Props {
  readonly lang: Lang;
  readonly who: Who;
  readonly run: string;
  readonly payouts: readonly PaidRun[];
  readonly proposals: readonly Proposal[];
  readonly now: Instant;
  readonly mayWrite: boolean;
  readonly mayExport: boolean;
  readonly formError?: SettlementError | undefined;
  readonly typed?: { readonly day: string; readonly reference: string } | undefined;
}

/** What was given to the bank together: the file for it, and what it has paid. */
export function RunPage(props: Props) {
  const { lang, who, run, payouts, proposals, now, mayWrite, mayExport, formError } = props;
  const w = settlementWords(lang);
  const sent = payouts.filter(({ payout }) => payout.state === "sent");
  const total = (of: readonly PaidRun[]) =>
    of.reduce((sum, { payout }) => add(sum, payout.amount), noMoney);
  const waiting = proposals.find((each) => isOpen(each, now));
  return (
    <>
      <Problem
        text={formError && errorText(formError, lang)}
        field={formError === "day_wrong" ? "day" : "reference"}
      />
      <p>
        <a class="link" href={paths.opsSettlements()}>{w.title}</a>
      </p>
      <section class="card stack">
        <h1>{w.runTitle}</h1>
        <p>
          <Amount money={total(payouts)} size="large" />
        </p>
        <Facts
          rows={(["sent", "paid", "returned"] as const).flatMap((state) => {
            const of = payouts.filter(({ payout }) => payout.state === state);
            return of.length === 0 ? [] : [fact(
              w.payoutStates[state],
              <>
                {w.pieces(of.length.toLocaleString("en"))} · <Amount money={total(of)} />
              </>,
            )];
          })}
        />
        <ul class="rows">
          {payouts.map((each) => ({ ...each, payee: payeeOf(each) })).map((
            { payout, masked, refund, payee },
          ) => (
            <li key={payout.payoutId}>
              <span>
                <a class="link" href={paths.opsPayout(payout.payoutId)}>
                  <bdi>{masked.bank}</bdi> ···· {masked.lastFour}
                </a>
                <span class="small quiet-text">
                  {refund ? `${w.refund} · ` : null}
                  <span class="mono">{payee}</span>
                </span>
              </span>
              <span class="end">
                <Amount money={payout.amount} />
                <span class="small quiet-text">{w.payoutStates[payout.state]}</span>
              </span>
            </li>
          ))}
        </ul>
        <a class="link" href={paths.proposal("ops", run)}>{w.history}</a>
      </section>
      {sent.length > 0 && mayWrite && mayExport
        ? (
          <form class="card stack" method="post" action={paths.opsSettlementRunFile(run)}>
            <p class="quiet-text">{w.paymentFileHelp}</p>
            <button class="button quiet" type="submit">{w.paymentFile}</button>
          </form>
        )
        : null}
      {waiting
        ? (
          <section class="card stack">
            <h2>{w.waits}</h2>
            <Facts rows={actFacts(waiting.act, lang)} />
            <ProposalAnswers lang={lang} desk="ops" who={who} proposal={waiting} />
          </section>
        )
        : sent.length > 0 && mayWrite
        ? <PaidForm {...props} count={sent.length} fen={total(sent).fen} />
        : null}
    </>
  );
}

function PaidForm(
  { lang, run, typed, formError, count, fen }: Props & {
    readonly count: number;
    readonly fen: number;
  },
) {
  const w = settlementWords(lang);
  const wrong = (is: boolean) => is ? { "aria-invalid": "true" as const } : {};
  return (
    <form class="card stack" method="post" action={paths.opsSettlementRunPaid(run)}>
      <h2>{w.markPaid}</h2>
      <p class="quiet-text">{w.markPaidHelp}</p>
      <input type="hidden" name="count" value={`${count}`} />
      <input type="hidden" name="fen" value={`${fen}`} />
      <div class="field">
        <label for="day">{w.paidOn}</label>
        <input
          id="day"
          name="day"
          type="date"
          required
          value={typed?.day ?? ""}
          {...wrong(formError === "day_wrong")}
        />
      </div>
      <div class="field">
        <label for="reference">{w.reference}</label>
        <input
          id="reference"
          name="reference"
          class="mono"
          maxlength={64}
          required
          autocomplete="off"
          value={typed?.reference ?? ""}
          {...wrong(formError === "reference_missing")}
        />
      </div>
      <button class="button" type="submit">{w.propose}</button>
    </form>
  );
}
