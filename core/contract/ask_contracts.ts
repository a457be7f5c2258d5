import type { Deps } from "../deps.ts";

/** Asks channels again about unsigns they have not agreed to. */
export function askContracts(_deps: Deps): Promise<void> {
  return Promise.resolve();
}
