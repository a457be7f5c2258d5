import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { byOperator } from "../../core/actor.ts";
import { importBankFile } from "../../core/bank_line/import_bank_file.ts";
import type { PayoutId } from "../../core/id.ts";
import { paths } from "../../core/paths.ts";
import { proposeSettlement } from "../../core/settlement_batch/propose_settlement.ts";
import { days } from "../../core/time.ts";
import { bankCsv, type BankRow } from "../support/bank_files.ts";
import { must } from "../support/fixtures.ts";
import { importZm } from "../support/reconciled.ts";
import { tempFolder } from "../support/server.ts";
import {
  bankPaid,
  bankReturned,
  built,
  byTwo,
  payoutOf,
  refundSent,
  sent,
  settlesAt,
} from "../support/settlements.ts";
import { joined, signedIn } from "../support/staff.ts";
import { type TestApp, testApp } from "../support/test_app.ts";
import {
  balances,
  CAME_BACK,
  CLOSED,
  get,
  named,
  refunded,
  refundEvents,
  returned,
  versionOf,
} from "../support/unclaimed.ts";

let folder: Awaited<ReturnType<typeof tempFolder>>;
let databaseUrl: string;
let app: TestApp;
beforeEach(async () => {
  folder = await tempFolder();
  databaseUrl = `file:${join(folder.path, "portal.db")}`;
  app = await testApp({ databaseUrl });
});
afterEach(async () => {
  await app.close();
  await folder.remove();
});

