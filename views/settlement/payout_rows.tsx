import { paths } from "../../core/paths.ts";
import type { Payout } from "../../core/settlement_batch/settlement_batch.ts";
import { isolated } from "../../core/text/isolated.ts";
import { Amount } from "../parts/money.tsx";
import { dayOf, Time } from "../parts/time.tsx";
import type { Lang } from "../words.ts";
import { settlementWords } from "./words.ts";

interface Props {
  readonly lang: Lang;
  readonly payouts: readonly Payout[];
  readonly isDesk: boolean;
}

/** Each attempt to pay, the latest first. */
export function PayoutRows({ lang, payouts, isDesk }: Props) {
  const w = settlementWords(lang);
  return (
    <ul class="rows">
      {payouts.map(({ payoutId, state, sentAt, paidOn, reference, returnedBecause, amount }) => (
        <li key={payoutId}>
          <span>
            {isDesk
              ? <a class="link mono" href={paths.opsPayout(payoutId)}>{payoutId}</a>
              : <Time at={sentAt} lang={lang} />}
            <span class="small quiet-text">
              {[
                ...(paidOn ? [`${w.paidOn} ${dayOf(paidOn, lang)}`] : []),
                ...(reference ? [isolated(reference)] : []),
                ...(returnedBecause ? [isolated(returnedBecause)] : []),
              ].join(" · ")}
            </span>
          </span>
          <span class="end">
            <Amount money={amount} />
            <span class="small quiet-text">{w.payoutStates[state]}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
