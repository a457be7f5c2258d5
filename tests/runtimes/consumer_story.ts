import { expect } from "vitest";
import { authenticator } from "../support/authenticator.ts";
import type { Phones } from "./phones.ts";
import { createBrowser, withoutChance } from "./plain_browser.ts";
import type { Teller } from "./teller.ts";
import { challengeAt } from "./wallet_browser.ts";

const PHONE = "19900000111";
const PIN = "471903";

/** A consumer comes in with a phone, makes a passkey, comes back with it on another device, and signs out everywhere. */
export async function aConsumerComesIn(teller: Teller, phones: Phones): Promise<void> {
  const { place } = teller;
  const browser = createBrowser(place.url);
  const device = authenticator(place.url);
  const start = await browser.get("/wallet/sign_in");
  const sent = await browser.post("/wallet/sign_in", { phone: PHONE });
  const codePage = await browser.get("/wallet/sign_in/code");
  const code = phones.lastCode(place.name, PHONE) ?? "";
  expect(code).toMatch(/^\d{6}$/);
  const wrong = await browser.post("/wallet/sign_in/code", {
    code: code === "000000" ? "000001" : "000000",
  });
  const entered = await browser.post("/wallet/sign_in/code", { code });
  const wallet = await browser.get("/wallet");

  const created = await device.create(await challengeAt(browser, "/wallet/passkeys/challenge"));
  const made = await browser.post("/wallet/passkeys", { response: JSON.stringify(created) });
  // Whoever has a passkey shows it before they set a PIN.
  const asking = await browser.post("/wallet/pin", { pin: PIN, again: PIN });
  const shown = await device.get(await challengeAt(browser, "/wallet/confirmation/challenge"));
  const confirmed = await browser.post("/wallet/confirmation?to=/wallet/pin", {
    response: JSON.stringify(shown),
  });
  const set = await browser.post("/wallet/pin", { pin: PIN, again: PIN });
  const mistyped = await browser.post("/wallet/confirmation/pin", { pin: "135246" });
  const byPin = await browser.post("/wallet/confirmation/pin", { pin: PIN });
  const ofPin = [asking, confirmed, set, mistyped, byPin];
  teller.note("how a PIN is set", ofPin.map(({ status, location }) => [status, location]));
  expect(ofPin.map(({ status }) => status)).toEqual([422, 303, 303, 422, 303]);
  const other = createBrowser(place.url);
  const signed = await device.get(await challengeAt(other, "/wallet/sign_in/passkey/challenge"));
  const response = JSON.stringify(signed);
  const back = await other.post("/wallet/sign_in/passkey", { response });
  const again = await other.post("/wallet/sign_in/passkey", { response });
  const devices = await other.get("/wallet/devices");
  const everywhere = await other.post("/wallet/devices/end", { session_id: "all" });
  const over = await browser.get("/wallet/devices");

  const answers = [start, sent, codePage, wrong, entered, wallet, made, back, again, devices];
  const statuses = [...answers, everywhere, over].map(({ status, location }) => [status, location]);
  teller.note("how a consumer comes in", statuses);
  expect(statuses.map(([status]) => status)).toEqual(
    [200, 303, 200, 422, 303, 200, 303, 303, 422, 200, 303, 403],
  );
  expect(devices.html.match(/value="ses_/g)).toHaveLength(2);
  teller.note("pages", [start, codePage, wallet].map(({ html }) => withoutChance(html)));
}
