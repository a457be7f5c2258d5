import { paths } from "../../core/paths.ts";
import { isOpen, type Proposal } from "../../core/proposal/proposal.ts";
import { type PaidRun, payeeOf } from "../../core/settlement_batch/batch_store.ts";
import { isolated } from "../../core/text/isolated.ts";
import type { Instant } from "../../core/time.ts";
import { ReasonField } from "../ops/reason_field.tsx";
import { fact, Facts } from "../parts/facts.tsx";
import { Amount } from "../parts/money.tsx";
import { dayOf } from "../parts/time.tsx";
import { actFacts } from "../staff/act_facts.tsx";
import type { Who } from "../staff/desk.tsx";
import { Problem } from "../staff/problem.tsx";
import { ProposalAnswers } from "../staff/proposal_answers.tsx";
import type { Lang } from "../words.ts";
import { errorText, type SettlementError, settlementWords } from "./words.ts";

interface Props {
  readonly lang: Lang;
  readonly who: Who;
  readonly found: PaidRun;
  readonly proposals: readonly Proposal[];
  readonly now: Instant;
  readonly mayWrite: boolean;
  readonly formError?: SettlementError | undefined;
  readonly typed?: { readonly reason: string; readonly reference: string } | undefined;
}

/** One payout, and its way back. */
export function PayoutPage(props: Props) {
  const { lang, who, found, proposals, now, mayWrite, formError, typed } = props;
  const w = settlementWords(lang);
  const { payout: { payoutId, settlementId, run, ...payout }, refund, masked } = found;
  const payee = payeeOf(found);
  const waiting = proposals.find((each) => isOpen(each, now));
  const { bank, holder, lastFour } = masked;
  return (
    <>
      <Problem
        text={formError && errorText(formError, lang)}
        field={formError === "return_known" ? "reference" : "reason"}
      />
      <p>
        <a class="link" href={paths.opsSettlementRun(run)}>{w.runTitle}</a>
      </p>
      <section class="card stack">
        <h1>{w.payouts}</h1>
        <p>
          <Amount money={payout.amount} size="large" />
        </p>
        <Facts
          rows={[
            fact(w.state, w.payoutStates[payout.state]),
            fact(
              w.batch,
              settlementId && (
                <a class="link mono" href={paths.opsSettlement(settlementId)}>{settlementId}</a>
              ),
            ),
            fact(
              w.refund,
              refund && (
                <a class="link mono" href={paths.opsRecord(refund.refundId)}>{refund.refundId}</a>
              ),
            ),
            fact(
              w.merchant,
              <a class="link mono" href={paths.opsSettlementsOf(payee)}>{payee}</a>,
            ),
            fact(w.account, `${isolated(bank)} ···· ${lastFour} ${isolated(holder)}`),
            fact(w.paidOn, payout.paidOn && dayOf(payout.paidOn, lang)),
            fact(w.reference, payout.reference && isolated(payout.reference)),
            fact(w.returnedBecause, payout.returnedBecause && isolated(payout.returnedBecause)),
            fact(w.returnedAs, payout.returnedAs && isolated(payout.returnedAs)),
          ]}
        />
      </section>
      {waiting
        ? (
          <section class="card stack">
            <h2>{w.waits}</h2>
            <Facts rows={actFacts(waiting.act, lang)} />
            <ProposalAnswers lang={lang} desk="ops" who={who} proposal={waiting} />
          </section>
        )
        : payout.state !== "returned" && mayWrite
        ? (
          <form class="card stack" method="post" action={paths.opsPayoutReturn(payoutId)}>
            <h2>{w.returnPayout}</h2>
            <p class="quiet-text">{w.returnHelp}</p>
            <ReasonField
              label={w.reason}
              hint={w.reasonHint}
              value={typed?.reason}
              invalid={formError === "reason_missing" || formError === "text_flawed"}
            />
            <div class="field">
              <label for="reference">{w.returnedAs}</label>
              <input
                id="reference"
                name="reference"
                class="mono"
                maxlength={64}
                autocomplete="off"
                value={typed?.reference ?? ""}
                aria-describedby="reference-hint"
                {...(formError === "return_known" ? { "aria-invalid": "true" as const } : {})}
              />
              <p id="reference-hint" class="hint">{w.returnedAsHint}</p>
            </div>
            <button class="button" type="submit">{w.propose}</button>
          </form>
        )
        : null}
    </>
  );
}
