import { type Dispute, disputeReasons, disputeStates } from "../../../../core/dispute/dispute.ts";
import { parseId } from "../../../../core/id.ts";
import { paths } from "../../../../core/paths.ts";
import { disputeColumns } from "../../../../views/console/disputes/dispute_columns.tsx";
import { consoleDisputeWords } from "../../../../views/console/disputes/dispute_words.ts";
import { disputeWords } from "../../../../views/dispute/words.ts";
import type { ConsoleList } from "../console_list.tsx";
import { amount, choice, type Filter, text } from "../filter.ts";

const filters = {
  state: choice(disputeStates),
  days_of: choice(["created", "ended"]),
  merchant_order_no: text(64),
  reason: choice([...disputeReasons, "chargeback"]),
  order_id: text(30),
  deduction_id: text(30),
  amount_from: amount(),
  amount_to: amount(),
} satisfies Readonly<Record<string, Filter>>;

/** Disputes, newest first. `merchant_order_no` takes our own id of a dispute too. */
export const disputeList: ConsoleList<typeof filters, Dispute> = {
  noun: "disputes",
  section: "disputes",
  permission: "disputes:read",
  filters,
  days: true,
  search: (deps, caller, page, { merchant_order_no: no, ...others }) => {
    const disputeId = parseId("dsp", no ?? "");
    return deps.disputes.search(caller, page, {
      ...others,
      ...(disputeId ? { dispute_id: disputeId } : { merchant_order_no: no }),
    });
  },
  prefix: "dsp",
  idOf: ({ disputeId }) => disputeId,
  hrefTo: ({ disputeId }) => paths.consoleDispute(disputeId),
  columns: disputeColumns,
  words: (lang) => {
    const { title, labels, none } = consoleDisputeWords(lang);
    const { states, reasons } = disputeWords(lang);
    return { title, labels, none, options: { state: states, reason: reasons } };
  },
};
