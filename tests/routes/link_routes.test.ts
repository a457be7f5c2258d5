import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { LinkId } from "../../core/id.ts";
import { type AppBrowser, browserWith, cameIn } from "../support/app_browser.ts";
import { countedDays, newOnce, openedLink } from "../support/links.ts";
import { textIn } from "../support/render_checkout.tsx";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
let open: LinkId;
beforeAll(async () => {
  app = await testApp();
  open = await openedLink(app);
});
afterAll(() => app.close());

let phone: AppBrowser;
beforeEach(() => {
  phone = browserWith(app);
});

/** Submits the link's form as its page would; returns the response and the phone with its new cookies. */
async function send(linkId: LinkId, fields: Readonly<Record<string, string>>, from = phone) {
  const answer = await from.ask(`/l/${linkId}/orders`, { fields: { once: newOnce(), ...fields } });
  const cookies = answer.headers.getSetCookie().map((each) => each.split(";")[0]);
  return { answer, phone: browserWith(app, [from.cookie, ...cookies].filter(Boolean).join("; ")) };
}

async function pages(answer: Response) {
  const html = await answer.text();
  return { status: answer.status, html, heading: textIn(html, "h1") };
}

async function ordersOf(linkId: LinkId): Promise<number> {
  const [count] = await app.deps.load({
    statement: { sql: "select count(*) as n from orders where link_id = ?", args: [linkId] },
    read: (rows) => Number(rows[0]?.["n"]),
  });
  return count;
}

describe("GET /l/:linkId", () => {
  it("shows the payee, asks for the amount, and says what is left of today, in one round trip", async () => {
    const before = app.roundTrips();
    const answer = await phone.ask(`/l/${open}`);
    expect(app.roundTrips() - before).toBe(1);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    const { html, heading } = await pages(answer);
    expect(heading).toBe("Pay 清风茶馆 Breeze Teahouse");
    expect(html).toContain(`Merchant number ending in ${app.merchant.merchantNo.slice(-4)}`);
    expect(html).toContain("Printed codes are limited to ¥500.00 a day; ¥500.00 left.");
    expect(html).toMatch(/<input id="amount"[^>]* inputmode="decimal"/);
    expect(html).not.toContain('value="quickpass"');
  });

  it("has no field for a fixed amount, and a button that says it", async () => {
    const { html } = await pages(await phone.ask(`/l/${await openedLink(app, 1_800)}`));
    expect(html).not.toContain('id="amount"');
    expect(html).toMatch(/name="method" value="quickpass"[^>]*>Pay ¥18.00 with UnionPay</);
  });

  it("has no form while it is paused", async () => {
    const linkId = await openedLink(app);
    await app.api(`/v1/links/${linkId}`, { method: "PATCH", body: { state: "paused" } });
    const { status, html } = await pages(await phone.ask(`/l/${linkId}`));
    expect(status).toBe(200);
    expect(html).toContain("The shop has paused this code. No money was taken.");
    expect(html).not.toContain("<form class");
  });

  it("says plainly that there is no such code", async () => {
    for (const id of ["lnk_01KAG8M0000000000000000009", "nonsense"]) {
      const { status, heading } = await pages(await phone.ask(`/l/${id}`));
      expect([status, heading]).toEqual([404, "We can't find this code."]);
    }
  });
});

