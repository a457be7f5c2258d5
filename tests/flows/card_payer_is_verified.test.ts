import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { JWK } from "jose";
import { canonicalJson } from "../../core/canonical_json.ts";
import { verifyReceipt } from "../../core/payment_receipt/verify_receipt.ts";
import { sha256 } from "../../core/sha256.ts";
import { minutes, seconds } from "../../core/time.ts";
import type { Pki } from "../../unionpay_gateway/pki.ts";
import { gatewayPki } from "../support/acp_merchant.ts";
import { type Authenticator, authenticator, type Lie } from "../support/authenticator.ts";
import {
  bindAt,
  type CardPayer,
  cardPayer,
  cardsOf,
  leaveToBind,
  shownAt,
} from "../support/card_payer.ts";
import { type GatewayApp, gatewayApp } from "../support/gateway_app.ts";
import { orderOf, placeOrder } from "../support/payer.ts";
import { joined } from "../support/staff.ts";

const PIN = "471903";
/** What a phone gets whose browser is a phone's. */
const CODE = "123456";

let pki: Pki;
let at: GatewayApp;
let payer: CardPayer;
let card: string;
beforeAll(async () => {
  pki = await gatewayPki();
});
beforeEach(async () => {
  at = await gatewayApp(pki, [], "62000000001");
  payer = cardPayer(at.app);
  await payer.signIn();
  const orderId = await newOrder(1_00);
  const { page } = await leaveToBind(payer, at.gateway, orderId);
  await bindAt(page);
  await at.settle();
  [card = ""] = await cardsOf(payer, orderId);
});
afterEach(() => at.close());

async function newOrder(fen: number): Promise<string> {
  return (await placeOrder(at.app, fen)).orderId;
}

async function choose(orderId: string): Promise<string> {
  return (await payer.post(`/checkout/${orderId}/cards`, { card })).location;
}

/** Types the code that is asked for on the checkout, and waits for the bank. */
async function payAt(location: string): Promise<string> {
  const { html } = await shownAt(payer, location);
  const [, path, orderId = ""] =
    /action="(\/checkout\/(ord_\w+)\/payments\/pay_\w+)\/code"/.exec(html) ?? [];
  if (path === undefined) throw new Error(`No code is asked for: ${html}`);
  await payer.post(`${path}/code`, { code: CODE });
  await at.settle();
  return (await orderOf(at.app, { orderId, amount: 0 })).state;
}

const verificationOf = (orderId: string) => `/checkout/${orderId}/cards/verification/${card}`;

const bytesOf = (file: unknown) => new TextEncoder().encode(JSON.stringify(file));

async function setPin(): Promise<void> {
  const set = await payer.post("/wallet/pin", { pin: PIN, again: PIN });
  expect(set.status).toBe(303);
}

async function addPasskey(): Promise<Authenticator> {
  const device = authenticator(at.app.deps.config.publicUrl);
  const options = JSON.parse((await payer.post("/wallet/passkeys/challenge")).html);
  const response = JSON.stringify(await device.create(options));
  expect((await payer.post("/wallet/passkeys", { response })).status).toBe(303);
  return device;
}

async function signedFor(orderId: string, device: Authenticator, lie?: Lie): Promise<string> {
  const asked = await payer.post(`${verificationOf(orderId)}/challenge`);
  return JSON.stringify(await device.get(JSON.parse(asked.html), lie));
}

