import { type Difference, leftOf } from "../../core/difference/difference.ts";
import { type Column, csv } from "../parts/csv.ts";
import type { Lang } from "../words.ts";
import { reconciliationWords } from "./words.ts";

/** Differences as a file. */
export function differenceTable(lang: Lang, differences: readonly Difference[]): string {
  const w = reconciliationWords(lang);
  const columns: readonly Column<Difference>[] = [
    { header: w.columns.no, type: "text", of: (each) => each.differenceId },
    { header: w.columns.day, type: "text", of: (each) => each.clearingDay },
    { header: w.reason, type: "text", of: (each) => w.reasons[each.reason] },
    {
      header: w.differsIn,
      type: "text",
      of: (each) => each.differs.map((field) => w.fields[field]).join("; "),
    },
    { header: w.merchant, type: "text", of: (each) => each.merchantNo },
    { header: w.name, type: "text", of: (each) => each.fileId },
    { header: w.lines, type: "number", of: (each) => each.lineNo },
    { header: w.about, type: "text", of: (each) => each.subjectId },
    { header: w.theirs, type: "amount", of: (each) => each.theirs },
    { header: w.ours, type: "amount", of: (each) => each.ours },
    { header: w.corrected, type: "amount", of: (each) => each.corrected },
    { header: w.left, type: "amount", of: leftOf },
    { header: w.owner, type: "text", of: (each) => each.owner },
    { header: w.due, type: "time", of: (each) => each.dueAt },
    { header: w.state, type: "text", of: (each) => w.caseStates[each.state] },
    {
      header: w.ended,
      type: "time",
      of: (each) => each.state === "open" ? undefined : each.endedAt,
    },
  ];
  return csv(columns, differences);
}
