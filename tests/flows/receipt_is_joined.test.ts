import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { byOperator } from "../../core/actor.ts";
import { importBankFile } from "../../core/bank_line/import_bank_file.ts";
import { settleLines } from "../../core/bank_line/settle_lines.ts";
import { paths } from "../../core/paths.ts";
import { days } from "../../core/time.ts";
import { bankCsv, type BankRow, CHANNEL_PAYER } from "../support/bank_files.ts";
import { must } from "../support/fixtures.ts";
import { importZm, sentPayment } from "../support/reconciled.ts";
import { byTwo, settlesAt, type TwoPeople } from "../support/settlements.ts";
import { joined, type Person, signedIn } from "../support/staff.ts";
import { type TestApp, testApp, type TestMerchant } from "../support/test_app.ts";

let app: TestApp;
let people: TwoPeople;
beforeEach(async () => {
  app = await testApp();
  people = { li: await signedIn(app, "reviewer"), chen: await signedIn(app, "admin") };
  await settlesAt(app);
});
afterEach(() => app.close());

/** A day that the channel has cleared; what its file says that it pays. */
async function cleared(amount: number, day: string): Promise<void> {
  const paid = await sentPayment(app, amount);
  await importZm(app, [{ orderNo: paid.no, amount }], day);
}

let files = 0;

async function arrives(...rows: readonly BankRow[]): Promise<void> {
  const lines = rows.map((row) => ({
    payer: "渠道清算资金",
    account: CHANNEL_PAYER,
    day: "2026-11-24 09:30:00",
    ...row,
  }));
  const file = bankCsv(lines, { name: `bank-${++files}.csv` });
  must(await importBankFile(app.deps, { file, by: byOperator }));
}

