import type { Child } from "hono/jsx";
import type { Page } from "../../core/console/load_page.ts";
import { EXPORT_ROWS_MAX } from "../../core/console/export_rows.ts";
import { LOOKED_MAX } from "../../core/listing.ts";
import type { Frame } from "../frame.ts";
import { Band } from "../parts/band.tsx";
import { formatTime } from "../parts/time.tsx";
import { DeskLayout, type Who } from "../staff/desk.tsx";
import type { Section } from "../staff/places.ts";
import { Problem } from "../staff/problem.tsx";
import type { Lang } from "../words.ts";
import { Chips, FilterForm, type Filtering, hrefOf, labelOf } from "./filter_form.tsx";
import type { ListColumn } from "./list_column.ts";
import type { Problem as ListProblem } from "./list_problem.ts";
import { ToPrograms } from "./to_programs.tsx";
import { consoleWords } from "./words.ts";

interface Props<T> extends Filtering {
  readonly frame: Frame;
  readonly who: Who;
  readonly section: Section;
  readonly columns: readonly ListColumn<T>[];
  /** Undefined where the URL cannot be answered. */
  readonly page: Page<T> | undefined;
  readonly problem: ListProblem | "too_many" | undefined;
  readonly hrefTo: (row: T) => string;
  readonly mayExport: boolean;
  /** What is said of all of them. */
  readonly above?: Child;
  /** Where another one is made, if they may. */
  readonly add?: { readonly href: string; readonly text: string } | undefined;
  /** Its rows are made by the merchant's programs. */
  readonly byProgram?: boolean | undefined;
}

/** A list of the console: its filters, a page of it, and the ways to the others. */
export function ListPage<T>(props: Props<T>) {
  const { frame, who, section, words, path, typed, problem, page, mayExport, add, byProgram } =
    props;
  const { lang } = frame;
  const w = consoleWords(lang);
  const wrong = problem === "too_many" ? undefined : problem;
  const filtered = Object.keys(typed).length > 0;
  return (
    <DeskLayout frame={frame} desk="console" who={who} section={section} title={words.title}>
      <Problem
        text={problem && textOf(problem, props)}
        field={wrong && wrong.name in props.controls ? `f-${wrong.name}` : undefined}
      />
      <div class="head">
        <h1>{words.title}</h1>
        <div class="tools">
          {wrong ? null : (
            <button class="button quiet menu" type="button" popovertarget="filters">
              {w.filter}
            </button>
          )}
          {mayExport && page && page.rows.length > 0
            ? <a class="link" href={hrefOf(path, { ...typed, format: "csv" })}>{w.download}</a>
            : null}
          {add ? <a class="button" href={add.href}>{add.text}</a> : null}
        </div>
      </div>
      {props.above}
      <FilterForm {...props} lang={lang} problem={wrong} />
      <Chips {...props} lang={lang} />
      {page
        ? (
          <section class="card">
            {page.rows.length > 0 ? <Rows {...props} rows={page.rows} /> : null}
            {page.rows.length === 0 && !page.reached
              ? (
                <>
                  <p>{filtered ? w.noneLike : words.none}</p>
                  {filtered
                    ? (
                      <p>
                        <a class="link" href={path}>{w.clear}</a>
                      </p>
                    )
                    : null}
                  {byProgram && !filtered ? <ToPrograms lang={lang} role={who.role} /> : null}
                </>
              )
              : null}
            {page.reached
              ? (
                <Band mark="limit">
                  <p>
                    {w.reached(
                      LOOKED_MAX.toLocaleString("en"),
                      formatTime(page.reached.createdAt, lang),
                    )}
                  </p>
                </Band>
              )
              : null}
            <Pager {...props} lang={lang} page={page} />
          </section>
        )
        : null}
    </DeskLayout>
  );
}

function textOf<T>(
  problem: ListProblem | "too_many",
  { frame: { lang }, words }: Pick<Props<T>, "frame" | "words">,
): string {
  const w = consoleWords(lang);
  if (problem === "too_many") return w.tooMany(EXPORT_ROWS_MAX.toLocaleString("en"));
  return w.wrong[problem.kind](labelOf(problem.name, words, lang));
}

function Rows<T>(
  { words, columns, rows, hrefTo }: Pick<Props<T>, "words" | "columns" | "hrefTo"> & {
    readonly rows: readonly T[];
  },
) {
  const shown = columns.filter(({ cell }) => cell !== undefined);
  const kindOf = ({ csv: { type }, only }: ListColumn<T>) =>
    [type === "amount" ? "end" : "", only ?? ""].join(" ").trim();
  return (
    <table class="dense list" role="table">
      <caption class="sr">{words.title}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {shown.map((column) => (
            <th key={column.csv.header} role="columnheader" scope="col" class={kindOf(column)}>
              {column.csv.header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={hrefTo(row)} role="row">
            {shown.map((column, place) =>
              place === 0
                ? (
                  <th key={column.csv.header} role="rowheader" scope="row">
                    <a href={hrefTo(row)}>{column.cell?.(row)}</a>
                  </th>
                )
                : (
                  <td key={column.csv.header} role="cell" class={kindOf(column)}>
                    {column.cell?.(row)}
                  </td>
                )
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Pager<T>({ lang, path, typed, page }: Pick<Props<T>, "path" | "typed"> & {
  readonly lang: Lang;
  readonly page: Page<T>;
}) {
  const w = consoleWords(lang);
  const { newer, older, reached } = page;
  if (newer === undefined && older === undefined) return null;
  return (
    <nav class="pager" aria-label={w.pages}>
      {newer === undefined
        ? null
        : (
          <a class="button quiet" rel="prev" href={hrefOf(path, { ...typed, after: newer })}>
            {w.newer}
          </a>
        )}
      {older === undefined
        ? null
        : (
          <a class="button quiet" rel="next" href={hrefOf(path, { ...typed, before: older })}>
            {reached ? w.reachedBack : w.older}
          </a>
        )}
    </nav>
  );
}
