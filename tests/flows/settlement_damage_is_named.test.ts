import { type Client, createClient } from "@libsql/client";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { days } from "../../core/time.ts";
import { brokenPromises } from "../support/ledger.ts";
import { importZm, sentPayment } from "../support/reconciled.ts";
import { tempFolder } from "../support/server.ts";
import { built, byTwo, sent, settlesAt } from "../support/settlements.ts";
import { signedIn } from "../support/staff.ts";
import { must } from "../support/fixtures.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let folder: Awaited<ReturnType<typeof tempFolder>>;
let app: TestApp;
let client: Client;
beforeAll(async () => {
  folder = await tempFolder();
  const url = `file:${join(folder.path, "portal.db")}`;
  app = await testApp({ databaseUrl: url });
  const people = { li: await signedIn(app, "reviewer"), chen: await signedIn(app, "admin") };
  await settlesAt(app);
  const { merchantNo: merchant } = app.merchant.merchant;
  must(await byTwo(app, people, { kind: "place_hold", merchant, fen: 300, reason: "核查" }));
  for (const [day, amount] of [["261120", 8_800], ["261121", 500]] as const) {
    const { no } = await sentPayment(app, amount);
    const traceTime = `${day.slice(2)}093000`;
    await importZm(app, [{ orderNo: no, amount, traceTime }], day);
  }
  app.clock.advance(days(3));
  await sent(app, people, (await built(app)).slice(0, 1));
  client = createClient({ url });
});
afterAll(async () => {
  client.close();
  await app.close();
  await folder.remove();
});

/** What verify says once `harm` was done; then it is undone. */
async function named(harm: string) {
  const work = await client.transaction("write");
  try {
    for (const table of ["book_transfers", "book_clearing_days"]) {
      await work.execute(`drop trigger ${table}_update`);
      await work.execute(`drop trigger ${table}_delete`);
    }
    await work.executeMultiple(harm);
    return await brokenPromises(work);
  } finally {
    await work.rollback();
  }
}

describe("verify, of settlements", () => {
  it("finds nothing while nothing is wrong", async () => {
    expect(await named("select 1")).toEqual({});
  });

  it.each([
    [
      "a batch without one of its payments",
      "update settlement_items set settlement_id = null where amount = 500",
      "a batch whose figures are not what it took in",
    ],
    [
      "a payment that was forgotten",
      "delete from settlement_items where amount = 500",
      "a matched line whose payment or refund waits for no batch and is in none",
    ],
    [
      "a payment that is settled with another sum",
      "update settlement_items set amount = 501 where amount = 500",
      "what is cleared otherwise than it was booked",
    ],
    [
      "a batch that is another's",
      "update settlement_items set merchant_no = '898210154110999' where amount = 500",
      "an item in a batch of another number",
    ],
    [
      "a batch that begins with what no other left",
      "update settlement_batches set carried_in = -5, paid = paid - 5 where no = 2",
      "a batch that does not go on from the one before it",
    ],
    [
      "a batch that was paid and has no payout",
      "update settlement_batches set state = 'paid' where no = 2",
      "a batch whose state is not that of its payouts",
    ],
    [
      "a payout that nobody confirmed",
      "update payouts set run = 'prp_01KAG8M0000000000000000009'",
      "a payout of another sum than its batch or refund, or without two people",
    ],
    [
      "a hold that took more",
      "update settlement_holds set taken = 299",
      "a hold that has taken other than batches have held",
    ],
    [
      "a settlement that is not in the books",
      "delete from book_transfers where code = 'settlement' and fen = 500",
      "a fact that is not booked, or booked otherwise",
    ],
    [
      "money in transit that nobody cleared",
      "update book_days set debits = debits + 1 where account glob 'in_transit:*'",
      "money in transit that differs from what was cleared and has not arrived",
    ],
    [
      "a clearing day that is owed more",
      "update book_clearing_days set cleared = cleared + 1, balance = balance + 1 where day = '2026-11-20'",
      "a clearing day that is owed other than its batches come to",
    ],
    [
      "a clearing day that was forgotten",
      "delete from book_clearing_days where day = '2026-11-21'",
      "a clearing day that is owed other than its batches come to",
    ],
    [
      "a clearing day that leaves out one of its balances",
      "update book_clearing_days set no = 3",
      "a balance of a clearing day that is missing, or by no batch of its number",
    ],
    [
      "a clearing day that is another number's",
      "update book_clearing_days set merchant_no = '898210154110999' where day = '2026-11-21'",
      "a balance of a clearing day that is missing, or by no batch of its number",
    ],
    [
      "a batch and its clearing day that agree, and not with the accounts",
      `update settlement_batches set normal_amount = normal_amount + 1, held = held + 1 where no = 1;
      update book_clearing_days set cleared = cleared + 1, balance = balance + 1`,
      "a number whose accounts hold other than its clearing days and what is still to be settled",
    ],
  ])("names %s", async (_, harm, promise) => {
    expect(Object.keys(await named(harm))).toContain(promise);
  });
});
