import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { byOperator } from "../../core/actor.ts";
import { importBankFile } from "../../core/bank_line/import_bank_file.ts";
import { bankCsv } from "../support/bank_files.ts";
import { ownedKinds } from "../../core/book/account.ts";
import { parseId } from "../../core/id.ts";
import { proposeSettling } from "../../core/difference/settle_difference.ts";
import { confirmProposal } from "../../core/proposal/decide_proposal.ts";
import { buildBatches } from "../../core/settlement_batch/build_batches.ts";
import { type BusinessDay, days } from "../../core/time.ts";
import { signedBy } from "../support/deductions.ts";
import { must } from "../support/fixtures.ts";
import { importAs, importZm, sentPayment } from "../support/reconciled.ts";
import {
  bankPaid,
  bankReturned,
  built,
  byTwo,
  newAccount,
  payoutOf,
  sent,
  settlesAt,
  type TwoPeople,
} from "../support/settlements.ts";
import { signedIn } from "../support/staff.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
let people: TwoPeople;
beforeEach(async () => {
  app = await testApp();
  people = { li: await signedIn(app, "reviewer"), chen: await signedIn(app, "admin") };
});
afterEach(() => app.close());

/** What the number's accounts stand at. */
async function stand(): Promise<Readonly<Record<string, number>>> {
  const caller = signedBy(app.merchant);
  const found = await Promise.all(
    ownedKinds.map((kind) => app.deps.load(app.deps.books.balance(caller, kind))),
  );
  return Object.fromEntries(ownedKinds.map((kind, i) => [kind, found[i]![0].fen]));
}

async function shared(): Promise<Readonly<Record<string, number>>> {
  const [found] = await app.deps.load(app.deps.books.shared());
  return Object.fromEntries(found.map(({ account, balance }) => [account, balance.fen]));
}

/** Paid, and in the channel's file of the day. */
async function cleared(amounts: readonly number[], day = "261120") {
  const paid = [];
  for (const amount of amounts) paid.push(await sentPayment(app, amount));
  const traceTime = `${day.slice(2)}093000`;
  await importZm(app, paid.map(({ no, amount }) => ({ orderNo: no, amount, traceTime })), day);
  return paid;
}

const due = () => app.clock.advance(days(3));

