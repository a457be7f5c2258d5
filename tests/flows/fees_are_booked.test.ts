import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { byOperator } from "../../core/actor.ts";
import { agreeFees } from "../../core/fee/agree_fees.ts";
import { feeOf } from "../../core/fee/fee_of.ts";
import { merchantNo } from "../../core/id.ts";
import { cny } from "../../core/money.ts";
import { businessDay } from "../../core/time.ts";
import { signedBy } from "../support/deductions.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

const acquirer = {
  debit: { millionths: 2_000, capFen: undefined },
  credit: { millionths: 1_000, capFen: undefined },
};

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
});
afterEach(() => app.close());

async function agree(): Promise<void> {
  const agreed = await agreeFees(app.deps, {
    merchantNo: merchantNo(app.merchant.merchantNo),
    from: businessDay(app.clock.now()),
    feeClass: "standard",
    acquirer,
    by: byOperator,
  });
  expect(agreed.ok).toBe(true);
}

/** An order of so much that is paid, with its payment as the API shows it. */
async function paid(no: string, amount: number, outcome = "succeeded") {
  const body = { merchant_order_no: no, amount, subject: "茶" };
  const { order_id } = await json(app.api("/v1/orders", { body }));
  await app.api(`/v1/test_helpers/orders/${order_id}/payment`, { body: { outcome } });
  const { data } = await json(app.api(`/v1/orders/${order_id}/payments`));
  const payment = await json(app.api(`/v1/payments/${data[0].payment_id}`));
  return { orderId: order_id, payment };
}

async function refund(orderId: string, no: string, amount: number): Promise<void> {
  const body = { merchant_refund_no: no, amount };
  expect((await app.api(`/v1/orders/${orderId}/refunds`, { body })).status).toBe(201);
}

async function owed(): Promise<number> {
  const [balance] = await app.deps.load(
    app.deps.books.balance(signedBy(app.merchant), "payable"),
  );
  return balance.fen;
}

async function json(answer: Promise<Response>) {
  return await (await answer).json();
}

describe("the fee of a payment", () => {
  it("is booked with it, and shown line by line", async () => {
    await agree();
    // ¥1,000.00 by a debit card: 0.35 % + 2 x 0.0325 % + 0.2 %.
    const { payment } = await paid("T-1", 100_000);
    expect(payment.card_type).toBe("debit");
    expect(payment.fee).toEqual({
      total: 615,
      issuer: 350,
      network_of_issuer: 33,
      network_of_acquirer: 32,
      acquirer: 200,
    });
    expect(await owed()).toBe(100_000 - 615);
    const [shared] = await app.deps.load(app.deps.books.shared());
    expect(Object.fromEntries(shared.map(({ account, balance }) => [account, balance.fen])))
      .toEqual({
        "channel:sandbox": -100_000,
        "fees:sandbox": 0,
        "issuer:sandbox": 350,
        "network_of_issuer:sandbox": 33,
        "network_of_acquirer:sandbox": 32,
        "acquirer:sandbox": 200,
      });
  });

  it("is none before one was agreed on, and keeps being none", async () => {
    const { payment } = await paid("T-1", 100_000);
    expect(payment.fee).toBeNull();
    expect(await owed()).toBe(100_000);
    await agree();
    expect((await json(app.api(`/v1/payments/${payment.payment_id}`))).fee).toBeNull();
  });

  it("is none of money that failed or came late", async () => {
    await agree();
    const { payment } = await paid("T-1", 100_000, "failed");
    expect(payment.fee).toBeNull();
    const { orderId, payment: late } = await paid("T-2", 5_000, "late");
    await app.api(`/v1/orders/${orderId}/closure`, { method: "POST" });
    await app.settle();
    expect((await json(app.api(`/v1/payments/${late.payment_id}`))).fee).toBeNull();
    expect(await owed()).toBe(0);
  });

  it("goes back with refunds, all of it when all went back", async () => {
    await agree();
    const { orderId, payment: { fee } } = await paid("T-1", 10_001);
    const on = businessDay(app.clock.now());
    const agreement = { feeClass: "standard", acquirer } as const;
    expect(fee.total).toBe(feeOf(cny(10_001), { agreement, cardType: "debit", on })?.total.fen);
    await refund(orderId, "R-1", 3_333);
    await app.settle();
    const third = Math.round(fee.total * 3_333 / 10_001);
    expect(await owed()).toBe(10_001 - 3_333 - fee.total + third);
    await refund(orderId, "R-2", 6_668);
    await app.settle();
    expect(await owed()).toBe(0);
  });

  it("goes back once and to the fen when many refunds succeed at once", async () => {
    await agree();
    const { orderId } = await paid("T-1", 10_000);
    await Promise.all(
      Array.from({ length: 20 }, (_, i) => refund(orderId, `R-${i}`, 500)),
    );
    await app.settle();
    expect(await owed()).toBe(0);
    const [shared] = await app.deps.load(app.deps.books.shared());
    expect(shared.filter(({ balance }) => balance.fen !== 0)).toEqual([]);
  });

  it("stays when the bank refuses the refund", async () => {
    await agree();
    const { orderId, payment: { fee } } = await paid("T-1", 1_000_000);
    await refund(orderId, "R-1", 800_001);
    await app.settle();
    expect(await owed()).toBe(1_000_000 - fee.total);
  });

  it("is named by verify when the agreement says otherwise, and so is what went back of it", async () => {
    await agree();
    const { orderId, payment } = await paid("T-1", 100_000);
    await refund(orderId, "R-1", 50_000);
    await app.settle();
    await app.check();
    const set = (rate: number) =>
      app.deps.write({
        statements: [{ sql: "update fee_agreements set debit_rate = ?", args: [BigInt(rate)] }],
      });
    // As if nothing could be paid before it: its first day was still to come.
    await app.deps.write({
      statements: [{ sql: "update fee_agreements set agreed_at = agreed_at - 86400000", args: [] }],
    });
    await app.check();
    await set(3_000);
    await expect(app.check()).rejects.toThrow(
      `{"a fee that is booked otherwise than was agreed":["${payment.payment_id}"]}`,
    );
    await set(2_000);
  });
});
