import { byScreen } from "../../core/actor.ts";
import { currentCode } from "../../core/dynamic_code/current_code.ts";
import { openCode } from "../../core/dynamic_code/open_code.ts";
import type { DynamicCode } from "../../core/dynamic_code/dynamic_code.ts";
import type { OrderId } from "../../core/id.ts";
import { merchantNow } from "../../core/merchant/merchant.ts";
import { placeOrder } from "./payer.ts";
import type { TestApp } from "./test_app.ts";

export interface ShownCode {
  readonly orderId: OrderId;
  /** Of the code on the screen when it was opened. */
  readonly token: string;
  /** The row as it is now. */
  row(): Promise<DynamicCode>;
  /** The token on the screen now. */
  now(): Promise<string>;
}

/** An open order of the test merchant, in fen, whose code is on a screen. */
export async function showCode(app: TestApp, amount?: number): Promise<ShownCode> {
  const { deps } = app;
  const orderId = (await placeOrder(app, amount)).orderId as OrderId;
  const [found] = await deps.load(deps.orders.inFull(orderId));
  if (!found) throw new Error("Cannot show: no order");
  const { order, merchant } = found;
  await openCode(deps, { order, merchant, by: byScreen() });
  const row = async () => {
    const [code] = await deps.load(deps.codes.ofOrder(orderId));
    if (!code) throw new Error("Cannot show: no code");
    return code;
  };
  const now = async () => {
    const [shopkeeper] = await deps.load(deps.merchants.ofOrder(orderId));
    if (!shopkeeper) throw new Error("Cannot show: no merchant");
    return (await currentCode(deps, await row(), merchantNow(shopkeeper, deps.now()))).token;
  };
  return { orderId, token: await now(), row, now };
}

const PHONE = "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Mobile Safari/537.36";

export interface Phone {
  /** Loads `path`, or sends `fields` as a form of the page would; redirects are not followed. */
  ask(path: string, init?: PhoneInit): Promise<Response>;
  /** Opens a code as a browser with script does: what the page says once it has claimed, or why it has not. */
  scan(token: string): Promise<Response>;
}

interface PhoneInit {
  readonly method?: "GET" | "HEAD";
  readonly fields?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A browser of its own that keeps its cookies, in English unless it says otherwise. */
export function phone(app: Pick<TestApp, "fetch">, agent = PHONE): Phone {
  return openPhone(app, { agent, cookies: new Map() });
}

/** The same, but it keeps none. */
export function phoneWithoutCookies(app: Pick<TestApp, "fetch">): Phone {
  return openPhone(app, { agent: PHONE, cookies: undefined });
}

function openPhone(
  app: Pick<TestApp, "fetch">,
  { agent, cookies }: {
    readonly agent: string;
    readonly cookies: Map<string, string> | undefined;
  },
): Phone {
  const origin = "http://portal.test";
  const ask: Phone["ask"] = async (path, { method = "GET", fields, headers } = {}) => {
    const answer = await app.fetch(
      new Request(origin + path, {
        method: fields ? "POST" : method,
        headers: {
          "User-Agent": agent,
          "Accept-Language": "en",
          Origin: origin,
          ...(cookies ? { Cookie: [...cookies].map((each) => each.join("=")).join("; ") } : {}),
          ...headers,
        },
        ...(fields ? { body: new URLSearchParams(fields) } : {}),
      }),
    );
    for (const set of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      cookies?.set(name, value);
    }
    return answer;
  };
  const scan = async (token: string) => {
    const page = await ask(`/q/${token}`);
    const claim = /hx-post="([^"]+)" hx-trigger="claim"/.exec(await page.clone().text())?.[1];
    if (claim === undefined) return page;
    await page.body?.cancel();
    return await ask(claim, {
      fields: {},
      headers: { "HX-Request": "true", "HX-Request-Type": "partial" },
    });
  };
  return { ask, scan };
}
