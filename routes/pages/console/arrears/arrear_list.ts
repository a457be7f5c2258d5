import type { Arrear } from "../../../../core/arrear/arrear.ts";
import { parseId } from "../../../../core/id.ts";
import { paths } from "../../../../core/paths.ts";
import { arrearColumns } from "../../../../views/console/arrears/arrear_columns.tsx";
import { arrearWords } from "../../../../views/console/arrears/arrear_words.ts";
import type { ConsoleList } from "../console_list.tsx";
import { amount, choice, type Filter, text } from "../filter.ts";

const filters = {
  state: choice(["owed", "settled", "waived"]),
  days_of: choice(["created", "ended"]),
  merchant_order_no: text(64),
  contract_id: text(30),
  amount_from: amount(),
  amount_to: amount(),
} satisfies Readonly<Record<string, Filter>>;

/** Arrears, newest first. `merchant_order_no` takes our own id of an arrear or of its charge too. */
export const arrearList: ConsoleList<typeof filters, Arrear> = {
  noun: "arrears",
  section: "arrears",
  permission: "deductions:read",
  filters,
  days: true,
  search: (deps, caller, page, { merchant_order_no: no, ...others }) => {
    const arrearId = parseId("arr", no ?? "");
    const deductionId = parseId("ded", no ?? "");
    const named = arrearId
      ? { arrear_id: arrearId }
      : deductionId
      ? { deduction_id: deductionId }
      : { merchant_order_no: no };
    return deps.arrears.search(caller, page, { ...others, ...named });
  },
  prefix: "arr",
  idOf: ({ arrearId }) => arrearId,
  hrefTo: ({ arrearId }) => paths.consoleArrear(arrearId),
  columns: arrearColumns,
  words: (lang) => {
    const { states, ...words } = arrearWords(lang);
    return { ...words, options: { state: states } };
  },
};
