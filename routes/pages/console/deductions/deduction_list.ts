import { failureReasons } from "../../../../core/channel/failure_reason.ts";
import type { FoundDeduction } from "../../../../core/deduction/deduction_store.ts";
import { parseId } from "../../../../core/id.ts";
import { paths } from "../../../../core/paths.ts";
import { deductionColumns } from "../../../../views/console/deductions/deduction_columns.tsx";
import { deductionWords } from "../../../../views/console/deductions/deduction_words.ts";
import type { ConsoleList } from "../console_list.tsx";
import { amount, choice, type Filter, text } from "../filter.ts";

const filters = {
  state: choice(["processing", "succeeded", "failed"]),
  days_of: choice(["created", "ended"]),
  merchant_order_no: text(64),
  contract_id: text(30),
  failure: choice([
    ...failureReasons,
    "contract_ended",
    "contract_suspended",
    "merchant_not_active",
    "payer_blocked",
  ]),
  amount_from: amount(),
  amount_to: amount(),
} satisfies Readonly<Record<string, Filter>>;

/** Deductions, newest first. `merchant_order_no` takes our own id of a deduction too. */
export const deductionList: ConsoleList<typeof filters, FoundDeduction> = {
  noun: "deductions",
  section: "deductions",
  permission: "deductions:read",
  filters,
  days: true,
  search: (deps, caller, page, { merchant_order_no: no, ...others }) => {
    const deductionId = parseId("ded", no ?? "");
    const named = deductionId ? { deduction_id: deductionId } : { merchant_order_no: no };
    return deps.deductions.search(caller, page, { ...others, ...named }, deps.now());
  },
  prefix: "ded",
  idOf: ({ deduction }) => deduction.deductionId,
  hrefTo: ({ deduction }) => paths.consoleDeduction(deduction.deductionId),
  columns: deductionColumns,
  words: (lang) => {
    const { states, failures, ...words } = deductionWords(lang);
    return { ...words, options: { state: states, failure: failures } };
  },
};
