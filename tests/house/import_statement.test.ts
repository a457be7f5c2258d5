import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { fileOf, gbk, MERCHANT, summaryText, zmRecord } from "../support/statement_files.ts";
import { TEST_SECRETS } from "../support/test_vault.ts";
import { INSTALLED } from "../support/installed.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const NAME = `INN26112088ZM_${MERCHANT}`;

let folder: string;
beforeAll(async () => {
  folder = await Deno.makeTempDir({ prefix: "import_statement" });
  await Deno.writeFile(join(folder, NAME), fileOf([zmRecord(), zmRecord()]));
  const summary = summaryText({ lines: 2, amount: 17_600, fee: 106 });
  await Deno.writeFile(join(folder, `RD201026112001_${MERCHANT}`), gbk(summary));
});
afterAll(() => Deno.remove(folder, { recursive: true }));

describe("import_statement", () => {
  it("prints one line of JSON, and exits with 1 and the place of a flaw", async () => {
    const first = await run(join(folder, NAME), "--merchant", MERCHANT);
    expect(first.code).toBe(0);
    expect(first.out.trim().split("\n").map((line) => JSON.parse(line))).toEqual([{
      kind: "zm",
      clearing_day: "2026-11-20",
      lines: 2,
      amount: 17_600,
      fee: 106,
      net: 17_494,
      matched: 0,
      differing: 0,
      missing_here: 2,
      missing_there: 0,
      summary_agrees: true,
    }]);
    const again = await run("--", join(folder, NAME), "--as", "li.wei");
    expect(again).toMatchObject({ code: 1, out: "" });
    expect(again.err).toContain(`${NAME}:1:1: its content was imported`);
    const cut = `INN26112188ZM_${MERCHANT}`;
    await Deno.writeFile(join(folder, cut), fileOf([zmRecord()]).subarray(0, 600));
    const refused = await run(join(folder, cut));
    expect(refused).toMatchObject({ code: 1, out: "" });
    expect(refused.err).toContain(`${cut}:1:601: the file ends after 600 of 607 bytes`);
    expect((await run()).err).toContain("expected one file");
    expect((await run(join(folder, "nothing"))).err).toContain("cannot read");
  });
});

async function run(...args: string[]) {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", INSTALLED, "-A", "main.ts", "import_statement", ...args],
    cwd: root,
    env: {
      DATABASE_URL: `file:${join(folder, "portal.db")}`,
      SECRETS: TEST_SECRETS,
      PUBLIC_URL: "https://pay.test",
      NO_COLOR: "1",
    },
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, out: text(stdout), err: text(stderr) };
}
