import { paths } from "../../core/paths.ts";
import type { BatchItem } from "../../core/settlement_batch/batch_store.ts";
import type { Payout, SettlementBatch } from "../../core/settlement_batch/settlement_batch.ts";
import type { DueDay } from "../../core/settlement_batch/view_settlements.ts";
import type { Lang } from "../words.ts";
import { BatchFacts } from "./batch_facts.tsx";
import { ItemRows } from "./item_rows.tsx";
import { PayoutRows } from "./payout_rows.tsx";
import { WaitingRows } from "./waiting_rows.tsx";
import { settlementWords } from "./words.ts";

/** What a merchant has to come. */
export function OwnWaiting(
  { lang, waiting }: { readonly lang: Lang; readonly waiting: readonly DueDay[] },
) {
  return waiting.length === 0 ? null : (
    <section class="card stack">
      <h2>{settlementWords(lang).ownWaiting}</h2>
      <WaitingRows lang={lang} waiting={waiting} />
    </section>
  );
}

interface Props {
  readonly lang: Lang;
  readonly batch: SettlementBatch;
  readonly payouts: readonly Payout[];
  readonly items: readonly BatchItem[];
  readonly next: string | undefined;
  readonly mayExport: boolean;
}

/** One batch as its merchant sees it. */
export function OwnBatchPage({ lang, batch, payouts, items, next, mayExport }: Props) {
  const w = settlementWords(lang);
  const { settlementId } = batch;
  return (
    <>
      <p>
        <a class="link" href={paths.consoleList("settlements")}>{w.ownTitle}</a>
      </p>
      <BatchFacts lang={lang} batch={batch} isDesk={false} />
      {payouts.length === 0 ? null : (
        <section class="card stack">
          <h2>{w.payouts}</h2>
          <PayoutRows lang={lang} payouts={payouts} isDesk={false} />
        </section>
      )}
      <ItemRows
        lang={lang}
        items={items}
        hrefTo={hrefOf}
        next={next === undefined
          ? undefined
          : `${paths.consoleSettlement(settlementId)}?after=${next}`}
        table={mayExport ? paths.consoleSettlementItems(settlementId) : undefined}
      />
    </>
  );
}

/** Of what has a page in the console; a payment's is its order's, which the search finds. */
function hrefOf(subjectId: string): string | undefined {
  if (subjectId.startsWith("pay_")) return paths.consoleSearch(subjectId);
  if (subjectId.startsWith("rfd_")) return paths.consoleRefund(subjectId);
  return subjectId.startsWith("ded_") ? paths.consoleDeduction(subjectId) : undefined;
}