describe("a settlement", () => {
  it("is built on its due day, of what the channel cleared and of nothing else", async () => {
    await settlesAt(app);
    await cleared([8_800, 1_200]);
    await sentPayment(app, 5_000);
    // The 20th is a Friday.
    app.clock.advance(days(2));
    expect(await built(app)).toEqual([]);
    app.clock.advance(days(1));
    const [batch, ...more] = await built(app);
    expect(more).toEqual([]);
    expect(batch).toMatchObject({
      no: 1,
      clearingDay: "2026-11-20",
      dueOn: "2026-11-23",
      normal: { count: 2, amount: { fen: 10_000 } },
      error: { count: 0 },
      paid: { fen: 10_000 },
      state: "due",
    });
    expect(await stand()).toEqual({ payable: 5_000, refunds: 0, settlements: 10_000, held: 0 });
    expect(await shared()).toMatchObject({
      "channel:sandbox": -5_000,
      "in_transit:sandbox": -10_000,
    });
    expect(await built(app)).toHaveLength(1);
  });

  it("is paid by two people, once", async () => {
    await settlesAt(app);
    await cleared([8_800]);
    due();
    const batches = await built(app);
    const [{ settlementId: of }] = batches as [typeof batches[number]];
    const act = { kind: "pay_out", batches: [{ of, fen: 8_800 }], total: 8_800 } as const;
    const first = must(await byTwo(app, people, act));
    const run = first.proposal.proposalId;
    expect(await byTwo(app, people, act)).toMatchObject({ error: { code: "settlement_not_due" } });
    expect(await stand()).toMatchObject({ settlements: 8_800 });
    must(await byTwo(app, people, bankPaid(run, 8_800)));
    expect(await stand()).toEqual({ payable: 0, refunds: 0, settlements: 0, held: 0 });
    expect(await shared()).toMatchObject({ "reserve:institution": 8_800 });
    expect(await byTwo(app, people, bankPaid(run, 8_800))).toMatchObject({
      error: { code: "run_changed" },
    });
    await arrives(8_800);
    expect(await shared()).toMatchObject({ "reserve:institution": 0, "in_transit:sandbox": 0 });
  });

  it("is paid again, to a new account, when the bank gives it back", async () => {
    await settlesAt(app);
    await cleared([8_800]);
    due();
    const batches = await built(app);
    const first = await sent(app, people, batches);
    must(await byTwo(app, people, bankReturned(await payoutOf(app, first), 8_800)));
    expect((await built(app))[0]?.state).toBe("due");
    expect(await stand()).toMatchObject({ settlements: 8_800 });
    await newAccount(app, app.merchant.merchant.merchantNo, "6222000000000025");
    const second = await sent(app, people, await built(app));
    must(await byTwo(app, people, bankPaid(second, 8_800)));
    const paid = await payoutOf(app, second);
    must(await byTwo(app, people, bankReturned(paid, 8_800)));
    expect(await byTwo(app, people, bankReturned(paid, 8_800))).toMatchObject({
      error: { code: "payout_over" },
    });
    expect(await stand()).toMatchObject({ payable: 0, settlements: 8_800 });
    const third = await sent(app, people, await built(app));
    must(await byTwo(app, people, bankPaid(third, 8_800)));
    expect(await stand()).toMatchObject({ payable: 0, settlements: 0 });
    expect(await shared()).toMatchObject({ "reserve:institution": 8_800 });
  });

  it("carries over what is less than nothing, which later days or the merchant make up", async () => {
    await settlesAt(app, 1, { overdraft: 10_000 });
    const [paid] = await cleared([8_800]);
    due();
    must(await byTwo(app, people, bankPaid(await sent(app, people, await built(app)), 8_800)));
    const refund = await refunded(paid!.orderId, 8_800);
    await importZm(app, [
      { orderNo: refund.slice(4), amount: 8_800, back: true, traceTime: "1123100000" },
    ], "261123");
    app.clock.advance(days(1));
    const [, negative] = await built(app);
    expect(negative).toMatchObject({
      state: "nothing_due",
      normal: { count: 1, amount: { fen: -8_800 } },
      paid: { fen: 0 },
      carriedOut: { fen: -8_800 },
    });
    expect(await stand()).toMatchObject({ payable: -8_800 });
    must(
      await byTwo(app, people, {
        kind: "record_receipt",
        merchant: app.merchant.merchant.merchantNo,
        source: "merchant",
        day: "2026-11-24" as BusinessDay,
        fen: 3_000,
        reference: "JW-MADE-UP",
      }),
    );
    await cleared([6_000], "261124");
    app.clock.advance(days(1));
    expect((await built(app)).at(-1)).toMatchObject({
      no: 3,
      carriedIn: { fen: -8_800 },
      madeUp: { fen: 3_000 },
      normal: { amount: { fen: 6_000 } },
      paid: { fen: 200 },
    });
  });

  it("takes what a file brought late with the next day, as an error", async () => {
    await settlesAt(app);
    await cleared([8_800]);
    due();
    await built(app);
    const late = await sentPayment(app, 700);
    await importAgain(late.no, 700);
    await cleared([1_000], "261123");
    app.clock.advance(days(1));
    expect((await built(app)).at(-1)).toMatchObject({
      clearingDay: "2026-11-23",
      normal: { count: 1, amount: { fen: 1_000 } },
      error: { count: 1, amount: { fen: 700 } },
      paid: { fen: 1_700 },
    });
  });

  it("takes corrections in, and with them the payment that they correct", async () => {
    await settlesAt(app);
    const paid = await sentPayment(app, 8_800);
    await importZm(app, [{ orderNo: paid.no, amount: 8_801 }]);
    const [[difference]] = await app.deps.load(
      app.deps.differences.list({ state: "open", past: undefined, max: 1 }),
    );
    const asked = {
      of: difference!.differenceId,
      way: "corrected",
      why: "来函",
      finding: 1,
    } as const;
    const proposal = must(await proposeSettling(app.deps, { ...asked, here: people.li }));
    must(await confirmProposal(app.deps, { ...proposal, here: people.chen }));
    expect(await stand()).toMatchObject({ payable: 8_801 });
    due();
    expect(await built(app)).toMatchObject([{
      normal: { count: 1, amount: { fen: 8_800 } },
      error: { count: 1, amount: { fen: 1 } },
      paid: { fen: 8_801 },
    }]);
  });

  it("is built once when several build at the same time", async () => {
    await settlesAt(app);
    await cleared([8_800, 100]);
    due();
    await Promise.all([1, 2, 3, 4].map(() => buildBatches(app.deps)));
    expect(await built(app)).toHaveLength(1);
  });
});

