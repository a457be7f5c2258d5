import * as z from "zod";
import { typedYuan } from "../../../core/money.ts";
import { flawOfLabel } from "../../../core/text/display_text.ts";
import type { Control } from "../../../views/console/field.ts";
import type { Problem } from "../../../views/console/list_problem.ts";

/** A filter of a list: how it is typed, what may be typed, and what is wrong otherwise. */
export interface Filter<V = unknown> {
  readonly control: Control;
  readonly schema: z.ZodType<V, string>;
  readonly wrong: Problem["kind"];
}

export type FilterSet = Readonly<Record<string, Filter>>;

/** What was given, by the names of the filters. */
export type Values<F extends FilterSet> = {
  readonly [N in keyof F]?: F[N] extends Filter<infer V> ? V | undefined : never;
};

/** One of these words. */
export function choice<const O extends readonly string[]>(options: O): Filter<O[number]> {
  return { control: { type: "choice", options }, schema: z.enum(options), wrong: "choice" };
}

/** Yuan as people write them; the value is in fen. */
export function amount(): Filter<number> {
  const schema = z.string().transform((text, context) => {
    const money = typedYuan(text);
    if (money) return money.fen;
    context.issues.push({ code: "custom", input: text });
    return z.NEVER;
  });
  return { control: { type: "amount" }, schema, wrong: "amount" };
}

/** A number or another text without a meaning of its own. */
export function text(max: number): Filter<string> {
  const schema = z.string().max(max).refine((value) => flawOfLabel(value) === undefined);
  return { control: { type: "text", max }, schema, wrong: "text" };
}
