import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { recordOutcome } from "../../core/payment/record_outcome.ts";
import { startPayment } from "../../core/payment/start_payment.ts";
import type { OrderId } from "../../core/id.ts";
import { hours, minutes, seconds } from "../../core/time.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
});
afterEach(() => app.close());

const tea = { merchant_order_no: "T-1", amount: 8_800, subject: "龙井一壶" };

describe("an order", () => {
  it("is made once however often and however fast the same request comes", async () => {
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => app.api("/v1/orders", { body: tea })),
    );
    const bodies = await Promise.all(answers.map((each) => each.text()));
    expect(new Set(bodies).size).toBe(1);
    expect(answers.map((each) => each.status).filter((status) => status === 201)).toHaveLength(1);
    expect(answers.every((each) => each.status === 200 || each.status === 201)).toBe(true);
  });

  it("keeps its content when the number comes again with different content", async () => {
    const first = await order();
    const reused = await app.api("/v1/orders", { body: { ...tea, amount: 1 } });
    expect(reused.status).toBe(409);
    expect(await reused.json()).toMatchObject({
      code: "order_no_reused",
      order_id: first.order_id,
      differs: ["amount"],
    });
    expect(await read(first.order_id)).toEqual(first);
  });

  it("is invisible to another merchant, who may use the same number", async () => {
    const first = await order();
    const other = await app.openMerchant("山下书店 Foothill Books");
    const theirs = await app.api("/v1/orders", { body: tea, key: other.secretKey });
    expect(theirs.status).toBe(201);
    expect((await theirs.json()).order_id).not.toBe(first.order_id);
    const peek = await app.api(`/v1/orders/${first.order_id}`, { key: other.secretKey });
    expect(peek.status).toBe(404);
    for (const verb of ["closure", "refunds"]) {
      const tried = await app.api(`/v1/orders/${first.order_id}/${verb}`, {
        body: verb === "refunds" ? { merchant_refund_no: "R-1", amount: 1 } : {},
        key: other.secretKey,
      });
      expect(tried.status).toBe(404);
    }
  });

  it("is paid, and says by what", async () => {
    const { order_id } = await order();
    expect(await pay(order_id, "succeeded")).toMatchObject({
      state: "paid",
      refunded_amount: 0,
      payment: { channel: "sandbox", method: "quickpass" },
    });
    expect(await pay(order_id, "succeeded")).toMatchObject({ state: "paid" });
    expect(await types()).toEqual(["order.paid"]);
  });

  it("can be tried again after a decline", async () => {
    const { order_id } = await order();
    expect(await pay(order_id, "failed")).toMatchObject({ state: "open" });
    expect(await pay(order_id, "succeeded")).toMatchObject({ state: "paid" });
    expect(await types()).toEqual(["order.paid", "payment.failed"]);
  });

  it("lets only one of 20 starting payments through", async () => {
    const { order_id } = await order();
    const started = await Promise.all(Array.from({ length: 20 }, (_, i) =>
      startPayment(app.deps, {
        orderId: order_id,
        method: "quickpass",
        client: "desktop",
        device: `device-${i}`,
        lang: "zh",
      })));
    expect(started.filter((each) => each.ok)).toHaveLength(1);
    const codes = started.flatMap((each) => each.ok ? [] : [each.error.code]);
    expect(new Set(codes)).toEqual(new Set(["payment_in_flight"]));
  });

  it("settles by one of 50 notices of the same payment", async () => {
    const { order_id } = await order();
    await pay(order_id, "unclear");
    const [payment] = (await app.deps.load(app.deps.payments.ofOrder(order_id)))[0];
    const channelOrderNo = payment!.channelOrderNo;
    const outcome = {
      type: "succeeded" as const,
      channelTxnNo: "t-1",
      cardType: undefined,
      cardLastFour: undefined,
    };
    await Promise.all(
      Array.from(
        { length: 50 },
        () => recordOutcome(app.deps, { channelOrderNo, outcome, amount: undefined }),
      ),
    );
    expect(await read(order_id)).toMatchObject({ state: "paid" });
    expect(await types()).toEqual(["order.paid"]);
  });

  it("is paid by a repeat when the first start never reached the bank", async () => {
    const { order_id } = await order();
    const cut: typeof app.deps = { ...app.deps, http: () => Promise.reject(new Error("reset")) };
    const sent = await startPayment(cut, {
      orderId: order_id,
      method: "quickpass",
      client: "program",
      device: undefined,
      lang: "en",
    });
    expect(sent).toMatchObject({ ok: true, value: { state: "processing", launch: undefined } });
    expect(await pay(order_id, "succeeded")).toMatchObject({ state: "paid" });
    const [payments] = await app.deps.load(app.deps.payments.ofOrder(order_id));
    expect(payments.map((each) => each.state).sort()).toEqual(["failed", "succeeded"]);
  });

  it("ignores a notice with a different amount", async () => {
    const { order_id } = await order();
    await pay(order_id, "unclear");
    const [payment] = (await app.deps.load(app.deps.payments.ofOrder(order_id)))[0];
    const told = await recordOutcome(app.deps, {
      channelOrderNo: payment!.channelOrderNo,
      outcome: {
        type: "succeeded",
        channelTxnNo: "t-1",
        cardType: undefined,
        cardLastFour: undefined,
      },
      amount: { fen: 1, currency: "CNY" },
    });
    expect(told).toMatchObject({ ok: false, error: { code: "amount_differs" } });
    expect(await read(order_id)).toMatchObject({ state: "open" });
  });

  it("expires by its merchant's clock and no other's", async () => {
    const { order_id } = await order();
    const other = await app.openMerchant("山下书店 Foothill Books");
    const theirs = await (await app.api("/v1/orders", { body: tea, key: other.secretKey })).json();
    await advance(1_801);
    expect(await read(order_id)).toMatchObject({ state: "expired" });
    const untouched = await app.api(`/v1/orders/${theirs.order_id}`, { key: other.secretKey });
    expect(await untouched.json()).toMatchObject({ state: "open" });
    app.clock.advance(minutes(31));
    await app.settle();
    const later = await app.api(`/v1/orders/${theirs.order_id}`, { key: other.secretKey });
    expect(await later.json()).toMatchObject({ state: "expired" });
  });

  it("closes once, and accepts no payment afterwards", async () => {
    const { order_id } = await order();
    for (let times = 0; times < 2; times++) {
      const closed = await app.api(`/v1/orders/${order_id}/closure`, { method: "POST" });
      expect(await closed.json()).toMatchObject({ state: "closed" });
    }
    const tried = await app.api(`/v1/test_helpers/orders/${order_id}/payment`, {
      body: { outcome: "succeeded" },
    });
    expect(tried.status).toBe(409);
    expect(await tried.json()).toMatchObject({ code: "order_not_open", state: "closed" });
    expect(await types()).toEqual(["order.closed"]);
  });

  it("that is paid cannot be closed", async () => {
    const { order_id } = await order();
    await pay(order_id, "succeeded");
    const closed = await app.api(`/v1/orders/${order_id}/closure`, { method: "POST" });
    expect(await closed.json()).toMatchObject({ code: "order_not_open", state: "paid" });
  });
});

