import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openOrder } from "../../core/link/open_order.ts";
import { minutes, seconds, shanghaiTime } from "../../core/time.ts";
import { type Phone, phone } from "../support/scanned_codes.ts";
import { type TestApp, testApp, type TestMerchant } from "../support/test_app.ts";

let app: TestApp;
let shop: TestMerchant;
beforeAll(async () => {
  app = await testApp();
});
beforeEach(async () => {
  shop = await app.openMerchant("清风茶馆 Breeze Teahouse");
});
afterAll(() => app.close());

const DESK = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36";

interface NewScreen {
  readonly screen_id: string;
  readonly pairing_code: string;
}

async function addScreen(): Promise<NewScreen> {
  const answer = await app.api("/v1/screens", {
    body: { name: "一号柜台" },
    key: shop.secretKey,
  });
  expect(answer.status).toBe(201);
  return await answer.json();
}

async function unpair({ screen_id }: NewScreen) {
  const init = { method: "DELETE", key: shop.secretKey };
  return await (await app.api(`/v1/screens/${screen_id}`, init)).json();
}

let numbers = 0;
async function order(amount = 6_800): Promise<{ readonly order_id: string }> {
  // Time passes between a pairing and an order, and orders are told apart by it.
  app.clock.advance(seconds(1));
  const body = { merchant_order_no: `till-${++numbers}`, amount, subject: "龙井" };
  return await (await app.api("/v1/orders", { body, key: shop.secretKey })).json();
}

async function refund(
  { order_id }: { readonly order_id: string },
  amount: number,
): Promise<void> {
  const body = { merchant_refund_no: `back-${++numbers}`, amount };
  const init = { body, key: shop.secretKey };
  expect((await app.api(`/v1/orders/${order_id}/refunds`, init)).status).toBe(201);
  await app.settle();
}

async function pay({ order_id }: { readonly order_id: string }): Promise<void> {
  const init = { body: { outcome: "succeeded" }, key: shop.secretKey };
  expect((await app.api(`/v1/test_helpers/orders/${order_id}/payment`, init)).status).toBe(200);
}

function type(till: Phone, code: string): Promise<Response> {
  return till.ask("/till/pairing", { fields: { code } });
}

async function paired(): Promise<{ readonly till: Phone; readonly screen: NewScreen }> {
  const till = phone(app, DESK);
  const screen = await addScreen();
  const answer = await type(till, screen.pairing_code);
  expect([answer.status, answer.headers.get("location")]).toEqual([303, "/screen"]);
  return { till, screen };
}

/** What the till shows, and the response to its next poll. */
async function look(till: Phone) {
  const html = await (await till.ask("/screen")).text();
  const poll = /hx-get="([^"]+)"/.exec(html)?.[1];
  return {
    html,
    look: /<main id="screen" class="screen (\w+)"/.exec(html)?.[1],
    ask: () => till.ask(poll ?? "/till/status"),
  };
}

