import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hours, milliseconds, minutes } from "../../core/time.ts";
import { ABANDONED_AFTER } from "../../core/payment/payment.ts";
import type { OrderId } from "../../core/id.ts";
import { placeOrder } from "../support/payer.ts";
import { textIn } from "../support/render_checkout.tsx";
import { phone, showCode } from "../support/scanned_codes.ts";
import { type Sqld, startSqld } from "../support/sqld.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

const CANCEL = /action="([^"]+\/cancellation[^"]*)"/;
const FREE = "Payment not completed. No money was taken. Try another way to pay.";
const NOT_YET = "This payment can&#39;t be cancelled yet. Please wait for the result.";
const UNCLEAR =
  "No result yet. Your money may have been taken, so please don't pay again. We'll keep checking for up to 24 hours. Duplicate payments are refunded.";

let app: TestApp;
let sqld: Sqld;

async function statesOf(orderId: string) {
  const [payments] = await app.deps.load(app.deps.payments.ofOrder(orderId as OrderId));
  return payments.map(({ state }) => state);
}

/** Starts a payment by a phone that then goes away, and opens the order on another. */
async function leaveBehind() {
  const { orderId } = await placeOrder(app);
  const first = phone(app);
  const second = phone(app);
  await first.ask(`/checkout/${orderId}/payments`, { fields: { method: "card" } });
  const page = `/checkout/${orderId}`;
  const [payments] = await app.deps.load(app.deps.payments.ofOrder(orderId as OrderId));
  const action = `${page}/payments/${payments[0]?.paymentId}/cancellation`;
  return { orderId, first, second, page, action };
}

describe.each(["file", "server"])("an attempt that led nowhere, on a %s", (kind) => {
  beforeAll(async () => {
    if (kind === "server") sqld = await startSqld();
    app = await testApp(kind === "server" ? { databaseUrl: sqld.url } : {});
  });
  afterAll(async () => {
    await app.close();
    if (kind === "server") await sqld.stop();
  });

  it("is closed by another holder of the page after three minutes, to the millisecond", async () => {
    const { orderId, second, page, action } = await leaveBehind();
    app.clock.advance(milliseconds(ABANDONED_AFTER - 1));
    expect(await (await second.ask(page)).text()).not.toMatch(CANCEL);
    const early = await second.ask(action, { fields: {} });
    expect([early.status, await early.text()]).toEqual([409, expect.stringContaining(NOT_YET)]);
    expect(await statesOf(orderId)).toEqual(["processing"]);

    app.clock.advance(milliseconds(1));
    const html = await (await second.ask(page)).text();
    expect(textIn(html, "h1")).toBe(UNCLEAR);
    const cancelled = await second.ask(CANCEL.exec(html)?.[1] ?? "", { fields: {} });
    expect([cancelled.status, cancelled.headers.get("location")]).toEqual([303, page]);
    expect(textIn(await (await second.ask(page)).text(), "h1")).toBe(FREE);
    expect(await statesOf(orderId)).toEqual(["failed"]);
    const paid = await second.ask(`${page}/payments`, { fields: { method: "card" } });
    expect(paid.headers.get("location")).toContain("/sandbox/cashier/");
  });

  it("is closed at once by whoever started it", async () => {
    const { first, page, action } = await leaveBehind();
    expect((await first.ask(action, { fields: {} })).status).toBe(303);
    expect(textIn(await (await first.ask(page)).text(), "h1")).toBe(FREE);
  });

  it("stays while the channel gives no clear answer, however often it is asked", async () => {
    const { orderId, first, second, page, action } = await leaveBehind();
    await app.api(`/v1/test_helpers/orders/${orderId}/payment`, { body: { outcome: "unclear" } });
    app.clock.advance(minutes(3));
    for (const each of [first, second]) {
      const refused = await each.ask(action, { fields: {} });
      expect([refused.status, await refused.text()])
        .toEqual([409, expect.stringContaining(NOT_YET)]);
    }
    expect(await statesOf(orderId)).toEqual(["processing"]);
    expect((await second.ask(`${page}/payments`, { fields: { method: "card" } })).status).toBe(409);
  });

  it("is no business of somebody with another order's address", async () => {
    const { orderId, second, action } = await leaveBehind();
    const other = await placeOrder(app);
    app.clock.advance(minutes(3));
    await second.ask(action.replace(orderId, other.orderId), { fields: {} });
    expect(await statesOf(orderId)).toEqual(["processing"]);
  });

  it("is not freed by a browser without a cookie when a program started it", async () => {
    const { orderId } = await placeOrder(app);
    await app.api(`/v1/test_helpers/orders/${orderId}/payment`, { body: { outcome: "unclear" } });
    const [payments] = await app.deps.load(app.deps.payments.ofOrder(orderId as OrderId));
    const action = `/checkout/${orderId}/payments/${payments[0]?.paymentId}/cancellation`;
    expect((await phone(app).ask(action, { fields: {} })).status).toBe(409);
  });

  it("lets the next phone scan a screen's code", async () => {
    const { token, now } = await showCode(app);
    const first = phone(app);
    const second = phone(app);
    await first.scan(token);
    await first.ask(`/q/${token}/payments`, { fields: { method: "quickpass" } });
    expect((await second.scan(token)).status).toBe(409);
    const early = await second.ask(`/q/${token}/cancellation`, { fields: {} });
    expect([early.status, await early.text()]).toEqual([409, expect.stringContaining(NOT_YET)]);

    app.clock.advance(minutes(3));
    const taken = await (await second.scan(token)).text();
    expect(taken).not.toMatch(/¥|ord_/);
    const action = CANCEL.exec(taken)?.[1] ?? "";
    expect((await second.ask(action, { fields: {} })).status).toBe(303);
    const again = await second.scan(await now());
    expect([again.status, textIn(await again.text(), "h1")])
      .toEqual([200, FREE]);
  });

  it("is not promised any more questions once they have ended", async () => {
    const { orderId } = await placeOrder(app);
    const page = `/checkout/${orderId}`;
    await app.api(`/v1/test_helpers/orders/${orderId}/payment`, { body: { outcome: "unclear" } });
    app.clock.advance(minutes(30));
    await app.settle();
    expect(textIn(await (await phone(app).ask(page)).text(), "h1")).toBe(UNCLEAR);
    app.clock.advance(hours(24));
    await app.settle();
    const heading = textIn(await (await phone(app).ask(page)).text(), "h1");
    expect(heading).toContain("The shop and the operator have been told.");
    expect(heading).not.toContain("24 hours");
  });

  it("goes by the merchant's own clock", async () => {
    const { second, page } = await leaveBehind();
    const advance = (advance_seconds: number) =>
      app.api("/v1/test_helpers/clock", { body: { advance_seconds } });
    expect((await advance(179)).status).toBe(200);
    expect(await (await second.ask(page)).text()).not.toMatch(CANCEL);
    await advance(1);
    expect(await (await second.ask(page)).text()).toMatch(CANCEL);
  });
});
