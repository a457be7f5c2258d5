import type { SettlementBatch } from "../../core/settlement_batch/settlement_batch.ts";
import { Amount } from "../parts/money.tsx";
import { dayOf } from "../parts/time.tsx";
import type { Lang } from "../words.ts";
import { settlementWords } from "./words.ts";

interface Props {
  readonly lang: Lang;
  readonly batches: readonly SettlementBatch[];
  readonly hrefTo: (settlementId: string) => string;
}

/** Batches as a list, each with whose it is, of which day, and how it stands. */
export function BatchRows({ lang, batches, hrefTo }: Props) {
  const w = settlementWords(lang);
  return (
    <ul class="rows">
      {batches.map((
        { settlementId, merchantNo, clearingDay, dueOn, normal, error, paid, state },
      ) => (
        <li key={settlementId}>
          <span>
            <a class="link" href={hrefTo(settlementId)}>
              {w.clearingDay} {dayOf(clearingDay, lang)}
            </a>
            <span class="small quiet-text">
              <span class="mono">{merchantNo}</span> · {w.dueDay(dayOf(dueOn, lang))} ·{" "}
              {w.pieces((normal.count + error.count).toLocaleString("en"))}
            </span>
          </span>
          <span class="end">
            <Amount money={paid} />
            <span class="small quiet-text">{w.states[state]}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