describe("a till", () => {
  it("that is not paired asks for one short code and says how to get it", async () => {
    const html = await (await phone(app, DESK).ask("/screen")).text();
    expect(html).toContain("Pair this screen");
    expect(html.match(/<input(?! type="hidden")/g)).toHaveLength(1);
    expect(html).not.toContain("hx-get");
  });

  it("is paired by the code however it is typed, once", async () => {
    const { pairing_code } = await addScreen();
    expect(pairing_code).toMatch(/^[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}$/);
    const typed = ` ${pairing_code.toLowerCase().replace("-", " ")} `;
    const answer = await type(phone(app, DESK), typed);
    const cookie = answer.headers.get("set-cookie") ?? "";
    expect(cookie).toMatch(/^till=[\w-]{43}; Max-Age=31536000; Path=\/; HttpOnly; SameSite=Lax$/);
    expect((await type(phone(app, DESK), pairing_code)).status).toBe(422);
  });

  it("is answered alike to a wrong, a used and an expired code, and nothing changes", async () => {
    const used = await paired();
    const expired = await addScreen();
    app.clock.advance(minutes(10));
    const before = await screens();
    const answers = await Promise.all(
      ["2222-2222", used.screen.pairing_code, expired.pairing_code].map(async (code) => {
        const answer = await type(phone(app, DESK), code);
        const html = (await answer.text()).replace(/nonce="[^"]*"/g, "").replace(code, "…");
        return [answer.status, answer.headers.get("set-cookie"), html];
      }),
    );
    expect(answers[0]?.slice(0, 2)).toEqual([422, null]);
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
    expect(await screens()).toEqual(before);
  });

  it("pairs one of two browsers that enter the code at once", async () => {
    const { pairing_code } = await addScreen();
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => type(phone(app, DESK), pairing_code)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 422, 422, 422]);
  });

  it("shows what is opened after its pairing, and nothing from before", async () => {
    await order();
    const { till } = await paired();
    const idle = await look(till);
    expect(idle.look).toBe("idle");
    expect(idle.html).toContain("Your payment code will appear here");
    for (const shown of ["清风茶馆 Breeze Teahouse", "一号柜台", "Connected", "Countersign"]) {
      expect(idle.html).toContain(shown);
    }
    const clock = /<time class="clock" datetime="([^"]+)">(.*?)<\/time>/.exec(idle.html);
    expect(clock?.[1]).toBe(new Date(app.clock.now()).toISOString());
    expect(clock?.[2]).toBe(shanghaiTime(app.clock.now()).slice(11, 16));
    expect((await idle.ask()).status).toBe(204);

    await order(6_800);
    expect(await (await idle.ask()).text()).toContain("68.00");
    expect((await look(till)).look).toBe("showing");
  });

  it("stays on what was paid until the next order", async () => {
    const { till } = await paired();
    const first = await order();
    await pay(first);
    app.clock.advance(minutes(60));
    const shown = await look(till);
    expect(shown.look).toBe("paid");
    expect((await shown.ask()).status).toBe(204);

    await order(1_200);
    const next = await (await shown.ask()).text();
    expect(next).toMatch(/class="screen showing"[^]*12\.00/);
    expect(next).toContain("Scan with UnionPay or a bank app</hx-partial>");
  });

  it("follows a refund", async () => {
    const { till } = await paired();
    const first = await order();
    await pay(first);
    const shown = await look(till);
    await refund(first, 6_800);
    expect(await (await shown.ask()).text()).toMatch(/class="screen refunded"[^]*Refunded/);
  });

  describe("whose next order comes first", () => {
    const band = (html: string) =>
      /<p class="last">.*?<span>(.*?)<\/span><\/p>/.exec(html)?.[1]?.replace(/<[^>]+>/g, "");

    it("says for ten seconds that the last one was received", async () => {
      const { till } = await paired();
      await pay(await order(6_800));
      const shown = await look(till);
      await order(1_200);
      const next = await (await shown.ask()).text();
      expect(next).toMatch(/class="screen showing"/);
      expect(band(next)).toBe("Last order ¥68.00 received");
      // It was spoken when it was paid.
      expect(next).toContain("Scan with UnionPay or a bank app</hx-partial>");

      app.clock.advance(seconds(9));
      const still = await look(till);
      expect(band(still.html)).toBe("Last order ¥68.00 received");
      app.clock.advance(seconds(1));
      const after = await (await still.ask()).text();
      expect(band(after)).toBeUndefined();
      expect(after).toMatch(/class="screen showing"/);
      expect(after).not.toContain("hx-partial");
    });

    it("says so when the last one is paid later, and speaks it", async () => {
      const { till } = await paired();
      const first = await order(6_800);
      await order(1_200);
      const shown = await look(till);
      expect(band(shown.html)).toBeUndefined();
      app.clock.advance(seconds(30));
      const before = await look(till);
      await pay(first);
      const told = await (await before.ask()).text();
      expect(band(told)).toBe("Last order ¥68.00 received");
      expect(told).toContain("Last order ¥68.00 received</hx-partial>");
      app.clock.advance(seconds(10));
      expect(band((await look(till)).html)).toBeUndefined();
    });

    it("says nothing of one that stood for ten seconds, was refunded or is not paid", async () => {
      const { till } = await paired();
      const first = await order();
      await order();
      expect(band((await look(till)).html)).toBeUndefined();
      await pay(first);
      await refund(first, 6_800);
      expect(band((await look(till)).html)).toBeUndefined();

      const stood = await order();
      await pay(stood);
      app.clock.advance(seconds(9));
      await order();
      expect(band((await look(till)).html)).toBeUndefined();
    });
  });

  it("shows what its own merchant number opens, and no other's", async () => {
    const { till } = await paired();
    const body = { merchant_order_no: "other-1", amount: 100, subject: "面" };
    app.clock.advance(seconds(1));
    await app.api("/v1/orders", { body });
    expect((await look(till)).look).toBe("idle");
  });

  it("stays on its order while someone pays by the printed code next to it", async () => {
    const { till } = await paired();
    await order(6_800);
    const shown = await look(till);
    app.clock.advance(seconds(1));
    const link = { body: { subject: "散客", amount: 500 }, key: shop.secretKey };
    const { link_id: linkId } = await (await app.api("/v1/links", link)).json();
    const opened = await openOrder(app.deps, {
      linkId,
      amount: undefined,
      once: "0123456789abcdef0123456789abcdef",
      device: "a-phone",
      session: undefined,
    });
    expect(opened.ok).toBe(true);
    expect((await shown.ask()).status).toBe(204);
  });

  it("asks in one round trip, and opens a new order's codes in one more", async () => {
    const { till } = await paired();
    const idle = await look(till);
    expect(await trips(idle.ask)).toBe(1);
    await order();
    expect(await trips(idle.ask)).toBe(2);
    const shown = await look(till);
    expect(await trips(shown.ask)).toBe(1);
  });

  it("says so once it is unpaired, and shows the form", async () => {
    const { till, screen } = await paired();
    await order();
    const shown = await look(till);
    expect(await unpair(screen)).toMatchObject({ state: "unpaired", paired_at: null });
    const answer = await shown.ask();
    expect([answer.status, answer.headers.get("HX-Refresh")]).toEqual([204, "true"]);
    const { html } = await look(till);
    expect(html).toContain("This screen has been unpaired and no longer shows orders.");
    expect(html).toContain("Pair this screen");
    expect((await till.ask("/till/stream")).status).toBe(404);
  });

  it("can be paired again", async () => {
    const { till, screen } = await paired();
    await unpair(screen);
    const again = await addScreen();
    await type(till, again.pairing_code);
    expect((await look(till)).look).toBe("idle");
  });

  it("says that screen codes are not granted any more", async () => {
    const { till } = await paired();
    await app.deps.write({
      statements: [{
        sql: "update merchants set products = '[]' where merchant_no = ?",
        args: [shop.merchantNo],
      }],
    });
    expect((await look(till)).html).toContain("Screen codes aren&#39;t enabled");
  });

  it("stores no readable code or token in the database", async () => {
    const { screen } = await paired();
    const waiting = await addScreen();
    const rows = JSON.stringify(await screens());
    for (const { pairing_code } of [screen, waiting]) {
      expect(rows).not.toContain(pairing_code);
      expect(rows).not.toContain(pairing_code.replace("-", ""));
    }
  });
});

