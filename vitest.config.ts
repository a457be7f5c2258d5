import { defineConfig } from "vitest/config";
import { ClosingLine } from "./tests/support/closing_line.ts";

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "hono/jsx" } },
  test: {
    include: ["tests/**/*.test.{ts,tsx}"],
    // Processes, because the native libSQL driver is not made for being loaded by several threads of one process.
    // Files share their process: no module of ours holds state, and importing once per process saves a minute.
    pool: "forks",
    isolate: false,
    // One more than the smallest machine has cores, because some tests wait for time to pass.
    maxWorkers: 3,
    // Generous, because a timeout is for what hangs and not for a busy machine.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ["default", new ClosingLine()],
  },
});
