import { beforeAll, describe, expect, it } from "vitest";
import {
  type Verified,
  verifyStatements,
} from "../../../core/statement/verify/verify_statements.ts";
import type { StatementFormat } from "../../../core/statement/statement.ts";
import { type LargeStatement, largeStatement, randomLines } from "../../support/large_statement.ts";
import { lineCheck } from "../../../core/statement/line_check.ts";
import { zmLayout } from "../../../core/statement_file/zm_layout.ts";
import { type Random, seededRandom } from "../../support/random.ts";
import { gbk, joined } from "../../support/statement_files.ts";
import { folderOf } from "../../support/statements.ts";

const LINES = 10_000;
const formats = ["csv", "jsonl", "zm"] as const;

let random: Random;
let statement: LargeStatement;
beforeAll(async () => {
  const seed = Math.floor(Math.random() * 2 ** 31);
  console.info(`seed ${seed}`);
  random = seededRandom(seed);
  statement = await largeStatement(randomLines(LINES, random));
});

/** All of it; or one file, which is another. */
async function verified(format?: StatementFormat, bytes?: Uint8Array): Promise<Verified> {
  const { lines, names, manifest, keys } = statement;
  const files = new Map([manifest]);
  for (const each of format ? [format] : formats) {
    files.set(names[each], bytes ?? joined(lines[each]));
  }
  // In pieces that cut lines anywhere.
  return await verifyStatements(folderOf(files, 9_973), keys, format && names[format]);
}

/** What is found when one line is another, or is there any number of times; the line counted as an editor does. */
async function damaged(
  format: StatementFormat,
  damage: (line: Uint8Array) => readonly Uint8Array[],
) {
  const { lines, names } = statement;
  const at = (format === "csv" ? 1 : 0) + 1 + random.below(LINES - 2);
  const all = lines[format].flatMap((line, i) => i === at ? damage(line) : [line]);
  const { problems } = await verified(format, joined(all));
  expect(problems.every(({ file }) => file === names[format])).toBe(true);
  expect(problems.map(({ code }) => code)).toContain("sha256_differs");
  const named = problems.filter(({ line }) => line !== undefined);
  return { line: at + 1, named: named.map(({ line, code }) => [line, code]) };
}

const text = (line: Uint8Array) => new TextDecoder().decode(line);
const bytes = (line: string) => new TextEncoder().encode(line);

describe("verifyStatements", () => {
  it("finds nothing wrong with what was issued", async () => {
    expect(await verified()).toEqual({ statements: 1, files: 3, lines: LINES, problems: [] });
  });

  it("names a line that is too short or too long", async () => {
    for (const format of formats) {
      const short = await damaged(format, (line) => [joined([line.slice(0, 40), line.slice(60)])]);
      expect(short.named.map(([line]) => line), format).toEqual([short.line]);
    }
    const long = await damaged("zm", (line) => [joined([gbk(" "), line])]);
    expect(long.named).toEqual([[long.line, "wrong_width"]]);
  });

  it("names a line whose amount is another", async () => {
    const more = {
      csv: (line: string) => line.replace(/,(-?\d+)\.(\d\d),/, ",$18.$2,"),
      jsonl: (line: string) => line.replace(/"amount":(-?\d+)/, '"amount":$18'),
    };
    for (const format of ["csv", "jsonl"] as const) {
      const other = await damaged(format, (line) => [bytes(more[format](text(line)))]);
      expect(other.named, format).toEqual([[other.line, "sums_disagree"]]);
    }
    const other = await damaged("zm", (line) => {
      const changed = line.slice();
      const last = zmLayout.spans.amount.until - 1;
      changed[last] = changed[last] === 0x39 ? 0x38 : 0x39;
      return [changed];
    });
    expect(other.named).toEqual([[other.line, "sums_disagree"]]);
  });

  it("names a line whose amount and net are others that fit each other", async () => {
    const both = await damaged("jsonl", (line) => {
      const said = JSON.parse(text(line));
      const other = { ...said, amount: said.amount + 1, net: said.net + 1 };
      return [bytes(`${JSON.stringify(other)}\n`)];
    });
    expect(both.named).toEqual([[both.line, "line_changed"]]);
  });

  it("names a line that was changed so that it says the same of itself", async () => {
    const forged = await damaged("jsonl", (line) => {
      const { check: _, ...said } = JSON.parse(text(line));
      const other = JSON.stringify({ ...said, amount: said.amount + 1, net: said.net + 1 });
      return [bytes(`${other.slice(0, -1)},"check":"${lineCheck(other)}"}\n`)];
    });
    expect(forged.named).toEqual([[forged.line, "balance_breaks"]]);
  });

  it("names the line before which one is missing", async () => {
    for (const format of formats) {
      const missing = await damaged(format, () => []);
      expect(missing.named, format).toEqual([[missing.line, "line_missing"]]);
    }
  });

  it("names a line that is there twice", async () => {
    for (const format of formats) {
      const twice = await damaged(format, (line) => [line, line]);
      expect(twice.named, format).toEqual([[twice.line + 1, "line_repeated"]]);
    }
  });

  it("names a line in another encoding", async () => {
    for (const format of ["csv", "jsonl"] as const) {
      const other = await damaged(format, (line) => [gbk(text(line))]);
      expect(other.named, format).toEqual([[other.line, "wrong_encoding"]]);
    }
    const utf8 = await damaged("zm", (line) => {
      const changed = line.slice();
      changed.set(bytes("西湖店三"), 420);
      return [changed];
    });
    expect(utf8.named).toHaveLength(1);
    expect(utf8.named[0]?.[0]).toBe(utf8.line);
  });

  it("finds a file that ends too early, one that is not there, and one whose words are others", async () => {
    const { lines, names } = statement;
    const early = await verified("jsonl", joined(lines.jsonl.slice(0, -1)));
    expect(early.problems.map(({ code }) => code))
      .toEqual(["lines_differ", "sums_differ", "sha256_differs"]);
    const other = await damaged("csv", (line) => [bytes(text(line).replace("龙井", "红茶"))]);
    expect(other.named).toEqual([[other.line, "line_changed"]]);
    const alone = folderOf(new Map([statement.manifest]));
    const { problems } = await verifyStatements(alone, statement.keys, undefined);
    expect(problems.map(({ file, code }) => [file, code])).toEqual(
      formats.map((format) => [names[format], "file_missing"]),
    );
  });

  it("takes nobody else's word for it", async () => {
    const [name, jws] = statement.manifest;
    const [header = "", payload = "", signature = ""] = text(jws).split(".");
    const forged = `${header}.${
      payload.replace(/.$/, (last) => last === "A" ? "B" : "A")
    }.${signature}`;
    const folder = folderOf(new Map([[name, bytes(forged)]]));
    const { problems } = await verifyStatements(folder, statement.keys, undefined);
    expect(problems.map(({ file, code }) => [file, code])).toEqual([[name, "not_signed"]]);
    const unnamed = folderOf(new Map([statement.manifest, ["x.csv", bytes("a")]]));
    expect((await verifyStatements(unnamed, statement.keys, "x.csv")).problems)
      .toMatchObject([{ file: "x.csv", code: "no_manifest" }]);
  });
});
