import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OrderId } from "../../core/id.ts";
import { placeOrder } from "../support/payer.ts";
import { textIn } from "../support/render_checkout.tsx";
import { phone, phoneWithoutCookies, showCode } from "../support/scanned_codes.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

const CONFIRMING = "We're confirming your payment. Please don't pay again.";
const OTHER = "This order is being paid on another device. The result will appear here.";
const FREE = "Payment not completed. No money was taken. Try another way to pay.";
const KEPT = /^\/checkout\/ord_\w+\?payer=[0-9a-f]{32}$/;
const HTMX = { "HX-Request": "true", "HX-Request-Type": "partial" };

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

/** Where the bank sends the payer whose page it opened as `launch`. */
async function returnOf(launch: string | null): Promise<string> {
  const token = new URL(launch ?? "").pathname.split("/").at(-1) ?? "";
  const [payment] = await app.deps.load(app.deps.bank.byToken(token));
  const { pathname, search } = new URL(payment?.returnUrl ?? "");
  return pathname + search;
}

describe("a payer without cookies", () => {
  it("comes back from the channel to the own payment, and may close it at once", async () => {
    const { orderId } = await placeOrder(app);
    const payer = phoneWithoutCookies(app);
    const fields = { method: "card" };
    const sent = await payer.ask(`/checkout/${orderId}/payments`, { fields });
    const back = await returnOf(sent.headers.get("location"));
    expect(back).toMatch(KEPT);

    const html = await (await payer.ask(back)).text();
    expect(textIn(html, "h1")).toBe(CONFIRMING);
    const places = [
      ...html.matchAll(/ (?:action|hx-get|data-stream|content)="([^"]*\/checkout\/[^"]*)"/g),
    ]
      .map((match) => match[1] ?? "");
    expect(places.length).toBeGreaterThan(3);
    expect(places.filter((each) => !/payer=[0-9a-f]{32}/.test(each))).toEqual([]);
    expect(textIn(await (await payer.ask(`/checkout/${orderId}`)).text(), "h1")).toBe(OTHER);

    const cancel = /action="([^"]+cancellation[^"]+)"/.exec(html)?.[1] ?? "";
    const cancelled = await payer.ask(cancel, { fields: {} });
    expect(cancelled.headers.get("location")).toBe(back);
    expect(textIn(await (await payer.ask(back)).text(), "h1")).toBe(FREE);
  });

  it("loses the key from the address as soon as a cookie proves the same", async () => {
    const { orderId } = await placeOrder(app);
    const first = phone(app);
    const other = phone(app);
    const fields = { method: "card" };
    const sent = await first.ask(`/checkout/${orderId}/payments`, { fields });
    const back = await returnOf(sent.headers.get("location"));
    expect(back).toMatch(KEPT);
    const landed = await first.ask(back);
    expect([landed.status, landed.headers.get("location")]).toEqual([303, `/checkout/${orderId}`]);

    // Another browser of the payer, as an app opens it: its cookie proves nothing of this payment.
    const elsewhere = await placeOrder(app);
    await other.ask(`/checkout/${elsewhere.orderId}/payments`, { fields });
    expect(textIn(await (await other.ask(back)).text(), "h1")).toBe(CONFIRMING);
  });

  it("finds the own payment by Back, too", async () => {
    const { orderId } = await placeOrder(app);
    const payer = phoneWithoutCookies(app);
    const sent = await payer.ask(`/checkout/${orderId}/payments`, {
      fields: { method: "card" },
      headers: HTMX,
    });
    const address = sent.headers.get("hx-replace-url") ?? "";
    expect(address).toMatch(KEPT);
    expect(textIn(await (await payer.ask(address)).text(), "h1")).toBe(CONFIRMING);
  });

  it("carries a key that is good for that one payment, and for nothing that pays", async () => {
    const { orderId } = await placeOrder(app);
    const other = await placeOrder(app);
    const payer = phoneWithoutCookies(app);
    const fields = { method: "card" };
    const sent = await payer.ask(`/checkout/${orderId}/payments`, { fields });
    await payer.ask(`/checkout/${other.orderId}/payments`, { fields });
    const { search } = new URL(await returnOf(sent.headers.get("location")), "http://x");
    const html = await (await payer.ask(`/checkout/${other.orderId}${search}`)).text();
    expect(textIn(html, "h1")).toBe(OTHER);
    const [mine, theirs] = await app.deps.load(
      app.deps.payments.ofOrder(orderId as OrderId),
      app.deps.payments.ofOrder(other.orderId as OrderId),
    );
    expect(mine[0]?.device).not.toBe(theirs[0]?.device);
  });

  it.each(["", "1", "'\"><script>", "A".repeat(32), "0".repeat(32)])(
    "is not believed with payer=%j",
    async (given) => {
      const { orderId } = await placeOrder(app);
      const payer = phoneWithoutCookies(app);
      await payer.ask(`/checkout/${orderId}/payments`, { fields: { method: "card" } });
      const page = `/checkout/${orderId}?payer=${encodeURIComponent(given)}`;
      expect(textIn(await (await payer.ask(page)).text(), "h1")).toBe(OTHER);
    },
  );

  it("pays a screen's code that this phone has claimed, and comes back to it", async () => {
    const { token } = await showCode(app);
    const payer = phoneWithoutCookies(app);
    const claimed = await (await payer.scan(token)).text();
    const action = /action="([^"]+\/payments[^"]*)"/.exec(claimed)?.[1] ?? "";
    expect(action).toMatch(/^\/q\/[\w-]+\/payments\?payer=[0-9a-f]{32}$/);
    const sent = await payer.ask(action, { fields: { method: "quickpass" } });
    expect(sent.status).toBe(303);
    expect(sent.headers.get("hx-replace-url")).toBe(action.replace("/payments", ""));
    const back = await returnOf(sent.headers.get("location"));
    expect(textIn(await (await payer.ask(back)).text(), "h1")).toBe(CONFIRMING);
    const again = await payer.ask(action.replace("/payments", ""));
    expect(again.headers.get("location")).toBe(back);
    const stranger = await phoneWithoutCookies(app).ask(`/q/${token}`);
    expect(stranger.status).toBe(409);
  });

  it("gives a code back that this phone has claimed", async () => {
    const { token, row } = await showCode(app);
    const payer = phoneWithoutCookies(app);
    const claimed = await (await payer.scan(token)).text();
    const action = /action="([^"]+\/release[^"]*)"/.exec(claimed)?.[1] ?? "";
    await payer.ask(`/q/${token}/release`, { fields: {} });
    expect((await row()).claim?.released).toBe(false);
    await payer.ask(action, { fields: {} });
    expect((await row()).claim?.released).toBe(true);
  });
});
