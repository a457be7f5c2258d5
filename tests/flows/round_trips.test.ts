import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openOrder } from "../../core/link/open_order.ts";
import { cny } from "../../core/money.ts";
import { must } from "../support/fixtures.ts";
import { countedDays, newOnce, openedLink } from "../support/links.ts";
import { post } from "../support/payer.ts";
import { approvedPlan } from "../support/signers.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
});
afterEach(() => app.close());

const tea = { merchant_order_no: "T-1", amount: 8_800, subject: "龙井一壶" };

describe("round trips to the database", () => {
  it("are two for an order, one for a repeat", async () => {
    expect(await trips(() => app.api("/v1/orders", { body: tea }))).toBe(2);
    expect(await trips(() => app.api("/v1/orders", { body: tea }))).toBe(1);
  });

  it("are one to read an order and one for a page of orders", async () => {
    const { order_id } = await (await app.api("/v1/orders", { body: tea })).json();
    expect(await trips(() => app.api(`/v1/orders/${order_id}`))).toBe(1);
    expect(await trips(() => app.api("/v1/orders"))).toBe(1);
  });

  it("are two for a refund", async () => {
    const { order_id } = await (await app.api("/v1/orders", { body: tea })).json();
    await app.api(`/v1/test_helpers/orders/${order_id}/payment`, {
      body: { outcome: "succeeded" },
    });
    const body = { merchant_refund_no: "R-1", amount: 100 };
    expect(await trips(() => app.api(`/v1/orders/${order_id}/refunds`, { body }))).toBe(2);
  });

  it("are two to open a signing, one for a repeat, and one to read it", async () => {
    const body = { plan_id: await approvedPlan(app), contract_code: "c-1" };
    expect(await trips(() => app.api("/v1/signings", { body }))).toBe(2);
    expect(await trips(() => app.api("/v1/signings", { body }))).toBe(1);
    const { signing_id } = await (await app.api("/v1/signings", { body })).json();
    expect(await trips(() => app.api(`/v1/signings/${signing_id}`))).toBe(1);
  });

  it("are as many to pay a link's order, whose day is counted, as any other", async () => {
    const plain = await (await app.api("/v1/orders", { body: tea })).json();
    const linked = await openOrder(app.deps, {
      linkId: await openedLink(app),
      amount: cny(8_800),
      once: newOnce(),
      device: "a-phone",
      session: undefined,
    });
    // Three of the portal's; the others are of the simulated bank, which shares the database.
    expect(await trips(() => pay(plain.order_id))).toBe(5);
    expect(await trips(() => pay(must(linked).orderId))).toBe(5);
    expect(await countedDays(app)).toMatchObject([{ spent: 8_800 }]);
  });

  function pay(orderId: string): Promise<Response> {
    return post(app, `/checkout/${orderId}/payments`, { method: "card" });
  }

  it("are one to view the checkout page and one to poll it", async () => {
    const { order_id } = await (await app.api("/v1/orders", { body: tea })).json();
    const view = (path: string) => () => app.fetch(new Request(`http://portal.test${path}`));
    expect(await trips(view(`/checkout/${order_id}`))).toBe(1);
    expect(await trips(view(`/checkout/${order_id}/status?mark=1-`))).toBe(1);
  });
});

async function trips(request: () => Promise<Response>): Promise<number> {
  const before = app.roundTrips();
  const answer = await request();
  await answer.text();
  expect(answer.status).toBeLessThan(400);
  return app.roundTrips() - before;
}