describe("/v1/screens", () => {
  it("shows the short code once", async () => {
    const { screen_id, pairing_code: _, ...rest } = await addScreen();
    const path = `/v1/screens/${screen_id}`;
    const one = await (await app.api(path, { key: shop.secretKey })).json();
    expect(one).toEqual({ screen_id, ...rest });
    const list = await (await app.api("/v1/screens", { key: shop.secretKey })).json();
    expect(list).toEqual({ data: [one], next: null });
    expect(one).toMatchObject({
      merchant_no: shop.merchantNo,
      name: "一号柜台",
      state: "pairing",
      paired_at: null,
      unpaired_at: null,
      screen_url: "http://portal.test/screen",
    });
    expect(Date.parse(one.pairing_expires_at) - Date.parse(one.created_at)).toBe(minutes(10));
  });

  it("unpairs the same screen twice with the same answer, and lists it no more", async () => {
    const screen = await addScreen();
    const first = await unpair(screen);
    app.clock.advance(seconds(5));
    expect(await unpair(screen)).toEqual(first);
    const list = await (await app.api("/v1/screens", { key: shop.secretKey })).json();
    expect(list.data).toEqual([]);
  });

  it("allows a hundred screens per merchant number and no more", async () => {
    const added = await Promise.all(Array.from({ length: 100 }, addScreen));
    const one = { body: { name: "x" }, key: shop.secretKey };
    const refused = await app.api("/v1/screens", one);
    expect([refused.status, await refused.json()])
      .toEqual([409, expect.objectContaining({ code: "screens_too_many", max: 100 })]);
    await unpair(added[0] as NewScreen);
    expect((await app.api("/v1/screens", one)).status).toBe(201);
  });

  it("is refused to a merchant number without screen codes", async () => {
    const { secretKey } = await app.openMerchant("对面面馆", { products: ["cashier"] });
    const refused = await app.api("/v1/screens", { body: { name: "x" }, key: secretKey });
    expect([refused.status, await refused.json()]).toEqual([
      403,
      expect.objectContaining({ code: "product_not_enabled", product: "screen_code" }),
    ]);
  });
});

async function screens(): Promise<unknown> {
  const [rows] = await app.deps.load({
    statement: { sql: "select * from screens order by screen_id", args: [] },
    read: (found) => [...found],
  });
  return rows;
}

async function trips(request: () => Promise<Response>): Promise<number> {
  const before = app.roundTrips();
  await (await request()).text();
  return app.roundTrips() - before;
}
