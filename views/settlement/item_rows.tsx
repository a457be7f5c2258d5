import type { BatchItem } from "../../core/settlement_batch/batch_store.ts";
import { Amount } from "../parts/money.tsx";
import { dayOf } from "../parts/time.tsx";
import type { Lang } from "../words.ts";
import { settlementWords } from "./words.ts";

interface Props {
  readonly lang: Lang;
  readonly items: readonly BatchItem[];
  /** Undefined where there is no page of it. */
  readonly hrefTo: (subjectId: string) => string | undefined;
  readonly next: string | undefined;
  readonly table: string | undefined;
}

/** What a batch has taken in, one by one. */
export function ItemRows({ lang, items, hrefTo, next, table }: Props) {
  const w = settlementWords(lang);
  return (
    <section class="card stack" id="items">
      <h2>{w.items}</h2>
      {items.length === 0 ? <p>{w.noItems}</p> : null}
      <ul class="rows">
        {items.map(({ subjectId, line, kind, day, amount, fee }) => {
          const href = hrefTo(subjectId);
          return (
            <li key={`${subjectId} ${line}`}>
              <span>
                {href === undefined
                  ? <span class="mono">{subjectId}</span>
                  : <a class="link mono" href={href}>{subjectId}</a>}
                <span class="small quiet-text">{w.kinds[kind]} · {dayOf(day, lang)}</span>
              </span>
              <span class="end">
                <Amount money={amount} />
                {fee.fen === 0 ? null : (
                  <span class="small quiet-text line">
                    {w.fee} <Amount money={fee} />
                  </span>
                )}
              </span>
            </li>
          );
        })}
      </ul>
      {next === undefined ? null : <a class="button quiet" rel="next" href={next}>{w.next}</a>}
      {table === undefined || items.length === 0
        ? null
        : <a class="link" href={table} download>{w.download}</a>}
    </section>
  );
}