describe("a hold", () => {
  const place = (fen: number | null) => ({
    kind: "place_hold" as const,
    merchant: app.merchant.merchant.merchantNo,
    fen,
    reason: "交易异常",
  });

  it("keeps what it is for, and lets it go with the next batch", async () => {
    await settlesAt(app);
    must(await byTwo(app, people, place(3_000)));
    expect(await byTwo(app, people, place(null))).toMatchObject({
      error: { code: "hold_in_force" },
    });
    await cleared([8_800]);
    due();
    expect(await built(app)).toMatchObject([{ held: { fen: 3_000 }, paid: { fen: 5_800 } }]);
    expect(await stand()).toMatchObject({ held: 3_000, settlements: 5_800 });
    const [hold] = await app.deps.load(
      app.deps.holds.inForce(app.merchant.merchant.merchantNo),
    );
    expect(hold?.taken.fen).toBe(3_000);
    must(await byTwo(app, people, { kind: "release_hold", of: hold!.holdId, reason: "已核查" }));
    await cleared([1_000], "261123");
    app.clock.advance(days(1));
    expect((await built(app)).at(-1)).toMatchObject({
      released: { fen: 3_000 },
      held: { fen: 0 },
      paid: { fen: 4_000 },
    });
    expect(await stand()).toMatchObject({ held: 0 });
  });

  it("of everything also stops what is built already", async () => {
    await settlesAt(app);
    await cleared([8_800]);
    due();
    const [batch] = await built(app);
    must(await byTwo(app, people, place(null)));
    const act = {
      kind: "pay_out",
      batches: [{ of: batch!.settlementId, fen: 8_800 }],
      total: 8_800,
    } as const;
    expect(await byTwo(app, people, act)).toMatchObject({ error: { code: "settlement_held" } });
    await cleared([1_000], "261123");
    app.clock.advance(days(1));
    expect((await built(app)).at(-1)).toMatchObject({
      held: { fen: 1_000 },
      paid: { fen: 0 },
      state: "nothing_due",
    });
  });
});

async function arrives(fen: number): Promise<void> {
  must(
    await byTwo(app, people, {
      kind: "record_receipt",
      merchant: app.merchant.merchant.merchantNo,
      source: "channel",
      day: "2026-11-23" as BusinessDay,
      fen,
      reference: "JW-ARRIVED",
    }),
  );
}

async function refunded(orderId: string, amount: number): Promise<string> {
  const body = { merchant_refund_no: `R-${orderId.slice(-6)}`, amount };
  const answer = await app.api(`/v1/orders/${orderId}/refunds`, { body });
  const { refund_id: refundId } = await answer.json();
  await app.settle();
  expect(parseId("rfd", refundId)).toBeDefined();
  return refundId;
}

/** A second file of the day, as a second batch of the channel's. */
async function importAgain(orderNo: string, amount: number): Promise<void> {
  await importAs(app, {
    name: `INN26112089ZM_${app.merchant.merchantNo}`,
    lines: [{ orderNo, amount, traceTime: "1120093000" }],
  });
}

describe("a refund of what is settled", () => {
  it("is given back out of what the number is owed, and otherwise only as its terms say", async () => {
    await settlesAt(app);
    const [paid] = await cleared([8_800]);
    due();
    must(await byTwo(app, people, bankPaid(await sent(app, people, await built(app)), 8_800)));
    const ask = (amount: number, no: string) =>
      app.api(`/v1/orders/${paid!.orderId}/refunds`, {
        body: { merchant_refund_no: no, amount },
      });
    const refused = await ask(8_800, "R-1");
    expect([refused.status, await refused.json()]).toMatchObject([
      409,
      { code: "balance_too_low", amount: 8_800 },
    ]);
    await sentPayment(app, 5_000);
    expect((await ask(5_001, "R-2")).status).toBe(409);
    expect((await ask(5_000, "R-3")).status).toBe(201);
  });
});

describe("money that came by bank transfer", () => {
  it("is settled without a file of the channel's, out of the bank", async () => {
    await settlesAt(app);
    const body = { merchant_order_no: "B-1", amount: 100_000, subject: "茶", transfer: {} };
    const { transfer } = await (await app.api("/v1/orders", { body })).json();
    const rows = [{ amount: "1,000.00", ref: "A1", remark: transfer.remittance_code }];
    must(await importBankFile(app.deps, { file: bankCsv(rows), by: byOperator }));
    await app.settle();
    expect(await stand()).toMatchObject({ payable: 100_000 });
    due();
    const [batch] = await built(app);
    expect(batch).toMatchObject({ normal: { count: 1 }, paid: { fen: 100_000 } });
    expect(await shared()).toMatchObject({
      "bank:bank_transfer": 0,
      "reserve:institution": -100_000,
    });
    must(await byTwo(app, people, bankPaid(await sent(app, people, [batch!]), 100_000)));
    expect(await shared()).toMatchObject({ "reserve:institution": 0 });
  });
});
