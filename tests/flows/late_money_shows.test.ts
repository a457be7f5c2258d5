import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { post } from "../support/payer.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
});
afterEach(() => app.close());

describe("money that came late", () => {
  it("shows on its order, with the refund that sends it back", async () => {
    const orderId = await order();
    expect((await get(`/v1/orders/${orderId}`)).late_payments).toEqual([]);
    await helper(orderId, "late");
    const { payment_in_flight: coming } = await close(orderId);
    await app.settle();
    const late = {
      amount: 8_800,
      payment_id: coming.payment_id,
      refund_id: expect.stringMatching(/^rfd_/),
      paid_at: expect.any(String),
      channel_txn_no: expect.any(String),
      return_reason: "order_ended",
    };
    const after = await get(`/v1/orders/${orderId}`);
    expect(after).toMatchObject({ state: "closed", payment: null, refunded_amount: 0 });
    expect(after.late_payments).toMatchObject([{ ...late, refund_state: "succeeded" }]);
    const [{ refund_id, payment_id }] = after.late_payments;
    expect(await get(`/v1/refunds/${refund_id}`)).toMatchObject({
      cause: "late_payment",
      order_id: orderId,
      payment_id,
      deduction_id: null,
    });
    const { data } = await get("/v1/orders?merchant_order_no=T-1");
    expect(data).toEqual([after]);
  });
});

describe("closing an order", () => {
  it("says that a payment is on its way, also when it is repeated", async () => {
    const orderId = await order();
    await post(app, `/checkout/${orderId}/payments`, { method: "quickpass" });
    const { data: [payment] } = await get(`/v1/orders/${orderId}/payments`);
    const closed = await close(orderId);
    expect(closed).toMatchObject({ state: "closed", payment_in_flight: payment });
    expect(payment).toMatchObject({ state: "processing", amount: 8_800 });
    expect(await close(orderId)).toEqual(closed);

    await helper(orderId, "succeeded");
    expect(await close(orderId)).toMatchObject({
      state: "closed",
      payment_in_flight: null,
      late_payments: [{ payment_id: payment.payment_id, amount: 8_800 }],
    });
  });

  it("says that nothing is on its way", async () => {
    expect(await close(await order())).toMatchObject({ state: "closed", payment_in_flight: null });
  });
});

async function order(): Promise<string> {
  const body = { merchant_order_no: "T-1", amount: 8_800, subject: "龙井一壶" };
  return (await (await app.api("/v1/orders", { body })).json()).order_id;
}

async function helper(orderId: string, outcome: string): Promise<void> {
  const answer = await app.api(`/v1/test_helpers/orders/${orderId}/payment`, { body: { outcome } });
  expect(answer.status).toBe(200);
}

async function close(orderId: string) {
  return await (await app.api(`/v1/orders/${orderId}/closure`, { method: "POST" })).json();
}

async function get(path: string) {
  return await (await app.api(path)).json();
}
