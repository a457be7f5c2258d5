import type { KeyWithActor } from "../../../../core/merchant/merchant_store.ts";
import { paths } from "../../../../core/paths.ts";
import { keyColumns } from "../../../../views/console/keys/key_columns.tsx";
import { keyWords } from "../../../../views/console/keys/key_words.ts";
import type { ConsoleList } from "../console_list.tsx";
import { choice, type Filter } from "../filter.ts";

const filters = {
  state: choice(["active", "retired", "revoked"]),
} satisfies Readonly<Record<string, Filter>>;

/** Public keys, newest first, those that sign no more included. */
export const keyList: ConsoleList<typeof filters, KeyWithActor> = {
  noun: "keys",
  section: "keys",
  permission: "keys:read",
  filters,
  days: false,
  search: (deps, caller, page, { state }) => deps.merchants.searchKeys(caller, page, state),
  prefix: "key",
  idOf: ({ key }) => key.kid,
  hrefTo: ({ key }) => paths.consoleKey(key.kid),
  columns: keyColumns,
  byProgram: true,
  words: (lang) => {
    const { title, labels, states, none } = keyWords(lang);
    return { title, labels, none, options: { state: states } };
  },
  add: {
    permission: "keys:write",
    href: paths.consoleNewKey(),
    text: (lang) => keyWords(lang).add,
  },
};
