import type { FoundDeduction } from "../../core/deduction/deduction_store.ts";
import { advancedAt } from "../../core/deduction/list_advances.ts";
import { deductionWords } from "../console/deductions/deduction_words.ts";
import { opsWords } from "../ops/words.ts";
import { csv } from "../parts/csv.ts";
import { unclaimedWords } from "../unclaimed/words.ts";
import type { Lang } from "../words.ts";
import { advanceWords } from "./words.ts";

/** Advances as a file. */
export function advanceTable(lang: Lang, advances: readonly FoundDeduction[]): string {
  const w = advanceWords(lang);
  const { columns, labels, ended } = deductionWords(lang);
  const advanceOf = ({ deduction }: FoundDeduction) =>
    deduction.state === "succeeded" ? deduction.advance : undefined;
  return csv<FoundDeduction>([
    { header: columns.deductionId, type: "text", of: ({ deduction }) => deduction.deductionId },
    {
      header: unclaimedWords(lang).merchantNo,
      type: "text",
      of: ({ deduction }) => deduction.merchantNo,
    },
    { header: w.payer, type: "text", of: ({ contract }) => contract.consumerId },
    { header: labels.contract_id, type: "text", of: ({ contract }) => contract.contractId },
    { header: columns.amount, type: "amount", of: ({ deduction }) => deduction.amount },
    { header: opsWords(lang).channel, type: "text", of: ({ deduction }) => deduction.channel },
    {
      header: columns.state,
      type: "text",
      of: (row) => w.states[advanceOf(row)?.state ?? "outstanding"],
    },
    { header: w.since, type: "time", of: ({ deduction }) => advancedAt(deduction) },
    {
      header: ended,
      type: "time",
      of: (row) => {
        const advance = advanceOf(row);
        return advance && advance.state !== "outstanding" ? advance.endedAt : undefined;
      },
    },
  ], advances);
}