describe("a payer by a bound card", () => {
  it("types the code alone up to ¥1,000 a day, and is told what more would allow", async () => {
    expect(await payAt(await choose(await newOrder(600_00)))).toBe("paid");
    const orderId = await newOrder(600_00);
    const location = await choose(orderId);
    expect(location).toBe(verificationOf(orderId));
    const { status, html } = await payer.get(location);
    expect(status).toBe(200);
    expect(html).toContain("Verify once more to pay ¥600.00");
    expect(html).toContain("¥400.00 is left today");
    expect(html).toContain(`/checkout/${orderId}/cards/pin`);
    expect(html).toContain(`/checkout/${orderId}/cards/passkey`);
    // The bank sends a card one code a minute.
    await at.gateway.control({ clock: { advance_seconds: 61 } });
    expect(await payAt(await choose(await newOrder(400_00)))).toBe("paid");
  });

  it("pays ¥3,000 with code and PIN, set up on the way, and no more than ¥5,000", async () => {
    const orderId = await newOrder(3_000_00);
    expect((await payer.get(`/checkout/${orderId}/cards/pin`)).location).toBe("/wallet/pin");
    const set = await payer.post("/wallet/pin", { pin: PIN, again: PIN });
    expect(set.location).toBe(`/checkout/${orderId}/cards`);
    const location = await choose(orderId);
    const wrong = await payer.post(`${location}/pin`, { pin: "135246" });
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain("That PIN is wrong. 4 tries left.");
    const right = await payer.post(`${location}/pin`, { pin: PIN });
    expect(await payAt(right.location)).toBe("paid");
    const { html } = await payer.get(await choose(await newOrder(2_500_00)));
    expect(html).not.toContain('name="pin"');
    expect(html).toContain("Add a passkey");
  });

  it("gives their PIN for one order: it is good for no other, and there for ten minutes", async () => {
    await setPin();
    const orderId = await newOrder(2_000_00);
    const { location } = await payer.post(`${await choose(orderId)}/pin`, { pin: PIN });
    const another = await newOrder(2_000_00);
    expect(await choose(another)).toBe(verificationOf(another));
    const { html } = await shownAt(payer, location);
    const [, cancel = ""] = /action="(\S+\/cancellation)"/.exec(html) ?? [];
    expect((await payer.post(cancel)).status).toBe(303);
    await at.gateway.control({ clock: { advance_seconds: 61 } });
    at.app.clock.advance(minutes(2));
    expect(await choose(orderId)).toMatch(/^\/checkout\/ord_\w+$/);
  });

  it("pays ¥8,000 with a signature over exactly that payment, which is kept", async () => {
    const device = await addPasskey();
    const orderId = await newOrder(8_000_00);
    const location = await choose(orderId);
    const { html } = await payer.get(location);
    expect(html).toContain("Sign with a passkey to pay ¥8,000.00");
    const response = await signedFor(orderId, device);
    const signed = await payer.post(location, { response });
    expect(await payAt(signed.location)).toBe("paid");
    const [kept = []] = await at.app.deps.load(
      at.app.deps.passkeySignatures.of(orderId as `ord_${string}`),
    );
    expect(kept.map(({ text }) => JSON.parse(text))).toMatchObject([{
      type: "payment",
      order_id: orderId,
      amount: 8_000_00,
      currency: "CNY",
      card: { card_id: card, last_four: "0018" },
    }]);
  });

  it("has that signature on the receipt, which verifies offline, and so do the merchant and the institution", async () => {
    const device = await addPasskey();
    const orderId = await newOrder(8_000_00);
    const location = await choose(orderId);
    const signed = await payer.post(location, { response: await signedFor(orderId, device) });
    // The payment has begun with the first, and what is signed after it says nothing about it.
    at.app.clock.advance(seconds(1));
    await payer.post(location, { response: await signedFor(orderId, device) });
    expect(await payAt(signed.location)).toBe("paid");
    const { load, passkeySignatures } = at.app.deps;
    const [kept = []] = await load(passkeySignatures.of(orderId as `ord_${string}`));
    expect(kept).toHaveLength(2);
    const { text = "", credentialId = "" } = kept.toSorted((a, b) => a.signedAt - b.signedAt)[0] ??
      {};
    const wallet = (await payer.get("/wallet")).html;
    const [, paymentId = ""] = /href="\/wallet\/receipts\/(pay_\w+)"/.exec(wallet) ?? [];
    const page = (await payer.get(`/wallet/receipts/${paymentId}`)).html;
    for (const part of [credentialId, await sha256(text)]) expect(page).toContain(part.slice(-6));
    expect(page).toContain("text message code, passkey signature");

    const file = JSON.parse((await payer.get(`/wallet/receipts/${paymentId}/file`)).html);
    expect(file.receipt).toMatchObject({
      factors: ["code", "signature"],
      signature: { text, credential_id: credentialId, text_sha256: await sha256(text) },
    });
    const jwks = { keys: at.app.deps.vault.jwks().keys as JWK[] };
    expect((await verifyReceipt(bytesOf(file), jwks)).ok).toBe(true);
    // The portal's own word is not taken for what the payer signed.
    const receipt = { ...file.receipt, amount: 1 };
    const signature = await at.app.deps.vault.sign(
      { typ: "countersign-receipt" },
      new TextEncoder().encode(canonicalJson(receipt)),
    );
    expect(await verifyReceipt(bytesOf({ receipt, signature }), jwks)).toMatchObject({
      error: { detail: "The passkey signed another amount" },
    });

    const owner = await joined(at.app, "viewer", at.app.merchant.merchant.merchantNo);
    const support = await joined(at.app, "support");
    const places = [
      [owner, `/console/orders/${orderId}`, `/console/payments/${paymentId}/evidence`],
      [support, `/ops/records/${paymentId}`, `/ops/payments/${paymentId}/evidence`],
    ] as const;
    for (const [person, shown, path] of places) {
      const html = await (await person.ask(shown)).text();
      expect(html).toContain("Signed with a passkey");
      expect(html).toContain(`href="${path}"`);
      expect(html).not.toContain("client_data");
      const answer = await person.ask(path);
      const evidence = await answer.json();
      expect(answer.headers.get("content-disposition")).toContain("attachment");
      expect(evidence.receipt.signature).toEqual(file.receipt.signature);
      expect((await verifyReceipt(bytesOf(evidence), jwks)).ok).toBe(true);
    }
    const stranger = await at.app.openMerchant("江湾书店");
    const other = await joined(at.app, "owner", stranger.merchant.merchantNo);
    expect((await other.ask(`/console/payments/${paymentId}/evidence`)).status).toBe(404);
  });

  it("is refused ¥8,000 by a PIN, an unverified signature, and one for another order", async () => {
    const device = await addPasskey();
    // Signed in by the app alone, nobody who has a passkey sets a PIN.
    expect((await payer.post("/wallet/pin", { pin: PIN, again: PIN })).status).toBe(422);
    const asked = JSON.parse((await payer.post("/wallet/confirmation/challenge")).html);
    const confirmed = JSON.stringify(await device.get(asked));
    await payer.post("/wallet/confirmation?to=/wallet/pin", { response: confirmed });
    await setPin();
    const orderId = await newOrder(8_000_00);
    const location = await choose(orderId);
    const byPin = await payer.post(`${location}/pin`, { pin: PIN });
    expect(byPin.location).toBe(location);
    const unverified = await signedFor(orderId, device, { userVerified: false });
    const refused = await payer.post(location, { response: unverified });
    expect(refused.status).toBe(422);
    expect(refused.html).toContain("accepted. No money was taken. Try again.");
    const another = await newOrder(8_000_00);
    const elsewhere = await payer.post(location, { response: await signedFor(another, device) });
    expect(elsewhere.status).toBe(422);
    const response = await signedFor(orderId, device);
    expect((await payer.post(verificationOf(another), { response })).status).toBe(422);
    const attempts = await (await at.app.api(`/v1/orders/${orderId}/payments`)).json();
    expect(attempts.data).toEqual([]);
  });

  it("is asked for nothing about a card of somebody else, nor when nobody is signed in", async () => {
    await setPin();
    const orderId = await newOrder(3_000_00);
    const stranger = cardPayer(at.app);
    await stranger.signIn("person_b");
    const theirs = await stranger.post(`${verificationOf(orderId)}/pin`, { pin: PIN });
    expect(theirs.status).toBe(409);
    const nobody = await cardPayer(at.app).post(`${verificationOf(orderId)}/pin`, { pin: PIN });
    expect(nobody.status).toBe(403);
    const unknown = await cardPayer(at.app).post(`${verificationOf(orderId)}/challenge`);
    expect(unknown.status).toBe(403);
  });
});
