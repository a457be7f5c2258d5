import { describe, expect, it } from "vitest";
import { checkExports } from "./exports.ts";
import { readCode, report } from "./sources.ts";

/** What is found in `core/a.ts` when `others` stand beside it. */
function findings(text: string, others: Readonly<Record<string, string>>): string {
  const sources = Object.entries({ "core/a.ts": text, ...others })
    .map(([path, text]) => ({ path, text }));
  return report(checkExports(sources));
}

describe("the exports", () => {
  it("are each used by somebody", async () => {
    expect(report(checkExports(await readCode()))).toBe("");
  });

  it("that nobody imports are found, whatever they are", () => {
    const hint = (name: string) => `nobody imports ${name}: delete it, or do not export it`;
    expect(findings("export function a() {}\n", {})).toBe(`core/a.ts:1 ${hint("a")}`);
    expect(findings("\nexport async function a() {}\n", {})).toBe(`core/a.ts:2 ${hint("a")}`);
    expect(findings("export const a = 1;\nexport const b = a;\n", {}))
      .toBe(`core/a.ts:1 ${hint("a")}\ncore/a.ts:2 ${hint("b")}`);
    expect(findings("export class A {}\n", {})).toBe(`core/a.ts:1 ${hint("A")}`);
    expect(findings("export interface A {}\n", {})).toBe(`core/a.ts:1 ${hint("A")}`);
    expect(findings("export type A = 1;\n", { "core/b.ts": '// import { A } from "./a.ts";\n' }))
      .toBe(`core/a.ts:1 ${hint("A")}`);
    expect(findings("export type A = 1;\n", { "core/b.ts": 'import { A } from "./c.ts";\n' }))
      .toBe(`core/a.ts:1 ${hint("A")}`);
  });

  it("may be imported by name, under another name, as a type, with all others, or later", () => {
    const imports = [
      'import { a } from "./a.ts";',
      'import {\n  b,\n  a as c,\n} from "./a.ts";',
      'import { type a } from "./a.ts";',
      'import type { a } from "./a.ts";',
      'import * as all from "./a.ts";',
      'export { a } from "./a.ts";',
      'const { a } = await import("./a.ts");',
    ];
    for (const text of imports) {
      expect(findings("export const a = 1;\n", { "core/b.ts": text })).toBe("");
    }
  });

  it("may be there for a test when their own file uses them, and for no test otherwise", () => {
    const test = { "tests/core/a.test.ts": 'import { decide } from "../../core/a.ts";\n' };
    const decide = "export function decide() {}\n";
    expect(findings(decide, test))
      .toBe("core/a.ts:1 decide is used by tests alone: delete both");
    expect(findings(`decide();\n${decide}`, test)).toBe("");
    expect(findings(`decide();\n${decide}`, {})).toContain("nobody imports decide");
  });

  it("are not those of a text that a test writes to a file", () => {
    const fixture = "const text = `\nexport const b = 1;\n`;\n";
    expect(findings("", { "tests/core/a.test.ts": fixture })).toBe("");
  });

  it("of a test are for other tests", () => {
    const support = { "tests/support/b.ts": "export function b() {}\n" };
    const user = { "tests/core/a.test.ts": 'import { b } from "../support/b.ts";\n' };
    expect(findings("", support)).toContain("tests/support/b.ts:1 nobody imports b");
    expect(findings("", { ...support, ...user })).toBe("");
  });

  it("may be the types of what is imported", () => {
    const text = "export interface Options {}\nexport function a(options: Options) {}\n";
    expect(findings(text, { "core/b.ts": 'import { a } from "./a.ts";\n' })).toBe("");
  });
});
