import type { TestApp } from "./test_app.ts";

const AGENTS = {
  phone: "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15",
  desktop: "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36",
  unionpay_app: "Mozilla/5.0 (iPhone) (com.unionpay.chsp) (UnionPay/1.0 CloudPay)",
} as const;

export interface Placed {
  readonly orderId: string;
  readonly amount: number;
}

let numbers = 0;

/** An open order of the test merchant, in fen. */
export async function placeOrder(app: TestApp, amount = 1234): Promise<Placed> {
  const body = { merchant_order_no: `cup-${++numbers}`, amount, subject: "明前龙井 100 g" };
  const response = await app.api("/v1/orders", { body });
  if (response.status !== 201) throw new Error(`Cannot place order: ${await response.text()}`);
  const { order_id } = await response.json();
  return { orderId: order_id, amount };
}

/** Chooses a method on the checkout page without script; returns the path the browser is redirected to. */
export async function choose(
  app: TestApp,
  { orderId }: Placed,
  method: "quickpass" | "card" | "account" = "quickpass",
  agent: keyof typeof AGENTS = "phone",
): Promise<string> {
  const response = await post(app, `/checkout/${orderId}/payments`, { method }, AGENTS[agent]);
  const location = response.headers.get("location") ?? "";
  return location.replace("http://portal.test", "");
}

/** A form sent by a browser from one of our own pages. */
export function post(
  app: TestApp,
  path: string,
  fields: Readonly<Record<string, string>>,
  agent: string = AGENTS.phone,
): Promise<Response> {
  return app.fetch(
    new Request(`http://portal.test${path}`, {
      method: "POST",
      headers: { Origin: "http://portal.test", "User-Agent": agent },
      body: new URLSearchParams(fields),
    }),
  );
}

export function get(app: TestApp, path: string, lang = "zh"): Promise<Response> {
  const headers = { "Accept-Language": lang, "User-Agent": AGENTS.phone };
  return app.fetch(new Request(`http://portal.test${path}`, { headers }));
}

/** The order as its merchant sees it. */
export async function orderOf(app: TestApp, { orderId }: Placed) {
  const response = await app.api(`/v1/orders/${orderId}`);
  return await response.json();
}

/** Types of all events of the merchant, oldest first. */
export async function eventTypes(app: TestApp): Promise<readonly string[]> {
  const [events] = await app.deps.load({
    statement: { sql: "select type from events where sequence is not null order by seq", args: [] },
    read: (rows) => rows.map((row) => String(row["type"])),
  });
  return events;
}
