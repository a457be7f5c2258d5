import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { hours, minutes, seconds } from "../../core/time.ts";
import type { Rule } from "../../unionpay_gateway/behaviour.ts";
import type { Pki } from "../../unionpay_gateway/pki.ts";
import { gatewayPki } from "../support/acp_merchant.ts";
import {
  confirmed,
  type GatewayApp,
  gatewayApp,
  hiddenFields,
  leave,
} from "../support/gateway_app.ts";
import { MER_ID } from "../support/unionpay_app.ts";
import { choose, eventTypes, orderOf, placeOrder, post } from "../support/payer.ts";

let pki: Pki;
let at: GatewayApp;
beforeAll(async () => {
  pki = await gatewayPki();
});
beforeEach(async () => {
  at = await gatewayApp(pki);
});
afterEach(() => at.close());

async function stateOf(orderId: string): Promise<string> {
  return (await orderOf(at.app, { orderId, amount: 0 })).state;
}

async function paymentOf(orderId: string) {
  const { data: [payment] } = await (await at.app.api(`/v1/orders/${orderId}/payments`)).json();
  return payment;
}

async function start(orderId: string, body: Readonly<Record<string, string>>) {
  return await (await at.app.api(`/v1/orders/${orderId}/payments`, { body })).json();
}

/** An order paid on the gateway's page. */
async function paid(amount = 8_800): Promise<string> {
  const payer = await leave(at, amount);
  await payer.press(confirmed);
  await at.settle();
  return payer.orderId;
}

async function refund(orderId: string, no: string, amount: number) {
  const body = { merchant_refund_no: no, amount };
  return await (await at.app.api(`/v1/orders/${orderId}/refunds`, { body })).json();
}

/** What went back at the gateway, or was asked for. */
async function moved() {
  const { transactions } = await at.gateway.control({});
  return transactions.filter(({ kind }) => kind === "void" || kind === "refund");
}

/** Time passes, a minute at a time. */
async function pass(count: number): Promise<void> {
  for (let minute = 0; minute < count; minute++) {
    at.app.clock.advance(minutes(1));
    await at.settle();
  }
}

