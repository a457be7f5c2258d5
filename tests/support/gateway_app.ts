import type { OpenApp } from "../../unionpay_gateway/context.ts";
import { type Gateway, startGateway } from "../../unionpay_gateway/gateway.ts";
import type { Pki } from "../../unionpay_gateway/pki.ts";
import { opened } from "./left_running.ts";
import { choose, get, placeOrder } from "./payer.ts";
import { type TestApp, testApp } from "./test_app.ts";
import { connectTo, MER_ID } from "./unionpay_app.ts";

type Fields = Readonly<Record<string, string>>;

/** A portal whose merchant trades at the simulated gateway, both on one clock. */
export interface GatewayApp {
  readonly app: TestApp;
  readonly gateway: Gateway;
  /** Everything due on both sides. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

export async function gatewayApp(
  pki: Pki,
  apps: readonly OpenApp[] = [],
  tokenRequestor?: string,
): Promise<GatewayApp> {
  const app = await testApp();
  const mark = opened("a simulated gateway");
  const gateway = startGateway({ pki, apps, now: app.clock.now, send: app.fetch });
  const { key, certificate } = pki.merchants[MER_ID] ?? pki.signing;
  await connectTo(app, {
    keys: [key + certificate],
    roots: pki.middle.certificate + pki.root.certificate,
    gatewayUrl: gateway.url,
    ...(tokenRequestor === undefined ? {} : { tokenRequestor }),
  });
  return {
    app,
    gateway,
    settle: async () => {
      await app.settle();
      await gateway.settle();
      await app.settle();
    },
    close: async () => {
      await gateway.stop();
      mark.closed();
      await app.close();
    },
  };
}

/** The payer's browser at the gateway. */
export interface AtGateway {
  readonly orderId: string;
  readonly form: Fields;
  /** The gateway's page. */
  readonly page: string;
  /** Presses one of its buttons; the page that follows. */
  press(fields: Fields): Promise<string>;
}

const CARD = "6216261000000000018";
export const confirmed = { act: "confirm", card: CARD } as const;

/** Chooses 云闪付 on the checkout page of a new order and leaves for the gateway's page. */
export async function leave({ app, gateway }: GatewayApp, amount = 8_800): Promise<AtGateway> {
  const order = await placeOrder(app, amount);
  const leaving = await (await get(app, await choose(app, order))).text();
  const form = leavingFields(leaving);
  const entered = await fetch(`${gateway.url}/gateway/api/frontTransReq.do`, {
    method: "POST",
    body: new URLSearchParams(form),
  });
  const { pathname } = new URL(entered.url);
  return {
    orderId: order.orderId,
    form,
    page: await entered.text(),
    press: async (fields) => {
      const body = new URLSearchParams(fields);
      return await (await fetch(gateway.url + pathname, { method: "POST", body })).text();
    },
  };
}

/** What our page's form to the gateway carries. */
export function leavingFields(html: string): Fields {
  return hiddenFields(/<form[^>]*\sdata-leave[^>]*>(.*?)<\/form>/s.exec(html)?.[1] ?? "");
}

/** What a page's hidden fields carry. */
export function hiddenFields(html: string): Fields {
  const inputs = html.matchAll(/<input\s+type="hidden"\s+name="([^"]+)"\s+value="([^"]*)"/g);
  return Object.fromEntries([...inputs].map(([, name = "", value = ""]) => [name, plain(value)]));
}

function plain(text: string): string {
  return text.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
    .replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&amp;", "&");
}
