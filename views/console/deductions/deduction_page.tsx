import type { DeductionView } from "../../../core/console/view_deduction.ts";
import { type Deduction, shownState } from "../../../core/deduction/deduction.ts";
import { deductionResource } from "../../../core/deduction/deduction_resource.ts";
import { leftOf } from "../../../core/deduction/left_today.ts";
import { EARLY_POLLS_UNTIL_BLOCK } from "../../../core/deduction/poll_guard.ts";
import { paths } from "../../../core/paths.ts";
import { permits } from "../../../core/permission/role.ts";
import { leftToRefund } from "../../../core/refund/left_to_refund.ts";
import type { Instant } from "../../../core/time.ts";
import type { Frame } from "../../frame.ts";
import { Band } from "../../parts/band.tsx";
import { fact, Facts } from "../../parts/facts.tsx";
import { Amount } from "../../parts/money.tsx";
import { formatTime, Time } from "../../parts/time.tsx";
import type { Who } from "../../staff/desk.tsx";
import type { Lang } from "../../words.ts";
import { disputeFacts } from "../../dispute/dispute_facts.tsx";
import { feeWords } from "../../fee/words.ts";
import { DetailPage } from "../detail.tsx";
import { RefundRows } from "../refunds/refund_rows.tsx";
import { StateWord } from "../state_word.tsx";
import { deductionMarks } from "./deduction_columns.tsx";
import { deductionWords } from "./deduction_words.ts";

interface Props {
  readonly frame: Frame;
  readonly who: Who;
  readonly view: DeductionView;
}

/** One deduction: how it stands, why it failed, what was refunded, and what happened to it. */
export function DeductionPage({ frame, who, view }: Props) {
  const { lang } = frame;
  const w = deductionWords(lang);
  const { deduction, contract, usedToday, refunds, steps, deliveries } = view;
  const state = shownState(deduction);
  const isUnclear = deduction.state === "processing" && deduction.queriesEndedAt !== undefined;
  const left = leftOf(contract, usedToday);
  return (
    <DetailPage
      frame={frame}
      who={who}
      section="deductions"
      title={deduction.merchantOrderNo}
      steps={steps}
      deliveries={deliveries}
      resource={deductionResource(deduction, left)}
    >
      <section class="card stack">
        <h1>
          <StateWord mark={isUnclear ? "unclear" : deductionMarks[state]} text={w.states[state]} />
          {" "}
          <Amount money={deduction.amount} />
        </h1>
        {isUnclear
          ? (
            <Band mark="unclear">
              <p>{w.unclear}</p>
            </Band>
          )
          : null}
        <DeductionFacts lang={lang} view={view} />
        {refundable(deduction) && permits(who.role, "refunds:write")
          ? (
            <p class="tools">
              <a class="button" href={paths.consoleDeductionRefunds(deduction.deductionId)}>
                {w.refund}
              </a>
            </p>
          )
          : null}
      </section>
      <Polls lang={lang} view={view} />
      {refunds.length === 0 ? null : (
        <section class="card stack">
          <h2>{w.refunds}</h2>
          <RefundRows lang={lang} refunds={refunds} />
        </section>
      )}
    </DetailPage>
  );
}

function DeductionFacts({ lang, view: { deduction, contract, dispute, usedToday } }: {
  readonly lang: Lang;
  readonly view: DeductionView;
}) {
  const w = deductionWords(lang);
  const { columns } = w;
  const ended = endedAt(deduction);
  const charged = deduction.state === "succeeded" ? deduction : undefined;
  return (
    <Facts
      rows={[
        fact(columns.merchantOrderNo, <span class="mono">{deduction.merchantOrderNo}</span>),
        fact(columns.deductionId, <span class="mono">{deduction.deductionId}</span>),
        fact(columns.subject, <bdi>{deduction.subject}</bdi>),
        fact(
          columns.failure,
          deduction.state === "failed" ? w.failures[deduction.reason] : undefined,
        ),
        fact(columns.created, <Time at={deduction.createdAt} lang={lang} />),
        fact(w.ended, ended && <Time at={ended} lang={lang} />),
        fact(columns.channelTxnNo, charged && <span class="mono">{charged.channelTxnNo}</span>),
        fact(w.advance, charged?.advance && w.advances[charged.advance.state]),
        fact(
          columns.refunded,
          charged && charged.refunded.fen > 0 ? <Amount money={charged.refunded} /> : undefined,
        ),
        ...disputeFacts(lang, dispute, charged?.chargedBack),
        fact(
          feeWords(lang).total,
          charged && (
            <a class="link" href={paths.consoleDeductionFee(deduction.deductionId)}>
              {feeWords(lang).feeLink}
            </a>
          ),
        ),
        fact(w.leftToday, <Amount money={leftOf(contract, usedToday)} />),
        fact(
          columns.settle,
          deduction.settleMerchantNo && <span class="mono">{deduction.settleMerchantNo}</span>,
        ),
        fact(
          columns.contractCode,
          <a class="link mono" href={paths.consoleContract(contract.contractId)}>
            {contract.contractCode}
          </a>,
        ),
      ]}
    />
  );
}

/** Whether its merchant polls it more often than it should, and what follows from that. */
function Polls({ lang, view: { guard } }: { readonly lang: Lang; readonly view: DeductionView }) {
  const w = deductionWords(lang);
  if (guard.early === 0 && guard.blockedUntil === undefined) return null;
  return (
    <section class="card stack">
      <h2>{w.polling}</h2>
      <Band mark="limit">
        <p>{w.early(guard.early, EARLY_POLLS_UNTIL_BLOCK)}</p>
        {guard.blockedUntil === undefined
          ? null
          : <p>{w.blocked(formatTime(guard.blockedUntil, lang))}</p>}
      </Band>
    </section>
  );
}

function refundable(deduction: Deduction): boolean {
  return deduction.state === "succeeded" && leftToRefund(deduction).fen > 0;
}

function endedAt(deduction: Deduction): Instant | undefined {
  switch (deduction.state) {
    case "requested":
    case "processing":
      return undefined;
    case "succeeded":
      return deduction.succeededAt;
    case "failed":
      return deduction.failedAt;
  }
}
