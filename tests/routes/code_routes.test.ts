import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { minutes, seconds } from "../../core/time.ts";
import { textIn } from "../support/render_checkout.tsx";
import { phone, showCode } from "../support/scanned_codes.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

const HTMX = { "HX-Request": "true", "HX-Request-Type": "partial" };
const TAKEN = "This order is being paid on another device. The result will appear here.";
const STALE = "This code has expired. Scan the screen again.";
const WECHAT = "Mozilla/5.0 (Linux; Android 15) Mobile MicroMessenger/8.0.50";

async function heard(answer: Response) {
  return [answer.status, textIn(await answer.text(), "h1")];
}

async function tripsOf(request: () => Promise<Response>) {
  const before = app.roundTrips();
  const { status } = await request();
  return [status, app.roundTrips() - before];
}

describe("GET /q/:token", () => {
  it("belongs to the first phone: amount, payee and one button, and it may always reload it", async () => {
    const { token, orderId } = await showCode(app);
    const first = phone(app);
    const opened = await first.ask(`/q/${token}`);
    expect(opened.headers.getSetCookie()).toEqual([
      expect.stringMatching(
        /^device=[0-9a-f]{32}; Max-Age=15552000; Path=\/; HttpOnly; SameSite=Lax$/,
      ),
    ]);
    const answer = await first.scan(token);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    const html = await answer.text();
    expect(textIn(html, "h1")).toBe("Pay ¥12.34 to 清风茶馆 Breeze Teahouse");
    expect(html.match(/<button[^>]*class="button"[^>]*>[^<]*/g)).toEqual([
      '<button id="m-quickpass" class="button" type="submit">Pay ¥12.34 with UnionPay',
    ]);
    expect(html).toContain(`href="/checkout/${orderId}"`);

    app.clock.advance(minutes(10));
    const again = await first.scan(token);
    expect([again.status, again.headers.getSetCookie()]).toEqual([200, []]);
  });

  it("is taken, for a second phone, while the first is paying, and used up afterwards", async () => {
    const { token, now } = await showCode(app);
    await phone(app).scan(token);
    const second = phone(app);
    const answer = await second.scan(token);
    expect(answer.status).toBe(409);
    const html = await answer.text();
    expect(textIn(html, "h1")).toBe(TAKEN);
    expect(html).toContain(`<a class="button" href="/q/${token}">Check result</a>`);
    expect(html).toContain("<bdi>清风茶馆 Breeze Teahouse</bdi>");
    expect(html).toContain("To pay on this phone, tap I&#39;m not paying on the other one.");
    expect(html).not.toMatch(/¥|ord_|<form[^>]*payments/);
    expect(await heard(await second.scan(await now()))).toEqual([409, TAKEN]);

    app.clock.advance(minutes(2));
    expect(await heard(await second.scan(token))).toEqual([410, STALE]);
    expect((await second.scan(await now())).status).toBe(200);
  });

  it("names the shop of a code that was on its screen in the last ten minutes, and no more", async () => {
    const { token } = await showCode(app);
    const after = async (wait: number) => {
      app.clock.advance(seconds(wait));
      const answer = await phone(app).scan(token);
      const html = await answer.text();
      expect([answer.status, textIn(html, "h1")]).toEqual([410, STALE]);
      expect(html).not.toMatch(/¥|ord_/);
      return html.includes("<bdi>清风茶馆 Breeze Teahouse</bdi>");
    };
    expect([await after(120), await after(539), await after(1)]).toEqual([true, true, false]);
  });

  it("says one and the same of what is long gone, forged, unknown or nonsense", async () => {
    const { token } = await showCode(app);
    app.clock.advance(minutes(12));
    const forged = token.slice(0, -2) + (token.endsWith("A") ? "BB" : "AA");
    const unknown = "_".repeat(30);
    const pages = await Promise.all(
      [token, forged, unknown, "x", "%0d%0aX: y", "a".repeat(900)].map(async (each) => {
        const answer = await phone(app).scan(each);
        const page = (await answer.text()).replace(/nonce="[^"]*"|value="\/q\/[^"]*"/g, "");
        return [answer.status, [...answer.headers.keys()].sort(), page];
      }),
    );
    expect(pages[0]?.[0]).toBe(410);
    expect(pages[0]?.[2]).toContain(STALE);
    expect(pages[0]?.[2]).not.toMatch(/¥|Breeze|ord_/);
    for (const page of pages) expect(page).toEqual(pages[0]);
  });

  it("is claimed neither by HEAD nor by a browser that loads ahead", async () => {
    const { token, row } = await showCode(app);
    const ahead = phone(app);
    for (
      const headers of [
        { "Sec-Purpose": "prefetch" },
        { "Sec-Purpose": "prefetch;prerender" },
        { Purpose: "prefetch" },
      ]
    ) {
      const answer = await ahead.ask(`/q/${token}`, { headers: { ...headers } });
      expect([answer.status, await answer.text(), answer.headers.getSetCookie()])
        .toEqual([503, "", []]);
    }
    const head = await ahead.ask(`/q/${token}`, { method: "HEAD" });
    expect([head.status, await head.text(), head.headers.getSetCookie()]).toEqual([200, "", []]);
    expect((await row()).claim).toBeUndefined();
    expect((await phone(app).scan(token)).status).toBe(200);
  });

  it.each([
    "WhatsApp/2.23.20.0 A",
    "",
    "TelegramBot (like TwitterBot)",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Mobile/15E148 Safari/604.1",
  ])("is claimed by no %j that only loads the page", async (agent) => {
    const { token, row } = await showCode(app);
    expect((await phone(app, agent).ask(`/q/${token}`)).status).toBe(200);
    expect((await row()).claim).toBeUndefined();
    expect((await phone(app).scan(token)).status).toBe(200);
    expect((await row()).claim).toBeDefined();
  });

  it("is claimed without script by the tap", async () => {
    const { token, row } = await showCode(app);
    const first = phone(app);
    const second = phone(app);
    const fields = { method: "quickpass" };
    await first.ask(`/q/${token}`);
    await second.ask(`/q/${token}`);
    expect((await row()).claim).toBeUndefined();
    expect((await first.ask(`/q/${token}/payments`, { fields })).status).toBe(303);
    expect(await heard(await second.ask(`/q/${token}/payments`, { fields }))).toEqual([409, TAKEN]);
  });

  it("is not claimed by a bot that runs scripts, which may still be a phone", async () => {
    const { token, row } = await showCode(app);
    const robot = phone(app, "Mozilla/5.0 (Linux; Android 13; CUBOT X70) Mobile Safari/537.36");
    const page = await (await robot.scan(token)).text();
    const url = /hx-get="([^"]+)"/.exec(page)?.[1] ?? "";
    expect((await robot.ask(url, { headers: HTMX })).headers.get("hx-redirect")).toBeNull();
    expect((await row()).claim).toBeUndefined();
    await robot.ask(`/q/${token}/payments`, { fields: { method: "quickpass" } });
    expect((await row()).claim).toBeDefined();
  });

  it("leaves no trace: not in a referrer, and not in the log", async () => {
    const { token, now } = await showCode(app);
    const from = app.logged.length;
    const first = phone(app);
    const answer = await first.scan(token);
    expect(answer.headers.get("referrer-policy")).toBe("no-referrer");
    await phone(app).scan(token);
    await first.ask(`/q/${token}/payments`, { fields: { way: "x" } });
    await first.ask(`/q/${token}/release`, { fields: {} });
    await first.ask(`/q/${token}/nowhere`);
    await first.ask(`/q/${await now()}`, { method: "HEAD" });
    const lines = app.logged.slice(from).map(({ message }) => message);
    expect(lines).toHaveLength(7);
    expect(lines[0]).toContain('"route":"/q/:token"');
    expect(lines.join()).not.toContain(token.slice(0, 8));
  });

  it("costs one round trip, and the claim two more", async () => {
    const { token } = await showCode(app);
    const first = phone(app);
    expect(await tripsOf(() => first.scan(token))).toEqual([200, 3]);
    expect(await tripsOf(() => first.scan(token))).toEqual([200, 1]);
    expect(await tripsOf(() => phone(app).scan(token))).toEqual([409, 1]);
    expect(await tripsOf(() => phone(app).scan("_".repeat(30)))).toEqual([410, 1]);
  });

  it("shows how the order ended to anyone with the code, and the receipt on the claimer's phone", async () => {
    const { token, orderId, now } = await showCode(app);
    const first = phone(app);
    const second = phone(app);
    await first.scan(token);
    await app.api(`/v1/test_helpers/orders/${orderId}/payment`, { body: { outcome: "succeeded" } });
    const receipt = await first.scan(token);
    expect([receipt.status, receipt.headers.get("location")]).toEqual([
      303,
      `/checkout/${orderId}`,
    ]);
    const done = [410, "Already paid. Nothing more to pay."];
    expect(await heard(await second.scan(token))).toEqual(done);
    expect(await heard(await second.scan(await now()))).toEqual(done);

    const closed = await showCode(app);
    await app.api(`/v1/orders/${closed.orderId}/closure`, { method: "POST" });
    expect(await heard(await second.scan(closed.token)))
      .toEqual([410, "The merchant closed this order. No money was taken."]);

    const expired = await showCode(app);
    app.clock.advance(minutes(30));
    expect(await heard(await second.scan(await expired.now())))
      .toEqual([410, "This order has expired. No money was taken. Please place a new order."]);
  });

  it("does not claim in an app where 云闪付 cannot open, and says the one gesture that helps", async () => {
    const { token, row } = await showCode(app);
    const inChat = phone(app, WECHAT);
    const html = await (await inChat.scan(token)).text();
    expect(html).toContain(
      "UnionPay can&#39;t open here. Tap ··· at the top right, then Open in browser.",
    );
    expect(html).toContain('class="button quiet" type="submit">Pay ¥12.34 with a bank card');
    expect(html).not.toContain("/release");
    expect((await row()).claim).toBeUndefined();
    const inBrowser = phone(app);
    expect((await inBrowser.scan(token)).status).toBe(200);
    expect(await heard(await inChat.ask(`/q/${token}/payments`, { fields: { method: "card" } })))
      .toEqual([409, TAKEN]);
  });
});

