import type { Query } from "./query.ts";
import type { Instant } from "./time.ts";
import type { Unit } from "./unit.ts";

/** One row that is written and read back to see that both work. */
export interface CanaryStore {
  put(at: Instant): Unit;
  seen(): Query<Instant | undefined>;
  /** Whether a committed write survives power loss; `unknown` when the server does not say. */
  durability(): Query<"full" | "relaxed" | "unknown">;
}
