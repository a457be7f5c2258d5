import { settlementActWords, type SettlementProblem } from "../../../views/settlement/act_words.ts";
import type { SettlementError } from "../../../views/settlement/words.ts";

const known: readonly string[] = Object.keys(settlementActWords("en").problems);

/** What a page says of a refused proposal about settlements. */
export function settlementError({ code }: { readonly code: string }): SettlementError {
  if (code === "proposals_too_many") return code;
  return known.includes(code) ? code as SettlementProblem : "not_possible";
}