describe("an open page of a code", () => {
  it("learns in one round trip that nothing is new, and never claims by polling", async () => {
    const { token, row } = await showCode(app);
    const first = phone(app);
    const page = await (await first.scan(token)).text();
    const url = /hx-get="([^"]+)"/.exec(page)?.[1] ?? "";
    expect(await tripsOf(() => first.ask(url, { headers: HTMX }))).toEqual([204, 1]);
    app.clock.advance(minutes(2));
    const other = await showCode(app);
    const asked = await phone(app).ask(`/q/${other.token}`, { headers: HTMX });
    expect(asked.status).toBe(200);
    // It is the page that claims what has become free.
    expect(await asked.text()).toContain('hx-trigger="claim"');
    expect((await other.row()).claim).toBeUndefined();
    expect((await row()).version).toBe(2);
  });

  it("learns that the order has ended, and a waiting phone that the code is free", async () => {
    const { token, orderId } = await showCode(app);
    app.clock.advance(seconds(1));
    const first = phone(app);
    await first.scan(token);
    const second = phone(app);
    const page = await (await second.scan(token)).text();
    const url = /hx-get="([^"]+)"/.exec(page)?.[1] ?? "";
    expect((await second.ask(url, { headers: HTMX })).status).toBe(204);
    await first.ask(`/q/${token}/payments`, { fields: { method: "card" } });
    const moving = await second.ask(url, { headers: HTMX });
    expect(await heard(moving)).toEqual([409, TAKEN]);
    const own = await first.ask(`/q/${token}?mark=x`, { headers: HTMX });
    expect([own.status, own.headers.get("hx-redirect")]).toEqual([204, `/checkout/${orderId}`]);
    await app.api(`/v1/test_helpers/orders/${orderId}/payment`, { body: { outcome: "succeeded" } });
    const done = await second.ask(url, { headers: HTMX });
    const html = await done.text();
    expect([done.status, textIn(html, "h1")]).toEqual([410, "Already paid. Nothing more to pay."]);
    expect(html).not.toContain("hx-trigger");
    expect(html).not.toContain("<html");
  });
});