describe("a refund that our bank is to pay", () => {
  it("waits again where the bank did not pay it, for another account or the channel", async () => {
    const { refundId } = await refunded(app, CAME_BACK);
    const people = await two();
    const run = await refundSent(app, people, refundId);
    const [again] = [{ kind: "pay_out", batches: [{ of: refundId, fen: CAME_BACK }] }];
    expect(await byTwo(app, people, { ...again, total: CAME_BACK } as never)).toMatchObject({
      error: { code: "refund_changed" },
    });
    must(await byTwo(app, people, bankReturned(await payoutOf(app, run), CAME_BACK)));
    expect(await balances(app)).toEqual({
      "channel:sandbox": -900_000,
      "unclaimed:sandbox": CAME_BACK,
    });
    const li = await joined(app, "admin");
    const page = await (await li.ask(paths.opsUnclaimed())).text();
    expect(page).toContain('name="account_no"');
    expect(page).toContain('value="resend"');
    expect(await refundEvents(app)).toEqual(["refund.succeeded", "refund.undelivered"]);
    const second = await refundSent(app, people, refundId);
    must(await byTwo(app, people, bankPaid(second, CAME_BACK)));
    expect(await balances(app)).toMatchObject({ "reserve:institution": CAME_BACK });
  });

  it("is owed again when the bank gives back what it had paid, and is paid elsewhere", async () => {
    const { refundId } = await refunded(app, CLOSED);
    const people = await two();
    const run = await refundSent(app, people, refundId);
    must(await byTwo(app, people, bankPaid(run, CLOSED, "BK-1")));
    const payoutId = await payoutOf(app, run);
    must(await byTwo(app, people, bankReturned(payoutId, CLOSED)));
    expect(await byTwo(app, people, bankReturned(payoutId, CLOSED))).toMatchObject({
      error: { code: "payout_over" },
    });
    await app.settle();
    expect(await get(app, `/v1/refunds/${refundId}`)).toMatchObject({
      state: "processing",
      undelivered: { code: "payout_returned" },
    });
    expect(await refundEvents(app)).toEqual([
      "refund.undelivered",
      "refund.delivered",
      "refund.undelivered",
    ]);
    // The channel's part is over: what it owed for it is in transit, and the money is in the reserve.
    expect(await balances(app)).toEqual({
      "channel:sandbox": CLOSED - 900_000,
      "in_transit:sandbox": -CLOSED,
      "unclaimed:sandbox": CLOSED,
    });
    const li = await joined(app, "admin");
    expect(await (await li.ask(paths.opsUnclaimed())).text()).not.toContain('value="resend"');
    const resend = { way: "resend", reason: "再试", version: `${await versionOf(app, refundId)}` };
    expect((await li.ask(paths.opsUnclaimedWay(refundId), resend)).status).toBe(422);
    await returned(app, (await app.deps.load(app.deps.refunds.byId(refundId)))[0]!.channelOrderNo);
    const second = await refundSent(app, people, refundId);
    must(await byTwo(app, people, bankPaid(second, CLOSED, "BK-2")));
    await app.settle();
    expect((await refundEvents(app)).at(-1)).toBe("refund.delivered");
    expect(await balances(app)).toEqual({
      "channel:sandbox": CLOSED - 900_000,
      "in_transit:sandbox": -CLOSED,
      "reserve:institution": CLOSED,
    });
    expect(await named(databaseUrl, "update payouts set state = 'sent' where state = 'paid'"))
      .toContain(
        "a refund that reached nobody and is not as its payouts say",
      );
  });

  it("is paid once the bank's file says so, naming the payout, its sum and its account", async () => {
    await settlesAt(app);
    const { refundId, orderNo } = await refunded(app, CLOSED);
    await importZm(app, [{ orderNo, amount: 900_000, traceTime: "1120093000" }], "261120");
    app.clock.advance(days(4));
    const people = await two();
    const [batch] = await built(app);
    const settlement = await payoutOf(app, await sent(app, people, [batch!]));
    const payout = await payoutOf(app, await refundSent(app, people, refundId));
    const out = (CLOSED / 100).toString();
    const account = "6222000000000033";
    const named = { out, account, remark: `付款 ${payout}`, ref: "OUT-1" };
    const wrong = [
      { ...named, remark: "付款" },
      { ...named, out: "1.00" },
      { ...named, account: "6222000000000017" },
      { ...named, ref: "" },
      { ...named, remark: `${payout} ${settlement}` },
    ];
    for (const [i, row] of wrong.entries()) await imports(`wrong-${i}.csv`, row);
    await imports("twice.csv", named, { ...named, ref: "OUT-2" });
    expect(await statesOf(payout, settlement)).toEqual(["sent", "sent"]);
    await imports(
      "both.csv",
      { ...named, remark: `付款/${payout.toLowerCase()}` },
      {
        out: (batch!.paid.fen / 100).toString(),
        account: "6222000000000017",
        remark: settlement,
        ref: "OUT-3",
      },
    );
    expect(await statesOf(payout, settlement)).toEqual(["paid", "paid"]);
    await app.settle();
    expect((await refundEvents(app)).at(-1)).toBe("refund.delivered");
    // What is said again, in another export, is known.
    await imports("again.csv", { ...named, remark: payout });
    must(await byTwo(app, people, bankReturned(payout, CLOSED)));
    await imports("late.csv", { ...named, remark: `再 ${payout}` });
    expect(await statesOf(payout, settlement)).toEqual(["returned", "paid"]);
  });

  it("that the bank gave back is joined with the bank's line, before or after people say so", async () => {
    const people = await two();
    const { refundId } = await refunded(app, CLOSED);
    const run = await refundSent(app, people, refundId);
    must(await byTwo(app, people, bankPaid(run, CLOSED)));
    const payoutId = await payoutOf(app, run);
    await arrives("T-1");
    const before = await balances(app);
    expect(before).toMatchObject({
      "bank:bank_transfer": -CLOSED,
      "suspense:bank_transfer": CLOSED,
    });
    const li = await joined(app, "admin");
    const [[line]] = await app.deps.load(
      app.deps.bankLines.page({
        state: "suspense",
        merchantNo: undefined,
        past: undefined,
        max: 1,
      }),
    );
    const to = paths.opsPayout(payoutId, { line: line!.lineId });
    expect(await (await li.ask(paths.opsBankLine(line!.lineId))).text()).toContain(to);
    expect(await (await li.ask(to)).text()).toContain('value="T-1"');
    must(await byTwo(app, people, bankReturned(payoutId, CLOSED, "T-1")));
    expect(await (await li.ask(paths.opsBankLine(line!.lineId))).text()).toContain(payoutId);
    expect(await balances(app)).toEqual({
      "channel:sandbox": CLOSED - 900_000,
      "in_transit:sandbox": -CLOSED,
      "unclaimed:sandbox": CLOSED,
    });
    // The other way round: people hear of it first, and one number is one return.
    const second = await payoutOf(app, await refundSent(app, people, refundId));
    const twice = bankReturned(second, CLOSED, "T-1");
    expect(await proposeSettlement(app.deps, twice, people.li)).toMatchObject({
      error: { code: "return_known" },
    });
    must(await byTwo(app, people, bankReturned(second, CLOSED, "T-2")));
    await arrives("T-2");
    await arrives("T-3");
    expect(await balances(app)).toMatchObject({
      "bank:bank_transfer": -CLOSED,
      "suspense:bank_transfer": CLOSED,
      "unclaimed:sandbox": CLOSED,
    });
  });
});

async function two() {
  return { li: await signedIn(app, "admin"), chen: await signedIn(app, "admin") };
}

async function imports(name: string, ...rows: readonly BankRow[]): Promise<void> {
  const file = bankCsv(rows.map((row) => ({ day: "2026-11-24 09:30:00", ...row })), { name });
  must(await importBankFile(app.deps, { file, by: byOperator }));
}

async function statesOf(...payouts: readonly PayoutId[]): Promise<readonly unknown[]> {
  const found = await app.deps.load(
    ...payouts.map((each) => app.deps.settlementBatches.payoutById(each)),
  );
  return found.map((each) => each?.payout.state);
}

/** A line of the bank's file of that sum, from a payer whom nobody knows. */
async function arrives(ref: string): Promise<void> {
  const row = { payer: "江湾银行", account: "6210000000000001", day: "2026-11-20 09:30:00" };
  const file = bankCsv([{ ...row, amount: (CLOSED / 100).toString(), ref }], {
    name: `${ref}.csv`,
  });
  must(await importBankFile(app.deps, { file, by: byOperator }));
}
