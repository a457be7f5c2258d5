import { type Context, Hono } from "hono";
import type { Child } from "hono/jsx";
import { exportRows } from "../../../core/console/export_rows.ts";
import { loadPage, type Page } from "../../../core/console/load_page.ts";
import type { IdPrefix } from "../../../core/id.ts";
import type { Listing, Stretch } from "../../../core/listing.ts";
import type { Caller } from "../../../core/merchant/caller.ts";
import type { Deps } from "../../../core/deps.ts";
import { paths } from "../../../core/paths.ts";
import type { Permission } from "../../../core/permission/permission.ts";
import { permits } from "../../../core/permission/role.ts";
import type { ListWords } from "../../../views/console/field.ts";
import type { ListColumn } from "../../../views/console/list_column.ts";
import { ListPage } from "../../../views/console/list_page.tsx";
import type { Problem } from "../../../views/console/list_problem.ts";
import type { Section } from "../../../views/staff/places.ts";
import type { Lang } from "../../../views/words.ts";
import { render } from "../render.tsx";
import { asksForFile } from "../staff/asks_for_file.tsx";
import { needs, type StaffEnv } from "../staff/needs.tsx";
import { csvAnswer } from "./csv_answer.ts";
import type { FilterSet, Values } from "./filter.ts";
import { controlsOf, type ListQuery, readListQuery } from "./list_query.ts";
import { staffCaller } from "./staff_caller.ts";

/** A list of the console: everything that its page, its file and its search need, said once. */
export interface ConsoleList<F extends FilterSet, T> {
  /** Where it is: `/console/<noun>`, and the name of its file. */
  readonly noun: string;
  readonly section: Section;
  readonly permission: Permission;
  /** By their names in the URL, the most important first. */
  readonly filters: F;
  /** Whether it can be filtered by days, as `from` and `to`, both included. */
  readonly days: boolean;
  readonly search: (deps: Deps, caller: Caller, page: Listing, values: Values<F>) => Stretch<T>;
  /** Of the ids, which are the cursors too. */
  readonly prefix: IdPrefix | "merchant_no";
  readonly idOf: (row: T) => string;
  readonly hrefTo: (row: T) => string;
  /** The first of them names the row. */
  readonly columns: (lang: Lang) => readonly ListColumn<T>[];
  readonly words: (lang: Lang) => ListWords;
  /** What a row of the file has and no row of a page. */
  readonly inFile?: (deps: Deps, row: T) => Promise<T>;
  /** What is said of all of them, above the rows. */
  readonly above?: (
    deps: Deps,
    caller: Caller,
    given: Pick<ListQuery<F>, "values" | "asked"> & { readonly lang: Lang },
  ) => Promise<Child>;
  /** Where another one is made, and what that needs. */
  readonly add?: {
    readonly permission: Permission;
    readonly href: string;
    readonly text: (lang: Lang) => string;
  };
  /** Its rows are made by the merchant's programs: while there is none, its page leads to them. */
  readonly byProgram?: boolean;
}

/** A page of 20 rows at a time, or all of them as a file. */
export function consoleList<F extends FilterSet, T>(
  deps: Deps,
  list: ConsoleList<F, T>,
): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  const path = paths.consoleList(list.noun);
  const { idOf, inFile } = list;

  app.get(path, needs({ deps, desk: "console" }, list.permission), async (c) => {
    const query = readListQuery(new URL(c.req.url).searchParams, list);
    const { frame } = c.var;
    const file = asksForFile(c, "console");
    if (file instanceof Response) return file;
    if (query.problem) return await show(c, query, undefined, query.problem);
    const search = (page: Listing) => list.search(deps, staffCaller(c), page, query.values);
    if (file) {
      const chunks = await exportRows(deps.load, search, query.asked, idOf);
      if (chunks) {
        const rows = completed(chunks);
        return csvAnswer(c, deps.log, list.noun, list.columns(frame.lang), rows);
      }
    }
    const page = await loadPage(deps.load, search, query.asked, idOf);
    return show(c, query, page, file ? "too_many" : undefined);
  });

  return app;

  async function* completed(chunks: AsyncIterable<readonly T[]>) {
    for await (const rows of chunks) {
      yield inFile ? await Promise.all(rows.map((row) => inFile(deps, row))) : rows;
    }
  }

  async function show(
    c: Context<StaffEnv>,
    query: ListQuery<F>,
    page: Page<T> | undefined,
    problem: Problem | "too_many" | undefined,
  ): Promise<Response> {
    const { typed } = query;
    const { frame, who } = c.var;
    const given = { ...query, lang: frame.lang };
    const above = page && await list.above?.(deps, staffCaller(c), given);
    const { section, hrefTo, add, byProgram } = list;
    const mayAdd = add !== undefined && permits(who.role, add.permission);
    const shown = {
      frame,
      who,
      section,
      path,
      controls: controlsOf(list),
      typed,
      words: list.words(frame.lang),
      columns: list.columns(frame.lang),
      page,
      problem,
      above,
      hrefTo,
      mayExport: permits(who.role, "exports:read"),
      byProgram,
      add: mayAdd ? { href: add.href, text: add.text(frame.lang) } : undefined,
    };
    return render(c, { page: () => ListPage(shown), ...(problem ? { status: 422 } : {}) });
  }
}
