import type { Deps } from "../../core/deps.ts";
import type { BankDeps } from "../bank/bank_deps.ts";

/** The shop and the bank at once: whoever plays a consumer, or time itself, acts at both. */
export type SandboxDeps = Deps & BankDeps;
