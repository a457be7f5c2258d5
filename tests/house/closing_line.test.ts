import { describe, expect, it } from "vitest";
import { closingLine, count, timeByFolder } from "../support/closing_line.ts";

function file(states: readonly string[], errors: readonly unknown[] = []) {
  return {
    state: () => "any",
    errors: () => errors,
    children: { allTests: () => states.map((state) => ({ result: () => ({ state }) })) },
  };
}

describe("the closing line", () => {
  it("counts a skipped and an unfinished test as failed", () => {
    const tally = count([file(["passed", "skipped", "pending", "failed"])], 0);
    expect(closingLine(tally)).toBe("1 passed, 3 failed");
  });

  it("leaves out what a name pattern left out", () => {
    const tally = count([file(["passed", "skipped", "failed"])], 0, true);
    expect(closingLine(tally)).toBe("1 passed, 1 failed");
  });

  it("follows the time of each folder, the longest first", () => {
    expect(timeByFolder([
      { path: "tests/db/a.test.ts", ms: 1_500 },
      { path: "tests/browser/a.test.ts", ms: 60_000 },
      { path: "tests/db/b.test.ts", ms: 40 },
    ])).toBe("tests/browser    60.0 s in 1 files\ntests/db          1.5 s in 2 files\n");
    expect(timeByFolder([])).toBe("");
  });

  it("counts an unreadable file and an escaped error as failed", () => {
    const tally = count([file([], [new Error("no such import")]), file(["passed"])], 1);
    expect(closingLine(tally)).toBe("1 passed, 2 failed");
  });
});
