import { parseId } from "../../../../core/id.ts";
import { paths } from "../../../../core/paths.ts";
import type { Refund } from "../../../../core/refund/refund.ts";
import { refundColumns } from "../../../../views/console/refunds/refund_columns.tsx";
import { refundWords } from "../../../../views/console/refunds/refund_words.ts";
import type { ConsoleList } from "../console_list.tsx";
import { amount, choice, type Filter, text } from "../filter.ts";

const filters = {
  state: choice(["requested", "processing", "succeeded", "failed"]),
  days_of: choice(["created", "ended"]),
  merchant_refund_no: text(64),
  order_id: text(30),
  deduction_id: text(30),
  amount_from: amount(),
  amount_to: amount(),
  cause: choice(["merchant", "late_payment"]),
} satisfies Readonly<Record<string, Filter>>;

/** Refunds, newest first. `merchant_refund_no` takes our own id of a refund too. */
export const refundList: ConsoleList<typeof filters, Refund> = {
  noun: "refunds",
  section: "refunds",
  permission: "refunds:read",
  filters,
  days: true,
  search: (deps, caller, page, { merchant_refund_no: no, ...others }) => {
    const refundId = parseId("rfd", no ?? "");
    return deps.refunds.search(caller, page, {
      ...others,
      ...(refundId ? { refund_id: refundId } : { merchant_refund_no: no }),
    });
  },
  prefix: "rfd",
  idOf: ({ refundId }) => refundId,
  hrefTo: ({ refundId }) => paths.consoleRefund(refundId),
  columns: refundColumns,
  words: (lang) => {
    const { title, labels, none, states, causes } = refundWords(lang);
    return { title, labels, none, options: { state: states, cause: causes } };
  },
};
