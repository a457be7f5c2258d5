import type { DisputeSubject } from "../../core/dispute/open_dispute.ts";
import type { Money } from "../../core/money.ts";
import { paths } from "../../core/paths.ts";
import { formatMoney } from "../parts/money.tsx";
import type { Lang } from "../words.ts";
import { walletDisputeWords } from "./dispute_words.ts";

interface Props {
  readonly subjectId: DisputeSubject;
  readonly payee: string;
  readonly amount: Money;
  readonly lang: Lang;
}

/** To "I don't recognise this", or to how that stands. */
export function DisputeLink({ subjectId, payee, amount, lang }: Props) {
  const w = walletDisputeWords(lang);
  return (
    <a
      class="link"
      href={paths.walletDisputing(subjectId)}
      aria-label={w.disputeThis(payee, formatMoney(amount))}
    >
      {w.dispute}
    </a>
  );
}
