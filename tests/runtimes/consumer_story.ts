import { expect } from "vitest";
import { authenticator } from "../support/authenticator.ts";
import { serveLoopback } from "../support/portal.ts";
import { createBrowser, withoutChance } from "./plain_browser.ts";
import type { Teller } from "./teller.ts";

/** The phones of the world: the SMS provider of each place, and what came last to a number there. */
export interface Phones {
  readonly settingsOf: (place: string) => { readonly SMS_URL: string };
  readonly lastCode: (place: string, phone: string) => string | undefined;
  readonly close: () => Promise<void>;
}

export function openPhones(): Phones {
  const codes = new Map<string, string>();
  const provider = serveLoopback(async (request) => {
    const place = decodeURIComponent(new URL(request.url).pathname.slice(1));
    const { phone, text } = await request.json();
    codes.set(`${place} ${phone}`, /#(\d{6})$/.exec(text)?.[1] ?? "");
    return new Response(null, { status: 202 });
  });
  return {
    settingsOf: (place) => ({ SMS_URL: `${provider.url}/${encodeURIComponent(place)}` }),
    lastCode: (place, phone) => codes.get(`${place} ${phone}`),
    close: provider.close,
  };
}

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

  const asked = async (by: typeof browser, path: string) =>
    JSON.parse((await by.post(path, {})).html);
  const created = await device.create(await asked(browser, "/wallet/passkeys/challenge"));
  const made = await browser.post("/wallet/passkeys", { response: JSON.stringify(created) });
  // Whoever has a passkey shows it before they set a PIN.
  const asking = await browser.post("/wallet/pin", { pin: PIN, again: PIN });
  const shown = await device.get(await asked(browser, "/wallet/confirmation/challenge"));
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
  const signed = await device.get(await asked(other, "/wallet/sign_in/passkey/challenge"));
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
