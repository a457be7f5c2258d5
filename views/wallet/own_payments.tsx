import type { OwnDispute, OwnPayment } from "../../core/dispute/dispute_store.ts";
import { paths } from "../../core/paths.ts";
import { disputeWords } from "../dispute/words.ts";
import { hueOf, StateMark } from "../parts/state_mark.tsx";
import { formatTime } from "../parts/time.tsx";
import type { Lang } from "../words.ts";
import { ChargeTable } from "./charges.tsx";
import { PaidLinks } from "./paid_links.tsx";
import { walletDisputeWords } from "./dispute_words.ts";
import { walletWords } from "./words.ts";

/** What somebody paid while they were signed in; absent when there is nothing. */
export function OwnPayments(
  { payments, lang }: { readonly payments: readonly OwnPayment[]; readonly lang: Lang },
) {
  const w = walletWords(lang);
  if (payments.length === 0) return null;
  const rows = payments.map(({ payment, order, payee }) => ({
    id: payment.paymentId,
    payee,
    subject: order.subject,
    when: formatTime(payment.createdAt, lang),
    amount: payment.amount,
    outcome: (
      <>
        <span class={hueOf.paid}>
          <StateMark mark="paid" /> {walletDisputeWords(lang).paid}
        </span>{" "}
        <PaidLinks
          subjectId={payment.paymentId}
          payee={payee}
          amount={payment.amount}
          lang={lang}
        />
      </>
    ),
  }));
  return (
    <section class="card stack">
      <h2 id="payments">{walletDisputeWords(lang).payments}</h2>
      <ChargeTable
        id="payments"
        heads={[w.payee, w.chargedAt, w.amount, w.result]}
        rows={rows}
        payee={undefined}
      />
    </section>
  );
}

/** What they dispute; absent when there is nothing. */
export function OwnDisputes(
  { disputes, lang }: { readonly disputes: readonly OwnDispute[]; readonly lang: Lang },
) {
  const w = walletWords(lang);
  const { disputes: title, openedAt } = walletDisputeWords(lang);
  const { reasons, states } = disputeWords(lang);
  if (disputes.length === 0) return null;
  const rows = disputes.map(({ dispute, payee }) => ({
    id: dispute.disputeId,
    payee,
    subject: reasons[dispute.reason],
    when: formatTime(dispute.createdAt, lang),
    amount: dispute.amount,
    outcome: (
      <a class="link" href={paths.walletDispute(dispute.disputeId)}>{states[dispute.state]}</a>
    ),
  }));
  return (
    <section class="card stack">
      <h2 id="disputes">{title}</h2>
      <ChargeTable
        id="disputes"
        heads={[w.payee, openedAt, w.amount, w.result]}
        rows={rows}
        payee={undefined}
      />
    </section>
  );
}
