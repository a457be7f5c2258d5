import type { Dispute } from "../../core/dispute/dispute.ts";
import { cny } from "../../core/money.ts";
import { type Instant, instant } from "../../core/time.ts";
import { fact, Facts } from "../parts/facts.tsx";
import { Amount, formatMoney } from "../parts/money.tsx";
import { withMoments } from "../parts/moments.tsx";
import { formatTime, Time } from "../parts/time.tsx";
import type { Lang } from "../words.ts";
import { disputeWords } from "./words.ts";

interface Props {
  readonly lang: Lang;
  readonly dispute: Dispute;
}

/** What was on record about a payment or a deduction when somebody disputed it: attached by itself, and never changed. */
export function Evidence({ lang, dispute: { evidence } }: Props) {
  const w = disputeWords(lang);
  const { payment, contract, notice } = evidence;
  const time = (text: string) => <Time at={timeOf(text)} lang={lang} />;
  return (
    <section class="card stack">
      <h2>{w.evidence}</h2>
      <Facts
        rows={[
          fact(w.facts.subject, <bdi>{evidence.subject}</bdi>),
          fact(w.facts.paidAmount, <Amount money={cny(evidence.amount)} />),
          fact(w.facts.orderedAt, payment ? time(evidence.created_at) : undefined),
          fact(w.facts.paidAt, time(evidence.paid_at)),
          fact(w.facts.how, payment ? <span class="mono">{payment.flow}</span> : undefined),
          fact(w.facts.card, cardOf(evidence)),
          fact(w.facts.channelTxnNo, <span class="mono">{evidence.channel_txn_no}</span>),
          fact(w.facts.contractTitle, contract ? <bdi>{contract.title}</bdi> : undefined),
          fact(w.facts.contract, contract && <span class="mono">{contract.contract_id}</span>),
          fact(w.facts.signedAt, contract ? time(contract.signed_at) : undefined),
          fact(
            w.facts.limits,
            contract
              ? [contract.per_transaction_limit, contract.per_day_limit]
                .map((fen) => formatMoney(cny(fen))).join(" / ")
              : undefined,
          ),
          fact(w.facts.expiresAt, contract?.expires_at ? time(contract.expires_at) : undefined),
          fact(
            w.facts.notice,
            notice
              ? withMoments(w.facts.noticed(
                formatTime(timeOf(notice.sent_at), lang),
                formatMoney(cny(notice.amount)),
              ))
              : undefined,
          ),
          fact(
            w.facts.chargeNotice,
            evidence.charge_notice
              ? withMoments(w.facts.told(formatTime(timeOf(evidence.charge_notice.sent_at), lang)))
              : undefined,
          ),
          fact(w.facts.chain, contract && <span class="mono">{contract.chain}</span>),
        ].map(([label, value]) => [label, value || undefined] as const)}
      />
    </section>
  );
}

function cardOf({ payment, contract }: Dispute["evidence"]): string | undefined {
  if (contract) return contract.card;
  return payment?.card_last_four ? `···· ${payment.card_last_four}` : undefined;
}

function timeOf(text: string): Instant {
  return instant(Date.parse(text));
}
