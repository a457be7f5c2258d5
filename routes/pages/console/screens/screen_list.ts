import { paths } from "../../../../core/paths.ts";
import type { Screen } from "../../../../core/screen/screen.ts";
import { screenColumns } from "../../../../views/console/screens/screen_columns.tsx";
import { screenDeskWords } from "../../../../views/console/screens/screen_words.ts";
import type { ConsoleList } from "../console_list.tsx";
import { choice, type Filter } from "../filter.ts";

const filters = {
  state: choice(["paired", "pairing", "unpaired"]),
} satisfies Readonly<Record<string, Filter>>;

/** Screens, newest first, those unpaired included. */
export const screenList: ConsoleList<typeof filters, Screen> = {
  noun: "screens",
  section: "screens",
  permission: "screens:read",
  filters,
  days: false,
  search: (deps, caller, page, values) => deps.screens.search(caller, page, values),
  prefix: "scr",
  idOf: ({ screenId }) => screenId,
  hrefTo: ({ screenId }) => paths.consoleScreen(screenId),
  columns: screenColumns,
  words: (lang) => {
    const { title, labels, states, none } = screenDeskWords(lang);
    return { title, labels, none, options: { state: states } };
  },
  add: {
    permission: "screens:write",
    href: paths.consoleNewScreen(),
    text: (lang) => screenDeskWords(lang).add,
  },
};
