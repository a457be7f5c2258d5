import { paths } from "../../../core/paths.ts";
import type { Refund } from "../../../core/refund/refund.ts";
import { Amount } from "../../parts/money.tsx";
import { Time } from "../../parts/time.tsx";
import type { Lang } from "../../words.ts";
import { RefundStateWord } from "./refund_columns.tsx";

interface Props {
  readonly lang: Lang;
  readonly refunds: readonly Refund[];
}

/** The refunds of one order, in two lines each. */
export function RefundRows({ lang, refunds }: Props) {
  return (
    <ul class="rows">
      {refunds.map((refund) => (
        <li key={refund.refundId}>
          <span>
            <a class="link mono" href={paths.consoleRefund(refund.refundId)}>
              {refund.merchantRefundNo}
            </a>
            <span class="small quiet-text">
              <Time at={refund.createdAt} lang={lang} />
            </span>
          </span>
          <span class="end">
            <Amount money={refund.amount} />
            <RefundStateWord refund={refund} lang={lang} />
          </span>
        </li>
      ))}
    </ul>
  );
}
