import { paths } from "../../core/paths.ts";
import type { BatchItem } from "../../core/settlement_batch/batch_store.ts";
import type { Payout, SettlementBatch } from "../../core/settlement_batch/settlement_batch.ts";
import type { Lang } from "../words.ts";
import { BatchFacts } from "./batch_facts.tsx";
import { ItemRows } from "./item_rows.tsx";
import { PayoutRows } from "./payout_rows.tsx";
import { settlementWords } from "./words.ts";

interface Props {
  readonly lang: Lang;
  readonly batch: SettlementBatch;
  readonly payouts: readonly Payout[];
  readonly items: readonly BatchItem[];
  readonly next: string | undefined;
  readonly mayExport: boolean;
}

/** One batch at the desk: how it adds up, how it was paid, and what it takes in. */
export function BatchPage({ lang, batch, payouts, items, next, mayExport }: Props) {
  const w = settlementWords(lang);
  const { settlementId, dueOn } = batch;
  return (
    <>
      <p>
        <a class="link" href={paths.opsSettlements(dueOn)}>{w.title}</a>
      </p>
      <BatchFacts lang={lang} batch={batch} isDesk />
      <section class="card stack">
        <h2>{w.payouts}</h2>
        {payouts.length === 0 ? <p>{w.noPayouts}</p> : null}
        <PayoutRows lang={lang} payouts={payouts} isDesk />
        <a class="link" href={paths.opsRecord(settlementId)}>{w.history}</a>
      </section>
      <ItemRows
        lang={lang}
        items={items}
        hrefTo={paths.opsRecord}
        next={next === undefined ? undefined : paths.opsSettlement(settlementId, next)}
        table={mayExport ? paths.opsSettlementItems(settlementId) : undefined}
      />
    </>
  );
}
