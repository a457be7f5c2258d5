import { type BudgetName, EVERYONE, type Way } from "./budget.ts";

/** Where a try comes from, as a keyed digest of its address; undefined where the runtime does not say. */
export type Source = string | undefined;

/** What a source tries: a few on its own, whatever the rest of the world does, and more while everyone's budget has room. */
export function waysOf(
  source: Source,
  { first, more, forAll }: {
    readonly first: BudgetName;
    readonly more: BudgetName;
    readonly forAll: BudgetName;
  },
): readonly Way[] {
  const subject = source ?? "unknown";
  return [
    [{ budget: first, subject }],
    [{ budget: more, subject }, { budget: forAll, subject: EVERYONE }],
  ];
}