describe("POST /l/:linkId/orders", () => {
  it("opens an order and goes straight on to the way that the button named", async () => {
    const { answer } = await send(open, { amount: "12.5", method: "quickpass" });
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toMatch(/^http:\/\/portal\.test\/sandbox\/wallet\//);
    const [first] = (await (await app.api("/v1/orders")).json()).data;
    expect(first).toMatchObject({ amount: 1_250, link_id: open, subject: "柜台收款 Counter" });
  });

  it("leads to the order's page, which says the amount, when no way was named", async () => {
    const { answer } = await send(open, { amount: "１２。３" });
    const place = answer.headers.get("location") ?? "";
    expect(place).toMatch(/^\/checkout\/ord_/);
    const { html } = await pages(await phone.ask(place));
    expect(html).toContain("Pay ¥12.30 with UnionPay");
  });

  it("reads a comma as the point that many keypads do not have", async () => {
    for (const amount of ["12,30", "１２，３０"]) {
      const { answer } = await send(open, { amount });
      const { html } = await pages(await phone.ask(answer.headers.get("location") ?? ""));
      expect(html).toContain("Pay ¥12.30 with UnionPay");
    }
  });

  it("shows the form again with what was typed, and what is wrong with it", async () => {
    const before = await ordersOf(open);
    const wrong = {
      "": "Enter an amount.",
      "1,234": "Enter the amount as a number",
      "<b>": "Enter the amount as a number",
      "0": "The minimum is ¥0.01.",
    };
    for (const [amount, says] of Object.entries(wrong)) {
      const { answer } = await send(open, { amount, method: "quickpass" });
      const { status, html } = await pages(answer);
      expect([amount, status]).toEqual([amount, 422]);
      expect(html).toMatch(new RegExp(`<a class="link" href="#amount">${says}`));
      expect(html).toContain(`value="${amount.replace("<", "&lt;").replace(">", "&gt;")}"`);
      expect(html).toContain('aria-invalid="true"');
    }
    const { answer } = await send(open, { method: "quickpass" });
    expect(answer.status).toBe(422);
    expect(await ordersOf(open)).toBe(before);
  });

  it("keeps the form's own nonce, so that a corrected one is still one order", async () => {
    const once = newOnce();
    const { answer } = await send(open, { amount: "x", once });
    expect(await answer.text()).toContain(`name="once" value="${once}"`);
  });

  it("opens one order for a double tap, whose second shows the first", async () => {
    const linkId = await openedLink(app);
    const once = newOnce();
    const first = await send(linkId, { amount: "8", method: "quickpass", once });
    const second = await send(linkId, { amount: "8", method: "quickpass", once }, first.phone);
    expect(second.answer.headers.get("location")).toMatch(/^\/checkout\/ord_/);
    expect(await ordersOf(linkId)).toBe(1);
  });

  it("means the same order after a step back, whose page is a fresh one, and says that it waits", async () => {
    const linkId = await openedLink(app);
    const { phone: payer } = await send(linkId, { amount: "8", method: "quickpass" });
    const { html } = await pages(await payer.ask(`/l/${linkId}`));
    expect(html).toContain("Your earlier payment of ¥8.00 has no result yet.");
    const link = /<a class="link" href="\/checkout\/(ord_[^"]+)">Check result<\/a>/.exec(html);
    const again = await send(linkId, { amount: "8", method: "quickpass" }, payer);
    expect(again.answer.headers.get("location")).toMatch(/^\/checkout\/ord_/);
    expect(await ordersOf(linkId)).toBe(1);

    const body = { outcome: "succeeded" };
    await app.api(`/v1/test_helpers/orders/${link?.[1]}/payment`, { body });
    expect((await pages(await payer.ask(`/l/${linkId}`))).html)
      .toContain("Paid ¥8.00 to 清风茶馆 Breeze Teahouse.");
    await send(linkId, { amount: "8", method: "quickpass" }, payer);
    expect(await ordersOf(linkId)).toBe(2);
  });

  it("ignores a cookie that names another link's order", async () => {
    const [own, other] = [await openedLink(app), await openedLink(app)];
    const { phone: payer } = await send(other, { amount: "8" });
    await send(own, { amount: "8" }, payer);
    expect(await ordersOf(own)).toBe(1);
    expect((await pages(await payer.ask(`/l/${own}`))).html).not.toContain("from a moment ago");
  });

  it("accepts no amount but the link's, and nothing on a paused one", async () => {
    const linkId = await openedLink(app, 1_800);
    expect((await send(linkId, { amount: "1", method: "quickpass" })).answer.status).toBe(409);
    await app.api(`/v1/links/${linkId}`, { method: "PATCH", body: { state: "paused" } });
    const { status, html } = await pages((await send(linkId, { method: "quickpass" })).answer);
    expect(status).toBe(409);
    expect(html).toContain("The shop has paused this code.");
    expect(await ordersOf(linkId)).toBe(0);
  });

  it("goes back to the page without a nonce of the right shape, and changes nothing", async () => {
    const linkId = await openedLink(app);
    for (const once of ["", "short", "x".repeat(23)]) {
      const { answer } = await send(linkId, { amount: "1", once });
      expect(answer.headers.get("location")).toBe(`/l/${linkId}`);
    }
    expect(await ordersOf(linkId)).toBe(0);
  });

  it("leads back to the page when its URL is reloaded", async () => {
    expect((await phone.ask(`/l/${open}/orders`)).headers.get("location")).toBe(`/l/${open}`);
    expect((await phone.ask("/l/%00/orders")).headers.get("location")).toBe("/l/%00");
  });

  it("knows no unknown code", async () => {
    const { answer } = await send("lnk_01KAG8M0000000000000000009", { amount: "1" });
    expect(answer.status).toBe(404);
  });
});