describe("money that the channel sent", () => {
  it("is joined to the day that it comes to, and to days in a row, and is in the reserve", async () => {
    const fees = await netOf();
    await cleared(8_800, "261120");
    await cleared(5_000, "261121");
    await cleared(7_700, "261122");
    const [first, second, third] = await openDays();
    expect([first?.day, second?.day, third?.day]).toEqual([
      "2026-11-20",
      "2026-11-21",
      "2026-11-22",
    ]);
    app.clock.advance(days(4));
    const weekend = second!.open.fen + third!.open.fen;
    await arrives({ amount: yuan(weekend), ref: "B-2" }, {
      amount: yuan(first!.open.fen),
      ref: "B-1",
    });
    expect(await openDays()).toEqual([]);
    expect(await lines()).toEqual([["B-2", "settled", null], ["B-1", "settled", null]]);
    expect(await netOf()).toEqual({
      ...fees,
      reserve: -(weekend + first!.open.fen),
      bank: 0,
      suspense: 0,
    });
    const [receipts] = await app.deps.load(app.deps.receipts.list("rcq", 10));
    const joinedTo = receipts.map(({ reference, days }) => [reference, days.map(({ day }) => day)]);
    expect(joinedTo.toSorted()).toEqual([
      ["B-1", ["2026-11-20"]],
      ["B-2", ["2026-11-21", "2026-11-22"]],
    ]);
    await settleLines(app.deps);
    expect(await openDays()).toEqual([]);
  });

  it("waits where it comes to no day or to two choices, until two people say what it is", async () => {
    await cleared(8_800, "261120");
    await cleared(8_800, "261122");
    const [first] = await openDays();
    const { fen } = first!.open;
    app.clock.advance(days(4));
    await arrives({ amount: yuan(fen), ref: "B-1" }, { amount: "12.34", ref: "B-2" });
    expect(await lines()).toEqual([
      ["B-1", "suspense", "channel_money"],
      ["B-2", "suspense", "channel_money"],
    ]);
    expect(await openDays()).toHaveLength(2);
    const desk = await joined(app, "admin");
    const page = await textOf(desk, paths.opsReceipts());
    expect(page).toContain("Cleared and not received yet");
    people = { li: await signedIn(app, "reviewer"), chen: await signedIn(app, "admin") };
    const on = (clearingDay: string) => ({ ...recorded(fen, "B-1"), clearingDay } as never);
    expect(await byTwo(app, people, on("2026-11-21"))).toMatchObject({
      error: { code: "clearing_day_not_open" },
    });
    must(await byTwo(app, people, on("2026-11-22")));
    expect((await openDays()).map(({ day }) => day)).toEqual(["2026-11-20"]);
    expect(await lines()).toEqual([
      ["B-1", "settled", "channel_money"],
      ["B-2", "suspense", "channel_money"],
    ]);
    expect(await netOf()).toMatchObject({ reserve: -fen, suspense: 1_234 });
  });

  it("that people had recorded is not received twice when the bank's file comes", async () => {
    await cleared(8_800, "261120");
    const [first] = await openDays();
    const { fen } = first!.open;
    must(await byTwo(app, people, recorded(fen, "B-1")));
    expect(await openDays()).toEqual([]);
    const before = await netOf();
    app.clock.advance(days(4));
    await arrives({ amount: yuan(fen), ref: "B-1" }, { amount: yuan(fen), ref: "B-9" });
    expect(await lines()).toEqual([
      ["B-1", "settled", null],
      ["B-9", "suspense", "channel_money"],
    ]);
    expect(await netOf()).toEqual({ ...before, bank: -fen, suspense: fen });
  });

  it("comes for a day once, of two that are recorded for it at once", async () => {
    await cleared(8_800, "261120");
    const [first] = await openDays();
    const { fen } = first!.open;
    const both = await Promise.all(["B-1", "B-2"].map((reference) => {
      const act = { ...recorded(fen, reference), clearingDay: "2026-11-20" } as never;
      return byTwo(app, people, act);
    }));
    expect(both.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
    expect(await openDays()).toEqual([]);
    expect(await netOf()).toMatchObject({ reserve: -fen });
  });

  it("of another account is anybody's, and pays no clearing day", async () => {
    await cleared(8_800, "261120");
    const [first] = await openDays();
    app.clock.advance(days(4));
    await arrives({ amount: yuan(first!.open.fen), ref: "B-1", account: "6210000000000001" });
    expect(await lines()).toEqual([["B-1", "suspense", "no_code"]]);
    expect(await openDays()).toHaveLength(1);
  });

  it("for several numbers of a day is joined where only they come to it", async () => {
    const shops = await threeShops();
    await clearedAt(shops[0]!, 8_800, "261120");
    await clearedAt(shops[1]!, 5_000, "261120");
    await clearedAt(shops[2]!, 7_777, "261120");
    await clearedAt(shops[1]!, 6_100, "261121");
    const open = await openDays();
    const [one, , three] = open.filter(({ day }) => day === "2026-11-20");
    app.clock.advance(days(4));
    const sum = one!.open.fen + three!.open.fen;
    await arrives({ amount: yuan(sum), ref: "B-1" });
    expect(await lines()).toEqual([["B-1", "settled", null]]);
    expect((await openDays()).map(({ open: { fen } }) => fen).toSorted())
      .toEqual(
        open.filter((each) => ![one, three].includes(each)).map(({ open: { fen } }) => fen)
          .toSorted(),
      );
    const [[receipt]] = await app.deps.load(app.deps.receipts.list("rcq", 1));
    expect(receipt?.days).toHaveLength(2);
    expect(await netOf()).toMatchObject({ reserve: -sum, bank: 0, suspense: 0 });
  });

  it("that may be for these numbers or for those waits, until two people choose", async () => {
    const shops = await threeShops();
    for (const [i, amount] of [8_800, 5_000, 8_800].entries()) {
      await clearedAt(shops[i]!, amount, "261120");
    }
    app.clock.advance(days(4));
    const open = await openDays();
    const [low] = open.toSorted((a, b) => a.open.fen - b.open.fen);
    const high = open.filter((each) => each !== low);
    const sum = low!.open.fen + high[0]!.open.fen;
    await arrives({ amount: yuan(sum), ref: "B-1" });
    expect(await lines()).toEqual([["B-1", "suspense", "channel_money"]]);
    const [li, chen] = [await joined(app, "admin"), await joined(app, "admin")];
    const value = ({ merchantNo, day, open: { fen } }: typeof open[number]) =>
      `${merchantNo}.${day}.${fen}`;
    expect(await textOf(li, paths.opsReceipts())).toContain(`value="${value(low!)}"`);
    const form = (parts: readonly string[]) =>
      new URLSearchParams([
        ...Object.entries({ source: "channel", merchant: "", day: "2026-11-24", reference: "B-1" }),
        ["amount", yuan(sum)],
        ...parts.map((part) => ["part", part]),
      ]);
    const wrong = await li.ask(paths.opsReceipts(), form(high.map(value)));
    expect([wrong.status, (await wrong.text()).includes("come to this amount")])
      .toEqual([422, true]);
    const stale = value(low!).replace(/\d+$/, "1");
    expect((await li.ask(paths.opsReceipts(), form([stale]))).status).toBe(422);
    expect((await li.ask(paths.opsReceipts(), form(["1.2.x"]))).status).toBe(422);
    const proposed = await li.ask(paths.opsReceipts(), form([low!, high[1]!].map(value)));
    expect(proposed.status).toBe(303);
    const path = proposed.headers.get("location")!;
    const html = await textOf(chen, path);
    expect(html).toContain(high[1]!.merchantNo);
    const digest = /name="digest" value="([^"]*)"/.exec(html)?.[1] ?? "";
    expect((await chen.ask(`${path}/confirmation`, { digest })).status).toBe(303);
    expect(await lines()).toEqual([["B-1", "settled", "channel_money"]]);
    expect((await openDays()).map(({ merchantNo }) => merchantNo)).toEqual([high[0]!.merchantNo]);
  });

  it("leads from its line to the form, which knows what the bank says", async () => {
    app.clock.advance(days(4));
    await arrives({ amount: "12.34", ref: "B-2" });
    const desk = await joined(app, "admin");
    const [[line]] = await app.deps.load(
      app.deps.bankLines.page({
        state: "suspense",
        merchantNo: undefined,
        past: undefined,
        max: 1,
      }),
    );
    const to = paths.opsReceiptOf(line!.lineId);
    expect(await textOf(desk, paths.opsBankLine(line!.lineId))).toContain(`href="${to}"`);
    const form = await textOf(desk, to);
    expect(form).toContain('value="12.34"');
    expect(form).toContain('value="B-2"');
  });
});

