import type { DueDay } from "../../core/settlement_batch/view_settlements.ts";
import { Amount } from "../parts/money.tsx";
import { dayOf } from "../parts/time.tsx";
import type { Lang } from "../words.ts";
import { settlementWords } from "./words.ts";

/** What was cleared and is in no batch yet, day by day, and when it comes. */
export function WaitingRows(
  { lang, waiting }: { readonly lang: Lang; readonly waiting: readonly DueDay[] },
) {
  const w = settlementWords(lang);
  return (
    <ul class="rows">
      {waiting.map(({ day, count, net, dueOn, isSettled }) => (
        <li key={day}>
          <span>{w.waitingDay(dayOf(day, lang), count.toLocaleString("en"))}</span>
          <span class="end">
            <Amount money={net} />
            <span class="small quiet-text">
              {isSettled ? w.late : dueOn ? w.dueDay(dayOf(dueOn, lang)) : w.noDue}
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}
