import type { Chargeback } from "../../core/dispute/chargeback.ts";
import { type Dispute, isWaiting, subjectOf } from "../../core/dispute/dispute.ts";
import type { Money } from "../../core/money.ts";
import { paths } from "../../core/paths.ts";
import { isOpen, type Proposal } from "../../core/proposal/proposal.ts";
import type { Instant } from "../../core/time.ts";
import { StateWord } from "../console/state_word.tsx";
import { Choices } from "../ops/choices.tsx";
import { ReasonField } from "../ops/reason_field.tsx";
import { Band } from "../parts/band.tsx";
import { fact, Facts } from "../parts/facts.tsx";
import { Amount, formatMoney } from "../parts/money.tsx";
import { Time } from "../parts/time.tsx";
import { Problem } from "../staff/problem.tsx";
import type { Lang } from "../words.ts";
import { ChargebackRows } from "./chargeback_rows.tsx";
import { type DisputeDeskError, disputeDeskWords } from "./desk_words.ts";
import { disputeMarks } from "./dispute_marks.ts";
import { Evidence } from "./evidence.tsx";
import { Files } from "./files.tsx";
import { Said } from "./said.tsx";
import { disputeWords } from "./words.ts";

export interface DeskDisputeProps {
  readonly lang: Lang;
  readonly now: Instant;
  readonly dispute: Dispute;
  readonly chargebacks: readonly Chargeback[];
  /** What a refund would give back. */
  readonly left: Money;
  readonly proposals: readonly Proposal[];
  readonly mayDecide: boolean;
  readonly formError?: DisputeDeskError | undefined;
  readonly typed?: { readonly verdict: string; readonly why: string } | undefined;
}

/** One dispute as the institution decides it: what the payer says, what the merchant says, and what is on record. */
export function DeskDisputePage(props: DeskDisputeProps) {
  const { lang, now, dispute, chargebacks, proposals, mayDecide, formError } = props;
  const w = disputeDeskWords(lang);
  const waiting = proposals.find((each) => isOpen(each, now));
  const field = formError === "verdict_missing"
    ? "verdict"
    : formError === "reason_missing" || formError === "text_flawed"
    ? "reason"
    : undefined;
  return (
    <>
      <Problem text={formError && w.errors[formError]} field={field} />
      <Standing lang={lang} dispute={dispute} />
      {waiting
        ? (
          <Band mark="limit">
            <p>
              {w.waiting} <a href={paths.proposal("ops", waiting.proposalId)}>{w.toProposal}</a>
            </p>
          </Band>
        )
        : null}
      {mayDecide && dispute.state === "escalated" && !waiting ? <Decide {...props} /> : null}
      <ChargebackRows
        lang={lang}
        chargebacks={chargebacks}
        hrefTo={({ fileId }) => paths.opsStatementFile(fileId)}
      />
      <Files
        lang={lang}
        dispute={dispute}
        evidenceHref={paths.opsDisputeEvidence(dispute.disputeId)}
        hrefTo={({ sha256 }) => paths.opsDisputeFile(dispute.disputeId, sha256)}
      />
      <Evidence lang={lang} dispute={dispute} />
    </>
  );
}

function Standing({ lang, dispute }: { readonly lang: Lang; readonly dispute: Dispute }) {
  const { columns, states, reasons, openedBy } = disputeWords(lang);
  const { state, refundId, merchantNo, disputeId } = dispute;
  const time = (at: Instant | undefined) => at && <Time at={at} lang={lang} />;
  const record = (id: string) => <a class="link mono" href={paths.opsRecord(id)}>{id}</a>;
  return (
    <section class="card stack">
      <h1>
        <StateWord mark={disputeMarks[state]} text={states[state]} />{" "}
        <Amount money={dispute.amount} />
      </h1>
      <Facts
        rows={[
          fact(columns.reason, reasons[dispute.reason]),
          fact(columns.due, isWaiting(dispute) ? time(dispute.dueAt) : undefined),
          fact(columns.opened, time(dispute.createdAt)),
          fact(columns.openedBy, openedBy[dispute.openedBy]),
          fact(columns.escalatedAt, time(dispute.escalatedAt)),
          fact(columns.ended, isWaiting(dispute) ? undefined : time(dispute.endedAt)),
          fact(
            columns.merchantNo,
            <a class="link mono" href={paths.opsMerchant(merchantNo)}>{merchantNo}</a>,
          ),
          fact(columns.of, record(subjectOf(dispute))),
          fact(columns.refundId, refundId && record(refundId)),
          fact(
            columns.chargedBack,
            dispute.chargedBack.fen > 0 ? <Amount money={dispute.chargedBack} /> : undefined,
          ),
          fact(columns.disputeId, record(disputeId)),
        ]}
      />
      <Said lang={lang} dispute={dispute} titles={columns} />
    </section>
  );
}

function Decide({ lang, dispute, left, formError, typed }: DeskDisputeProps) {
  const w = disputeDeskWords(lang);
  const { disputeId, version } = dispute;
  const verdicts = [
    {
      value: "refund",
      label: w.refund,
      help: w.refundHelp(formatMoney(left)),
      disabled: left.fen === 0,
    },
    { value: "decline", label: w.decline, help: w.declineHelp },
  ];
  return (
    <form class="card stack" method="post" action={paths.opsDisputeDecision(disputeId)}>
      <h2>{w.decide}</h2>
      <input type="hidden" name="version" value={`${version}`} />
      <Choices
        type="radio"
        name="verdict"
        legend={w.verdict}
        choices={verdicts.map((each) => ({ ...each, checked: typed?.verdict === each.value }))}
      />
      <ReasonField
        label={w.why}
        hint={w.whyHint}
        value={typed?.why}
        invalid={formError === "reason_missing" || formError === "text_flawed"}
      />
      <button class="button" type="submit">{w.submit}</button>
    </form>
  );
}
