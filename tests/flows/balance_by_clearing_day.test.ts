import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { paths } from "../../core/paths.ts";
import { buildBatches } from "../../core/settlement_batch/build_batches.ts";
import { type BusinessDay, days } from "../../core/time.ts";
import { unitOf } from "../../db/engine/statement.ts";
import { signedBy } from "../support/deductions.ts";
import { must } from "../support/fixtures.ts";
import { importAs, importZm, sentPayment } from "../support/reconciled.ts";
import {
  bankPaid,
  bankReturned,
  built,
  byTwo,
  payoutOf,
  sent,
  settlesAt,
  type TwoPeople,
} from "../support/settlements.ts";
import { joined, signedIn } from "../support/staff.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
let people: TwoPeople;
beforeEach(async () => {
  app = await testApp();
  people = { li: await signedIn(app, "reviewer"), chen: await signedIn(app, "admin") };
  await settlesAt(app);
});
afterEach(() => app.close());

/** In the channel's file of that November day. */
async function cleared(day: number, ...amounts: readonly number[]): Promise<void> {
  const paid = [];
  for (const amount of amounts) paid.push(await sentPayment(app, amount));
  const traceTime = `11${day}093000`;
  const lines = paid.map(({ no, amount }) => ({ orderNo: no, amount, traceTime }));
  await importZm(app, lines, `2611${day}`);
}

/** Of those November days: which day it is of, and what is owed at its end. */
async function owed(...asked: readonly number[]) {
  const { clearedUpTo } = app.deps.books;
  const found = await app.deps.load(
    ...asked.map((day) => clearedUpTo(signedBy(app.merchant), `2026-11-${day}` as BusinessDay)),
  );
  return found.map((each) => each && [Number(each.day.slice(8)), each.balance.fen]);
}

async function rows(): Promise<readonly string[]> {
  const [found] = await app.deps.load({
    statement: {
      sql: `select json_array(day, no, settlement_id, version, cleared, made_up, paid) as it
        from book_clearing_days`,
      args: [],
    },
    read: (all) => all.map((row) => String(row["it"])),
  });
  return found;
}

