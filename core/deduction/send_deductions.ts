import type { Deps } from "../deps.ts";

/** Sends recorded deductions to their channels. */
export function sendDeductions(_deps: Deps): Promise<void> {
  return Promise.resolve();
}
