import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { byOperator } from "../../core/actor.ts";
import { agreeFees } from "../../core/fee/agree_fees.ts";
import type { AcquiredBy } from "../../core/fee/fee_agreement.ts";
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

/** ¥1,000.00 by a debit card: 0.35 % + 2 x 0.0325 % + 0.2 %. */
const AMOUNT = 100_000;
const FEE = 615;
const ACQUIRERS = 200;

async function agree(acquiredBy: AcquiredBy | undefined): Promise<void> {
  const { merchantNo } = app.merchant.merchant;
  const rate = { millionths: 2_000, capFen: undefined };
  must(
    await agreeFees(app.deps, {
      merchantNo,
      from: businessDay(app.clock.now()),
      feeClass: "standard",
      acquirer: { debit: rate, credit: rate },
      acquiredBy,
      by: byOperator,
    }),
  );
}

async function cleared(acquiredBy: AcquiredBy | undefined) {
  await settlesAt(app);
  await agree(acquiredBy);
  const { no, orderId } = await sentPayment(app, AMOUNT);
  expect(await balances()).toMatchObject({
    "channel:sandbox": -AMOUNT,
    [acquiredBy === "channel" ? "channel_acquirer:sandbox" : "acquirer:sandbox"]: ACQUIRERS,
  });
  const line = { orderNo: no, amount: AMOUNT, fee: FEE, traceTime: "1120093000" };
  await importZm(app, [line], "261120");
  app.clock.advance(days(4));
  return { orderId, batches: await built(app) };
}

describe("the acquirer's part of a fee", () => {
  it("is ours where we are the acquirer: the channel pays it with the rest", async () => {
    const { batches } = await cleared(undefined);
    expect(batches).toMatchObject([{ paid: { fen: AMOUNT - FEE } }]);
    expect(await balances()).toEqual({
      "in_transit:sandbox": -(AMOUNT - FEE + ACQUIRERS),
      "acquirer:sandbox": ACQUIRERS,
    });
  });

  it("is kept by the channel where that is the acquirer, and the merchant pays the same", async () => {
    const { batches } = await cleared("channel");
    expect(batches).toMatchObject([{ paid: { fen: AMOUNT - FEE } }]);
    // What is on its way to us is what its file says: the amount less all of the fee.
    expect(await balances()).toEqual({ "in_transit:sandbox": -(AMOUNT - FEE) });
  });

  it("goes back from whoever has it, and the API shows one and the same fee", async () => {
    await agree("channel");
    const { orderId } = await sentPayment(app, AMOUNT);
    const body = { merchant_refund_no: "R-1", amount: AMOUNT / 2 };
    expect((await app.api(`/v1/orders/${orderId}/refunds`, { body })).status).toBe(201);
    await app.settle();
    expect(await balances()).toMatchObject({ "channel_acquirer:sandbox": ACQUIRERS / 2 });
    const { payment } = await (await app.api(`/v1/orders/${orderId}`)).json();
    const { fee } = await (await app.api(`/v1/payments/${payment.payment_id}`)).json();
    expect(fee).toMatchObject({ total: FEE, acquirer: ACQUIRERS });
  });

  it("stands in the statement with the rest of the fee", async () => {
    await agree("channel");
    await sentPayment(app, AMOUNT);
    const day = businessDay(app.clock.now());
    app.clock.advance(days(1));
    await app.settle();
    const file = await (await app.api(`/v1/statements/${day}?format=jsonl`)).text();
    const line = JSON.parse(file.split("\n")[0]!);
    expect(line).toMatchObject({ kind: "payment", fee: { total: FEE, acquirer: ACQUIRERS } });
  });
});

async function balances(): Promise<Readonly<Record<string, number>>> {
  const [shared] = await app.deps.load(app.deps.books.shared());
  return Object.fromEntries(
    shared.filter(({ balance }) => balance.fen !== 0)
      .map(({ account, balance }) => [account, balance.fen]),
  );
}
