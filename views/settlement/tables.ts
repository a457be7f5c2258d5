import type { BatchItem } from "../../core/settlement_batch/batch_store.ts";
import { payeeOf } from "../../core/settlement_batch/batch_store.ts";
import type { Payment } from "../../core/settlement_batch/payment_file.ts";
import { type Column, csv } from "../parts/csv.ts";
import type { Lang } from "../words.ts";
import { settlementWords } from "./words.ts";

/** What a batch takes in, as a file. */
export function itemTable(lang: Lang, items: readonly BatchItem[]): string {
  const { columns, kinds } = settlementWords(lang);
  const shown: readonly Column<BatchItem>[] = [
    { header: columns.subject, type: "text", of: ({ subjectId }) => subjectId },
    { header: columns.kind, type: "text", of: ({ kind }) => kinds[kind] },
    { header: columns.clearingDay, type: "text", of: ({ day }) => day },
    { header: columns.amount, type: "amount", of: ({ amount }) => amount },
    { header: columns.fee, type: "amount", of: ({ fee }) => fee },
  ];
  return csv(shown, items);
}

/** What the bank is to pay, for its portal or to be paid by hand. */
export function paymentTable(lang: Lang, payments: readonly Payment[]): string {
  const { columns } = settlementWords(lang);
  const shown: readonly Column<Payment>[] = [
    { header: columns.holder, type: "text", of: ({ to }) => to.holder },
    { header: columns.bank, type: "text", of: ({ to }) => to.bank },
    { header: columns.accountNo, type: "text", of: ({ to }) => to.accountNo },
    { header: columns.amount, type: "amount", of: ({ payout }) => payout.amount },
    { header: columns.merchant, type: "text", of: payeeOf },
    { header: columns.clearingDay, type: "text", of: ({ batch }) => batch?.clearingDay },
    { header: columns.payout, type: "text", of: ({ payout }) => payout.payoutId },
  ];
  return csv(shown, payments);
}
