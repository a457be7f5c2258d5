import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { minutes } from "../../core/time.ts";
import { sandboxWalletApp } from "../../core/wallet_app/sandbox_wallet_app.ts";
import { browserWith } from "../support/app_browser.ts";
import { placeOrder } from "../support/payer.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
beforeAll(async () => {
  app = await testApp({ config: { walletApps: [sandboxWalletApp("http://portal.test")] } });
});
afterAll(() => app.close());

/** The app's own cookie says whose phone it is; what it opens says it by a ticket. */
async function openedBy(person: string, orderId: string) {
  const phone = browserWith(app, `sandbox_person=${person}`);
  const link = `http://portal.test/checkout/${orderId}`;
  const opened = await phone.ask("/sandbox/purse", { fields: { link } });
  const ticket = opened.headers.get("location") ?? "";
  expect(ticket).toMatch(/^\/checkout\/ord_\w+\?ticket=/);
  const entered = await browserWith(app).ask(ticket);
  expect(entered.headers.get("location")).toBe(`/checkout/${orderId}`);
  const [cookie = ""] = entered.headers.getSetCookie();
  return browserWith(app, `${cookie.split(";")[0]}; device=${person.padEnd(32, "0")}`);
}

async function paidBy(person: string, amount: number) {
  const { orderId } = await placeOrder(app, amount);
  const browser = await openedBy(person, orderId);
  const answer = await browser.ask(`/checkout/${orderId}/payments`, {
    fields: { method: "balance" },
  });
  return { orderId, answer };
}

async function payments(orderId: string) {
  const { data } = await (await app.api(`/v1/orders/${orderId}/payments`)).json();
  return data;
}

describe("the simulated wallet app", () => {
  it("opens an order, says who is there, and pays it out of a balance that can be filled", async () => {
    const { orderId } = await paidBy("person_a", 42_000);
    expect(await payments(orderId)).toMatchObject([
      { state: "succeeded", method: "balance", channel: "wallet:sandbox" },
    ]);
    const phone = browserWith(app, "sandbox_person=person_a");
    expect(await (await phone.ask("/sandbox/purse")).text()).toContain("¥</span>80.00");
    const short = await paidBy("person_a", 42_000);
    expect(short.answer.status).toBe(409);
    await phone.ask("/sandbox/purse", { fields: { act: "put_in" } });
    await paidBy("person_a", 42_000);
    const after = await (await phone.ask("/sandbox/purse")).text();
    expect(after).toContain("¥</span>160.00");
    expect(after).toContain("Breeze Teahouse");
  });

  it("gives back, once", async () => {
    const { orderId } = await paidBy("person_b", 10_000);
    const body = { merchant_refund_no: "R-1", amount: 2_500 };
    await app.api(`/v1/orders/${orderId}/refunds`, { body });
    await app.api(`/v1/orders/${orderId}/refunds`, { body });
    await app.settle();
    const phone = browserWith(app, "sandbox_person=person_b");
    const html = await (await phone.ask("/sandbox/purse")).text();
    expect(html).toContain("¥</span>425.00");
    expect(html).toContain("¥25.00 refunded");
  });

  it("declines, loses answers and forgets by amount, as the sandbox's bank does", async () => {
    const phone = browserWith(app, "sandbox_person=person_c");
    await phone.ask("/sandbox/purse", { fields: { act: "put_in" } });
    const declined = await paidBy("person_c", 90_004);
    const states = async (orderId: string) =>
      (await payments(orderId)).map(({ state }: { readonly state: string }) => state);
    expect(await states(declined.orderId)).toEqual(["failed"]);

    const forgotten = await paidBy("person_c", 90_019);
    expect(await states(forgotten.orderId)).toEqual(["processing"]);
    app.clock.advance(minutes(1));
    await app.settle();
    expect(await states(forgotten.orderId)).toEqual(["failed"]);

    const lost = await paidBy("person_c", 90_020);
    expect(await states(lost.orderId)).toEqual(["processing"]);
    app.clock.advance(minutes(1));
    await app.settle();
    expect(await states(lost.orderId)).toEqual(["succeeded"]);
    expect(await (await phone.ask("/sandbox/purse")).text()).toContain("¥</span>99.80");
  });

  it("answers nobody but the portal, and signs what it says", async () => {
    const asked = await browserWith(app).ask("/sandbox/purse/port/balance", {
      fields: { user: "person_a" },
    });
    expect(asked.status).toBe(401);
    const { keys } = await (await browserWith(app).ask("/sandbox/purse/port/jwks.json")).json();
    expect(keys).toMatchObject([{ kty: "OKP", kid: "sandbox-purse" }]);
    expect(keys[0]).not.toHaveProperty("d");
  });

  it("opens no other site, and signs in nobody twice by one ticket", async () => {
    const phone = browserWith(app, "sandbox_person=person_a");
    const wrong = await phone.ask("/sandbox/purse", {
      fields: { link: "https://elsewhere.example/checkout/ord_1" },
    });
    expect(wrong.status).toBe(422);
    const { orderId } = await placeOrder(app, 100);
    const link = `http://portal.test/checkout/${orderId}`;
    const opened = await phone.ask("/sandbox/purse", { fields: { link } });
    const ticket = opened.headers.get("location") ?? "";
    await browserWith(app).ask(ticket);
    const again = await browserWith(app).ask(ticket);
    expect(again.headers.get("location")).toBe(`/checkout/${orderId}?entry=refused`);
    app.clock.advance(minutes(1));
  });
});
