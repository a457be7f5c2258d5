import { describe, expect, it } from "vitest";
import { readCode, report } from "./sources.ts";
import { checkStyle } from "./style.ts";

function findings(path: string, text: string): string {
  return report(checkStyle([{ path, text }]));
}

describe("the style rules", () => {
  it("hold in every file", async () => {
    expect(report(checkStyle(await readCode()))).toBe("");
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

  it("leave entries their console and prose its words", () => {
    expect(findings("main.ts", "console.log(Date.now());")).toBe("");
    expect(findings("core/a.ts", "/** Never Date.now() here. */")).toBe("");
  });

  it("refuse rooms that are too big, names that say nothing and other spellings", () => {
    expect(findings("core/a.ts", "x;\n".repeat(401))).toContain("401 lines are two rooms");
    expect(findings("core/utils/a.ts", "x;")).toContain('a folder "utils" says nothing');
    expect(findings("core/placeOrder.ts", "x;")).toContain("snake_case");
  });
});