const yuan = (fen: number) => (fen / 100).toString();

function recorded(fen: number, reference: string) {
  const { merchantNo: merchant } = app.merchant.merchant;
  const day = "2026-11-24" as const;
  return {
    kind: "record_receipt" as const,
    merchant,
    source: "channel" as const,
    day: day as never,
    fen,
    reference,
  };
}

async function openDays() {
  const asked = { mode: "test", from: "2026-11-01", until: "2026-11-30" } as const;
  const [found] = await app.deps.load(app.deps.receipts.openDays(asked as never, 10));
  return found;
}

async function lines(): Promise<readonly unknown[]> {
  return (await rows("select bank_ref, state, reason from bank_lines order by rowid"))
    .map(({ bank_ref, state, reason }) => [bank_ref, state, reason]);
}

async function threeShops(): Promise<readonly TestMerchant[]> {
  const more = ["分店一", "分店二"].map((name) => app.openMerchant(name));
  return [app.merchant, ...await Promise.all(more)];
}

/** A day of that number that the channel has cleared. */
async function clearedAt(merchant: TestMerchant, amount: number, day: string): Promise<void> {
  const api: TestApp["api"] = (path, given) => app.api(path, { key: merchant.secretKey, ...given });
  const there = { ...app, merchant, api };
  const paid = await sentPayment(there, amount);
  await importZm(there, [{ orderNo: paid.no, amount }], day);
}

/** What shared accounts stand at: credits less debits. */
async function netOf(): Promise<Readonly<Record<string, number>>> {
  const found = await rows(`select substr(account, 1, instr(account, ':') - 1) as kind,
    sum(credits - debits) as fen from book_days
    where account glob 'bank:*' or account glob 'suspense:*' or account glob 'reserve:*' group by 1`);
  return Object.fromEntries(found.map(({ kind, fen }) => [kind, Number(fen)]));
}

async function rows(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const [found] = await app.deps.load({ statement: { sql, args: [] }, read: (each) => [...each] });
  return found;
}

async function textOf(person: Person, path: string): Promise<string> {
  const answer = await person.ask(path);
  expect([path, answer.status]).toEqual([path, 200]);
  return await answer.text();
}
