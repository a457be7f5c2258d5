import { type ShownDeductionState, shownState } from "../../../core/deduction/deduction.ts";
import type { FoundDeduction } from "../../../core/deduction/deduction_store.ts";
import { noMoney } from "../../../core/money.ts";
import type { Mark } from "../../parts/state_mark.tsx";
import type { Lang } from "../../words.ts";
import { columnsOf } from "../columns.tsx";
import type { ListColumn } from "../list_column.ts";
import { deductionWords } from "./deduction_words.ts";

export const deductionMarks: Readonly<Record<ShownDeductionState, Mark>> = {
  processing: "processing",
  succeeded: "paid",
  failed: "failed",
};

/** What a list of deductions shows, with why each of them failed, and what its file has. */
export function deductionColumns(lang: Lang): readonly ListColumn<FoundDeduction>[] {
  const { columns, states, failures, advance } = deductionWords(lang);
  const { filed, number, amount, time, state } = columnsOf<FoundDeduction>(lang);
  const failure = ({ deduction }: FoundDeduction) =>
    deduction.state === "failed" ? failures[deduction.reason] : undefined;
  return [
    number(columns.merchantOrderNo, ({ deduction }) => deduction.merchantOrderNo),
    amount(columns.amount, ({ deduction }) => deduction.amount),
    state(columns.state, ({ deduction }) => shownState(deduction), deductionMarks, states),
    time(columns.created, ({ deduction }) => deduction.createdAt),
    { ...filed(columns.failure, failure), cell: (row) => failure(row) ?? "–", only: "wide" },
    filed(columns.subject, ({ deduction }) => deduction.subject),
    {
      csv: {
        header: columns.refunded,
        type: "amount",
        of: ({ deduction }) => deduction.state === "succeeded" ? deduction.refunded : noMoney,
      },
    },
    filed(
      columns.channelTxnNo,
      ({ deduction }) => deduction.state === "succeeded" ? deduction.channelTxnNo : undefined,
    ),
    filed(
      advance,
      ({ deduction }) => deduction.state === "succeeded" ? deduction.advance?.state : undefined,
    ),
    filed(
      columns.settle,
      ({ deduction }) => deduction.settleMerchantNo ?? deduction.merchantNo,
    ),
    filed(columns.contractCode, ({ contract }) => contract.contractCode),
    filed(columns.contractId, ({ contract }) => contract.contractId),
    filed(columns.deductionId, ({ deduction }) => deduction.deductionId),
  ];
}
