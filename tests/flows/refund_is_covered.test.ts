import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { byOperator } from "../../core/actor.ts";
import { agreeFees } from "../../core/fee/agree_fees.ts";
import { businessDay, days } from "../../core/time.ts";
import { must } from "../support/fixtures.ts";
import { importZm, sentPayment } from "../support/reconciled.ts";
import { built, settlesAt } from "../support/settlements.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
});
afterEach(() => app.close());

/** ¥1,000.00 with a fee of ¥6.15, all of it taken by a batch. */
async function settled(): Promise<string> {
  const { merchantNo } = app.merchant.merchant;
  await settlesAt(app);
  const rate = { millionths: 2_000, capFen: undefined };
  must(
    await agreeFees(app.deps, {
      merchantNo,
      from: businessDay(app.clock.now()),
      feeClass: "standard",
      acquirer: { debit: rate, credit: rate },
      by: byOperator,
    }),
  );
  const { no, orderId } = await sentPayment(app, 100_000);
  const line = { orderNo: no, amount: 100_000, fee: 615, traceTime: "1120093000" };
  await importZm(app, [line], "261120");
  app.clock.advance(days(4));
  expect(await built(app)).toHaveLength(1);
  return orderId;
}

async function ask(orderId: string, amount: number): Promise<number> {
  const body = { merchant_refund_no: `R-${amount}`, amount };
  return (await app.api(`/v1/orders/${orderId}/refunds`, { body })).status;
}

async function owed(): Promise<number> {
  const { merchantNo } = app.merchant.merchant;
  const [balance] = await app.deps.load(
    app.deps.books.balance({ type: "portal", merchantNo }, "payable"),
  );
  return balance.fen;
}

describe("a refund of what was settled", () => {
  it("counts on the part of the fee that it gives back, and on no more", async () => {
    const orderId = await settled();
    // ¥100.00 less a fee of ¥0.62; a refund of as much brings ¥0.62 of the first fee.
    await sentPayment(app, 10_000);
    expect(await owed()).toBe(9_938);
    expect(await ask(orderId, 10_001)).toBe(409);
    expect(await ask(orderId, 10_000)).toBe(201);
    await app.settle();
    expect(await owed()).toBe(0);
  });

  it("is covered to the fen however it is split", async () => {
    const orderId = await settled();
    await sentPayment(app, 99_999);
    await sentPayment(app, 1);
    expect(await owed()).toBe(100_000 - 615);
    for (const amount of [33, 333, 3_333, 33_333]) expect(await ask(orderId, amount)).toBe(201);
    await app.settle();
    expect(await ask(orderId, 100_000 - 33 - 333 - 3_333 - 33_333)).toBe(201);
    await app.settle();
    expect(await owed()).toBe(0);
  });
});
