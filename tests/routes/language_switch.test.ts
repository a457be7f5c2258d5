import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OrderId } from "../../core/id.ts";
import { placeOrder } from "../support/payer.ts";
import { textIn } from "../support/render_checkout.tsx";
import { phone, showCode } from "../support/scanned_codes.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

/** Presses the switch of a page as a browser without script does; the page it lands on, and where. */
async function switched(browser: ReturnType<typeof phone>, answer: Response) {
  const back = /name="back" value="([^"]*)"/.exec(await answer.text())?.[1] ?? "";
  const chosen = await browser.ask("/language", {
    fields: { lang: "zh", back: back.replaceAll("&amp;", "&") },
  });
  let at = chosen.headers.get("location") ?? "";
  let page = await browser.ask(at);
  while (page.status === 303) page = await browser.ask(at = page.headers.get("location") ?? "");
  return { at, status: page.status, html: await page.text() };
}

async function openLink(): Promise<string> {
  const made = await app.api("/v1/links", { body: { subject: "茶" } });
  return `/l/${(await made.json()).link_id}`;
}

describe("the language switch after a form that came back", () => {
  it("shows the same page in the other language, at a checkout", async () => {
    const page = `/checkout/${(await placeOrder(app)).orderId}`;
    const browser = phone(app);
    const refused = await browser.ask(`${page}/payments`, { fields: { way: "x" } });
    expect(refused.status).toBe(422);
    const { at, status, html } = await switched(browser, refused);
    expect([at, status, textIn(html, "h1")]).toEqual([page, 200, "选择付款方式"]);
  });

  it("and after a cancellation that the channel did not confirm", async () => {
    const { orderId } = await placeOrder(app);
    await app.api(`/v1/test_helpers/orders/${orderId}/payment`, { body: { outcome: "unclear" } });
    const [payments] = await app.deps.load(app.deps.payments.ofOrder(orderId as OrderId));
    const page = `/checkout/${orderId}`;
    const browser = phone(app);
    const refused = await browser.ask(
      `${page}/payments/${payments[0]?.paymentId}/cancellation`,
      { fields: {} },
    );
    expect(refused.status).toBe(409);
    expect(await switched(browser, refused)).toMatchObject({ at: page, status: 200 });
  });

  it("at a scanned code", async () => {
    const { token } = await showCode(app);
    const browser = phone(app);
    await browser.scan(token);
    const refused = await browser.ask(`/q/${token}/payments`, { fields: { way: "x" } });
    expect(await switched(browser, refused)).toMatchObject({ at: `/q/${token}`, status: 200 });
  });

  it("at a till", async () => {
    const browser = phone(app);
    const refused = await browser.ask("/till/pairing", { fields: { code: "no such code" } });
    expect(refused.status).toBe(422);
    expect(await switched(browser, refused)).toMatchObject({ at: "/screen", status: 200 });
  });

  it("keeps the amount that was typed into a link's page", async () => {
    const link = await openLink();
    const browser = phone(app);
    const once = /name="once" value="([^"]+)"/.exec(await (await browser.ask(link)).text())?.[1];
    const typed = '12.5x"&<';
    const refused = await browser.ask(`${link}/orders`, {
      fields: { once: once ?? "", amount: typed },
    });
    expect(refused.status).toBe(422);
    const { status, html } = await switched(browser, refused);
    expect(status).toBe(200);
    expect(html).toContain('value="12.5x&quot;&amp;&lt;"');
    expect(textIn(html, "h1")).toContain("付给");
  });
});

describe("the address of a form, loaded as a page", () => {
  it("leads to the page of the form, with what the address carries", async () => {
    const { orderId } = await placeOrder(app);
    const browser = phone(app);
    const leads = async (path: string) => {
      const { status, headers } = await browser.ask(path);
      return [status, headers.get("location")];
    };
    const page = `/checkout/${orderId}`;
    expect(await leads(`${page}/payments`)).toEqual([303, page]);
    expect(await leads(`${page}/payments?embed=1`)).toEqual([303, `${page}?embed=1`]);
    expect(await leads(`${page}/payments/pay_1/cancellation`)).toEqual([303, page]);
    expect(await leads("/wallet/leave")).toEqual([303, "/wallet"]);
    expect(await leads("/till/pairing")).toEqual([303, "/screen"]);
    expect((await browser.ask(`${page}/nowhere`)).status).toBe(404);
  });
});

describe("a slash at the end", () => {
  it("leads to the page without it, and to no other site", async () => {
    const { orderId } = await placeOrder(app);
    const link = await openLink();
    const browser = phone(app);
    for (const page of [`/checkout/${orderId}`, link, `${link}/poster`, "/screen", "/wallet"]) {
      const answer = await browser.ask(`${page}/?stay=1`);
      expect([answer.status, answer.headers.get("location")]).toEqual([303, `${page}?stay=1`]);
      expect((await browser.ask(`${page}/`, { method: "HEAD" })).status).toBe(303);
    }
    for (const nowhere of ["/nowhere/", "//evil.example/", "//", "/checkout//"]) {
      expect((await browser.ask(nowhere)).status).toBe(404);
    }
  });
});
