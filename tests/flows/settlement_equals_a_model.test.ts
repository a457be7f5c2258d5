import { afterEach, beforeEach, expect, it } from "vitest";
import { byOperator } from "../../core/actor.ts";
import { ownedKinds } from "../../core/book/account.ts";
import { agreeFees } from "../../core/fee/agree_fees.ts";
import { cny } from "../../core/money.ts";
import type { SettlementBatch } from "../../core/settlement_batch/settlement_batch.ts";
import { buildBatches } from "../../core/settlement_batch/build_batches.ts";
import { type BusinessDay, businessDay, days } from "../../core/time.ts";
import { signedBy } from "../support/deductions.ts";
import { must } from "../support/fixtures.ts";
import { type Random, seededRandom } from "../support/random.ts";
import { importZm, sentPayment } from "../support/reconciled.ts";
import { built, byTwo, sent, settlesAt, type TwoPeople } from "../support/settlements.ts";
import { signedIn } from "../support/staff.ts";
import type { Line } from "../support/statement_files.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
let people: TwoPeople;
beforeEach(async () => {
  app = await testApp();
  people = { li: await signedIn(app, "reviewer"), chen: await signedIn(app, "admin") };
});
afterEach(() => app.close());

const DAYS = 30;

interface Paid {
  readonly orderId: string;
  readonly amount: number;
  readonly fee: number;
  returned: number;
}

interface World {
  readonly random: Random;
  readonly paid: Paid[];
  /** What no file has brought yet. */
  uncleared: Line[];
  /** What the number is owed by the test's own arithmetic, and what the bank has paid of it. */
  owed: number;
  out: number;
  /** The channel's files that it has not handed out yet, though their day is over. */
  late: { readonly day: string; readonly lines: readonly Line[] }[];
  /** By payment, refund and receipt: what it comes to less its fee; and by batch what the bank has paid of it. */
  readonly nets: Map<string, number>;
  readonly outOf: Map<string, number>;
}

it("settles random days without losing a fen or paying one twice", async () => {
  const seed = Math.floor(Math.random() * 2 ** 31);
  console.info(`seed ${seed}`);
  const world: World = {
    random: seededRandom(seed),
    paid: [],
    uncleared: [],
    owed: 0,
    out: 0,
    late: [],
    nets: new Map(),
    outOf: new Map(),
  };
  await settlesAt(app, 1, { overdraft: 50_000 });
  await agree();
  for (let day = 0; day < DAYS; day++) {
    for (let n = world.random.below(4); n > 0; n--) await pay(world);
    if (world.random.below(2) === 0) await refund(world);
    await clear(world);
    app.clock.advance(days(1));
    await buildBatches(app.deps);
    await world.random.pick([hold, release, payOut, payOut, giveBack, makeUp])(world, day);
    expect(await standing(), `seed ${seed}, day ${day}`).toBe(world.owed - world.out);
    await eachClearingDay(world, `seed ${seed}, day ${day}`);
  }
  // Whatever is left goes out once all is cleared and let go.
  await release(world, DAYS);
  while (world.late.length > 0) await handOut(world);
  while (world.uncleared.length > 0) await clear(world, true);
  app.clock.advance(days(7));
  await pay(world);
  await clear(world, true);
  app.clock.advance(days(7));
  await payOut(world, DAYS + 1);
  await eachClearingDay(world, `seed ${seed}, at the end`);
  const batches = await built(app);
  const left = batches.at(-1)?.carriedOut.fen ?? 0;
  expect([await standing(), world.owed - world.out], `seed ${seed}`).toEqual([left, left]);
  expect(batches.length).toBeGreaterThan(0);
  expect(batches.filter(({ state }) => state !== "paid" && state !== "nothing_due")).toEqual([]);
});

async function agree(): Promise<void> {
  const rate = { millionths: 2_050, capFen: undefined };
  must(
    await agreeFees(app.deps, {
      merchantNo: app.merchant.merchant.merchantNo,
      from: businessDay(app.clock.now()),
      feeClass: "standard",
      acquirer: { debit: rate, credit: rate },
      by: byOperator,
    }),
  );
}

/** At the end of each clearing day: what its batch and those before took in, less what the bank has paid of them. */
async function eachClearingDay(world: World, when: string): Promise<void> {
  const { load, settlementBatches, books } = app.deps;
  const [found] = await load(settlementBatches.list({}, "stm", 1_000));
  const batches = found.toSorted((a, b) => a.clearingDay < b.clearingDay ? -1 : 1);
  if (batches.length === 0) return;
  const start = { subjectId: "", line: 0 };
  const items = await load(
    ...batches.map(({ settlementId }) => settlementBatches.items(settlementId, start, 1_000)),
  );
  const owed = await load(
    ...batches.map(({ clearingDay }) => books.clearedUpTo(signedBy(app.merchant), clearingDay)),
  );
  let sum = 0;
  const expected = batches.map(({ settlementId, clearingDay }, n) => {
    for (const { subjectId, kind } of items[n]!) {
      if (kind !== "release") sum += world.nets.get(subjectId) ?? NaN;
    }
    sum -= world.outOf.get(settlementId) ?? 0;
    return { day: clearingDay, balance: cny(sum) };
  });
  expect(owed, when).toMatchObject(expected);
}

/** All that the number's accounts hold. */
async function standing(): Promise<number> {
  const caller = signedBy(app.merchant);
  const found = await Promise.all(
    ownedKinds.map((kind) => app.deps.load(app.deps.books.balance(caller, kind))),
  );
  return found.reduce((sum, [{ fen }]) => sum + fen, 0);
}

