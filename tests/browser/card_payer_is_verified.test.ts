import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Gateway, startGateway } from "../../unionpay_gateway/gateway.ts";
import type { Pki } from "../../unionpay_gateway/pki.ts";
import { gatewayPki } from "../support/acp_merchant.ts";
import { openBrowser, type OpenPage, type TestBrowser } from "../support/browser.ts";
import { DEBIT } from "../support/card_payer.ts";
import { opened } from "../support/left_running.ts";
import { orderOf, placeOrder } from "../support/payer.ts";
import { openPortal, type Portal } from "../support/portal.ts";
import { connectTo, MER_ID } from "../support/unionpay_app.ts";
import { virtualAuthenticator } from "../support/virtual_authenticator.ts";

/** What the simulated phone gets, by where its owner pays. */
const codes = { phone: "123456", desktop: "111111" } as const;
const PIN = "471903";

let browser: TestBrowser;
let pki: Pki;
let portal: Portal;
let gateway: Gateway;
let closed: () => void;
beforeAll(async () => {
  [browser, pki] = await Promise.all([openBrowser(), gatewayPki()]);
});
afterAll(() => browser.close());
beforeEach(async () => {
  portal = await openPortal({ named: "localhost" });
  closed = opened("a simulated gateway").closed;
  gateway = startGateway({ pki, now: portal.clock.now });
  const { key, certificate } = pki.merchants[MER_ID] ?? pki.signing;
  await connectTo(portal, {
    keys: [key + certificate],
    roots: pki.middle.certificate + pki.root.certificate,
    gatewayUrl: gateway.url,
    tokenRequestor: "62000000001",
  });
});
afterEach(async () => {
  await gateway.stop();
  closed();
  await portal.close();
});

interface Payer extends OpenPage {
  readonly orderId: string;
}

/** Somebody who has come from the checkout, is signed in, and has just bound a card. */
async function withCard(
  fen: number,
  given: { readonly width: number; readonly javascript?: false },
): Promise<Payer> {
  const payer = await browser.openPage({ lang: "en", ...given });
  const { page } = payer;
  const { orderId } = await placeOrder(portal, fen);
  await page.goto(`${portal.url}/checkout/${orderId}/cards`);
  await page.click("a:has-text('Open this page in UnionPay')");
  await page.click("button:has-text('Save a card')");
  if (given.javascript === false) await page.click("button:has-text('Go to UnionPay')");
  await page.fill("input[name=number]", DEBIT);
  await page.click("button:has-text('Next')");
  await page.fill("input[name=code]", "111111");
  await page.click("button:has-text('Allow')");
  await page.waitForSelector("h1:has-text('Opened')");
  await gateway.settle();
  await page.click("button:has-text('Back to the shop')");
  await page.waitForSelector("h1:has-text('Choose a card')");
  return { ...payer, orderId };
}

async function typeCode(page: Page, amount: string, code: string): Promise<void> {
  await page.fill("input[name=code]", code);
  await page.click(`button:has-text('Pay ${amount}')`);
  await page.waitForSelector('h1:has-text("confirming your payment"), h1:has-text("Paid")');
  await gateway.settle();
}

async function stateOf(orderId: string): Promise<string> {
  return (await orderOf(portal, { orderId, amount: 0 })).state;
}

describe("somebody who pays ¥3,000 by a bound card", () => {
  it("sets a PIN on the way and pays with it and the code, without script", async () => {
    const { page, orderId, complaints } = await withCard(3_000_00, {
      width: 360,
      javascript: false,
    });
    await page.click("button:has-text('Get a payment code')");
    await page.waitForSelector("h1:has-text('Verify once more to pay ¥3,000.00')");
    await page.click("a:has-text('Set a payment PIN')");
    await page.fill("#pin", PIN);
    await page.fill("#again", PIN);
    await page.click("button:has-text('Set payment PIN')");
    await page.waitForSelector("h1:has-text('Choose a card')");
    await page.click("button:has-text('Get a payment code')");
    await page.fill("#pin", "135246");
    await page.click("button:has-text('Next: get a payment code')");
    await page.waitForSelector("text=That PIN is wrong. 4 tries left.");
    await page.fill("#pin", PIN);
    await page.click("button:has-text('Next: get a payment code')");
    await typeCode(page, "¥3,000.00", codes.phone);
    expect(await stateOf(orderId)).toBe("paid");
    expect(complaints.filter((each) => !each.includes("422"))).toEqual([]);
  });
});

describe("somebody who pays ¥8,000 by a bound card", () => {
  it("adds a passkey on the way and signs exactly that payment with it", async () => {
    const { page, orderId, complaints } = await withCard(8_000_00, { width: 1280 });
    await virtualAuthenticator(page);
    await page.click("button:has-text('Get a payment code')");
    await page.click("a:has-text('Add a passkey')");
    await page.click("text=Add one on this device");
    await page.waitForSelector("h1:has-text('Choose a card')");
    await page.click("button:has-text('Get a payment code')");
    await page.click("button:has-text('Sign with a passkey to pay ¥8,000.00')");
    await page.waitForSelector("h1:has-text('Enter the payment code')");
    await typeCode(page, "¥8,000.00", codes.desktop);
    await page.waitForSelector("h1:has-text('Paid')");
    const { load, passkeySignatures } = portal.deps;
    const [signed = []] = await load(passkeySignatures.of(orderId as `ord_${string}`));
    expect(signed.map(({ text }) => JSON.parse(text).amount)).toEqual([8_000_00]);
    await page.goto(`${portal.url}/wallet`);
    await page.click("a:has-text('Receipt')");
    await page.waitForSelector("h2:has-text('Signed with a passkey')");
    const saving = page.waitForEvent("download");
    await page.click("a:has-text('Download signed JSON')");
    expect((await saving).suggestedFilename()).toMatch(/^receipt_pay_\w+\.json$/);
    expect(complaints).toEqual([]);
  });

  it("is refused without a passkey, and with a device that asks nobody who they are", async () => {
    const { page, orderId } = await withCard(8_000_00, { width: 360 });
    const device = await virtualAuthenticator(page);
    await page.click("button:has-text('Get a payment code')");
    // A PIN would not be enough.
    expect(await page.locator("a:has-text('Set a payment PIN')").count()).toBe(0);
    await page.click("a:has-text('Add a passkey')");
    await page.click("text=Add one on this device");
    await page.click("button:has-text('Get a payment code')");
    await device.stopVerifying();
    await page.click("button:has-text('Sign with a passkey')");
    await page.waitForSelector('[data-problem="cancelled"]:visible');
    await device.lose();
    await page.click("button:has-text('Sign with a passkey')");
    await page.waitForSelector('[data-problem="cancelled"]:visible');
    const attempts = await (await portal.api(`/v1/orders/${orderId}/payments`)).json();
    expect([await stateOf(orderId), attempts.data]).toEqual(["open", []]);
  });
});
