import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Gateway, startGateway } from "../../unionpay_gateway/gateway.ts";
import type { Pki } from "../../unionpay_gateway/pki.ts";
import { confirmed, leavingFields } from "../support/gateway_app.ts";
import { opened } from "../support/left_running.ts";
import { tempFolder } from "../support/server.ts";
import { MER_ID } from "../support/unionpay_app.ts";
import type { Place } from "./places.ts";
import { createBrowser } from "./plain_browser.ts";
import { peopleAtPlatform } from "./people_at_platform.ts";
import { type AtChannel, type Leaving, type Pay, waitUntil } from "./teller.ts";

const numbers = { payments: "990200000000003", contracts: "990200000000004" } as const;
const PLATFORM_SECRET = "s".repeat(32);
/** A merchant number of one place that trades at a simulated gateway of its own. */
export interface GatewayTrade {
  readonly gateway: Gateway;
  readonly key: string;
  /** What people do there, without script, on its pages and in its app. */
  readonly channel: AtChannel;
  stop(): Promise<void>;
}

/** Opens the number and connects it by the operator's commands, while the portal serves. */
export async function tradeAtGateway(
  place: Place,
  pki: Pki,
  use: keyof typeof numbers = "payments",
): Promise<GatewayTrade> {
  const no = numbers[use];
  const appId = (use === "payments" ? "a" : "c").repeat(32);
  const folder = await tempFolder();
  const mark = opened("a simulated gateway");
  const gateway = startGateway({ pki });
  const [own, roots] = [join(folder.path, "own.pem"), join(folder.path, "roots.pem")];
  const { key: pem, certificate } = pki.merchants[MER_ID] ?? pki.signing;
  await writeFile(own, pem + certificate);
  await writeFile(roots, pki.middle.certificate + pki.root.certificate);
  const opening = ["--no", no, "--name", "山泉茶行", "--mode", "test"];
  const { secret_key: key } = await place.operate("open_merchant", ...opening) as {
    readonly secret_key: string;
  };
  const keys = ["--mode", "test", "--keys", own, "--roots", roots, "--gateway", gateway.url];
  await place.operate("set_gateway_keys", use, ...keys);
  const [secret, noticeKeys] = [join(folder.path, "secret.txt"), join(folder.path, "open.pem")];
  await writeFile(secret, PLATFORM_SECRET);
  await writeFile(noticeKeys, pki.openPlatform.certificate);
  const app = ["--secret", secret, "--notice-keys", noticeKeys, "--platform", gateway.url];
  await place.operate("set_open_app", appId, "--mode", "test", ...app);
  const to = ["--keys", use, "--mer-id", MER_ID, "--app", appId];
  const requestor = ["--token-requestor", "62000000001"];
  await place.operate("connect_merchant", no, ...to, ...requestor);
  return {
    gateway,
    key,
    channel: {
      pay: payOnPage(gateway),
      ...peopleAtPlatform(place, gateway, { appId, secret: PLATFORM_SECRET, no }),
    },
    stop: async () => {
      await gateway.stop();
      mark.closed();
      await folder.remove();
    },
  };
}

function payOnPage({ url }: Gateway): Pay {
  /** By order: a payer who was refused stays there. */
  const pages = new Map<string, string>();
  return async (teller, orderId, { outcome, from }) => {
    const left = pages.get(orderId) ?? await leave(from ?? await choose(teller.place, orderId));
    if (typeof left === "number") return { status: left, json: undefined };
    pages.set(orderId, left);
    const order = `/v1/orders/${orderId}`;
    if (outcome !== "unclear") {
      const fields = outcome === "succeeded" ? confirmed : { act: "64" };
      const pressed = await fetch(left, { method: "POST", body: new URLSearchParams(fields) });
      await pressed.body?.cancel();
    }
    if (outcome === "succeeded") await waitUntil(teller, order, ({ state }) => state === "paid");
    return await teller.ask("GET", order);
  };

  /** The gateway's page, or the status of our own page that let nobody leave. */
  async function leave(leaving: Leaving | number): Promise<string | number> {
    if (typeof leaving === "number") return leaving;
    const { html } = await leaving.browser.get(leaving.location);
    const entered = await fetch(`${url}/gateway/api/frontTransReq.do`, {
      method: "POST",
      body: new URLSearchParams(leavingFields(html)),
    });
    const page = await entered.text();
    if (!entered.url.includes("/pay/")) throw new Error(`The gateway let nobody pay: ${page}`);
    return entered.url;
  }
}

async function choose(place: Place, orderId: string): Promise<Leaving | number> {
  const browser = createBrowser(place.url);
  await browser.get(`/checkout/${orderId}`);
  const path = `/checkout/${orderId}/payments`;
  const { status, location } = await browser.post(path, { method: "quickpass" });
  return status === 303 ? { browser, location } : status;
}
