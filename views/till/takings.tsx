import type { Takings } from "../../core/till/view_day.ts";
import { subtract } from "../../core/money.ts";
import { Amount } from "../parts/money.tsx";
import type { Lang } from "../words.ts";
import { tillWords } from "./words.ts";

/** What was paid, what was refunded here, and what is left of it. */
export function TakingsFacts(
  { takings, lang }: { readonly takings: Takings; readonly lang: Lang },
) {
  const w = tillWords(lang);
  const { paid, refunded } = takings;
  const rows = [
    [w.paid, paid.count, paid.sum],
    [w.refundedHere, refunded.count, refunded.sum],
    [w.net, undefined, subtract(paid.sum, refunded.sum)],
  ] as const;
  return (
    <dl class="facts takings">
      {rows.map(([label, count, sum]) => (
        <div key={label}>
          <dt>
            {label}
            {count === undefined ? null : <span class="quiet-text">{` · ${w.count(count)}`}</span>}
          </dt>
          <dd>
            <Amount money={sum} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
