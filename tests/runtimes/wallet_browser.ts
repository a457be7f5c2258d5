import { expect } from "vitest";
import { type Authenticator, authenticator } from "../support/authenticator.ts";
import type { Phones } from "./phones.ts";
import type { Place } from "./places.ts";
import { createBrowser, type PlainBrowser } from "./plain_browser.ts";

/** A browser into which the simulated app has brought one of the sandbox's people. */
export async function enteredByApp(place: Place, person: string): Promise<PlainBrowser> {
  const browser = createBrowser(place.url);
  await browser.post("/sandbox/person", { person });
  const opened = await browser.post("/sandbox/wallet", { code: `${place.url}/wallet` });
  const entered = await browser.get(opened.location);
  expect([entered.status, entered.location]).toEqual([303, "/wallet"]);
  return browser;
}

/** Answers a code for this phone; the path that it leads to. */
export async function enterByPhone(
  browser: PlainBrowser,
  place: Place,
  { phones, phone }: { readonly phones: Phones; readonly phone: string },
): Promise<string> {
  await browser.post("/wallet/sign_in", { phone });
  const code = phones.lastCode(place.name, phone) ?? "";
  const entered = await browser.post("/wallet/sign_in/code", { code });
  expect(entered.status).toBe(303);
  return entered.location;
}

/** A device with a passkey of whoever is signed in; where its making leads back to. */
export async function makePasskey(
  browser: PlainBrowser,
  place: Place,
): Promise<{ readonly device: Authenticator; readonly back: string }> {
  const device = authenticator(place.url);
  const options = await challengeAt(browser, "/wallet/passkeys/challenge");
  const response = JSON.stringify(await device.create(options));
  const made = await browser.post("/wallet/passkeys", { response });
  expect(made.status).toBe(303);
  return { device, back: made.location };
}

/** A browser in which this device's passkey signs its person in. */
export async function enteredByPasskey(place: Place, device: Authenticator): Promise<PlainBrowser> {
  const browser = createBrowser(place.url);
  const options = await challengeAt(browser, "/wallet/sign_in/passkey/challenge");
  const response = JSON.stringify(await device.get(options));
  const entered = await browser.post("/wallet/sign_in/passkey", { response });
  expect(entered.status).toBe(303);
  return browser;
}

/** What a page there asks a device to sign. */
export async function challengeAt(browser: PlainBrowser, path: string) {
  return JSON.parse((await browser.post(path, {})).html);
}