// The 20th is a Friday: what it and the weekend cleared is due on the 23rd.
describe("what a number is owed at the end of a clearing day", () => {
  it("is what was cleared until then less what the bank paid of it, once the day has its batch", async () => {
    await cleared(20, 8_800, 1_200);
    await cleared(21, 500);
    app.clock.advance(days(2));
    await built(app);
    expect(await owed(19, 20, 25)).toEqual([undefined, undefined, undefined]);
    app.clock.advance(days(1));
    const [first, second] = await built(app);
    expect(await owed(19, 20, 21, 25)).toEqual([undefined, [20, 10_000], [21, 10_500], [
      21,
      10_500,
    ]]);

    const run = await sent(app, people, [first!]);
    expect(await owed(20, 21)).toEqual([[20, 10_000], [21, 10_500]]);
    must(await byTwo(app, people, bankPaid(run, 10_000)));
    expect(await owed(20, 21)).toEqual([[20, 0], [21, 500]]);
    const last = await sent(app, people, [second!]);
    must(await byTwo(app, people, bankPaid(last, 500, "JW-2")));
    expect(await owed(20, 21)).toEqual([[20, 0], [21, 0]]);
    // Given back by the bank, it is owed again of the day that it was paid for.
    must(await byTwo(app, people, bankReturned(await payoutOf(app, run), 10_000)));
    expect(await owed(20, 21)).toEqual([[20, 10_000], [21, 10_000]]);
    const again = await sent(app, people, (await built(app)).slice(0, 1));
    must(await byTwo(app, people, bankPaid(again, 10_000, "JW-3")));
    expect(await owed(20, 21)).toEqual([[20, 0], [21, 0]]);
  });

  it("takes in what is late on the day of the batch that it goes with, and changes no day before", async () => {
    const late = await sentPayment(app, 700);
    await cleared(20, 8_800);
    await cleared(23, 500);
    app.clock.advance(days(3));
    await built(app);
    expect(await owed(20, 23)).toEqual([[20, 8_800], [20, 8_800]]);
    // Another file of the day that is settled already.
    const lines = [{ orderNo: late.no, amount: late.amount, traceTime: "1120093000" }];
    await importAs(app, { name: `INN26112089ZM_${app.merchant.merchantNo}`, lines });
    app.clock.advance(days(1));
    await built(app);
    expect(await owed(20, 22, 23)).toEqual([[20, 8_800], [20, 8_800], [23, 10_000]]);
  });

  it("joins a day whose file comes after later days are settled, and no row is changed by it", async () => {
    await cleared(20, 8_800);
    await cleared(22, 500);
    app.clock.advance(days(3));
    await built(app);
    const before = await rows();
    expect(await owed(20, 21, 22)).toEqual([[20, 8_800], [20, 8_800], [22, 9_300]]);
    await cleared(21, 70, 7);
    await buildBatches(app.deps);
    expect(await owed(20, 21, 22)).toEqual([[20, 8_800], [21, 8_877], [22, 9_377]]);
    const after = await rows();
    expect(after).toHaveLength(before.length + 2);
    expect(after).toEqual(expect.arrayContaining([...before]));
    for (
      const change of ["update book_clearing_days set no = 9", "delete from book_clearing_days"]
    ) {
      expect(await app.deps.write(unitOf(change))).toMatchObject({
        type: "refused",
        constraint: expect.stringContaining("a balance of a clearing day is never"),
      });
    }
  });

  it("counts what is held and what was made up, which is owed like the rest", async () => {
    const { merchantNo: merchant } = app.merchant.merchant;
    must(await byTwo(app, people, { kind: "place_hold", merchant, fen: 300, reason: "核查" }));
    await cleared(20, 8_800);
    must(
      await byTwo(app, people, {
        kind: "record_receipt",
        merchant,
        source: "merchant",
        day: "2026-11-21" as BusinessDay,
        fen: 50,
        reference: "MU-1",
      }),
    );
    app.clock.advance(days(3));
    const [batch] = await built(app);
    expect(await owed(20)).toEqual([[20, 8_850]]);
    const run = await sent(app, people, [batch!]);
    must(await byTwo(app, people, bankPaid(run, 8_550)));
    expect(await owed(20)).toEqual([[20, 300]]);
  });

  it("is shown with what led to it in the console, and at the desk", async () => {
    await cleared(20, 8_800);
    await cleared(21, 500);
    app.clock.advance(days(3));
    const [first] = await built(app);
    const run = await sent(app, people, [first!]);
    must(await byTwo(app, people, bankPaid(run, 8_800)));
    const owner = await joined(app, "owner", app.merchant.merchant.merchantNo);
    const read = async (who: typeof owner, path: string) =>
      (await (await who.ask(path)).text()).replace(/<[^>]*>/g, "");
    const all = await read(owner, paths.consoleList("books"));
    expect(all).toContain(
      "Cleared, less fees¥93.00Paid by the bank¥88.00Owed at the end of clearing day 2026-11-21¥5.00",
    );
    const day = await read(owner, paths.consoleList("books", "from=2026-11-21&to=2026-11-21"));
    expect(day).toContain(
      "Owed at the end of clearing day 2026-11-20¥0.00Cleared, less fees¥5.00Paid by the bank¥0.00" +
        "Owed at the end of clearing day 2026-11-21¥5.00",
    );
    const desk = await joined(app, "admin");
    const { merchantNo } = app.merchant;
    for (
      const path of [paths.opsMerchantBooks(merchantNo), paths.opsSettlementsOf(merchantNo)]
    ) {
      expect(await read(desk, path)).toContain("Owed at the end of clearing day 2026-11-21¥5.00");
    }
  });
});