describe("POST /q/:token/payments", () => {
  it("sends the claimer on to the channel, and its phone is known at the checkout", async () => {
    const { token, orderId } = await showCode(app);
    const first = phone(app);
    await first.scan(token);
    const started = await first.ask(`/q/${token}/payments`, { fields: { method: "quickpass" } });
    expect(started.status).toBe(303);
    expect(started.headers.get("location")).toMatch(/^http:\/\/portal\.test\/sandbox\/wallet\//);
    expect(textIn(await (await first.ask(`/checkout/${orderId}`)).text(), "h1"))
      .toBe("We're confirming your payment. Please don't pay again.");
    const back = await first.scan(token);
    expect([back.status, back.headers.get("location")]).toEqual([303, `/checkout/${orderId}`]);
    const twice = await first.ask(`/q/${token}/payments`, { fields: { method: "quickpass" } });
    expect([twice.status, twice.headers.get("location")]).toEqual([303, `/checkout/${orderId}`]);
  });

  it("tells htmx where to go, to our own page when the channel gives none", async () => {
    const { token, orderId } = await showCode(app);
    const desk = phone(app, "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36");
    const html = await (await desk.scan(token)).text();
    expect(html).toContain("Shows a code to scan with your phone");
    const answer = await desk.ask(`/q/${token}/payments`, {
      fields: { method: "quickpass" },
      headers: HTMX,
    });
    expect([answer.status, answer.headers.get("hx-redirect")]).toEqual([
      204,
      `/checkout/${orderId}`,
    ]);
  });

  it("starts nothing for a second phone, a forged code or one given back", async () => {
    const { token, orderId } = await showCode(app);
    const first = phone(app);
    const second = phone(app);
    const fields = { method: "quickpass" };
    await first.scan(token);
    expect(await heard(await second.ask(`/q/${token}/payments`, { fields }))).toEqual([409, TAKEN]);
    const forged = `${token.slice(0, 8)}${"A".repeat(22)}`;
    expect(await heard(await first.ask(`/q/${forged}/payments`, { fields }))).toEqual([410, STALE]);
    await first.ask(`/q/${token}/release`, { fields: {} });
    expect(await heard(await first.ask(`/q/${token}/payments`, { fields }))).toEqual([410, STALE]);
    const [payments] = await app.deps.load(app.deps.payments.ofOrder(orderId));
    expect(payments).toEqual([]);
  });

  it("comes back with what is wrong, at an address that can be loaded", async () => {
    const { token } = await showCode(app);
    const first = phone(app);
    const missing = await first.ask(`/q/${token}/payments`, { fields: { method: "gold" } });
    expect(missing.status).toBe(422);
    const html = await missing.text();
    expect(html).toContain('<a href="#m-quickpass">Choose how to pay first.</a>');
    expect(html).toContain(`name="back" value="/q/${token}"`);
    const balance = await first.ask(`/q/${token}/payments`, { fields: { method: "balance" } });
    expect(balance.status).toBe(422);
    expect(await balance.text()).toContain("This payment method isn&#39;t available right now.");
  });
});

describe("POST /q/:token/release", () => {
  it("frees the next code at once, and this phone has to scan again", async () => {
    const { token, now } = await showCode(app);
    const first = phone(app);
    await first.scan(token);
    const released = await first.ask(`/q/${token}/release`, { fields: {} });
    expect([released.status, released.headers.get("location")]).toEqual([303, `/q/${token}`]);
    expect(await heard(await first.scan(token))).toEqual([410, STALE]);
    expect((await phone(app).scan(await now())).status).toBe(200);
  });

  it("does nothing for another phone, and redirects nowhere else", async () => {
    const { token, row } = await showCode(app);
    await phone(app).scan(token);
    await phone(app).ask(`/q/${token}/release`, { fields: {} });
    expect((await row()).claim?.released).toBe(false);
    const odd = await phone(app).ask("/q/%0d%0a%2F%2Fevil.example/release", { fields: {} });
    expect([odd.status, odd.headers.get("location")]).toEqual([303, "/q/%0d%0a%2F%2Fevil.example"]);
  });
});
