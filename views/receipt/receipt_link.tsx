import type { Money } from "../../core/money.ts";
import { paths } from "../../core/paths.ts";
import { isolated } from "../../core/text/isolated.ts";
import { formatMoney } from "../parts/money.tsx";
import type { Lang } from "../words.ts";
import { receiptWords } from "./receipt_words.ts";

interface Props {
  readonly subjectId: string;
  readonly payee: string;
  readonly amount: Money;
  readonly lang: Lang;
}

/** From a row of what somebody paid or was charged. */
export function ReceiptLink({ subjectId, payee, amount, lang }: Props) {
  const w = receiptWords(lang);
  return (
    <a
      class="link"
      href={paths.walletReceipt(subjectId)}
      aria-label={w.receiptOf(isolated(payee), formatMoney(amount))}
    >
      {w.receipt}
    </a>
  );
}
