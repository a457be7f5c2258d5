import type { MerchantNo } from "../../core/id.ts";
import { paths } from "../../core/paths.ts";
import { isOpen, type Proposal } from "../../core/proposal/proposal.ts";
import type { MerchantSettlements } from "../../core/settlement_batch/view_settlements.ts";
import { isolated } from "../../core/text/isolated.ts";
import type { Instant } from "../../core/time.ts";
import { bookWords } from "../books/book_words.ts";
import { ReasonField } from "../ops/reason_field.tsx";
import { fact, Facts } from "../parts/facts.tsx";
import { Amount, formatMoney } from "../parts/money.tsx";
import { dayOf } from "../parts/time.tsx";
import { actFacts } from "../staff/act_facts.tsx";
import type { Who } from "../staff/desk.tsx";
import { Problem } from "../staff/problem.tsx";
import { ProposalAnswers } from "../staff/proposal_answers.tsx";
import type { Lang } from "../words.ts";
import { BatchRows } from "./batch_rows.tsx";
import { termsField, TermsForm, type TypedTerms } from "./terms_form.tsx";
import { WaitingRows } from "./waiting_rows.tsx";
import { errorText, type SettlementError, settlementWords } from "./words.ts";

interface Props {
  readonly lang: Lang;
  readonly who: Who;
  readonly merchantNo: MerchantNo;
  readonly view: MerchantSettlements;
  /** The numbers above it. */
  readonly above: readonly { readonly merchantNo: MerchantNo; readonly name: string }[];
  /** About its holds or its terms. */
  readonly proposals: readonly Proposal[];
  readonly now: Instant;
  readonly mayWrite: boolean;
  readonly formError?: SettlementError | undefined;
  readonly typed?: { readonly amount: string; readonly reason: string } | undefined;
  readonly typedTerms?: TypedTerms | undefined;
}

/** The settlement of one merchant number: what was agreed, what is to come, what is held, and its batches. */
export function MerchantSettlementPage(props: Props) {
  const {
    lang,
    merchantNo,
    view: { terms, waiting, payable, owed, batches },
    proposals,
    formError,
  } = props;
  const w = settlementWords(lang);
  return (
    <>
      <Problem
        text={formError && errorText(formError, lang)}
        field={termsField(formError) ?? (formError === "amount_wrong" ? "amount" : "reason")}
      />
      <p>
        <a class="link mono" href={paths.opsMerchant(merchantNo)}>{merchantNo}</a>
      </p>
      <h1>{w.merchantTitle(merchantNo)}</h1>
      <section class="card stack">
        <div class="head">
          <h2>
            <a class="link" href={paths.opsMerchantBooks(merchantNo)}>{w.payable}</a>
          </h2>
          <Amount money={payable} />
        </div>
        {payable.fen < 0 ? <p class="ochre">{w.overdrawn}</p> : null}
        {owed
          ? (
            <Facts
              rows={[
                fact(bookWords(lang).clearingClosing(owed.day), <Amount money={owed.balance} />),
              ]}
            />
          )
          : null}
        {terms.length === 0 ? <p>{w.noTerms}</p> : (
          <ul class="rows">
            {terms.map(({ termsId, from, delay, overdraft, accountOf }) => (
              <li key={termsId}>
                <span>{w.termsFrom(dayOf(from, lang), `${delay}`)}</span>
                <span class="end small quiet-text">
                  {accountOf === merchantNo ? null : `${w.accountOf} ${accountOf} `}
                  {overdraft.fen === 0 ? null : w.overdraft(formatMoney(overdraft))}
                </span>
              </li>
            ))}
          </ul>
        )}
      </section>
      <Waiting
        {...props}
        proposals={proposals.filter(({ act }) => act.kind === "agree_terms")}
      />
      {props.mayWrite
        ? (
          <TermsForm
            lang={lang}
            merchantNo={merchantNo}
            above={props.above}
            formError={formError}
            typed={props.typedTerms}
          />
        )
        : null}
      {waiting.length === 0 ? null : (
        <section class="card stack">
          <h2>{w.waiting}</h2>
          <WaitingRows lang={lang} waiting={waiting} />
        </section>
      )}
      <Holds {...props} />
      <section class="card stack">
        <h2>{w.batches}</h2>
        {batches.length === 0 ? <p>{w.noBatches}</p> : null}
        <BatchRows lang={lang} batches={batches} hrefTo={paths.opsSettlement} />
      </section>
    </>
  );
}

