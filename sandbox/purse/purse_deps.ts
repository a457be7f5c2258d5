import type { Deps } from "../../core/deps.ts";

/** What the simulated wallet app may use; what it knows of a shop crosses the wire. */
export type PurseDeps = Pick<Deps, "now" | "random" | "load" | "write" | "vault" | "config">;
