import type { Deps } from "../../core/deps.ts";
import type { BankStore } from "./bank_store.ts";

/** What the bank may use: its own books and ports that tell nothing of ours. What it knows of a shop crosses the wire. */
export interface BankDeps
  extends Pick<Deps, "now" | "random" | "load" | "write" | "http" | "vault" | "log" | "config"> {
  readonly bank: BankStore;
  /** Asks that its notices are sent soon. */
  readonly nudge: (job: "sandbox_notices") => void;
}
