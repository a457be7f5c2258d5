import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hours, minutes, seconds } from "../../core/time.ts";
import { browserWith, hiddenIn } from "../support/app_browser.ts";
import { type Counter, openCounter, PIN } from "../support/counters.ts";
import { startSqld } from "../support/sqld.ts";
import { type TestApp, testApp, type TestMerchant } from "../support/test_app.ts";

let app: TestApp;
let numbers = 0;

async function paidOrder(shop: TestMerchant, amount: number, no = `T-${++numbers}`) {
  app.clock.advance(seconds(1));
  const body = { merchant_order_no: no, amount, subject: "龙井" };
  const placed = await app.api("/v1/orders", { body, key: shop.secretKey });
  const { order_id: orderId } = await placed.json();
  const outcome = { body: { outcome: "succeeded" }, key: shop.secretKey };
  await app.api(`/v1/test_helpers/orders/${orderId}/payment`, outcome);
  return orderId as string;
}

async function unlocked(counter: Counter) {
  const { answer, cookies } = await counter.unlock();
  expect([answer.status, answer.headers.get("location")]).toEqual([303, "/till"]);
  return browserWith(app, cookies);
}

type Till = Awaited<ReturnType<typeof unlocked>>;

/** The page of a sale, and its form filled in. */
async function form(till: Till, orderId: string, amount: string) {
  const html = await (await till.ask(`/till/sales/${orderId}`)).text();
  const { once = "", left = "" } = hiddenIn(html);
  return { once, left, amount };
}

async function send(till: Till, orderId: string, fields: Awaited<ReturnType<typeof form>>) {
  const answer = await till.ask(`/till/sales/${orderId}/refunds`, { fields });
  return { status: answer.status, text: (await answer.text()).replace(/<[^>]+>/g, "") };
}

async function refundsOf(shop: TestMerchant) {
  const { data } = await (await app.api("/v1/refunds", { key: shop.secretKey })).json();
  return data as readonly { amount: number; merchant_refund_no: string; refund_id: string }[];
}

function stories() {
  it("twenty at once refund no more than the till may in a day", async () => {
    const shop = await app.openMerchant("清风茶馆");
    const counter = await openCounter(app, { shop, each: 1_000, perDay: 5_000 });
    const orders = [];
    for (let i = 0; i < 20; i++) orders.push(await paidOrder(shop, 2_000));
    const till = await unlocked(counter);
    const forms = await Promise.all(orders.map((orderId) => form(till, orderId, "10")));
    const sent = await Promise.all(orders.map((orderId, i) => send(till, orderId, forms[i]!)));
    expect(sent.filter(({ status }) => status === 303)).toHaveLength(5);
    expect(sent.filter(({ status }) => status === 409)).toHaveLength(15);
    expect(sent.find(({ status }) => status === 409)?.text).toContain("¥0.00 left today");
    const refunds = await refundsOf(shop);
    expect(refunds.map(({ amount }) => amount)).toEqual(Array(5).fill(1_000));
  });

  it("a form sent twenty times at once is one refund", async () => {
    const shop = await app.openMerchant("清风茶馆");
    const counter = await openCounter(app, { shop });
    const orderId = await paidOrder(shop, 5_000);
    const till = await unlocked(counter);
    const filled = await form(till, orderId, "10");
    const sent = await Promise.all(
      Array.from({ length: 20 }, () => send(till, orderId, filled)),
    );
    expect(sent.map(({ status }) => status)).toEqual(Array(20).fill(303));
    expect(await refundsOf(shop)).toHaveLength(1);
  });

  it("of twenty forms that showed the same is sent one, the others are stale", async () => {
    const shop = await app.openMerchant("清风茶馆");
    const counter = await openCounter(app, { shop });
    const orderId = await paidOrder(shop, 50_000);
    const till = await unlocked(counter);
    const forms = await Promise.all(
      Array.from({ length: 20 }, () => form(till, orderId, "1")),
    );
    const sent = await Promise.all(forms.map((each) => send(till, orderId, each)));
    expect(sent.filter(({ status }) => status === 303)).toHaveLength(1);
    const stale = sent.filter(({ status }) => status === 409);
    expect(stale).toHaveLength(19);
    expect(stale[0]?.text).toContain("look again");
    expect((await refundsOf(shop)).map(({ amount }) => amount)).toEqual([100]);
  });
}