describe("money that comes late", () => {
  it("is recorded and returned when the order had expired", async () => {
    const { order_id } = await order();
    expect(await pay(order_id, "late")).toMatchObject({ state: "open" });
    await advance(1_801);
    await app.settle();
    expect(await read(order_id)).toMatchObject({ state: "expired", refunded_amount: 0 });
    expect(await types()).toEqual(["refund.succeeded", "payment.succeeded_late", "order.expired"]);
  });

  it("is returned when the merchant closed the order while the payer was paying", async () => {
    const { order_id } = await order();
    await pay(order_id, "unclear");
    await app.api(`/v1/orders/${order_id}/closure`, { method: "POST" });
    await pay(order_id, "succeeded");
    await app.settle();
    expect(await read(order_id)).toMatchObject({ state: "closed" });
    expect(await types()).toEqual(["refund.succeeded", "payment.succeeded_late", "order.closed"]);
  });
});

describe("a payment without an answer", () => {
  it("stays processing, is queried only on schedule, and is never charged again", async () => {
    const { order_id } = await order(7 * 24 * 3_600);
    await pay(order_id, "unclear");
    const asked: number[] = [];
    const startedAt = app.clock.now();
    let seen = queries();
    for (let step = 0; step < 25 * 60; step++) {
      app.clock.advance(minutes(1));
      await app.settle();
      const now = queries();
      if (now > seen) asked.push((app.clock.now() - startedAt) / 60_000);
      seen = now;
    }
    expect(asked).toEqual([5, 15, 35, 75, 155, 315, 635, 1275]);
    expect(await read(order_id)).toMatchObject({ state: "open" });
    const [payments] = await app.deps.load(app.deps.payments.ofOrder(order_id));
    expect(payments).toHaveLength(1);
    expect(payments[0]).toMatchObject({ state: "processing", queryAfter: undefined });
  });

  it("settles by a query when the notice was lost", async () => {
    const { order_id } = await order(hours(2) / 1_000);
    await pay(order_id, "unclear");
    await pay(order_id, "succeeded");
    app.clock.advance(seconds(301));
    await app.settle();
    expect(await read(order_id)).toMatchObject({ state: "paid" });
  });

  /** How often the bank was asked, as its gateway's requests were logged. */
  function queries(): number {
    return app.logged.filter(({ message }) => message.includes("/sandbox/gateway/query")).length;
  }
});

async function order(expiresIn?: number): Promise<{ order_id: OrderId }> {
  const body = expiresIn === undefined ? tea : { ...tea, expires_in: expiresIn };
  const placed = await app.api("/v1/orders", { body });
  expect(placed.status).toBe(201);
  return await placed.json();
}

async function pay(orderId: string, outcome: string) {
  const paid = await app.api(`/v1/test_helpers/orders/${orderId}/payment`, { body: { outcome } });
  expect([paid.status, outcome]).toEqual([200, outcome]);
  return await paid.json();
}

async function read(orderId: string) {
  return await (await app.api(`/v1/orders/${orderId}`)).json();
}

async function advance(advance_seconds: number) {
  const moved = await app.api("/v1/test_helpers/clock", { body: { advance_seconds } });
  expect(moved.status).toBe(200);
}

/** Types of the merchant's events, newest first. */
async function types(): Promise<string[]> {
  const { data } = await (await app.api("/v1/events")).json();
  return data.map((each: { type: string }) => each.type);
}
