import type { Link } from "../../../../core/link/link.ts";
import { paths } from "../../../../core/paths.ts";
import { linkColumns } from "../../../../views/console/links/link_columns.tsx";
import { linkWords } from "../../../../views/console/links/link_words.ts";
import type { ConsoleList } from "../console_list.tsx";
import { choice, type Filter, text } from "../filter.ts";

const filters = {
  state: choice(["active", "paused"]),
  link_id: text(30),
} satisfies Readonly<Record<string, Filter>>;

/** Payment links, newest first. */
export const linkList: ConsoleList<typeof filters, Link> = {
  noun: "links",
  section: "links",
  permission: "links:read",
  filters,
  days: false,
  search: (deps, caller, page, values) => deps.links.search(caller, page, values),
  prefix: "lnk",
  idOf: ({ linkId }) => linkId,
  hrefTo: ({ linkId }) => paths.consoleLink(linkId),
  columns: linkColumns,
  words: (lang) => {
    const { states, ...words } = linkWords(lang);
    return { ...words, options: { state: states } };
  },
};
