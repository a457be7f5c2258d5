import type { MerchantNo } from "../../../../core/id.ts";
import type { MerchantOfEnterprise } from "../../../../core/merchant/merchant_store.ts";
import { paths } from "../../../../core/paths.ts";
import { childColumns } from "../../../../views/console/children/child_columns.tsx";
import { childWords } from "../../../../views/console/children/child_words.ts";
import type { ConsoleList } from "../console_list.tsx";
import { choice, type Filter } from "../filter.ts";

const filters = {
  state: choice(["active", "suspended", "closed"]),
} satisfies Readonly<Record<string, Filter>>;

/** Every number below, at any depth, the last to be opened first. */
export const childList: ConsoleList<typeof filters, MerchantOfEnterprise> = {
  noun: "children",
  section: "children",
  permission: "children:read",
  filters,
  days: false,
  search: (deps, caller, page, { state }) =>
    deps.merchants.searchBelow(
      caller,
      { ...page, past: page.past as MerchantNo | undefined },
      state,
    ),
  prefix: "merchant_no",
  idOf: ({ merchant }) => merchant.merchantNo,
  hrefTo: ({ merchant }) => paths.consoleChild(merchant.merchantNo),
  columns: childColumns,
  words: (lang) => {
    const { title, labels, states, none } = childWords(lang);
    return { title, labels, none, options: { state: states } };
  },
  add: {
    permission: "children:write",
    href: paths.consoleNewChild(),
    text: (lang) => childWords(lang).add,
  },
};
