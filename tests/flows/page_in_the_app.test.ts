import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { minutes } from "../../core/time.ts";
import type { Pki } from "../../unionpay_gateway/pki.ts";
import { gatewayPki } from "../support/acp_merchant.ts";
import { placeOrder } from "../support/payer.ts";
import { APP_ID, type PlatformApp, platformApp } from "../support/platform_app.ts";

const PAGE = "https://shop.example/pay?order=7";

let pki: Pki;
let at: PlatformApp;
beforeAll(async () => {
  pki = await gatewayPki();
});
beforeEach(async () => {
  at = await platformApp(pki);
});
afterEach(() => at.close());

async function configure(url: string) {
  const answer = await at.app.api("/v1/upsdk_configurations", { body: { url } });
  return { status: answer.status, ...await answer.json() };
}

/** What the app says to a page at `url` that is given this. */
async function accepts(given: Readonly<Record<string, string>>, url: string): Promise<boolean> {
  const { app_id: appId, nonce_str: nonceStr, timestamp, signature } = given;
  const body = JSON.stringify({ appId, nonceStr, timestamp, signature, url });
  return (await (await fetch(`${at.gateway.url}/upsdk/config`, { method: "POST", body })).json())
    .ok;
}

describe("a merchant's own page inside the app", () => {
  it("gets what the app's script accepts, for its very address, and a tn to pay with", async () => {
    const given = await configure(`${PAGE}#top`);
    expect(given).toMatchObject({ status: 200, app_id: APP_ID, url: PAGE });
    expect(await accepts(given, PAGE)).toBe(true);
    expect(await accepts(given, "https://shop.example/pay?order=8")).toBe(false);
    const { orderId } = await placeOrder(at.app, 500);
    const paying = await at.app.api(`/v1/orders/${orderId}/payments`, {
      body: { flow: "app_control" },
    });
    expect((await paying.json()).tn).toMatch(/^\d+$/);
  });

  it("is signed for with one front token, and with the next in time", async () => {
    const tokens = async () => {
      const [kept] = await at.app.deps.load(at.app.deps.openPlatform.token(APP_ID, "front"));
      return kept?.sealed;
    };
    await Promise.all([configure(PAGE), configure(PAGE), configure(PAGE)]);
    const first = await tokens();
    expect(await accepts(await configure(PAGE), PAGE)).toBe(true);
    expect(await tokens()).toBe(first);
    at.app.clock.advance(minutes(115));
    expect(await accepts(await configure(PAGE), PAGE)).toBe(true);
    expect(await tokens()).not.toBe(first);
  });

  it("is refused elsewhere than under a registered address, and while the platform is away", async () => {
    expect(await configure("shopapp://pay")).toMatchObject({
      status: 403,
      code: "return_url_not_allowed",
    });
    await at.gateway.control({ rules: [{ on: "frontToken", act: "down" }] });
    expect(await configure(PAGE)).toMatchObject({ status: 503, code: "app_not_answering" });
  });
});
