import type { ShownLine } from "../../core/reconciliation/reconciliation_store.ts";
import { csv } from "../parts/csv.ts";
import type { Lang } from "../words.ts";
import { reconciliationWords } from "./words.ts";

/** Lines of a file as a table. */
export function lineTable(lang: Lang, lines: readonly ShownLine[]): string {
  const w = reconciliationWords(lang);
  return csv<ShownLine>([
    { header: w.columns.no, type: "number", of: (each) => each.lineNo },
    { header: w.state, type: "text", of: (each) => w.states[each.state] },
    {
      header: w.differsIn,
      type: "text",
      of: (each) => each.differs.map((field) => w.fields[field]).join("; "),
    },
    { header: w.about, type: "text", of: (each) => each.subjectId },
    { header: w.merchant, type: "text", of: (each) => each.merchantNo },
    { header: w.orderNo, type: "text", of: (each) => each.orderNo },
    { header: w.txnNo, type: "text", of: (each) => each.txnNo },
    { header: w.traceTime, type: "text", of: (each) => each.traceTime },
    { header: `${w.amount} +/−`, type: "text", of: (each) => w.direction[each.direction] },
    { header: w.amount, type: "amount", of: (each) => each.amount },
    { header: w.fee, type: "amount", of: (each) => each.fee },
    { header: w.net, type: "amount", of: (each) => each.net },
  ], lines);
}