describe("at the simulated gateway", () => {
  it("an order is paid on its page with a discount, told once, and its payer comes back", async () => {
    const payer = await leave(at);
    expect(payer.page).toContain("¥88.00");
    const shown = await payer.press({ ...confirmed, discount: "on" });
    await at.settle();
    expect(await stateOf(payer.orderId)).toBe("paid");
    expect(await paymentOf(payer.orderId)).toMatchObject({
      amount: 8_800,
      paid_by_payer: 8_000,
      card_last_four: "0018",
    });
    const back = await post(
      at.app,
      payer.form["frontUrl"]?.replace("http://portal.test", "") ?? "",
      hiddenFields(shown),
    );
    expect(back.headers.get("location")).toContain(`/checkout/${payer.orderId}`);
    expect(await eventTypes(at.app)).toEqual(["order.paid"]);
    const { notices } = await at.gateway.control({});
    expect(notices.map(({ state, answers }) => [state, answers])).toEqual([["delivered", [200]]]);
  });

  it("a refused card settles nothing, and the same page takes another", async () => {
    const payer = await leave(at);
    expect(await payer.press({ act: "64" })).toContain("余额不足");
    await pass(6);
    expect(await stateOf(payer.orderId)).toBe("open");
    await payer.press(confirmed);
    await at.settle();
    expect(await stateOf(payer.orderId)).toBe("paid");
  });

  it("a tn, a code on a screen and a code that a till reads are paid", async () => {
    const orders = await Promise.all([1, 2, 3].map(() => placeOrder(at.app, 500)));
    const [inApp = "", onScreen = "", atTill = ""] = orders.map(({ orderId }) => orderId);
    const { tn } = await start(inApp, { flow: "app_control" });
    await at.gateway.control({ pay: { tn } });
    const { code } = await start(onScreen, { flow: "screen_code" });
    await at.gateway.control({ pay: { qr_code: code } });
    const { consumer_code = "" } = await at.gateway.control({ consumer_code: {} });
    const { state } = await start(atTill, { flow: "consumer_code", consumer_code });
    expect(state).toBe("processing");
    await at.settle();
    expect(await Promise.all([inApp, onScreen, atTill].map(stateOf)))
      .toEqual(["paid", "paid", "paid"]);
  });

  it("a code that its payer left is reversed, and cannot be paid any more", async () => {
    const shown = await placeOrder(at.app, 600);
    await choose(at.app, shown, "quickpass", "desktop");
    const { payment_id, code } = await paymentOf(shown.orderId);
    await pass(4);
    const path = `/checkout/${shown.orderId}/payments/${payment_id}/cancellation`;
    await post(at.app, path, {});
    expect(await paymentOf(shown.orderId)).toMatchObject({ state: "failed" });
    expect((await at.gateway.control({ pay: { qr_code: code } })).refused).toBeDefined();
  });

  it("refunds are done when the gateway says so, fail when it says that, and never exceed", async () => {
    const orderId = await paid();
    const first = await refund(orderId, "R-1", 3_000);
    await at.settle();
    await at.gateway.control({
      rules: [
        { on: "04", act: "decline", code: "60", times: 1 },
        { on: "notice/04/00", act: "withheld", times: 1 },
      ],
    });
    const declined = await refund(orderId, "R-2", 1_000);
    await pass(1);
    const lost = await refund(orderId, "R-3", 800);
    await pass(2);
    const states = await Promise.all(
      [first, declined, lost].map(async ({ refund_id }) =>
        (await (await at.app.api(`/v1/refunds/${refund_id}`)).json()).state
      ),
    );
    expect(states).toEqual(["succeeded", "failed", "succeeded"]);
    const { refunded_amount } = await orderOf(at.app, { orderId, amount: 0 });
    expect(refunded_amount).toBe(3_800);
  });

  it("all of a payment on its own clearing day is voided, and refunded when the day is over", async () => {
    const kindsOf = async () => (await moved()).map(({ kind }) => kind);
    const today = await paid();
    const voided = await refund(today, "R-1", 8_800);
    await at.settle();
    expect(await kindsOf()).toEqual(["void"]);
    expect((await orderOf(at.app, { orderId: today, amount: 0 })).refunded_amount).toBe(8_800);
    const again = await (await at.app.api(`/v1/refunds/${voided.refund_id}`)).json();
    expect(again.state).toBe("succeeded");

    const yesterday = await paid();
    at.app.clock.advance(hours(24));
    await refund(yesterday, "R-4", 8_800);
    await at.settle();
    expect(await kindsOf()).toEqual(["void", "refund"]);
  });

  describe("a void that the gateway refuses", () => {
    const ways: readonly (readonly [string, readonly Rule[]])[] = [
      ["at once", [{ on: "31/00", act: "answer", code: "35", times: 1 }]],
      ["after it was taken, which a query finds", [
        { on: "31/00", act: "decline", code: "36", times: 1 },
      ]],
    ];

    it.each(ways)("%s, is a refund instead, and the money moves once", async (_, rules) => {
      const order = await paid();
      await at.gateway.control({ rules: [...rules] });
      const { refund_id } = await refund(order, "R-1", 8_800);
      await at.settle();
      await pass(3);
      expect((await moved()).filter(({ stage }) => stage === "succeeded"))
        .toMatchObject([{ kind: "refund" }]);
      const told = await (await at.app.api(`/v1/refunds/${refund_id}`)).json();
      expect(told).toMatchObject({ state: "succeeded", amount: 8_800 });
      expect((await orderOf(at.app, { orderId: order, amount: 0 })).refunded_amount).toBe(8_800);
      // The merchant hears of one refund, and of its success once.
      expect((await eventTypes(at.app)).filter((type) => type.startsWith("refund.")))
        .toEqual(["refund.succeeded"]);
    });

    it("and the refund as well, has failed, and another may be asked for", async () => {
      const order = await paid();
      const declined = { act: "answer", code: "35", times: 1 } as const;
      await at.gateway.control({
        rules: [{ on: "31/00", ...declined }, { on: "04/00", ...declined }],
      });
      const { refund_id } = await refund(order, "R-1", 8_800);
      await at.settle();
      expect((await (await at.app.api(`/v1/refunds/${refund_id}`)).json()).state).toBe("failed");
      await refund(order, "R-2", 8_800);
      await at.settle();
      expect((await orderOf(at.app, { orderId: order, amount: 0 })).refunded_amount).toBe(8_800);
    });

    it("is not taken for refused while nobody has said so", async () => {
      const order = await paid();
      await at.gateway.control({
        rules: [{ on: "31/00", act: "silent", times: 1 }, {
          on: "notice/31/00",
          act: "withheld",
          times: 1,
        }],
      });
      const { refund_id } = await refund(order, "R-1", 8_800);
      await at.settle();
      expect((await (await at.app.api(`/v1/refunds/${refund_id}`)).json()).state)
        .toBe("processing");
      await pass(3);
      expect((await (await at.app.api(`/v1/refunds/${refund_id}`)).json()).state)
        .toBe("succeeded");
      expect((await moved()).map(({ kind }) => kind)).toEqual(["void"]);
    });
  });

  it("nothing is refunded after the channel's own time, and that is said", async () => {
    const { orderId } = await placeOrder(at.app, 500);
    const { code } = await start(orderId, { flow: "screen_code" });
    await at.gateway.control({ pay: { qr_code: code } });
    await at.settle();
    at.app.clock.advance(hours(24 * 30));
    expect(await refund(orderId, "R-1", 100)).toMatchObject({ state: "requested" });
    at.app.clock.advance(minutes(1));
    expect(await refund(orderId, "R-2", 100)).toMatchObject({
      status: 409,
      code: "refund_window_over",
    });
  });

  it("a card number that comes encrypted shows its last four digits, and is kept nowhere", async () => {
    await at.gateway.control({ merchant: { mer_id: MER_ID, encrypts_cards: true } });
    const orderId = await paid();
    expect(await paymentOf(orderId)).toMatchObject({ card_last_four: "0018" });
  });

  it("a gateway that takes money and never answers is asked, and nobody is charged twice", async () => {
    await at.gateway.control({
      rules: [{ on: "01/06", act: "silent" }, { on: "notice", act: "withheld" }],
    });
    const { orderId } = await placeOrder(at.app, 500);
    const { consumer_code = "" } = await at.gateway.control({ consumer_code: {} });
    await start(orderId, { flow: "consumer_code", consumer_code });
    expect(await stateOf(orderId)).toBe("open");
    at.app.clock.advance(seconds(1));
    await at.settle();
    expect(await stateOf(orderId)).toBe("paid");
    const { transactions } = await at.gateway.control({});
    expect(transactions.map(({ kind, stage }) => [kind, stage])).toEqual([
      ["consumer_code", "succeeded"],
    ]);
  });

  it("notices that are late, twice, out of order or wrong change nothing wrongly", async () => {
    const payers = [await leave(at, 100), await leave(at, 200), await leave(at, 300)];
    await at.gateway.control({
      rules: [
        { on: "notice", act: "out_of_order", times: 1 },
        { on: "notice", act: "wrong_amount", times: 1 },
        { on: "notice", act: "wrong_merchant", times: 1 },
        { on: "notice", act: "unsigned", times: 1 },
        { on: "notice", act: "twice", times: 1 },
      ],
    });
    for (const payer of payers) {
      await payer.press(confirmed);
      await at.settle();
    }
    const answers = async () =>
      (await at.gateway.control({})).notices.flatMap((notice) => notice.answers);
    expect((await answers()).filter((status) => status !== 200).length).toBeGreaterThan(2);
    await pass(12);
    expect(await Promise.all(payers.map(({ orderId }) => stateOf(orderId))))
      .toEqual(["paid", "paid", "paid"]);
    const { notices } = await at.gateway.control({});
    expect(notices.every(({ state }) => state === "delivered")).toBe(true);
    expect(await eventTypes(at.app)).toEqual(["order.paid", "order.paid", "order.paid"]);
  });

  it("a change of its certificate in mid-flight loses no notice", async () => {
    const payers = await Promise.all([1, 2, 3, 4, 5, 6].map(() => leave(at)));
    await payers[0]?.press(confirmed);
    await at.gateway.control({ rotate: "begin" });
    await Promise.all(payers.slice(1, 4).map((payer) => payer.press(confirmed)));
    await at.gateway.control({ rotate: "end" });
    await Promise.all(payers.slice(4).map((payer) => payer.press(confirmed)));
    await at.settle();
    const states = await Promise.all(payers.map(({ orderId }) => stateOf(orderId)));
    expect(states).toEqual(payers.map(() => "paid"));
    const { notices } = await at.gateway.control({});
    expect(notices.flatMap(({ answers }) => answers)).toEqual(payers.map(() => 200));
  });

  it("a gateway that is away for an hour charges nothing twice, and all is settled afterwards", async () => {
    const left = await leave(at);
    await left.press(confirmed);
    const orderId = await paid();
    const before = (await at.gateway.control({})).transactions.length;
    await at.gateway.control({ rules: [{ on: "*", act: "down" }] });
    const till = await placeOrder(at.app, 500);
    const consumer_code = "6212345678901234567";
    await start(till.orderId, { flow: "consumer_code", consumer_code });
    const { refund_id } = await refund(orderId, "R-1", 300);
    await pass(60);
    await at.gateway.control({ rules: [] });
    for (let hour = 0; hour < 6; hour++) {
      at.app.clock.advance(hours(1));
      await at.settle();
    }
    expect((await paymentOf(till.orderId)).state).toBe("failed");
    const { state } = await (await at.app.api(`/v1/refunds/${refund_id}`)).json();
    expect(state).toBe("failed");
    expect(await stateOf(left.orderId)).toBe("paid");
    expect((await at.gateway.control({})).transactions).toHaveLength(before);
  });

  it("is asked by its own schedules only: neither too early nor too often", async () => {
    await at.gateway.control({ rules: [{ on: "notice", act: "withheld" }] });
    const payer = await leave(at);
    const till = await placeOrder(at.app, 500_000);
    const { consumer_code = "" } = await at.gateway.control({ consumer_code: {} });
    await start(till.orderId, { flow: "consumer_code", consumer_code });
    for (let second = 0; second < 90; second++) {
      at.app.clock.advance(seconds(1));
      await at.settle();
    }
    await pass(190);
    const { transactions } = await at.gateway.control({});
    const counts = transactions.map((
      { kind, queries, hurried },
    ) => [kind, queries.length, hurried]);
    expect(counts).toEqual([["page", 3, 0], ["consumer_code", 9, 0]]);
    // The payer's time was over by the third.
    expect((await paymentOf(payer.orderId)).state).toBe("failed");
  });
});
