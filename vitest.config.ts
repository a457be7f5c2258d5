import { defineConfig } from "vitest/config";
import { ClosingLine } from "./tests/support/closing_line.ts";
import { LONG_TEST_MS, PATIENCE_MS, TEST_MS } from "./tests/support/patience.ts";

const LONG = "tests/**/*.long.test.ts";

/** `--mode long` runs what takes minutes by itself: models with many runs, soaks and the many kills. */
export default defineConfig(({ mode }) => {
  const long = mode === "long";
  const limit = long ? LONG_TEST_MS : TEST_MS;
  return {
    oxc: { jsx: { runtime: "automatic", importSource: "hono/jsx" } },
    test: {
      ...(long ? { include: [LONG] } : { include: ["tests/**/*.test.{ts,tsx}"], exclude: [LONG] }),
      // Processes, because the native libSQL driver is not made for being loaded by several threads of one process.
      // Files share their process: no module of ours holds state, and importing once per process saves a minute.
      pool: "forks",
      isolate: false,
      // One more than the smallest machine has cores, because some tests wait for time to pass.
      maxWorkers: 3,
      testTimeout: limit,
      hookTimeout: limit,
      teardownTimeout: limit,
      expect: { poll: { timeout: PATIENCE_MS, interval: 10 } },
      setupFiles: ["tests/support/setup.ts"],
      reporters: ["default", new ClosingLine()],
    },
  };
});
