import { settlementActWords } from "../settlement/act_words.ts";
import type { Lang } from "../words.ts";
import type { ProposalProblem } from "./act_problem.ts";
import { staffWords } from "./words.ts";

/** Why an act cannot be proposed or confirmed, in words. */
export function problemText(problem: ProposalProblem, lang: Lang): string {
  return { ...staffWords(lang).proposalProblems, ...settlementActWords(lang).problems }[problem];
}
