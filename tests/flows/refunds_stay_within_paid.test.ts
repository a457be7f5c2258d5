import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startSqld } from "../support/sqld.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
afterEach(() => app.close());

describe("refunds on a file", () => {
  beforeEach(async () => {
    app = await testApp();
  });

  it("never exceed what was paid when 200 arrive at once", () => twoHundredAtOnce());

  it("are made once per number, and other facts under it are refused", async () => {
    const orderId = await paidOrder(8_800);
    const first = await refund(orderId, "R-1", 1_000);
    expect(first.status).toBe(201);
    const body = await first.json();
    const again = await refund(orderId, "R-1", 1_000);
    expect([again.status, (await again.json()).refund_id]).toEqual([200, body.refund_id]);
    const other = await refund(orderId, "R-1", 2_000);
    expect([other.status, (await other.json()).code]).toEqual([409, "refund_no_reused"]);

    await app.settle();
    const read = await app.api(`/v1/refunds/${body.refund_id}`);
    expect(await read.json()).toMatchObject({ state: "succeeded", amount: 1_000 });
    const order = await (await app.api(`/v1/orders/${orderId}`)).json();
    expect(order).toMatchObject({ state: "paid", refunded_amount: 1_000 });
  });

  it("are refused on an order that is not paid", async () => {
    const placed = await app.api("/v1/orders", {
      body: { merchant_order_no: "T-2", amount: 100, subject: "茶" },
    });
    const { order_id } = await placed.json();
    const tried = await refund(order_id, "R-1", 100);
    expect([tried.status, (await tried.json()).code]).toEqual([409, "order_not_paid"]);
  });

  it("say what is left when more is requested", async () => {
    const orderId = await paidOrder(1_000);
    await refund(orderId, "R-1", 600);
    const tried = await refund(orderId, "R-2", 401);
    expect(tried.status).toBe(409);
    expect(await tried.json()).toMatchObject({ code: "refund_exceeds_paid", refundable: 400 });
  });
});

describe("refunds on a libSQL server", () => {
  it("never exceed what was paid when 200 arrive at once", async () => {
    const sqld = await startSqld();
    try {
      app = await testApp({ databaseUrl: sqld.url });
      await twoHundredAtOnce();
    } finally {
      await app.close();
      await sqld.stop();
      app = await testApp();
    }
  });
});

async function twoHundredAtOnce() {
  const orderId = await paidOrder(100_000);
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, i) => refund(orderId, `R-${i}`, 1_000)),
  );
  const statuses = answers.map((each) => each.status);
  expect(statuses.filter((status) => status === 201)).toHaveLength(100);
  expect(statuses.filter((status) => status === 409)).toHaveLength(100);
  const refusals = await Promise.all(
    answers.filter((each) => each.status === 409).map((each) => each.json()),
  );
  expect(new Set(refusals.map((each) => each.code))).toEqual(new Set(["refund_exceeds_paid"]));

  await app.settle();
  const order = await (await app.api(`/v1/orders/${orderId}`)).json();
  expect(order.refunded_amount).toBe(100_000);
}

async function paidOrder(amount: number): Promise<string> {
  const placed = await app.api("/v1/orders", {
    body: { merchant_order_no: "T-1", amount, subject: "茶" },
  });
  const { order_id } = await placed.json();
  await app.api(`/v1/test_helpers/orders/${order_id}/payment`, { body: { outcome: "succeeded" } });
  return order_id;
}

function refund(orderId: string, no: string, amount: number): Promise<Response> {
  return app.api(`/v1/orders/${orderId}/refunds`, { body: { merchant_refund_no: no, amount } });
}
