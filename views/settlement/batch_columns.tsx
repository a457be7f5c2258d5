import {
  clearingTotal,
  type SettlementBatch,
} from "../../core/settlement_batch/settlement_batch.ts";
import type { ListColumn } from "../console/list_column.ts";
import { Amount } from "../parts/money.tsx";
import { dayOf } from "../parts/time.tsx";
import type { Lang } from "../words.ts";
import { settlementWords } from "./words.ts";

/** What a merchant's list of batches shows, and what its file has. */
export function batchColumns(lang: Lang): readonly ListColumn<SettlementBatch>[] {
  const { columns, states, dueDay } = settlementWords(lang);
  const state = ({ state }: SettlementBatch) => states[state];
  return [
    {
      csv: { header: columns.clearingDay, type: "text", of: ({ clearingDay }) => clearingDay },
      cell: ({ clearingDay }) => dayOf(clearingDay, lang),
    },
    {
      csv: { header: columns.paid, type: "amount", of: ({ paid }) => paid },
      cell: ({ paid }) => <Amount money={paid} />,
    },
    {
      csv: { header: columns.dueOn, type: "text", of: ({ dueOn }) => dueOn },
      cell: ({ dueOn }) => dueDay(dayOf(dueOn, lang)),
    },
    { csv: { header: columns.state, type: "text", of: state }, cell: state },
    {
      csv: {
        header: columns.count,
        type: "number",
        of: ({ normal, error }) => normal.count + error.count,
      },
    },
    { csv: { header: columns.total, type: "amount", of: clearingTotal } },
    { csv: { header: columns.held, type: "amount", of: ({ held }) => held } },
    { csv: { header: columns.id, type: "text", of: ({ settlementId }) => settlementId } },
  ];
}
