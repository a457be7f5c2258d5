import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { placeOrder } from "../support/payer.ts";
import { textIn } from "../support/render_checkout.tsx";
import { type TestApp, testApp } from "../support/test_app.ts";

const PORTAL = "http://portal.test";
const SHOPS = ["https://shop.example", "https://www.shop.example:8443"];
const DESKTOP = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36";
const PHONE = "Mozilla/5.0 (Linux; Android 15) Mobile Safari/537.36";

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
  await register(SHOPS);
});
afterAll(() => app.close());

async function register(origins: readonly string[], key?: string): Promise<void> {
  const body = { origins };
  const set = await app.api("/v1/embedding", { method: "PUT", body, ...(key ? { key } : {}) });
  expect(set.status).toBe(200);
}

interface Asking {
  readonly fields?: Readonly<Record<string, string>>;
  readonly cookie?: string;
  readonly agent?: string;
}

/** A browser in English whose page of ours stands in a frame; it follows no redirect. */
function ask(path: string, { fields, cookie = "", agent = DESKTOP }: Asking = {}) {
  return app.fetch(
    new Request(PORTAL + path, {
      headers: { "User-Agent": agent, "Accept-Language": "en", Origin: PORTAL, Cookie: cookie },
      ...(fields ? { method: "POST", body: new URLSearchParams(fields) } : {}),
    }),
  );
}

function framing(answer: Response) {
  const policy = answer.headers.get("content-security-policy") ?? "";
  return {
    ancestors: /frame-ancestors ([^;]+)/.exec(policy)?.[1],
    options: answer.headers.get("x-frame-options"),
  };
}

const REFUSED = { ancestors: "'none'", options: "DENY" };
const SHOWN = { ancestors: SHOPS.join(" "), options: null };

