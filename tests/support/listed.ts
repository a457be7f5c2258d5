import type { Child } from "hono/jsx";
import { permits } from "../../core/permission/role.ts";
import { paths } from "../../core/paths.ts";
import type { ConsoleList } from "../../routes/pages/console/console_list.tsx";
import type { FilterSet } from "../../routes/pages/console/filter.ts";
import { controlsOf } from "../../routes/pages/console/list_query.ts";
import { ListPage } from "../../views/console/list_page.tsx";
import type { Lang } from "../../views/words.ts";
import type { Look } from "./look.ts";
import { atConsole } from "./staff_people.ts";

export function list<F extends FilterSet, T>(
  of: ConsoleList<F, T>,
  rows: readonly T[],
  { who = atConsole, above }: {
    readonly who?: typeof atConsole;
    readonly above?: (lang: Lang) => Child;
  } = {},
): Look {
  return (frame) =>
    ListPage({
      frame,
      who,
      section: of.section,
      path: paths.consoleList(of.noun),
      controls: controlsOf(of),
      typed: {},
      words: of.words(frame.lang),
      columns: of.columns(frame.lang),
      page: { rows, newer: undefined, older: undefined, reached: undefined },
      problem: undefined,
      hrefTo: of.hrefTo,
      above: above?.(frame.lang),
      mayExport: permits(who.role, "exports:read"),
      add: of.add && permits(who.role, of.add.permission)
        ? { href: of.add.href, text: of.add.text(frame.lang) }
        : undefined,
    });
}
