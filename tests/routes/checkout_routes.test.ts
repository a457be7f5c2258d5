import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { placeOrder } from "../support/payer.ts";
import { minutes } from "../../core/time.ts";
import { formatTime } from "../../views/parts/time.tsx";
import { textIn } from "../support/render_checkout.tsx";
import { type TestApp, testApp } from "../support/test_app.ts";
import { qrSvg } from "../../views/parts/qr_svg.ts";

const PHONE = "Mozilla/5.0 (Linux; Android 15) Mobile Safari/537.36";
const ORIGIN = "http://portal.test";

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

interface Asking {
  readonly fields?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A phone's browser, in English unless its headers say otherwise. */
function ask(path: string, { fields, headers }: Asking = {}): Promise<Response> {
  return app.fetch(
    new Request(ORIGIN + path, {
      headers: { "User-Agent": PHONE, "Accept-Language": "en", Origin: ORIGIN, ...headers },
      ...(fields ? { method: "POST", body: new URLSearchParams(fields) } : {}),
    }),
  );
}

const HTMX = { "HX-Request": "true", "HX-Request-Type": "partial" };

describe("GET /checkout/:orderId", () => {
  it("is the page, kept by no cache, in one round trip", async () => {
    const { orderId } = await placeOrder(app);
    const before = app.roundTrips();
    const answer = await ask(`/checkout/${orderId}`);
    expect(app.roundTrips() - before).toBe(1);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(textIn(await answer.text(), "h1")).toBe("Choose how to pay");
  });

  it("says plainly that there is no such order, in both languages", async () => {
    const foreign = await ask("/checkout/ord_01KAG8M0000000000000000009");
    const broken = await ask("/checkout/nonsense", { headers: { "Accept-Language": "zh-CN" } });
    expect([foreign.status, broken.status]).toEqual([404, 404]);
    expect(textIn(await foreign.text(), "h1")).toBe("We can't find this order.");
    expect(textIn(await broken.text(), "h1")).toBe("没有找到这个订单。");
  });
});

describe("POST /checkout/:orderId/payments", () => {
  it("sends the browser on to the channel, and remembers device and method out of reach of scripts", async () => {
    const { orderId } = await placeOrder(app);
    const answer = await ask(`/checkout/${orderId}/payments`, { fields: { method: "quickpass" } });
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toMatch(/^http:\/\/portal\.test\/sandbox\/wallet\//);
    const cookies = answer.headers.getSetCookie();
    expect(cookies.map((each) => each.replace(/=[^;]*/, ""))).toEqual([
      "device; Max-Age=15552000; Path=/; HttpOnly; SameSite=Lax",
      "method; Max-Age=15552000; Path=/; HttpOnly; SameSite=Lax",
    ]);
    expect(cookies[0]).toMatch(/^device=[0-9a-f]{32};/);
  });

  it("tells htmx where to go instead of redirecting it", async () => {
    const { orderId } = await placeOrder(app);
    const answer = await ask(`/checkout/${orderId}/payments`, {
      fields: { method: "card" },
      headers: HTMX,
    });
    expect(answer.status).toBe(204);
    expect(answer.headers.get("hx-redirect")).toMatch(/^http:\/\/portal\.test\/sandbox\/cashier\//);
  });

  it("shows the form again with what is missing", async () => {
    const { orderId } = await placeOrder(app);
    const answer = await ask(`/checkout/${orderId}/payments`, { fields: { way: "card" } });
    expect(answer.status).toBe(422);
    const html = await answer.text();
    expect(html).toContain('<a href="#m-quickpass">Choose how to pay first.</a>');
    expect(html).toContain('id="m-card"');
  });

  it("shows the form again when the method does not work on this client", async () => {
    const { orderId } = await placeOrder(app);
    const answer = await ask(`/checkout/${orderId}/payments`, { fields: { method: "balance" } });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain("This payment method isn&#39;t available right now.");
  });

  it("shows the one in progress instead of starting a second, even on another device", async () => {
    const { orderId } = await placeOrder(app);
    await ask(`/checkout/${orderId}/payments`, { fields: { method: "card" } });
    const second = await ask(`/checkout/${orderId}/payments`, { fields: { method: "quickpass" } });
    expect(second.status).toBe(409);
    expect(textIn(await second.text(), "h1")).toBe(
      "This order is being paid on another device. The result will appear here.",
    );
  });

  it("says that a paid order is paid, and charges nothing", async () => {
    const { orderId } = await placeOrder(app);
    const paid = await app.api(`/v1/test_helpers/orders/${orderId}/payment`, {
      body: { outcome: "succeeded" },
    });
    expect(paid.status).toBe(200);
    const answer = await ask(`/checkout/${orderId}/payments`, { fields: { method: "card" } });
    expect(answer.status).toBe(409);
    const html = await answer.text();
    expect(html).toContain("Already paid. Nothing more to pay.");
    expect(textIn(html, "h1")).toContain("Paid ¥12.34");
  });

  it("preselects what this browser paid with last", async () => {
    const { orderId } = await placeOrder(app);
    const answer = await ask(`/checkout/${orderId}`, { headers: { Cookie: "method=account" } });
    expect(await answer.text()).toMatch(/value="account"[^>]* checked/);
  });
});

describe("a form of a page that is no longer true", () => {
  it("is answered 409 with how the payment stands, and its sentence has the focus", async () => {
    const { orderId } = await placeOrder(app);
    const started = await ask(`/checkout/${orderId}/payments`, { fields: { method: "card" } });
    const cookie = started.headers.getSetCookie().map((each) => each.split(";")[0]).join("; ");
    const headers = { Cookie: cookie };
    const old = await (await ask(`/checkout/${orderId}`, { headers })).text();
    const action = /action="([^"]+\/cancellation)"/.exec(old)?.[1] ?? "";
    await helpPay(orderId);
    for (const more of [{}, HTMX]) {
      const answer = await ask(action, { fields: {}, headers: { ...headers, ...more } });
      const html = await answer.text();
      expect([answer.status, textIn(html, "h1")])
        .toEqual([409, expect.stringContaining("Paid ¥12.34 to ")]);
      expect(html).toMatch(/<h1 id="state"[^>]* autofocus/);
    }
    const again = await ask(`/checkout/${orderId}/payments`, { fields: { method: "card" } });
    expect([again.status, await again.text()])
      .toEqual([
        409,
        expect.stringMatching(/id="summary"[^>]* autofocus[^>]*><span>Already paid\./),
      ]);
  });

  it("shows the payment in progress to who presses Pay again", async () => {
    const { orderId } = await placeOrder(app);
    await ask(`/checkout/${orderId}/payments`, { fields: { method: "card" } });
    const second = await ask(`/checkout/${orderId}/payments`, { fields: { method: "quickpass" } });
    expect([second.status, await second.text()])
      .toEqual([409, expect.stringMatching(/<h1 id="state"[^>]* autofocus/)]);
  });
});

describe("what is checked about an unclear payment", () => {
  it("is when the bank was asked last: first by sending, then by each question", async () => {
    const { orderId } = await placeOrder(app);
    await app.api(`/v1/test_helpers/orders/${orderId}/payment`, { body: { outcome: "unclear" } });
    const sentAt = app.clock.now();
    app.clock.advance(minutes(1));
    const shown = async () =>
      /Last checked [^<]*<span class="whole">([^<]+)</
        .exec(await (await ask(`/checkout/${orderId}`)).text())?.[1];
    expect(await shown()).toBe(formatTime(sentAt, "en"));
    app.clock.advance(minutes(5));
    await app.settle();
    expect(await shown()).toBe(formatTime(app.clock.now(), "en"));
    app.clock.advance(minutes(3));
    expect(await shown()).not.toBe(formatTime(app.clock.now(), "en"));
  });
});

describe("a receipt", () => {
  it("lists what went back, in one round trip, and hears of it", async () => {
    const { orderId } = await placeOrder(app);
    await helpPay(orderId);
    const mark = /mark=([^"]+)"/.exec(await (await ask(`/checkout/${orderId}`)).text())?.[1];
    await refund(orderId, 234);
    const before = app.roundTrips();
    const poll = await ask(`/checkout/${orderId}/status?mark=${mark}`, { headers: HTMX });
    expect(app.roundTrips() - before).toBe(1);
    expect(await poll.text()).toMatch(/<dt>Refund<\/dt><dd>¥2\.34 /);
  });
});

describe("GET /checkout/:orderId/status", () => {
  it("answers 204 to who has seen everything, and the panel to who has not, in one round trip", async () => {
    const { orderId } = await placeOrder(app);
    const page = await (await ask(`/checkout/${orderId}`)).text();
    const url = /hx-get="(\/checkout\/[^"]+\/status\?mark=[^"]+)"/.exec(page)?.[1] ?? "";
    const before = app.roundTrips();
    expect((await ask(url, { headers: HTMX })).status).toBe(204);
    expect(app.roundTrips() - before).toBe(1);

    await ask(`/checkout/${orderId}/payments`, { fields: { method: "card" } });
    const changed = await ask(url, { headers: HTMX });
    expect(changed.status).toBe(200);
    expect(changed.headers.get("cache-control")).toBe("no-store");
    const html = await changed.text();
    expect(html).toContain('id="payment"');
    expect(html).not.toContain("<html");
  });

  it("knows no unknown order", async () => {
    expect((await ask("/checkout/ord_x/status", { headers: HTMX })).status).toBe(404);
  });
});

describe("GET /checkout/:orderId/code.svg", () => {
  it("draws the page's own address, for another device", async () => {
    const { status, headers, text } = await picture("ord_01K0000000000000000000000A");
    expect([status, headers.get("content-type")]).toEqual([200, "image/svg+xml"]);
    expect(text).toBe(qrSvg("http://portal.test/checkout/ord_01K0000000000000000000000A", "M"));
    expect((await picture("ord_1")).status).toBe(404);
  });

  async function picture(orderId: string) {
    const answer = await ask(`/checkout/${orderId}/code.svg`);
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  }
});

describe("GET /checkout/:orderId/stream", () => {
  it("reports at once what was missed, then that the order is paid and that all of it went back, and ends", async () => {
    const { orderId, amount } = await placeOrder(app);
    await ask(`/checkout/${orderId}/payments`, { fields: { method: "card" } });
    const stream = await ask(`/checkout/${orderId}/stream?mark=old`);
    expect(stream.headers.get("content-type")).toBe("text/event-stream");
    expect(stream.headers.get("cache-control")).toBe("no-store");
    const told: string[] = [];
    for await (const text of (stream.body ?? empty()).pipeThrough(decoder())) {
      if (!text.startsWith("event: ")) continue;
      told.push(text);
      if (told.length === 1) await helpPay(orderId);
      if (told.length === 2) await refund(orderId, amount);
    }
    expect(told).toHaveLength(3);
    expect(told.every((each) => each.startsWith("event: changed\n"))).toBe(true);
    expect(new Set(told).size).toBe(3);
  });

  it("resumes where a dropped connection stopped, and tells a settled page to stop", async () => {
    const { orderId, amount } = await placeOrder(app);
    await helpPay(orderId);
    await refund(orderId, amount);
    const first = await ask(`/checkout/${orderId}/stream`);
    const mark = /id: (.+)/.exec(await first.text())?.[1] ?? "";
    const answer = await ask(`/checkout/${orderId}/stream`, { headers: { "Last-Event-ID": mark } });
    expect(answer.status).toBe(204);
    expect((await ask("/checkout/ord_x/stream")).status).toBe(404);
  });
});

async function helpPay(orderId: string): Promise<void> {
  const paid = await app.api(`/v1/test_helpers/orders/${orderId}/payment`, {
    body: { outcome: "succeeded" },
  });
  expect(paid.status).toBe(200);
}

async function refund(orderId: string, amount: number): Promise<void> {
  const body = { merchant_refund_no: `R-${orderId}`, amount };
  expect((await app.api(`/v1/orders/${orderId}/refunds`, { body })).status).toBe(201);
  await app.settle();
}

function decoder() {
  return new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>;
}

function empty(): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new Blob([]).stream();
}
