import { type Client, createClient } from "@libsql/client";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { byOperator } from "../../core/actor.ts";
import { importBankFile } from "../../core/bank_line/import_bank_file.ts";
import { bankCsv } from "../support/bank_files.ts";
import { must } from "../support/fixtures.ts";
import { brokenPromises } from "../support/ledger.ts";
import { tempFolder } from "../support/server.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let folder: Awaited<ReturnType<typeof tempFolder>>;
let app: TestApp;
let client: Client;
beforeAll(async () => {
  folder = await tempFolder();
  const url = `file:${join(folder.path, "portal.db")}`;
  app = await testApp({ databaseUrl: url });
  const body = { merchant_order_no: "B-1", amount: 10_000, subject: "茶", transfer: {} };
  const { transfer } = await (await app.api("/v1/orders", { body })).json();
  const rows = [{ amount: "100.00", remark: transfer.remittance_code }, { amount: "77.00" }];
  must(await importBankFile(app.deps, { file: bankCsv(rows), by: byOperator }));
  client = createClient({ url });
});
afterAll(async () => {
  client.close();
  await app.close();
  await folder.remove();
});

const NOT_BOOKED = "a fact that is not booked, or booked otherwise";
const NO_FACT = "a transfer without its fact";
const BANK = "a bank that holds other than came in less what was sent back";
const SUSPENSE = "suspense that differs from what of bank lines is neither allocated nor returned";
const dayOf = (account: string) =>
  `where account = '${account}:bank_transfer'
    and stripe = (select min(stripe) from book_days where account = '${account}:bank_transfer')`;

/** What verify says once `harm` was done; then it is undone. */
async function named(harm: string) {
  const work = await client.transaction("write");
  try {
    await work.execute("drop trigger book_transfers_update");
    await work.execute("drop trigger book_transfers_delete");
    await work.execute(harm);
    return await brokenPromises(work);
  } finally {
    await work.rollback();
  }
}

describe("verify, of bank transfers", () => {
  it("finds nothing while nothing is wrong", async () => {
    expect(await named("select 1")).toEqual({});
  });

  it.each([
    [
      "a line that is not in the books",
      "delete from book_transfers where code = 'bank_line' and fen = 7700",
      NOT_BOOKED,
      /^bfl_\w+ 6 1 bank_line posted bank:bank_transfer suspense:bank_transfer 7700 institution test /,
    ],
    [
      "a line that is booked and was changed",
      "update bank_lines set amount = 7701 where state = 'suspense'",
      SUSPENSE,
      /^test suspense:bank_transfer 7700 7701$/,
    ],
    [
      "money that went back and is not in the books",
      "update bank_lines set returned = amount, state = 'settled' where state = 'suspense'",
      NOT_BOOKED,
      /^bln_\w+ 1 .* returned_bank_line posted suspense:bank_transfer bank:bank_transfer 7700 /,
    ],
    [
      "a payment that a channel seems to owe",
      `update book_transfers set debit = 'channel:bank_transfer'
        where debit = 'suspense:bank_transfer'`,
      NO_FACT,
      /^pay_\w+ 1 \d payment posted channel:bank_transfer payable:/,
    ],
    [
      "suspense that is off",
      `update book_days set credits = credits + 1 ${dayOf("suspense")}`,
      SUSPENSE,
      /^test suspense:bank_transfer 7701 7700$/,
    ],
    [
      "a bank's balance that is off",
      `update book_days set debits = debits + 1 ${dayOf("bank")}`,
      BANK,
      /^test bank:bank_transfer -17701 -17700$/,
    ],
    [
      "an account that a channel has for transfers",
      `insert into book_days values ('test', 'channel:bank_transfer', '2026-11-20', 0, 5, 0)`,
      "a channel that owes other than came in less what went back",
      /^test channel:bank_transfer -5 0$/,
    ],
  ])("names %s", async (_, harm, promise, by) => {
    expect((await named(harm))[promise]).toEqual([expect.stringMatching(by)]);
  });
});
