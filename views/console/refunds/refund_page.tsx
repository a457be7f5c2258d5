import type { RefundView } from "../../../core/console/view_refund.ts";
import { paths } from "../../../core/paths.ts";
import { refundResource } from "../../../core/refund/refund_resource.ts";
import { disputeFacts } from "../../dispute/dispute_facts.tsx";
import type { Frame } from "../../frame.ts";
import { Band } from "../../parts/band.tsx";
import { fact, Facts } from "../../parts/facts.tsx";
import { Amount } from "../../parts/money.tsx";
import { Time } from "../../parts/time.tsx";
import type { Who } from "../../staff/desk.tsx";
import { unclaimedWords } from "../../unclaimed/words.ts";
import { DetailPage } from "../detail.tsx";
import { refundEndedAt, RefundStateWord } from "./refund_columns.tsx";
import { refundWords } from "./refund_words.ts";

interface Props {
  readonly frame: Frame;
  readonly who: Who;
  readonly view: RefundView;
}

/** One refund: how it stands, what happened, and what was told of it. */
export function RefundPage({ frame, who, view: { refund, dispute, steps, deliveries } }: Props) {
  const { lang } = frame;
  const w = refundWords(lang);
  const unclaimed = unclaimedWords(lang);
  const { orderId, deductionId } = refund.of;
  const ended = refundEndedAt(refund);
  return (
    <DetailPage
      frame={frame}
      who={who}
      section="refunds"
      title={refund.merchantRefundNo}
      steps={steps}
      deliveries={deliveries}
      resource={refundResource(refund)}
    >
      <section class="card stack">
        <h1>
          <RefundStateWord refund={refund} lang={lang} /> <Amount money={refund.amount} />
        </h1>
        {refund.stranded
          ? (
            <Band mark="unclear">
              <p>{unclaimed.notArrivedHelp}</p>
            </Band>
          )
          : null}
        <Facts
          rows={[
            fact(
              w.columns.merchantRefundNo,
              <span class="mono">{refund.merchantRefundNo}</span>,
            ),
            fact(w.columns.refundId, <span class="mono">{refund.refundId}</span>),
            fact(
              w.columns.of,
              orderId === undefined
                ? <a class="link mono" href={paths.consoleDeduction(deductionId)}>{deductionId}</a>
                : <a class="link mono" href={paths.consoleOrder(orderId)}>{orderId}</a>,
            ),
            ...disputeFacts(lang, dispute),
            fact(w.columns.created, <Time at={refund.createdAt} lang={lang} />),
            fact(w.columns.ended, ended && <Time at={ended} lang={lang} />),
            fact(w.columns.cause, w.causes[refund.cause]),
            fact(w.columns.reason, refund.reason && <bdi>{refund.reason}</bdi>),
            fact(w.columns.failure, refund.state === "failed" ? refund.failure : undefined),
            fact(
              unclaimed.notArrivedBecause,
              refund.stranded &&
                (unclaimed.causes[refund.stranded.because] ?? refund.stranded.because),
            ),
            fact(
              unclaimed.reference,
              refund.paidOutAs && <span class="mono">{refund.paidOutAs}</span>,
            ),
            fact(
              w.columns.channelTxnNo,
              refund.state === "succeeded" && refund.channelTxnNo !== undefined
                ? <span class="mono">{refund.channelTxnNo}</span>
                : undefined,
            ),
          ]}
        />
      </section>
    </DetailPage>
  );
}
