import { zipSync } from "fflate";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { byOperator } from "../../core/actor.ts";
import { importBankFile } from "../../core/bank_line/import_bank_file.ts";
import type { GivenFile } from "../../core/statement_file/given_file.ts";
import { importStatement } from "../../core/statement_file/import_statement.ts";
import { bankCsv } from "../support/bank_files.ts";
import { type TwoPortals, twoPortals } from "../support/portals.ts";
import { sentPayment, zmBytes, zmName } from "../support/reconciled.ts";
import { given, type Line } from "../support/statement_files.ts";
import type { TestApp } from "../support/test_app.ts";

/** Fifteen by each of two processes. */
const AT_ONCE = 30;

let two: TwoPortals;
let app: TestApp;
beforeEach(async () => {
  two = await twoPortals();
  [app] = two.portals;
});
afterEach(() => two[Symbol.asyncDispose]());

const importing = (file: GivenFile, portal = app) =>
  importStatement(portal.deps, { file, beside: [], merchantNo: undefined, by: byOperator });

const zm = (lines: readonly Line[], name = zmName(app)) => given(name, zmBytes(app, lines));

async function count(sql: string): Promise<number> {
  const [found] = await app.deps.load({
    statement: { sql: `select count(*) as n from ${sql}`, args: [] },
    read: ([row]) => Number(row?.["n"]),
  });
  return found;
}

/** What thirty answer who ask at once, by code. */
async function atOnce(
  ask: (portal: TestApp, place: number) => Promise<{ readonly ok: boolean; error?: unknown }>,
): Promise<Readonly<Record<string, number>>> {
  const answers = await Promise.all(
    Array.from({ length: AT_ONCE }, (_, place) => ask(two.portals[place % 2]!, place)),
  );
  const codes = answers.map((each) =>
    each.ok ? "imported" : String((each.error as { readonly code: string }).code)
  );
  return Object.fromEntries(
    [...new Set(codes)].map((code) => [code, codes.filter((each) => each === code).length]),
  );
}

describe("a channel's file", () => {
  it("comes in once when thirty of two processes import it at the same moment", async () => {
    const paid = await sentPayment(app, 8_800);
    const others = Array.from({ length: 700 }, (_, i) => ({ orderNo: `NOBODY${i}` }));
    const file = zm([...others, { orderNo: paid.no, amount: 8_800 }]);
    const codes = await atOnce((portal) => importing(file, portal));
    expect(codes).toEqual({ imported: 1, file_already_imported: AT_ONCE - 1 });
    expect(await count("statement_files where state = 'imported'")).toBe(1);
    expect(await count("statement_lines")).toBe(701);
    expect(await count("statement_lines where state = 'matched'")).toBe(1);
    expect(await count("events where type = 'statement_file.imported'")).toBe(1);
    expect(await count("differences")).toBe(700);
  });

  it.each([
    ["of one name in two folders", "a", "b", zmName, zmName],
    ["with one content under two names", "", "", zmName, (of: TestApp) => zmName(of, "261121")],
  ])(
    "is refused as an archive that has two %s, and changes nothing",
    async (_, a, b, one, other) => {
      const bytes = zmBytes(app, [{ orderNo: "OF-NOBODY" }]);
      const archive = zipSync({
        [`${a}/${one(app)}`]: bytes,
        [`${b}/${other(app)}`]: bytes,
      });
      expect(await importing(given("day.zip", archive)))
        .toMatchObject({ ok: false, error: { code: "file_repeated" } });
      expect(await count("statement_files")).toBe(0);
    },
  );

  it("is refused as an archive that has two contents for one batch, and changes nothing", async () => {
    const archive = zipSync({
      [`a/${zmName(app)}`]: zmBytes(app, [{ orderNo: "OF-NOBODY" }]),
      [`b/${zmName(app)}`]: zmBytes(app, [{ orderNo: "NOR-OF-THEM" }]),
    });
    expect(await importing(given("day.zip", archive)))
      .toMatchObject({ ok: false, error: { code: "file_repeated" } });
    expect(await count("statement_files")).toBe(0);
  });
});

describe("a bank's file", () => {
  const imported = (rows: Parameters<typeof bankCsv>[0], name: string, portal = app) =>
    importBankFile(portal.deps, { file: bankCsv(rows, { name }), by: byOperator });
  const row = (ref: string, remark = "房租") => ({ amount: "8.00", remark, ref });

  it("brings each line once when thirty of two processes import what overlaps at the same moment", async () => {
    const rows = Array.from({ length: AT_ONCE + 1 }, (_, i) => row(`R${i}`));
    // Each has a line that the one before it has as well, and one that the next has.
    const codes = await atOnce((portal, place) =>
      imported(rows.slice(place, place + 2), `${place}.csv`, portal)
    );
    expect(codes).toEqual({ imported: AT_ONCE });
    expect(await count("bank_lines")).toBe(AT_ONCE + 1);
    const same = await atOnce((portal) => imported(rows, "all.csv", portal));
    expect(same).toEqual({ imported: 1, bank_file_already_imported: AT_ONCE - 1 });
    expect(await count("bank_lines")).toBe(AT_ONCE + 1);
  });
});
