import type { Deps } from "../deps.ts";

/** Asks channels about deductions that no notice settled. */
export function queryDeductions(_deps: Deps): Promise<void> {
  return Promise.resolve();
}
