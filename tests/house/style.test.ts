import { describe, expect, it } from "vitest";
import { readCode, report } from "./sources.ts";
import { checkStyle } from "./style.ts";

function findings(path: string, text: string): string {
  return report(checkStyle([{ path, text }]));
}

describe("the style rules", () => {
  it("hold in every file", async () => {
    const sources = await readCode();
    expect(sources.length).toBeGreaterThan(300);
    expect(report(checkStyle(sources))).toBe("");
  });

  it("find what they ban, with its line and what to do instead", () => {
    expect(findings("core/order/order.ts", "a();\nconst now = Date.now();\n"))
      .toBe("core/order/order.ts:2 `Date.now(`: take `now` from deps");
    expect(findings("routes/pay.ts", "console.log(1);")).toContain("deps.log");
    expect(findings("routes/pay.ts", "x.toFixed(2)")).toContain("whole fen");
    expect(findings("db/pay.ts", "client.transaction()")).toContain("commit a batch");
    expect(findings("db/pay.ts", "const x = y as any;")).toContain("say the type");
    expect(findings("tests/core/a.test.ts", 'it.only("x", run)')).toContain("run it or remove it");
    expect(findings("tests/core/a.test.ts", 'vi.mock("x")')).toContain("real part");
    expect(findings("core/a.ts", "// TODO later")).toContain("give it an issue");
    expect(findings("core/a.ts", 'export * from "./b.ts";')).toContain("no barrels");
    expect(findings("views/a.tsx", 'hx-trigger="every 3s [open]"')).toContain("compiled code");
  });

  it("refuse comparing secrets by value but not checking whether there is one", () => {
    expect(findings("core/a.ts", "if (webhookSecret === given) ok();")).toContain("constant time");
    expect(findings("core/a.ts", "if (macOfBody !== expected) no(); if (mac !== x) no();"))
      .toContain("constant time");
    expect(findings("core/a.ts", "if (secret === undefined) no();")).toBe("");
  });

  it("refuse tests that ask how long something took, sleep, or have a limit of their own", () => {
    const order = "assert the order of events";
    expect(findings("tests/db/a.test.ts", "const from = performance.now();")).toContain(order);
    expect(findings("tests/db/a.test.ts", "expect(took).toBeLessThan(TOLD_MS);")).toContain(order);
    const wait = "wait for what happens";
    expect(findings("tests/db/a.test.ts", "setTimeout(run, 5)")).toContain(wait);
    expect(findings("tests/db/a.test.ts", "page.click(x, { timeout: 2_000 })")).toContain(wait);
    expect(findings("tests/db/a.test.ts", '  it("x", run() {\n  }, 60_000);')).toContain(wait);
    expect(findings("tests/db/a.test.ts", '  it("x", run() {\n  }, CHECK_MS);')).toContain(wait);
    expect(findings("tests/bench/a.ts", "const from = performance.now();")).toBe("");
    expect(findings("core/a.ts", "const from = performance.now();")).toBe("");
  });

  it("leave entries their console and prose its words", () => {
    expect(findings("main.ts", "console.log(Date.now());")).toBe("");
    expect(findings("core/a.ts", "/** Never Date.now() here. */")).toBe("");
  });

  it("refuse rooms that are too big, names that say nothing and other spellings", () => {
    expect(findings("core/a.ts", "x;\n".repeat(401))).toContain("401 lines are two rooms");
    expect(findings("core/utils/a.ts", "x;")).toContain('a folder "utils" says nothing');
    expect(findings("core/placeOrder.ts", "x;")).toContain("snake_case");
    expect(findings("tests/flows/crash.long.test.ts", "x;")).toBe("");
  });
});
