import { assertCommitted } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import { ok, rejected, type Result } from "../result.ts";
import { between, type Instant } from "../time.ts";
import type { Spending, Way } from "./budget.ts";
import type { Used } from "./budget_store.ts";

export interface TooMany {
  readonly code: "too_many_requests";
  /** Seconds. */
  readonly retry_after: number;
}

export interface Spent {
  readonly way: Way;
  /** What the tightest budget of the way still has. */
  readonly left: number;
}

type Facts = ReadonlyMap<Spending, Used | undefined>;

/** After so many writes that came too late, others have taken whatever there was. */
const ATTEMPTS_MAX = 5;
const RETRY_AFTER_LOST = 1;

/**
 * Spends one try along the first of the ways whose budgets all have room, in one unit, before anything is compared:
 * guesses that come at once do not add up to more. What is used up costs a read and no write. Throws CommitUnknown and
 * Overloaded.
 */
export async function spend(deps: Deps, ways: readonly Way[]): Promise<Result<Spent, TooMany>> {
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
    const now = deps.now();
    const facts = await readFacts(deps, ways.flat(), now);
    const open = ways.find((way) => leftOf(deps, way, facts) > 0);
    if (!open) return rejected({ code: "too_many_requests", ...wait(deps, ways, { facts, now }) });
    const verdict = await deps.write(deps.budgets.spend(open, deps.config.budgets, now));
    if (verdict.type === "refused") continue;
    assertCommitted(verdict);
    return ok({ way: open, left: leftOf(deps, open, facts) - 1 });
  }
  return rejected({ code: "too_many_requests", retry_after: RETRY_AFTER_LOST });
}

/** For a try that was right: only wrong ones count. */
export async function giveBack(deps: Deps, { way }: Spent): Promise<void> {
  assertCommitted(await deps.write(deps.budgets.giveBack(way, deps.now())));
}

async function readFacts(
  deps: Deps,
  spendings: readonly Spending[],
  now: Instant,
): Promise<Facts> {
  const used = await deps.load(...spendings.map((each) => deps.budgets.used(each, now)));
  return new Map(spendings.map((each, i) => [each, used[i]]));
}

function leftOf({ config }: Deps, way: Way, facts: Facts): number {
  return Math.min(
    ...way.map((each) => config.budgets[each.budget].max - (facts.get(each)?.used ?? 0)),
  );
}

/** Until the first of the ways is open again, in seconds. */
function wait(
  deps: Deps,
  ways: readonly Way[],
  { facts, now }: { readonly facts: Facts; readonly now: Instant },
): Pick<TooMany, "retry_after"> {
  const waits = ways.map((way) =>
    Math.max(
      ...way.filter((each) => leftOf(deps, [each], facts) <= 0)
        .map((each) => Math.ceil(between(now, facts.get(each)?.endsAt ?? now) / 1_000)),
    )
  );
  return { retry_after: Math.max(1, Math.min(...waits)) };
}