describe("/checkout/:orderId?embed=1", () => {
  it("may be framed by exactly the origins its merchant registered, and keeps the rest of the policy", async () => {
    const { orderId } = await placeOrder(app);
    const plain = await ask(`/checkout/${orderId}`);
    const embedded = await ask(`/checkout/${orderId}?embed=1`);
    expect(framing(plain)).toEqual(REFUSED);
    expect(framing(embedded)).toEqual(SHOWN);
    const others = (answer: Response) =>
      answer.headers.get("content-security-policy")
        ?.replace(/frame-ancestors [^;]+|nonce-[^']+/g, "");
    expect(others(embedded)).toBe(others(plain));
  });

  it.each([
    ["the panel", (id: string) => ask(`/checkout/${id}/status?embed=1`)],
    ["the stream", (id: string) => ask(`/checkout/${id}/stream?embed=1&mark=x`)],
    [
      "a form shown again",
      (id: string) => ask(`/checkout/${id}/payments?embed=1`, { fields: { way: "card" } }),
    ],
  ])("lets the same origins frame %s", async (_, asking) => {
    const { orderId } = await placeOrder(app);
    const answer = await asking(orderId);
    await answer.body?.cancel();
    expect(framing(answer)).toEqual(SHOWN);
  });

  it("may not be framed when its merchant registered no origin, whoever else did", async () => {
    const other = await app.openMerchant("对面面馆 Noodles Opposite");
    const placed = await app.api("/v1/orders", {
      body: { merchant_order_no: "E-1", amount: 100, subject: "面" },
      key: other.secretKey,
    });
    const { order_id } = await placed.json();
    expect(framing(await ask(`/checkout/${order_id}?embed=1`))).toEqual(REFUSED);
    await register(["https://noodles.example"], other.secretKey);
    expect(framing(await ask(`/checkout/${order_id}?embed=1`)).ancestors)
      .toBe("https://noodles.example");
    await register([], other.secretKey);
    expect(framing(await ask(`/checkout/${order_id}?embed=1`))).toEqual(REFUSED);
  });

  it("is no way to frame any other page", async () => {
    const programs = /^\/(v1|\*|livez|readyz|openapi|\.well-known|embed\.js|assets)/;
    const pages = app.routes.filter(({ method, path }) => method === "GET" && !programs.test(path));
    expect(pages.length).toBeGreaterThan(10);
    const { orderId } = await placeOrder(app);
    for (const { path } of new Map(pages.map((each) => [each.path, each])).values()) {
      if (path === "/checkout/:orderId" || /status|stream/.test(path)) continue;
      const answer = await ask(
        `${path.replace(":orderId", orderId).replace(/:\w+/g, "x")}?embed=1`,
      );
      await answer.body?.cancel();
      expect([path, framing(answer).ancestors]).toEqual([path, "'none'"]);
    }
    expect(framing(await ask("/checkout/ord_x?embed=1"))).toEqual(REFUSED);
  });

  it("is compact: no header, no language form; it says who runs it, and tells only those origins", async () => {
    const { orderId } = await placeOrder(app);
    const html = await (await ask(`/checkout/${orderId}?embed=1`)).text();
    expect(html).not.toContain("<header");
    expect(html).not.toContain("/language");
    expect(textIn(html, "footer")).toBe("Payments by Countersign");
    expect(textIn(html, "h1")).toBe("Choose how to pay");
    expect(html).toContain(`data-order="${orderId}" data-origins="${SHOPS.join(" ")}"`);
    const plain = await (await ask(`/checkout/${orderId}`)).text();
    expect(plain).toContain("<header");
    expect(plain).not.toContain("framed.");
    expect(plain).not.toContain("data-state");
  });

  it("stays embedded wherever its forms, polls and streams lead", async () => {
    const { orderId } = await placeOrder(app);
    const places = async (html: Promise<string>) =>
      [...(await html).matchAll(/ (?:action|hx-\w+|href|data-stream|content)="([^"]*)"/g)]
        .map((match) => match[1] ?? "")
        .filter((url) => url.includes(`/checkout/${orderId}`));
    const payable = await places((await ask(`/checkout/${orderId}?embed=1`)).text());
    const started = await pay(orderId, "1");
    const cookie = started.cookie;
    const paying = await places((await ask(`/checkout/${orderId}?embed=1`, { cookie })).text());
    expect(payable.length).toBeGreaterThan(2);
    expect(paying.length).toBeGreaterThan(6);
    expect([...payable, ...paying].filter((url) => !url.includes("embed=1"))).toEqual([]);
  });

  it("recognizes its own payment by a cookie for the merchant's site only", async () => {
    const { orderId } = await placeOrder(app);
    const { location, cookies, cookie } = await pay(orderId, "1");
    expect(cookies.map((each) => each.replace(/=[^;]*/, ""))).toEqual([
      "framed_device; Max-Age=15552000; Path=/; HttpOnly; Secure; SameSite=None; Partitioned",
      "framed_method; Max-Age=15552000; Path=/; HttpOnly; Secure; SameSite=None; Partitioned",
    ]);
    const html = await (await ask(location, { cookie })).text();
    expect(textIn(html, "h1")).toBe("Scan with UnionPay or a bank app");
    const other = await (await ask(`/checkout/${orderId}?embed=1`)).text();
    expect(textIn(other, "h1")).toBe(
      "This order is being paid on another device. The result will appear here.",
    );
  });

  it("knows it also where the browser keeps no cookies, by what the address carries on", async () => {
    const { orderId } = await placeOrder(app);
    const { location } = await pay(orderId, "1");
    expect(location).toMatch(/^\/checkout\/ord_\w+\?embed=[0-9a-f]{32}$/);
    const html = await (await ask(location)).text();
    expect(textIn(html, "h1")).toBe("Scan with UnionPay or a bank app");
    const cancel = /action="([^"]+cancellation[^"]+)"/.exec(html)?.[1] ?? "";
    const cancelled = await ask(cancel, { fields: {} });
    const after = await (await ask(cancelled.headers.get("location") ?? "")).text();
    expect(textIn(after, "h1")).toBe(
      "Payment not completed. No money was taken. Try another way to pay.",
    );
  });

  it("never uses a secret that someone else put into the URL", async () => {
    const { orderId } = await placeOrder(app);
    const known = "0123456789abcdef0123456789abcdef";
    const { location } = await pay(orderId, known);
    expect(location).not.toContain(known);
    const spying = await (await ask(`/checkout/${orderId}?embed=${known}`)).text();
    expect(textIn(spying, "h1")).toBe(
      "This order is being paid on another device. The result will appear here.",
    );
  });

  it.each(["", "1", "yes", "'\"><script>", "0123"])("takes embed=%j for 1", async (given) => {
    const { orderId } = await placeOrder(app);
    const url = `/checkout/${orderId}?embed=${encodeURIComponent(given)}`;
    const html = await (await ask(url)).text();
    expect(html).toContain(`action="/checkout/${orderId}/payments?embed=1"`);
  });

  it("shows the way to a page that refuses frames as a link to a new tab, and never goes there itself", async () => {
    const { orderId } = await placeOrder(app);
    const { location, cookie } = await pay(orderId, "1", { method: "card" }, PHONE);
    expect(location).toContain(`/checkout/${orderId}?embed=`);
    const html = await (await ask(location, { cookie, agent: PHONE })).text();
    expect(textIn(html, "h1")).toBe("Pay in a new tab. The result will appear here.");
    expect(html).toMatch(
      /<a class="button" href="http:\/\/portal\.test\/sandbox\/cashier\/[\w-]+" target="_blank" rel="noopener">Open the payment page<\/a>/,
    );
    expect(html).toContain("data-stream");
  });

  it("also opens the code's link in a new tab", async () => {
    const { orderId } = await placeOrder(app);
    const { location } = await pay(orderId, "1");
    const html = await (await ask(location)).text();
    expect(html).toMatch(
      /<a class="link" href="[^"]+" target="_blank" rel="noopener">Open on this/,
    );
  });

  it("reports the same state as the API, and leaves the way back to the merchant's page", async () => {
    const body = {
      merchant_order_no: "E-2",
      amount: 100,
      subject: "茶",
      return_url: "https://shop.example/back",
    };
    const { order_id } = await (await app.api("/v1/orders", { body })).json();
    const url = `/checkout/${order_id}?embed=1`;
    expect(await (await ask(url)).text()).toContain('data-state="open"');
    await app.api(`/v1/test_helpers/orders/${order_id}/payment`, {
      body: { outcome: "succeeded" },
    });
    const paid = await (await ask(url)).text();
    expect(paid).toContain('data-state="paid"');
    expect(paid).toMatch(/href="https:\/\/shop\.example\/back\?[^"]+" target="_top" data-back/);
  });

  async function pay(
    orderId: string,
    key: string,
    fields: Readonly<Record<string, string>> = { method: "quickpass" },
    agent = DESKTOP,
  ) {
    const answer = await ask(`/checkout/${orderId}/payments?embed=${key}`, { fields, agent });
    expect(answer.status).toBe(303);
    const cookies = answer.headers.getSetCookie();
    return {
      location: answer.headers.get("location") ?? "",
      cookies,
      cookie: cookies.map((each) => each.split(";")[0]).join("; "),
    };
  }
});