async function pay(world: World): Promise<void> {
  const amount = 1_001 + 2 * world.random.below(40_000);
  const { orderId, paymentId, no } = await sentPayment(app, amount);
  const payment = await (await app.api(`/v1/payments/${paymentId}`)).json();
  if (payment.state !== "succeeded") return;
  const fee = payment.fee.total;
  world.paid.push({ orderId, amount, fee, returned: 0 });
  world.owed += amount - fee;
  world.nets.set(paymentId, amount - fee);
  world.uncleared.push({ orderNo: no, amount, fee });
}

let refunds = 0;

async function refund(world: World): Promise<void> {
  const of = world.paid[world.random.below(world.paid.length)];
  if (!of || of.returned === of.amount) return;
  const amount = world.random.pick([of.amount - of.returned, 1 + world.random.below(of.amount)]);
  const body = { merchant_refund_no: `R-${++refunds}`, amount };
  const answer = await app.api(`/v1/orders/${of.orderId}/refunds`, { body });
  const told = await answer.json();
  if (!answer.ok) {
    expect(["balance_too_low", "refund_exceeds_paid"]).toContain(told.code);
    return;
  }
  await app.settle();
  const before = feeBack(of);
  of.returned += amount;
  const fee = feeBack(of) - before;
  world.owed -= amount - fee;
  world.nets.set(told.refund_id, fee - amount);
  world.uncleared.push({ orderNo: told.refund_id.slice(4), amount, fee, back: true });
}

/** Of all that went back, so much of the fee as of the amount, to the nearest fen. */
function feeBack({ fee, returned, amount }: Paid): number {
  return Math.floor((2 * fee * returned + amount) / (2 * amount));
}

/** The channel's file of today has most of what it has not brought yet; some come days later. */
async function clear(world: World, all = false): Promise<void> {
  const { random } = world;
  if (!all && world.late.length > 0 && random.below(3) === 0) await handOut(world);
  const lines = world.uncleared.filter(() => all || random.below(4) > 0);
  world.uncleared = world.uncleared.filter((each) => !lines.includes(each));
  if (lines.length === 0) return;
  world.late.push({ day: businessDay(app.clock.now()), lines });
  if (all || random.below(4) > 0) await handOut(world, world.late.length - 1);
}

async function handOut({ late }: World, nth = 0): Promise<void> {
  const [file] = late.splice(nth, 1);
  if (!file) return;
  const { day, lines } = file;
  const traceTime = `${day.slice(5).replace("-", "")}093000`;
  const imported = await importZm(
    app,
    lines.map((each) => ({ ...each, traceTime })),
    day.slice(2).replaceAll("-", ""),
  );
  expect(imported.matched).toBe(lines.length);
}

async function hold({ random }: World): Promise<void> {
  const { merchantNo: merchant } = app.merchant.merchant;
  const fen = random.pick([null, 1 + random.below(60_000)]);
  await byTwo(app, people, { kind: "place_hold", merchant, fen, reason: "核查" });
}

async function release(_: World, day: number): Promise<void> {
  const [found] = await app.deps.load(app.deps.holds.inForce(app.merchant.merchant.merchantNo));
  if (!found) return;
  const act = { kind: "release_hold", of: found.holdId, reason: `第 ${day} 天` } as const;
  must(await byTwo(app, people, act));
}

async function dueNow(): Promise<readonly SettlementBatch[]> {
  const found = await built(app);
  const [held] = await app.deps.load(app.deps.holds.inForce(app.merchant.merchant.merchantNo));
  return held && !held.amount ? [] : found.filter(({ state }) => state === "due");
}

async function payOut(world: World, day: number): Promise<void> {
  const batches = await dueNow();
  if (batches.length === 0) return;
  const run = await sent(app, people, batches);
  const fen = batches.reduce((sum, { paid }) => sum + paid.fen, 0);
  const paidOn = businessDay(app.clock.now());
  const reference = `JW-${day}`;
  const act = { kind: "paid_out", of: run, count: batches.length, fen, paidOn, reference } as const;
  must(await byTwo(app, people, act));
  world.out += fen;
  for (const { settlementId, paid } of batches) world.outOf.set(settlementId, paid.fen);
}

/** The bank gives back one that it had paid. */
async function giveBack(world: World): Promise<void> {
  const paid = (await built(app)).filter(({ state }) => state === "paid");
  if (paid.length === 0) return;
  const { settlementId, paid: { fen } } = world.random.pick(paid);
  const [payouts] = await app.deps.load(app.deps.settlementBatches.payoutsOf(settlementId));
  const of = payouts[0]!.payoutId;
  must(await byTwo(app, people, { kind: "return_payout", of, fen, reason: "户名不符" }));
  world.out -= fen;
  world.outOf.delete(settlementId);
}

async function makeUp(world: World, day: number): Promise<void> {
  const fen = 1 + world.random.below(5_000);
  const reference = `MU-${day}`;
  must(
    await byTwo(app, people, {
      kind: "record_receipt",
      merchant: app.merchant.merchant.merchantNo,
      source: "merchant",
      day: businessDay(app.clock.now()) as BusinessDay,
      fen: cny(fen).fen,
      reference,
    }),
  );
  const [receipt] = await app.deps.load(app.deps.receipts.byReference(reference));
  world.nets.set(receipt!.receiptId, fen);
  world.owed += fen;
}
