import type { Chargeback } from "../../core/dispute/chargeback.ts";
import { Amount } from "../parts/money.tsx";
import type { Lang } from "../words.ts";
import { disputeWords } from "./words.ts";

interface Props {
  readonly lang: Lang;
  readonly chargebacks: readonly Chargeback[];
  /** Where its line can be seen, for whoever may. */
  readonly hrefTo?: (chargeback: Chargeback) => string;
}

/** What the channel took back, and gave again; absent where it did neither. */
export function ChargebackRows({ lang, chargebacks, hrefTo }: Props) {
  const w = disputeWords(lang);
  if (chargebacks.length === 0) return null;
  return (
    <section class="card stack">
      <h2>{w.chargebacks}</h2>
      <ul class="rows">
        {chargebacks.map((each) => (
          <li key={each.chargebackId}>
            <span>
              <b>{w.directions[each.direction]}</b>
              {hrefTo === undefined ? null : (
                <a class="line link mono small" href={hrefTo(each)}>
                  {w.fileLine(each.fileId, each.lineNo)}
                </a>
              )}
            </span>
            <span class="end">
              <Amount money={each.amount} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
