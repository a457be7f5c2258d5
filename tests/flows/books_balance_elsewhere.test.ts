import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runMain, tempFolder } from "../support/server.ts";
import { portalWithWallet, type WithWallet } from "../support/paying_wallet.ts";
import { signedIn } from "../support/staff.ts";
import { TEST_SECRETS } from "../support/test_vault.ts";
import { signedBy } from "../support/deductions.ts";
import { randomBooks } from "./random_books.ts";
import { settledBooks } from "./settled_books.ts";

let folder: Awaited<ReturnType<typeof tempFolder>>;
let app: WithWallet;
let file: string;
let exported: string;
beforeAll(async () => {
  folder = await tempFolder();
  const url = `file:${join(folder.path, "portal.db")}`;
  app = await portalWithWallet({ databaseUrl: url });
  await randomBooks(app, 30);
  const people = { li: await signedIn(app, "admin"), chen: await signedIn(app, "admin") };
  await settledBooks(app, people);
  const env = {
    DATABASE_URL: url,
    SECRETS: TEST_SECRETS,
    SANDBOX: "1",
    PUBLIC_URL: "http://a.test",
  };
  const { code, stdout } = await runMain(["export_journal"], { folder: folder.path, env });
  expect(code).toBe(0);
  exported = stdout;
  file = join(folder.path, "books.journal");
});
afterAll(async () => {
  await app.close();
  await folder.remove();
});

describe("the journal of the books, read by another program", () => {
  it("balances, and every account stands where we keep it", async () => {
    await Deno.writeTextFile(file, exported);
    expect(exported).toContain("as kept");
    expect(await hledger("check")).toEqual({ code: 0, said: "" });
    const { said } = await hledger("balance", "--flat", "--no-total", "-O", "csv");
    const [owed] = await app.deps.load(app.deps.books.balance(signedBy(app.merchant), "payable"));
    const account = `liabilities:test:payable:${app.merchant.merchantNo}`;
    expect(said).toContain(`"${account}","CNY ${(-owed.fen / 100).toFixed(2)}"`);
    const { said: total } = await hledger("balance", "-N", "--depth", "0", "-O", "csv");
    expect(total.trim().split("\n").slice(1)).toEqual([`"...","0"`]);
  });

  it("has what was settled, corrected, taken back, ended and paid by a wallet", () => {
    const codes = new Set(
      [...exported.matchAll(/\) (\w+) (?:posted|pending|posts|voids)/g)].map((each) => each[1]),
    );
    expect([...codes]).toEqual(expect.arrayContaining([
      ...["payment", "deduction", "refund", "fee", "returned_fee"],
      ...["bank_line", "correction_differing"],
      ...["chargeback", "chargeback_fee", "returned_chargeback", "returned_chargeback_fee"],
      ...["advance", "advance_repaid", "advance_written_off", "advance_given_up"],
      ...["clearing", "clearing_issuer", "settlement", "settlement_return", "hold", "release"],
      ...["arrival", "made_up"],
    ]));
    expect(exported).toMatch(/refund posts [^]{0,200}channel:wallet:river/);
  });

  it("does not balance once an amount is edited, nor once a balance is", async () => {
    await Deno.writeTextFile(file, exported.replace(/CNY (\d)/, "CNY 9$1"));
    expect(await hledger("check")).toMatchObject({
      code: 1,
      said: expect.stringMatching(/could not balance/),
    });
    await Deno.writeTextFile(file, exported.replace(/= CNY (-?)(\d)/, "= CNY $19$2"));
    expect(await hledger("check")).toMatchObject({
      code: 1,
      said: expect.stringMatching(/assertion/i),
    });
  });
});

/** What hledger says about the file; it comes from Debian. */
async function hledger(...args: readonly string[]) {
  const command = new Deno.Command("hledger", { args: ["-f", file, ...args] });
  const { code, stdout, stderr } = await command.output().catch((error: unknown) => {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new Error("hledger is not installed. On Debian: apt-get install hledger");
  });
  const text = new TextDecoder();
  return { code, said: text.decode(stdout) + text.decode(stderr) };
}
