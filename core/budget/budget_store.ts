import type { Query } from "../query.ts";
import type { Instant } from "../time.ts";
import type { Unit } from "../unit.ts";
import type { Budgets, Spending, Way } from "./budget.ts";

/** What is used of a budget in the window that runs now. */
export interface Used {
  readonly used: number;
  readonly endsAt: Instant;
}

export interface BudgetStore {
  /** Undefined when no window runs. */
  used(spending: Spending, now: Instant): Query<Used | undefined>;
  /** Refused as a whole when one of them is used up. */
  spend(way: Way, budgets: Budgets, now: Instant): Unit;
  giveBack(way: Way, now: Instant): Unit;
}
