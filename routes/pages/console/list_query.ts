import { type IdPrefix, isMerchantNo, parseId } from "../../../core/id.ts";
import {
  endOfBusinessDay,
  type Instant,
  parseBusinessDay,
  startOfBusinessDay,
} from "../../../core/time.ts";
import type { Asked } from "../../../core/console/load_page.ts";
import type { Control, Typed } from "../../../views/console/field.ts";
import type { Problem } from "../../../views/console/list_problem.ts";
import type { FilterSet, Values } from "./filter.ts";

/** What a list's URL asks for. */
export interface ListQuery<F extends FilterSet> {
  readonly typed: Typed;
  readonly values: Values<F>;
  readonly asked: Asked;
  /** The first thing that is wrong with it. */
  readonly problem: Problem | undefined;
}

interface Declared<F extends FilterSet> {
  readonly filters: F;
  /** Whether it can be filtered by the days on which its rows were created. */
  readonly days: boolean;
  readonly prefix: IdPrefix | "merchant_no";
}

/** The filters as they are drawn: the days after the first, which is the one that matters most. */
export function controlsOf<F extends FilterSet>(
  { filters, days }: Pick<Declared<F>, "filters" | "days">,
): Readonly<Record<string, Control>> {
  const own = Object.entries(filters).map(([name, { control }]) => [name, control] as const);
  const day = { type: "day" } as const;
  const both = days ? [["from", day], ["to", day]] as const : [];
  return Object.fromEntries([...own.slice(0, 1), ...both, ...own.slice(1)]);
}

/**
 * Reads a list's URL strictly: a name that is not known, or a value that cannot be, answers with what is wrong and all
 * that was typed, never with another list than was asked for.
 */
export function readListQuery<F extends FilterSet>(
  params: URLSearchParams,
  declared: Declared<F>,
): ListQuery<F> {
  const controls = controlsOf(declared);
  const problems: Problem[] = [];
  const wrong = (kind: Problem["kind"], name: string) => void problems.push({ kind, name });
  const given = new Map<string, string>();
  for (const [name, value] of params) {
    if (!(name in controls) && !["before", "after", "format"].includes(name)) {
      wrong("unknown", name);
    } else if (given.has(name)) wrong("twice", name);
    else if (value.trim() !== "") given.set(name, value.trim());
  }
  const typed = Object.fromEntries([...given].filter(([name]) => name in controls));

  const values: Record<string, unknown> = {};
  for (const [name, { schema, wrong: kind }] of Object.entries(declared.filters)) {
    const text = given.get(name);
    const read = text === undefined ? undefined : schema.safeParse(text);
    if (read?.success) values[name] = read.data;
    else if (read) wrong(kind, name);
  }
  const { from, to } = range(given, wrong);

  const cursor = (name: "before" | "after") => {
    const text = given.get(name);
    const id = parsed(declared.prefix, text ?? "");
    if (text !== undefined && id === undefined) wrong("page", name);
    return id;
  };
  const [before, after] = [cursor("before"), cursor("after")];
  if (before !== undefined && after !== undefined) wrong("page", "after");
  const format = given.get("format");
  if (format !== undefined && format !== "csv") wrong("choice", "format");
  const asked = { before, after, from, to };
  return { typed, values: values as Values<F>, asked, problem: problems[0] };
}

function parsed(prefix: IdPrefix | "merchant_no", text: string): string | undefined {
  if (prefix === "merchant_no") return isMerchantNo(text) ? text : undefined;
  return parseId(prefix, text);
}

/** From the beginning of the first day to the end of the last. */
function range(
  given: ReadonlyMap<string, string>,
  wrong: (kind: Problem["kind"], name: string) => void,
): { readonly from: Instant | undefined; readonly to: Instant | undefined } {
  const [first, last] = (["from", "to"] as const).map((name) => {
    const text = given.get(name);
    const day = parseBusinessDay(text ?? "");
    if (text !== undefined && !day) wrong("day", name);
    return day && startOfBusinessDay(day);
  });
  if (first !== undefined && last !== undefined && first > last) wrong("days", "from");
  return { from: first, to: last === undefined ? undefined : endOfBusinessDay(last) };
}
