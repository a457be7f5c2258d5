import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { textIn } from "../support/render_checkout.tsx";
import { type TestApp, testApp } from "../support/test_app.ts";

const PORTAL = "http://portal.test";

let app: TestApp;
beforeAll(async () => {
  app = await testApp({ demoKey: true });
});
afterAll(() => app.close());

function ask(path: string, cookie = "", method = "GET"): Promise<Response> {
  return app.fetch(
    new Request(PORTAL + path, {
      method,
      headers: { "Accept-Language": "en", Cookie: cookie, Origin: PORTAL },
      ...(method === "POST" ? { body: new URLSearchParams() } : {}),
    }),
  );
}

async function visit(cookie = "") {
  const answer = await ask("/demo/shop", cookie);
  const html = await answer.text();
  const [set = ""] = answer.headers.getSetCookie();
  const url = /href="([^"]+)" data-countersign/.exec(html)?.[1] ?? "";
  return {
    answer,
    html,
    url,
    orderId: url.split("/").at(-1) ?? "",
    cookie: set.split(";")[0] ?? "",
  };
}

function pay(orderId: string): Promise<Response> {
  const path = `/v1/test_helpers/orders/${orderId}/payment`;
  return app.api(path, { body: { outcome: "succeeded" } });
}

describe("GET /demo/shop", () => {
  it("places one order for a cart, however often it is looked at", async () => {
    const first = await visit();
    expect(first.url).toMatch(/^http:\/\/portal\.test\/checkout\/ord_/);
    expect(first.cookie).toMatch(/^cart=[0-9a-f]{20}$/);
    const again = await visit(first.cookie);
    expect(again.url).toBe(first.url);
    expect(again.cookie).toBe("");
    expect((await visit()).url).not.toBe(first.url);
    expect((await visit("cart=forged")).url).not.toBe(first.url);
  });

  it("shows the snippet, its own script as it runs, and how to register, all to be copied", async () => {
    const { html, url } = await visit();
    const code = [...html.matchAll(/<code>([\s\S]*?)<\/code>/g)].map((match) => match[1] ?? "");
    expect(code).toHaveLength(4);
    expect(code[0]).toContain("&lt;script src=&quot;http://portal.test/embed.js&quot; defer&gt;");
    expect(code[0]).toContain(`&lt;a href=&quot;${url}&quot; data-countersign&gt;`);
    expect(code[1]).toContain("document.addEventListener(&quot;countersign&quot;");
    expect(code[3]).toContain("http://portal.test/v1/embedding");
    expect(html).not.toContain(app.merchant.secretKey);
  });

  it("may frame the portal and nothing else, and may not be framed itself", async () => {
    const policy = (await visit()).answer.headers.get("content-security-policy");
    expect(policy).toMatch(/; frame-src http:\/\/portal\.test$/);
    expect(policy).toContain("frame-ancestors 'none'");
  });

  it("starts a new cart when the order has ended", async () => {
    const { cookie, orderId } = await visit();
    await app.api(`/v1/orders/${orderId}/closure`, { method: "POST" });
    const next = await visit(cookie);
    expect(next.orderId).not.toBe(orderId);
    expect(next.cookie).toMatch(/^cart=/);
  });

  it("thanks after the API says paid, and sells again from a new cart", async () => {
    const { cookie, orderId } = await visit();
    await pay(orderId);
    const paid = await visit(cookie);
    expect(paid.html).toMatch(/data-when="open" hidden/);
    expect(paid.html).toMatch(/data-when="paid"><p>Thank you\. Your tea is on its way\./);
    expect(textIn(paid.html, "h1")).toBe("Pre-rain Longjing for two");
    const again = await ask("/demo/shop/cart", cookie, "POST");
    expect([again.status, again.headers.get("location")]).toEqual([303, "/demo/shop"]);
    expect(again.headers.getSetCookie()[0]).toMatch(
      /^cart=[0-9a-f]{20}; Path=\/demo\/shop; HttpOnly/,
    );
  });
});

describe("GET /demo/shop/order", () => {
  it("tells its own page what the API says about its own cart, and nothing about another", async () => {
    const { cookie, orderId } = await visit();
    expect(await (await ask("/demo/shop/order", cookie)).json())
      .toEqual({ order_id: orderId, state: "open" });
    await pay(orderId);
    expect(await (await ask("/demo/shop/order", cookie)).json())
      .toEqual({ order_id: orderId, state: "paid" });
    expect((await ask("/demo/shop/order")).status).toBe(404);
    expect((await ask("/demo/shop/order", "cart=00000000000000000000")).status).toBe(404);
  });
});

describe("the demo shop", () => {
  it("does not exist where no key was configured", async () => {
    const without = await testApp();
    const answer = await without.fetch(new Request(`${PORTAL}/demo/shop`));
    const live = await testApp({ demoKey: true, config: { demo: false } });
    const outside = await live.fetch(new Request(`${PORTAL}/demo/shop`));
    await Promise.all([without.close(), live.close()]);
    expect([answer.status, outside.status]).toEqual([404, 404]);
  });
});
