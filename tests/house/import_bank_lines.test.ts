import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bankCsv } from "../support/bank_files.ts";
import { TEST_SECRETS } from "../support/test_vault.ts";
import { INSTALLED } from "../support/installed.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const account = {
  account_name: "示例支付有限公司",
  account_no: "0000000000000000001",
  bank_name: "示例银行营业部",
  bank_code: "000000000000",
};

let folder: string;
beforeAll(async () => {
  folder = await Deno.makeTempDir({ prefix: "import_bank_lines" });
});
afterAll(() => Deno.remove(folder, { recursive: true }));

describe("import_bank_lines", () => {
  it("prints one line of JSON, and exits with 1 and the place of a flaw", async () => {
    const rows = [{ amount: "1,000.00", ref: "A1" }, { amount: "0.05", ref: "A2" }];
    const { bytes } = bankCsv(rows);
    await Deno.writeFile(join(folder, "bank.csv"), bytes);
    const first = await run("--", join(folder, "bank.csv"), "--as", "li.wei");
    expect(first.code).toBe(0);
    expect(JSON.parse(first.out)).toEqual({
      file_id: expect.stringMatching(/^bfl_/),
      name: "bank.csv",
      lines: 2,
      known: 0,
      amount: 100_005,
    });
    const again = await run(join(folder, "bank.csv"));
    expect(again).toMatchObject({ code: 1, out: "" });
    expect(again.err).toContain("bank.csv:1:1: its content was imported as bank.csv");
    await Deno.writeFile(join(folder, "cut.csv"), bankCsv(rows, { counted: 3 }).bytes);
    const refused = await run(join(folder, "cut.csv"));
    expect(refused).toMatchObject({ code: 1, out: "" });
    expect(refused.err).toContain("cut.csv:7:1: it says 3, and has 2 (file_truncated)");
    expect((await run()).err).toContain("expected one file");
    const wrong = await run(join(folder, "bank.csv"), { TRANSFER_ACCOUNT: "{}" });
    expect(wrong.err).toContain("TRANSFER_ACCOUNT: expected JSON as docs/transfers.md has it");
  });
});

async function run(...given: (string | Record<string, string>)[]) {
  const args = given.filter((each) => typeof each === "string");
  const env = Object.assign({}, ...given.filter((each) => typeof each !== "string"));
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", INSTALLED, "-A", "main.ts", "import_bank_lines", ...args],
    cwd: root,
    env: {
      DATABASE_URL: `file:${join(folder, "portal.db")}`,
      SECRETS: TEST_SECRETS,
      PUBLIC_URL: "https://pay.test",
      TRANSFER_ACCOUNT: JSON.stringify(account),
      NO_COLOR: "1",
      ...env,
    },
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, out: text(stdout), err: text(stderr) };
}