function Holds(props: Props) {
  const { lang, view: { holds }, now, mayWrite } = props;
  const w = settlementWords(lang);
  const inForce = holds.find(({ state }) => state === "in_force");
  const proposals = props.proposals.filter(({ act }) => act.kind !== "agree_terms");
  const waiting = proposals.filter((each) => isOpen(each, now));
  return (
    <>
      <section class="card stack">
        <h2>{w.holds}</h2>
        {holds.length === 0 ? <p>{w.noHolds}</p> : null}
        <ul class="rows">
          {holds.map(({ holdId, amount, taken, reason, state, releaseReason }) => (
            <li key={holdId}>
              <span>
                <a class="link" href={paths.opsRecord(holdId)}>
                  {amount ? <Amount money={amount} /> : w.everything}
                </a>
                <span class="small quiet-text">
                  {[reason, ...(releaseReason ? [releaseReason] : [])].map(isolated).join(" · ")}
                </span>
              </span>
              <span class="end">
                {w.taken(formatMoney(taken))}
                {state === "released" ? <span class="small quiet-text">{w.released_}</span> : null}
              </span>
            </li>
          ))}
        </ul>
      </section>
      <Waiting {...props} proposals={proposals} />
      {!mayWrite || waiting.length > 0
        ? null
        : inForce
        ? <ReleaseForm {...props} holdId={inForce.holdId} />
        : <HoldForm {...props} />}
    </>
  );
}

/** What somebody proposed, for another to confirm. */
function Waiting({ lang, who, proposals, now }: Props) {
  return (
    <>
      {proposals.filter((each) => isOpen(each, now)).map((proposal) => (
        <section key={proposal.proposalId} class="card stack">
          <h2>{settlementWords(lang).waits}</h2>
          <Facts rows={actFacts(proposal.act, lang)} />
          <ProposalAnswers lang={lang} desk="ops" who={who} proposal={proposal} />
        </section>
      ))}
    </>
  );
}

function HoldForm({ lang, merchantNo, typed, formError }: Props) {
  const w = settlementWords(lang);
  return (
    <form class="card stack" method="post" action={paths.opsPlaceHold(merchantNo)}>
      <h2>{w.hold}</h2>
      <p class="quiet-text">{w.holdHelp}</p>
      <div class="field">
        <label for="amount">{w.holdAmount}</label>
        <input
          id="amount"
          name="amount"
          inputmode="decimal"
          autocomplete="off"
          value={typed?.amount ?? ""}
          {...(formError === "amount_wrong" ? { "aria-invalid": "true" } : {})}
        />
      </div>
      <ReasonField
        label={w.reason}
        hint={w.reasonHint}
        value={typed?.reason}
        invalid={formError === "reason_missing" || formError === "text_flawed"}
      />
      <button class="button" type="submit">{w.propose}</button>
    </form>
  );
}

function ReleaseForm(
  { lang, holdId, typed, formError }: Props & { readonly holdId: string },
) {
  const w = settlementWords(lang);
  return (
    <form class="card stack" method="post" action={paths.opsReleaseHold(holdId)}>
      <h2>{w.release}</h2>
      <ReasonField
        label={w.reason}
        hint={w.reasonHint}
        value={typed?.reason}
        invalid={formError !== undefined}
      />
      <button class="button" type="submit">{w.propose}</button>
    </form>
  );
}