describe("a till's refunds on a libSQL server", () => {
  let stop: () => Promise<void>;
  beforeAll(async () => {
    const sqld = await startSqld();
    stop = sqld.stop;
    app = await testApp({ databaseUrl: sqld.url });
  });
  afterAll(async () => {
    await app.close();
    await stop();
  });

  stories();
});

describe("a till's refunds on a file", () => {
  beforeAll(async () => {
    app = await testApp();
  });
  afterAll(() => app.close());

  stories();

  it("are each within its limit, and over it the owner is to be asked", async () => {
    const shop = await app.openMerchant("清风茶馆");
    const counter = await openCounter(app, { shop, each: 1_000 });
    const orderId = await paidOrder(shop, 5_000);
    const till = await unlocked(counter);
    const html = await (await till.ask(`/till/sales/${orderId}`)).text();
    expect(html).toContain('value="10.00"');
    const over = await send(till, orderId, { ...await form(till, orderId, "10.01") });
    expect([over.status, over.text]).toEqual([409, expect.stringContaining("Ask the owner")]);
    const beyond = await send(till, orderId, await form(till, orderId, "60"));
    expect([beyond.status, beyond.text]).toEqual([409, expect.stringContaining("left to refund")]);
    expect(await refundsOf(shop)).toEqual([]);
    for (const typed of ["", "0", "-1", "1e1", "1,000", "abc"]) {
      expect([typed, (await send(till, orderId, await form(till, orderId, typed))).status])
        .toEqual([typed, 422]);
    }
  });

  it("give the day's limit back when the bank refuses one", async () => {
    const shop = await app.openMerchant("清风茶馆");
    const counter = await openCounter(app, { shop, each: 1_000, perDay: 1_000 });
    const orderId = await paidOrder(shop, 5_000);
    const till = await unlocked(counter);
    expect((await send(till, orderId, await form(till, orderId, "10"))).status).toBe(303);
    const [refund] = await refundsOf(shop);
    const full = await (await till.ask(`/till/sales/${orderId}`)).text();
    expect(full).toContain("more than this till may refund");
    await app.deps.write({
      statements: [{
        sql: "update refunds set state = 'failed' where refund_id = ?",
        args: [refund?.refund_id ?? ""],
      }],
    });
    expect(await (await till.ask(`/till/sales/${orderId}`)).text()).toContain('value="10.00"');
    await app.deps.write({
      statements: [{
        sql: "update refunds set state = 'requested' where refund_id = ?",
        args: [refund?.refund_id ?? ""],
      }],
    });
    app.clock.advance(hours(24));
    const next = await unlocked(counter);
    expect(await (await next.ask(`/till/sales/${orderId}`)).text()).toContain('value="10.00"');
  });

  it("say by whom, in the refund's own history and in the audit chain", async () => {
    const shop = await app.openMerchant("清风茶馆");
    const counter = await openCounter(app, { shop });
    const orderId = await paidOrder(shop, 5_000);
    const till = await unlocked(counter);
    await send(till, orderId, await form(till, orderId, "10"));
    const [refund] = await refundsOf(shop);
    expect(refund?.merchant_refund_no).toMatch(/^till-\w{26}$/);
    const entries = await app.deps.load(
      app.deps.audit.entries({
        place: shop.merchant.merchantNo,
        by: undefined,
        type: undefined,
        day: undefined,
        before: undefined,
        max: 10,
      }),
    );
    const by = `till:${counter.screenId}`;
    expect(entries[0].filter((each) => each.by === by).map(({ type }) => type))
      .toEqual(["refund.requested", "till.unlocked"]);
    expect(entries[0].map(({ type }) => type)).toContain("till.pin_set");
  });

  it("are of its own sales alone", async () => {
    const shop = await app.openMerchant("清风茶馆");
    const before = await paidOrder(shop, 1_000);
    const counter = await openCounter(app, { shop });
    const elsewhere = await paidOrder(await app.openMerchant("面馆"), 1_000);
    const till = await unlocked(counter);
    for (const orderId of [before, elsewhere, "ord_01KAG8M0000000000000000000"]) {
      const answer = await till.ask(`/till/sales/${orderId}`);
      expect([answer.status, await answer.text()])
        .toEqual([404, expect.stringContaining("no such payment")]);
      const fields = { once: "01KAG8M0000000000000000000", left: "1000", amount: "1" };
      expect((await send(till, orderId, fields)).status).toBe(404);
    }
  });

  it("end with its session: locked, idle, another PIN, unpaired", async () => {
    const shop = await app.openMerchant("清风茶馆");
    const counter = await openCounter(app, { shop });
    const orderId = await paidOrder(shop, 5_000);
    const till = await unlocked(counter);
    const filled = await form(till, orderId, "1");

    app.clock.advance(minutes(4));
    expect((await till.ask("/till")).status).toBe(200);
    app.clock.advance(minutes(4));
    // A page that asks by itself keeps nothing open.
    expect((await till.ask("/till/sales?mark=")).headers.get("hx-refresh")).toBeNull();
    app.clock.advance(minutes(1));
    expect((await till.ask("/till/sales?mark=")).headers.get("hx-refresh")).toBe("true");
    expect(await (await till.ask("/till")).text()).toContain("enter the PIN");
    expect((await send(till, orderId, filled)).status).toBe(303);
    expect(await refundsOf(shop)).toEqual([]);

    const again = await unlocked(counter);
    const elsewhere = await unlocked(counter);
    expect(await (await again.ask("/till")).text()).toContain("enter the PIN");
    await elsewhere.ask("/till/lock", { fields: {} });
    expect(await (await elsewhere.ask("/till")).text()).toContain("enter the PIN");

    const last = await unlocked(counter);
    await app.api(`/v1/screens/${counter.screenId}`, { method: "DELETE", key: shop.secretKey });
    expect((await last.ask("/till")).headers.get("location")).toBe("/screen");
    expect(await refundsOf(shop)).toEqual([]);
  });

  it("are one day's sales, counted exactly by shift however many are paid meanwhile", async () => {
    const shop = await app.openMerchant("清风茶馆");
    const counter = await openCounter(app, { shop });
    const till = await unlocked(counter);
    await Promise.all([1, 2, 3].map(() => till.ask("/till/shift", { fields: {} })));
    const first = await paidOrder(shop, 1_000);
    app.clock.advance(seconds(1));
    const [ended] = await Promise.all([
      till.ask("/till/shift/end", { fields: {} }),
      ...[1, 2, 3, 4, 5].map((i) => {
        const body = { merchant_order_no: `race-${i}-${++numbers}`, amount: 100, subject: "茶" };
        return app.api("/v1/orders", { body, key: shop.secretKey }).then(async (placed) => {
          const { order_id } = await placed.json();
          const outcome = { body: { outcome: "succeeded" }, key: shop.secretKey };
          await app.api(`/v1/test_helpers/orders/${order_id}/payment`, outcome);
        });
      }),
    ]);
    await till.ask("/till/shift", { fields: {} });
    await paidOrder(shop, 10_000);
    await send(till, first, await form(till, first, "4"));
    const slip = async (path: string) =>
      (await (await till.ask(path)).text()).match(/<dl class="facts takings">.*?<\/dl>/)?.[0]
        .replace(/<[^>]+>/g, " ").replace(/\s+/g, " ").trim();
    const { shift } = (await app.deps.load(app.deps.tills.shifts(counter.screenId, 9)))[0]
      .reduce<{ shift: string[] }>((all, each) => ({ shift: [...all.shift, each.shiftId] }), {
        shift: [],
      });
    expect(shift).toHaveLength(2);
    expect(ended.headers.get("location")).toBe(`/till/shifts/${shift[1]}`);
    const all = [await slip(`/till/shifts/${shift[0]}`), await slip(`/till/shifts/${shift[1]}`)];
    const paid = all.map((each) => {
      const [, yuan = ""] = /Paid · \d+ ¥ ?([\d.,]+)/.exec(each ?? "") ?? [];
      return Number(yuan.replace(",", ""));
    });
    // What was paid in the very moment is in one of them, or between them when the clock stands still.
    expect(paid[0]! + paid[1]!).toBe(115);
    expect(all[0]).toContain("Refunded here · 1 ¥ 4.00");
    expect(all[1]).toContain("Refunded here · 0 ¥ 0.00");
    expect(await slip("/till")).toMatch(/Paid · 7 ¥ 115.00 Refunded here · 1 ¥ 4.00 Net ¥ 111.00/);
  });

  it("are found by the last four, several and none too", async () => {
    const shop = await app.openMerchant("清风茶馆");
    const counter = await openCounter(app, { shop });
    const one = await paidOrder(shop, 1_000, "A-00-B7x9");
    await paidOrder(shop, 1_100, "K-12.34");
    await paidOrder(shop, 1_200, "X_1234");
    const till = await unlocked(counter);
    const find = (ending: string) => till.ask(`/till/search?ending=${encodeURIComponent(ending)}`);
    for (const ending of ["b7X9", " b-7x9 ", one.slice(-4)]) {
      expect([ending, (await find(ending)).headers.get("location")])
        .toEqual([ending, `/till/sales/${one}`]);
    }
    expect(await (await find("1234")).text()).toContain("2 payments end like this");
    expect(await (await find("zzzz")).text()).toContain("ends in zzzz");
    expect((await find("123")).status).toBe(422);
    app.clock.advance(hours(24 * 8));
    const later = await unlocked(counter);
    const gone = await later.ask("/till/search?ending=b7x9");
    expect(await gone.text()).toContain("No payment of the last seven days");
  });

  it("and its sales go on past a page, each once", async () => {
    const shop = await app.openMerchant("清风茶馆");
    const counter = await openCounter(app, { shop });
    for (let i = 0; i < 23; i++) await paidOrder(shop, 100 + i);
    const till = await unlocked(counter);
    const ids = (html: string) => [...html.matchAll(/<a id="(ord_\w+)"/g)].map(([, id]) => id);
    const first = await (await till.ask("/till")).text();
    const next = /href="(\/till\?before=[^"]+)"/.exec(first)?.[1] ?? "";
    const second = await (await till.ask(next)).text();
    expect(ids(first)).toHaveLength(20);
    expect(ids(second)).toHaveLength(3);
    expect(new Set([...ids(first), ...ids(second)]).size).toBe(23);
    expect(second).not.toContain("hx-get");
  });

  it("and no channel takes a payer's code yet, which it says", async () => {
    const shop = await app.openMerchant("清风茶馆");
    const till = await unlocked(await openCounter(app, { shop }));
    const answer = await till.ask("/till/scan", { fields: { code: "6212345678901234567" } });
    const html = await answer.text();
    expect(answer.status).toBe(409);
    expect(html).toContain("No money was taken");
    expect(html).not.toContain("6212345678901234567");
    expect((await till.ask("/till/scan", { fields: { code: "" } })).status).toBe(422);
  });

  it("and a browser that is no till, or has no PIN, is let in nowhere", async () => {
    const stranger = browserWith(app, "");
    for (const path of ["/till", "/till/search?ending=1234", "/till/shifts/x"]) {
      expect([path, (await stranger.ask(path)).status]).toEqual([path, 303]);
    }
    const unlocked = await stranger.ask("/till/unlock", { fields: { pin: PIN } });
    expect([unlocked.status, unlocked.headers.getSetCookie()]).toEqual([303, []]);
  });
});
