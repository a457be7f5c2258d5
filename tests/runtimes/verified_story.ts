import { expect } from "vitest";
import type { Gateway } from "../../unionpay_gateway/gateway.ts";
import { bindCard, chooseCard, orderIn, pathOfPayment } from "./card_story.ts";
import { withoutChance } from "./plain_browser.ts";
import { type Teller, waitUntil } from "./teller.ts";
import { challengeAt, enteredByApp, makePasskey } from "./wallet_browser.ts";

const PIN = "471903";
/** Its own, because the gateway sends a card one code a minute. */
const CARD = "6226090000000048";
/** What the gateway sends to the phone of a card. */
const CODE = "123456";

/** By one card: ¥3,000 with its code and a PIN, ¥8,000 with a passkey's signature, and neither with less. */
export async function aPayerShowsWhoTheyAre(teller: Teller, gateway: Gateway): Promise<void> {
  const browser = await enteredByApp(teller.place, "person_b");
  const first = await orderIn(teller, "verified-1", 3_000_00);
  await bindCard(browser, gateway, { orderId: first, number: CARD });

  const asked = await chooseCard(browser, first);
  const question = await browser.get(asked);
  expect(question.html).toContain("Verify once more to pay ¥3,000.00");
  teller.note("asked for more than the code", withoutChance(question.html));
  const toSetUp = await browser.get(`/checkout/${first}/cards/pin`);
  const set = await browser.post("/wallet/pin", { pin: PIN, again: PIN });
  expect([toSetUp.location, set.location]).toEqual(["/wallet/pin", `/checkout/${first}/cards`]);
  const wrong = await browser.post(`${asked}/pin`, { pin: "135246" });
  expect([wrong.status, wrong.html]).toEqual([422, expect.stringContaining("4 tries left")]);
  const right = await browser.post(`${asked}/pin`, { pin: PIN });
  expect(right.location).toContain(`/checkout/${first}`);
  await typeCode(first);

  const back = encodeURIComponent("/wallet/passkeys");
  await browser.post(`/wallet/confirmation/pin?to=${back}`, { pin: PIN });
  const { device } = await makePasskey(browser, teller.place);
  const next = await orderIn(teller, "verified-2", 8_000_00);
  const signing = await chooseCard(browser, next);
  const signed = async (lie = {}) => {
    const options = await challengeAt(browser, `${signing}/challenge`);
    return { response: JSON.stringify(await device.get(options, lie)) };
  };
  const byPin = await browser.post(`${signing}/pin`, { pin: PIN });
  const unverified = await browser.post(signing, await signed({ userVerified: false }));
  const attempts = await teller.ask("GET", `/v1/orders/${next}/payments`);
  expect([byPin.location, unverified.status, attempts.json.data]).toEqual([signing, 422, []]);
  teller.note("not without a signature", withoutChance(unverified.html));
  await gateway.control({ clock: { advance_seconds: 60 } });
  const agreed = await browser.post(signing, await signed());
  expect(agreed.location).toContain(`/checkout/${next}`);
  await typeCode(next);
  await teller.ask("GET", `/v1/orders/${next}/payments`);

  async function typeCode(orderId: string): Promise<void> {
    await browser.post(`${await pathOfPayment(browser, orderId)}/code`, { code: CODE });
    await waitUntil(teller, `/v1/orders/${orderId}`, ({ state }) => state === "paid");
  }
}
