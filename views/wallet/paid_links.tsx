import type { DisputeSubject } from "../../core/dispute/open_dispute.ts";
import type { Money } from "../../core/money.ts";
import { ReceiptLink } from "../receipt/receipt_link.tsx";
import type { Lang } from "../words.ts";
import { DisputeLink } from "./dispute_link.tsx";

interface Props {
  readonly subjectId: DisputeSubject;
  readonly payee: string;
  readonly amount: Money;
  readonly lang: Lang;
}

/** What can be done about something that was paid or charged. */
export function PaidLinks(props: Props) {
  return (
    <span class="inline">
      <ReceiptLink {...props} />
      <DisputeLink {...props} />
    </span>
  );
}
