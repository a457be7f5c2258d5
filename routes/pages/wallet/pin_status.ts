import type { Context } from "hono";
import type { TooMany } from "../../../core/budget/spend.ts";

/** Of a page that shows a form again; when to try once more is in the header too. */
export function statusOf(
  c: Context,
  problem: TooMany | { readonly code: string } | undefined,
): 200 | 422 | 429 {
  if (problem === undefined) return 200;
  if (!("retry_after" in problem)) return 422;
  c.header("Retry-After", `${problem.retry_after}`);
  return 429;
}
