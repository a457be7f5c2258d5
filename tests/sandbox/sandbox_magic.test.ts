import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type BehaviourName, magicAmounts } from "../../sandbox/bank/magic.ts";
import { minutes, seconds } from "../../core/time.ts";
import { choose, orderOf, type Placed, placeOrder } from "../support/payer.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
});
afterEach(() => app.close());

describe("an order of a magic amount", () => {
  it.each<[BehaviourName, string]>([
    ["approve_debit", "paid succeeded 0014"],
    ["approve_credit", "paid succeeded 0022"],
    ["insufficient_funds", "open failed insufficient_funds"],
    ["declined_by_bank", "open failed declined_by_bank"],
    ["card_expired", "open failed card_expired"],
    ["card_restricted", "open failed card_restricted"],
    ["limit_exceeded_at_bank", "open failed limit_exceeded_at_bank"],
    ["wrong_password", "open failed wrong_password"],
    ["risk_refused", "open failed risk_refused"],
    ["cancelled_by_payer", "open failed cancelled_by_payer"],
    ["expired_at_channel", "open failed expired_at_channel"],
    ["notice_twice", "paid succeeded 0014"],
    ["notice_before_return", "paid succeeded 0014"],
    ["answered_at_start", "paid succeeded 0022"],
    ["refused_by_channel", "open failed refused_by_channel"],
    ["unclear_at_start_but_paid", "paid succeeded 0014"],
    ["never_answers", "open processing"],
    ["answers_late", "open processing"],
    ["slow", "open processing"],
    ["unclear_at_start", "open processing"],
  ])("%s ends as %s without anybody paying", async (name, expected) => {
    const order = await placeOrder(app, magicAmounts[name]);
    await choose(app, order);
    await app.settle();
    expect(await standing(order)).toBe(expected);
  });

  it("slow is paid five seconds later", async () => {
    const order = await placeOrder(app, magicAmounts.slow);
    await choose(app, order);
    app.clock.advance(seconds(4));
    await app.settle();
    expect(await standing(order)).toBe("open processing");
    app.clock.advance(seconds(1));
    await app.settle();
    expect(await standing(order)).toBe("paid succeeded 0014");
  });

  it("notice_before_return is paid before the browser is answered", async () => {
    const order = await placeOrder(app, magicAmounts.notice_before_return);
    await choose(app, order);
    expect(await standing(order)).toBe("paid succeeded 0014");
  });

  it("notice_twice is reported twice and settles once", async () => {
    const order = await placeOrder(app, magicAmounts.notice_twice);
    await choose(app, order);
    await app.settle();
    expect(await rows("select state from sandbox_notices")).toEqual([
      { state: "delivered" },
      { state: "delivered" },
    ]);
    expect(await rows("select count(*) as n from events where type = 'order.paid'")).toEqual([
      { n: 1 },
    ]);
  });

  it("never_answers stays unclear however often the bank is queried", async () => {
    const order = await placeOrder(app, magicAmounts.never_answers);
    await choose(app, order);
    app.clock.advance(minutes(600));
    await app.settle();
    expect(await standing(order)).toBe("expired processing");
    expect(await rows("select * from sandbox_notices")).toEqual([]);
  });

  it("answers_late is reported once the order has expired, and is refunded", async () => {
    const order = await placeOrder(app, magicAmounts.answers_late);
    await choose(app, order);
    await app.settle();
    expect(await standing(order)).toBe("open processing");
    app.clock.advance(minutes(600));
    await app.settle();
    expect(await standing(order)).toBe("expired succeeded 0014");
    expect(await rows("select cause, state from refunds")).toEqual([
      { cause: "late_payment", state: "succeeded" },
    ]);
  });

  it("unclear_at_start is unknown to the bank when queried, and another attempt may start", async () => {
    const order = await placeOrder(app, magicAmounts.unclear_at_start);
    await choose(app, order);
    app.clock.advance(minutes(5));
    await app.settle();
    expect(await standing(order)).toBe("open failed unknown_at_channel");
  });

  it("is decided by the test helper and not by its amount when a program pays", async () => {
    const order = await placeOrder(app, magicAmounts.risk_refused);
    await app.api(`/v1/test_helpers/orders/${order.orderId}/payment`, {
      body: { outcome: "succeeded" },
    });
    expect(await standing(order)).toBe("paid succeeded 0014");
    const other = await placeOrder(app, magicAmounts.risk_refused);
    await app.api(`/v1/test_helpers/orders/${other.orderId}/payment`, {
      body: { outcome: "failed" },
    });
    expect(await standing(other)).toBe("open failed risk_refused");
  });
});

describe("a refund of a magic amount", () => {
  it.each([
    [800_000, "succeeded", "succeeded"],
    [800_001, "failed", "failed"],
    [800_002, "processing", "succeeded"],
    [800_003, "processing", "processing"],
    [800_004, "processing", "succeeded"],
  ])("of %i fen is %s at once and %s after a while", async (amount, atOnce, later) => {
    const order = await placeOrder(app, 1_000_000);
    await app.api(`/v1/test_helpers/orders/${order.orderId}/payment`, {
      body: { outcome: "succeeded" },
    });
    const asked = await app.api(`/v1/orders/${order.orderId}/refunds`, {
      body: { merchant_refund_no: "back-1", amount },
    });
    expect(asked.status).toBe(201);
    const { refund_id } = await asked.json();
    const state = async () => (await (await app.api(`/v1/refunds/${refund_id}`)).json()).state;

    await app.settle();
    expect(await state()).toBe(atOnce);
    app.clock.advance(minutes(11));
    await app.settle();
    expect(await state()).toBe(later);
  });
});

/** Order state, payment state and what the bank reported about it. */
async function standing(order: Placed): Promise<string> {
  const { state } = await orderOf(app, order);
  const [payment] = await rows(
    "select state, failure, card_last_four from payments where order_id = ? order by payment_id desc",
    order.orderId,
  );
  const told = payment?.["failure"] ?? payment?.["card_last_four"];
  return [state, payment?.["state"], told].filter(Boolean).join(" ");
}

async function rows(sql: string, ...args: string[]) {
  const [found] = await app.deps.load({ statement: { sql, args }, read: (all) => [...all] });
  return found;
}
