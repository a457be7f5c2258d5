import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { beginSession } from "../../core/session/begin_session.ts";
import { minutes, seconds } from "../../core/time.ts";
import { browserWith } from "../support/app_browser.ts";
import { authenticator, type Lie } from "../support/authenticator.ts";
import { cardPayer } from "../support/card_payer.ts";
import type { Mood, WithWallet } from "../support/paying_wallet.ts";
import { portalWithWallet } from "../support/paying_wallet.ts";

let app: WithWallet;
beforeEach(async () => {
  app = await portalWithWallet();
  app.wallet.balances.set("amy", 20_000);
});
afterEach(() => app.close());

const HX = { "HX-Request": "true", "HX-Request-Type": "partial" };

async function pay(user: string, orderId: string, path = "") {
  const browser = await app.browserOf(user);
  return await browser.ask(`/checkout/${orderId}/payments${path}`, {
    fields: { method: "balance" },
  });
}

function verbs(): readonly string[] {
  return app.wallet.asked.map(({ verb }) => verb);
}

describe("a balance in a wallet app", () => {
  it("pays an order at once, and the merchant sees by what", async () => {
    const orderId = await app.order(8_800);
    const answer = await pay("amy", orderId);
    expect([answer.status, answer.headers.get("location")]).toEqual([303, `/checkout/${orderId}`]);
    expect(await app.paymentOf(orderId)).toMatchObject({
      state: "succeeded",
      method: "balance",
      flow: "balance",
      channel: "wallet:river",
      amount: 8_800,
    });
    expect(app.wallet.balances.get("amy")).toBe(11_200);
    expect(app.wallet.asked.every(({ genuine }) => genuine)).toBe(true);
    const debit = app.wallet.asked.find(({ verb }) => verb === "debit")?.body;
    expect(debit).toMatchObject({ user: "amy", amount: 8_800, currency: "CNY", subject: "茶" });
    const order = await (await app.api(`/v1/orders/${orderId}`)).json();
    expect(order).toMatchObject({ state: "paid", payment: { method: "balance" } });
  });

  it("is offered first to whoever the app has signed in, and to nobody else", async () => {
    const orderId = await app.order(8_800);
    const amy = await app.browserOf("amy");
    const html = await (await amy.ask(`/checkout/${orderId}`)).text();
    const methods = [...html.matchAll(/name="method" id="m-(\w+)"/g)].map(([, name]) => name);
    expect(methods).toEqual(["balance", "quickpass", "card", "account"]);
    expect(html).toContain(`hx-get="/checkout/${orderId}/balance"`);
    expect(verbs()).toEqual([]);

    const stranger = await app.fetch(new Request(`http://portal.test/checkout/${orderId}`));
    expect(await stranger.text()).not.toContain("m-balance");
    const forged = await app.fetch(
      new Request(`http://portal.test/checkout/${orderId}/payments`, {
        method: "POST",
        headers: { Origin: "http://portal.test" },
        body: new URLSearchParams({ method: "balance" }),
      }),
    );
    expect(forged.status).toBe(422);
    expect(await app.paymentOf(orderId)).toBeUndefined();
  });

  it("is not offered at a number that was not granted it, nor at one that its app does not pay", async () => {
    const without = await app.openMerchant("书店", { products: ["cashier"] });
    const orderId = await app.order(8_800, without.secretKey);
    const amy = await app.browserOf("amy");
    expect(await (await amy.ask(`/checkout/${orderId}`)).text()).not.toContain("m-balance");
    const forced = await pay("amy", orderId);
    expect(forced.status).toBe(422);
    expect(verbs()).toEqual([]);
  });

  it("fills in what is there, keeps what was chosen, and puts too little last with the reason", async () => {
    const orderId = await app.order(8_800);
    const amy = await app.browserOf("amy");
    const filled = async (query = "") =>
      await (await amy.ask(`/checkout/${orderId}/balance${query}`, { headers: HX })).text();
    const enough = await filled("?method=card");
    expect(enough).toContain("¥200.00 in your wallet");
    expect(enough).toMatch(/value="card" required="" checked/);
    expect(enough).not.toContain("hx-get");
    app.wallet.balances.set("amy", 300);
    const short = await filled("?method=balance");
    expect(short).toContain("Only ¥3.00 in your wallet");
    expect(short).toMatch(/value="quickpass" required="" checked/);
    const order = [...short.matchAll(/name="method" id="m-(\w+)"/g)].map(([, name]) => name);
    expect(order.at(-1)).toBe("balance");
    expect(short).toMatch(/value="balance" required="" disabled/);
  });

  it("refuses too little with how much there is, and starts nothing", async () => {
    const orderId = await app.order(8_800);
    app.wallet.balances.set("amy", 300);
    const answer = await pay("amy", orderId);
    expect(answer.status).toBe(409);
    expect(await answer.text()).toContain("only ¥3.00 in your wallet");
    expect(await app.paymentOf(orderId)).toBeUndefined();
    expect(verbs()).toEqual(["balance"]);
  });

  it("does not keep the page waiting for a slow app, and pays by its answer to the debit", async () => {
    const orderId = await app.order(8_800);
    const amy = await app.browserOf("amy");
    app.wallet.mood = "slow";
    expect((await amy.ask(`/checkout/${orderId}`)).status).toBe(200);
    const filled = await amy.ask(`/checkout/${orderId}/balance`, { headers: HX });
    expect(await filled.text()).toContain("available now. If it");
    app.wallet.letGo();
    app.wallet.mood = "well";
    await pay("amy", orderId);
    expect(await app.paymentOf(orderId)).toMatchObject({ state: "succeeded" });
  });

  it("gives back what it paid, in parts, and no more", async () => {
    const orderId = await app.order(8_800);
    await pay("amy", orderId);
    const back = async (no: string, amount: number) =>
      await app.api(`/v1/orders/${orderId}/refunds`, { body: { merchant_refund_no: no, amount } });
    expect((await back("R-1", 800)).status).toBe(201);
    await app.settle();
    expect(app.wallet.balances.get("amy")).toBe(12_000);
    expect((await back("R-2", 8_001)).status).toBe(409);
    app.wallet.mood = "answer_lost";
    const { refund_id } = await (await back("R-3", 8_000)).json();
    await app.settle();
    const state = async () => (await (await app.api(`/v1/refunds/${refund_id}`)).json()).state;
    expect(await state()).toBe("processing");
    app.wallet.mood = "well";
    app.clock.advance(minutes(1));
    await app.settle();
    expect(await state()).toBe("succeeded");
    expect(app.wallet.balances.get("amy")).toBe(20_000);
    expect(verbs().filter((verb) => verb === "refund")).toHaveLength(2);
  });

  const unclear: readonly Mood[] = [
    "answer_lost",
    "pending",
    "unsigned",
    "forged",
    "old",
    "to_another_address",
    "another_number",
    "another_amount",
  ];
  it.each(unclear)(
    "takes an answer that is %s for none, and asks until it is clear",
    async (mood) => {
      const orderId = await app.order(8_800);
      app.wallet.mood = mood;
      await pay("amy", orderId);
      expect(await app.paymentOf(orderId)).toMatchObject({ state: "processing" });
      const again = await pay("amy", orderId);
      expect(again.status).toBe(409);
      app.clock.advance(seconds(10));
      await app.settle();
      // What it debited it says when asked, where only the first answer was not good.
      const asksAgain = mood === "pending";
      expect(await app.paymentOf(orderId)).toMatchObject({
        state: asksAgain ? "succeeded" : "processing",
      });
      app.wallet.mood = "well";
      app.clock.advance(minutes(2));
      await app.settle();
      expect(await app.paymentOf(orderId)).toMatchObject({ state: "succeeded" });
      expect(verbs().filter((verb) => verb === "debit")).toHaveLength(1);
      expect(app.wallet.balances.get("amy")).toBe(11_200);
      const lied = mood === "another_amount" || mood === "another_number";
      expect(app.logged.some(({ message }) => message.includes("manual follow-up"))).toBe(lied);
    },
  );

  it("fails what never reached the app once it says so, and the order can be paid again", async () => {
    const orderId = await app.order(8_800);
    app.wallet.mood = "away";
    await pay("amy", orderId);
    expect(await app.paymentOf(orderId)).toMatchObject({ state: "processing" });
    app.wallet.mood = "well";
    app.clock.advance(minutes(2));
    await app.settle();
    expect(await app.paymentOf(orderId)).toMatchObject({ state: "failed" });
    await pay("amy", orderId);
    expect(await app.paymentOf(orderId)).toMatchObject({ state: "succeeded" });
    expect(app.wallet.debits.size).toBe(1);
  });

  it("returns money that is settled after the order has ended", async () => {
    const orderId = await app.order(8_800);
    app.wallet.mood = "answer_lost";
    await pay("amy", orderId);
    await app.api(`/v1/orders/${orderId}/closure`, { method: "POST", body: {} });
    app.clock.advance(minutes(60));
    app.wallet.mood = "well";
    await app.settle();
    expect(app.wallet.balances.get("amy")).toBe(20_000);
  });

  it("is closed by its payer while the app does not know of it", async () => {
    const orderId = await app.order(8_800);
    app.wallet.mood = "away";
    await pay("amy", orderId);
    app.wallet.mood = "well";
    const { payment_id } = await app.paymentOf(orderId);
    const amy = await app.browserOf("amy");
    await amy.ask(`/checkout/${orderId}/payments/${payment_id}/cancellation`, { fields: {} });
    expect(await app.paymentOf(orderId)).toMatchObject({ state: "failed" });
    expect(verbs().at(-1)).toBe("debit_closure");
  });

  it("pays one order once, however many ask at once, and thirty orders as far as it goes", async () => {
    const amy = await app.browserOf("amy");
    const payAt = (orderId: string) =>
      amy.ask(`/checkout/${orderId}/payments`, { fields: { method: "balance" } });
    const one = await app.order(1_000);
    await Promise.all(Array.from({ length: 10 }, () => payAt(one)));
    expect(app.wallet.debits.size).toBe(1);
    app.wallet.balances.set("amy", 10_000);
    const orders = await Promise.all(Array.from({ length: 30 }, () => app.order(1_000)));
    await Promise.all(orders.map(payAt));
    const payments = await Promise.all(orders.map((orderId) => app.paymentOf(orderId)));
    const paid = payments.filter((each) => each?.["state"] === "succeeded");
    expect(paid).toHaveLength(10);
    expect(payments.every((each) => each === undefined || each["state"] !== "processing")).toBe(
      true,
    );
    expect(app.wallet.balances.get("amy")).toBe(0);
  });

  it("pays ¥1,000 a day to whom a session alone shows, and more for a passkey's signature over the order", async () => {
    app.wallet.balances.set("amy", 9_000_000);
    await pay("amy", await app.order(90_000));
    const payer = cardPayer(app);
    await payer.get(`/wallet?ticket=${await app.wallet.ticket("amy")}`);
    const orderId = await app.order(200_000);
    const fields = { method: "balance" };
    const { location } = await payer.post(`/checkout/${orderId}/payments`, fields);
    expect(location).toBe(`/checkout/${orderId}/balance/verification`);
    const asked = await payer.get(location);
    expect(asked.html).toContain("you can pay ¥100.00 more from your wallet today");
    const setUp = await payer.get(`/checkout/${orderId}/balance/passkey`);
    expect(setUp.location).toBe("/wallet/passkeys");
    const device = authenticator(app.deps.config.publicUrl);
    const options = JSON.parse((await payer.post("/wallet/passkeys/challenge")).html);
    const made = JSON.stringify(await device.create(options));
    const added = await payer.post("/wallet/passkeys", { response: made });
    expect(added.location).toBe(`/checkout/${orderId}`);

    const signed = async (lie?: Lie) => {
      const { html } = await payer.post(`${location}/challenge`);
      return { response: JSON.stringify(await device.get(JSON.parse(html), lie)) };
    };
    const unverified = await payer.post(location, await signed({ userVerified: false }));
    expect(unverified.status).toBe(422);
    expect(await app.paymentOf(orderId)).toBeUndefined();
    const paid = await payer.post(location, await signed());
    expect(paid.location).toContain(`/checkout/${orderId}`);
    expect(await app.paymentOf(orderId)).toMatchObject({ state: "succeeded" });

    // What was signed is good for that order alone, and the day for what was agreed on.
    const next = await app.order(150_000);
    const again = await payer.post(`/checkout/${next}/payments`, fields);
    expect(again.location).toBe(`/checkout/${next}/balance/verification`);
    const tooMuch = await payer.post(`/checkout/${await app.order(4_800_000)}/payments`, fields);
    expect(tooMuch.status).toBe(409);
    expect(tooMuch.html).toContain("¥47,100.00 more from your wallet today");
  });

  it("pays whoever the app knows, however they have signed in", async () => {
    const orderId = await app.order(8_800);
    await app.browserOf("amy");
    const [amy] = await app.deps.load(
      app.deps.identities.holder({ issuer: "wallet:river", subject: "amy" }),
    );
    const token = await beginSession(app.deps, {
      consumerId: amy?.consumerId ?? "con_",
      proof: "passkey",
      browser: { client: "?" },
    });
    const there = browserWith(app, `consumer=${token}`);
    await there.ask(`/checkout/${orderId}/payments`, { fields: { method: "balance" } });
    expect(await app.paymentOf(orderId)).toMatchObject({ state: "succeeded", method: "balance" });
  });

  it("waits to be settled from its success on, as what goes back does", async () => {
    const orderId = await app.order(8_800);
    await pay("amy", orderId);
    await app.api(`/v1/orders/${orderId}/refunds`, {
      body: { merchant_refund_no: "R-1", amount: 800 },
    });
    await app.settle();
    const [items] = await app.deps.load({
      statement: {
        sql: "select channel, kind, amount, fee from settlement_items order by amount desc",
        args: [],
      },
      read: (rows) => rows.map((row) => Object.values(row).join(" ")),
    });
    expect(items).toEqual(["wallet:river cleared 8800 0", "wallet:river cleared -800 0"]);
  });

  it("is offered first inside another company's app too", async () => {
    const orderId = await app.order(8_800);
    const amy = await app.browserOf("amy", "Mozilla/5.0 MicroMessenger/8.0 Mobile");
    const html = await (await amy.ask(`/checkout/${orderId}`)).text();
    const methods = [...html.matchAll(/name="method" id="m-(\w+)"/g)].map(([, name]) => name);
    expect(methods).toEqual(["balance", "card", "account"]);
  });
});
