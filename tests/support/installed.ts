import { fileURLToPath } from "node:url";

/**
 * For a process of its own that runs a program of ours. What it needs from npm is there, for the tests themselves run
 * on it. Otherwise each process looks after `node_modules`, and all of them wait for each other with that.
 */
export const INSTALLED = "--node-modules-dir=manual";

/** Runs a program of the documentation, type-checked, with our versions of what it imports. */
export const documentedProgram = [
  Deno.execPath(),
  "run",
  INSTALLED,
  "-A",
  "--check",
  "--no-lock",
  "--config",
  fileURLToPath(new URL("../../deno.json", import.meta.url)),
];
