import process from "node:process";
import type { Reporter, SerializedError, TestModule, Vitest } from "vitest/node";

/**
 * Prints where the time went and, as the very last line, `N passed, N failed`; makes the run fail when a test was
 * skipped, a file could not be read, an error escaped, or nothing ran at all: a green run then always means that every
 * test passed.
 */
export class ClosingLine implements Reporter {
  private readonly tally: Tally = { passed: 0, failed: 0 };
  /** With `-t` most tests are left out on purpose. */
  private chosen = false;
  private times = "";

  onInit(vitest: Vitest): void {
    this.chosen = vitest.config.testNamePattern !== undefined;
    process.on("exit", () => {
      const { passed, failed } = this.tally;
      if (failed > 0 || passed === 0) process.exitCode ||= 1;
      process.stdout.write(`\n${this.times}${closingLine(this.tally)}\n`);
    });
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    const { passed, failed } = count(modules, errors.length, this.chosen);
    this.tally.passed = passed;
    this.tally.failed = failed;
    this.times = timeByFolder(modules.map((module) => {
      const { setupDuration, collectDuration, duration } = module.diagnostic();
      return { path: module.relativeModuleId, ms: setupDuration + collectDuration + duration };
    }));
  }
}

export interface Tally {
  passed: number;
  failed: number;
}

export function closingLine({ passed, failed }: Tally): string {
  return `${passed} passed, ${failed} failed`;
}

/** A line for each folder of `tests/`, the longest first. Files run side by side, so the sum is more than the run. */
export function timeByFolder(
  files: readonly { readonly path: string; readonly ms: number }[],
): string {
  const folders = Map.groupBy(files, ({ path }) => path.split("/").slice(0, -1).join("/"));
  const sums = [...folders].map(([folder, inside]) => ({
    folder,
    files: inside.length,
    ms: inside.reduce((sum, { ms }) => sum + ms, 0),
  }));
  const width = Math.max(...sums.map(({ folder }) => folder.length));
  return sums.toSorted((a, b) => b.ms - a.ms).map(({ folder, files, ms }) =>
    `${folder.padEnd(width)} ${(ms / 1_000).toFixed(1).padStart(7)} s in ${files} files\n`
  ).join("");
}

interface Counted {
  readonly state: () => string;
  readonly errors: () => readonly unknown[];
  readonly children: {
    readonly allTests: () => Iterable<{ result: () => { readonly state: string } }>;
  };
}

/** A skipped or unfinished test, an unreadable file and an escaped error each count as one failure. */
export function count(
  modules: readonly Counted[],
  escapedErrors: number,
  chosen = false,
): Tally {
  const tally = { passed: 0, failed: escapedErrors };
  for (const module of modules) {
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      if (state === "passed") tally.passed++;
      else if (!(chosen && state === "skipped")) tally.failed++;
    }
    if (module.errors().length > 0) tally.failed++;
  }
  return tally;
}