describe("the day's limit", () => {
  it("is shown with what is left, opens no order above it, and is the same on the order's own page", async () => {
    const linkId = await openedLink(app);
    const { phone: payer } = await send(linkId, { amount: "300", method: "quickpass" });
    expect((await pages(await payer.ask(`/l/${linkId}`))).html).toContain("¥200.00 left");

    const over = await pages((await send(linkId, { amount: "200.01" }, payer)).answer);
    expect(over.status).toBe(409);
    expect(over.html).toContain("Over today&#39;s limit; ¥200.00 left. No money was taken.");
    expect(over.html).toContain('value="200.01"');
    expect(await ordersOf(linkId)).toBe(1);

    // Two pages of ¥150 each are open; only one of them still fits.
    const places = [];
    for (const amount of ["150", "150"]) {
      places.push((await send(linkId, { amount }, payer)).answer.headers.get("location"));
    }
    const pay = (place: string | null | undefined) =>
      payer.ask(`${place}/payments`, { fields: { method: "quickpass" } });
    expect((await pay(places[0])).status).toBe(303);
    const refused = await pages(await pay(places[1]));
    expect(refused.status).toBe(409);
    expect(refused.html).toContain("Over today&#39;s limit; ¥50.00 left. No money was taken.");
    expect(refused.html).toContain("To pay more, ask for a code on the shop&#39;s screen.");
  });

  it("leaves no form once it is used up, and does not say that nothing was taken", async () => {
    const linkId = await openedLink(app, 50_000);
    const { phone: payer } = await send(linkId, { method: "quickpass" });
    const { html } = await pages(await payer.ask(`/l/${linkId}`));
    expect(html).toContain("Printed codes are limited to ¥500.00 a day; ¥0.00 left.");
    expect(html).not.toContain("<form class");
    expect(html).not.toContain("No money was taken");
    const other = await openedLink(app, 100);
    const { answer } = await send(other, { method: "quickpass" }, payer);
    expect(await answer.text()).toContain("No money was taken.");
  });

  it("belongs to the person if there is a session, on any browser", async () => {
    const linkId = await openedLink(app);
    const first = await cameIn(app, "/wallet");
    await send(linkId, { amount: "400", method: "quickpass" }, first);
    const second = await cameIn(app, "/wallet");
    expect((await pages(await second.ask(`/l/${linkId}`))).html).toContain("¥100.00 left");
    const accounts = (await countedDays(app)).map((each) => each.account);
    expect(accounts.filter((each) => each.startsWith("con_"))).toHaveLength(1);
    const other = await cameIn(app, "/wallet", "person_b");
    expect((await pages(await other.ask(`/l/${linkId}`))).html).toContain("¥500.00 left");
  });
});
