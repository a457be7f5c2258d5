import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { testCards } from "../../sandbox/bank/magic.ts";
import { playPayer } from "../../sandbox/bank/play_payer.ts";
import { channelOrderNo, type OrderId } from "../../core/id.ts";
import { minutes } from "../../core/time.ts";
import { choose, get, orderOf, type Placed, placeOrder, post } from "../support/payer.ts";
import { textIn } from "../support/render_checkout.tsx";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
});
afterEach(() => app.close());

const DEBIT = "6200000000000014";
const CREDIT = "6200000000000022";

describe("the simulated wallet", () => {
  it("shows payee, amount, cards and factor before the button that pays", async () => {
    const order = await placeOrder(app, 123_450);
    const page = await choose(app, order);
    expect(page).toMatch(/^\/sandbox\/wallet\/[0-9A-Za-z_-]{22}$/);
    const html = await (await get(app, page)).text();
    const places = ["清风茶馆 Breeze Teahouse", "1,234.50", "验证方式", 'value="pay"']
      .map((each) => html.indexOf(each));
    expect(places.every((place) => place > 0)).toBe(true);
    expect(html.indexOf("用云闪付支付 ¥1,234.50")).toBeGreaterThan(html.indexOf(DEBIT));
    expect(html).toContain("测试环境，不动真钱");
  });

  it("speaks English on request", async () => {
    const page = await choose(app, await placeOrder(app));
    const html = await (await get(app, page, "en")).text();
    expect(html).toContain("Pay ¥12.34 with UnionPay");
    expect(html).toContain("Test mode. No real money");
    expect(html).not.toMatch(/undefined|\[object/);
  });

  it.each([[DEBIT, "借记卡（尾号 0014）"], [CREDIT, "信用卡（尾号 0022）"]])(
    "pays with %s and says %s",
    async (card, told) => {
      const order = await placeOrder(app);
      const page = await choose(app, order);
      const pressed = await post(app, page, { action: "pay", card });
      expect([pressed.status, pressed.headers.get("location")]).toEqual([303, page]);
      const html = await (await get(app, page)).text();
      expect(html).toContain(told);
      expect(html).toContain(`href="http://portal.test/checkout/${order.orderId}?payer=`);
      await app.settle();
      expect((await orderOf(app, order)).state).toBe("paid");
    },
  );

  it("tells the portal debit from credit only from inside the app", async () => {
    const inside = await placeOrder(app);
    const page = await choose(app, inside, "quickpass", "unionpay_app");
    await post(app, page, { action: "pay", card: CREDIT });
    const outside = await placeOrder(app);
    await post(app, await choose(app, outside), { action: "pay", card: CREDIT });
    await app.settle();
    expect((await orderOf(app, inside)).payment).toMatchObject({ card_type: "credit" });
    expect((await orderOf(app, outside)).payment).not.toMatchObject({ card_type: "credit" });
  });

  it.each([
    ["insufficient_funds", "余额不足"],
    ["wrong_password", "密码错误"],
    ["risk_refused", "风控拒绝"],
    ["cancelled_by_payer", "付款人取消"],
  ])("declines for %s and says so", async (reason, told) => {
    const order = await placeOrder(app);
    const page = await choose(app, order);
    await post(app, page, { action: "decline", reason });
    expect(await (await get(app, page)).text()).toContain(told);
    await app.settle();
    expect((await payments(order))[0]).toMatchObject({ state: "failed", reason });
    expect((await orderOf(app, order)).state).toBe("open");
  });

  it("gives no answer, and can still be paid later", async () => {
    const order = await placeOrder(app);
    const page = await choose(app, order);
    await post(app, page, { action: "no_answer" });
    await app.settle();
    expect((await payments(order))[0]).toMatchObject({ state: "processing" });
    expect(await (await get(app, page)).text()).toContain("银行现在不作答");
    await post(app, page, { action: "pay", card: DEBIT });
    await app.settle();
    expect((await orderOf(app, order)).state).toBe("paid");
  });

  it("pays late: the order expires first, then the money arrives and goes back", async () => {
    const order = await placeOrder(app);
    const page = await choose(app, order);
    await post(app, page, { action: "late", card: DEBIT });
    await app.settle();
    expect((await orderOf(app, order)).state).toBe("open");
    app.clock.advance(minutes(600));
    await app.settle();
    expect((await orderOf(app, order)).state).toBe("expired");
    expect((await payments(order))[0]).toMatchObject({
      state: "succeeded",
      settles: false,
      refunded: { fen: 1234 },
    });
  });

  it.each<[Record<string, string>, string]>([
    [{ action: "pay" }, "请先选一张卡。"],
    [{ action: "pay", card: "4111111111111111" }, "请先选一张卡。"],
    [{ action: "decline" }, "请选择一个结果。"],
    [{ action: "decline", reason: "unknown_at_channel" }, "请选择一个结果。"],
    [{ action: "fly" }, "请选择一个结果。"],
  ])("shows the form again with 422 for %o", async (fields, told) => {
    const order = await placeOrder(app);
    const response = await post(app, await choose(app, order), fields);
    expect(response.status).toBe(422);
    expect(await response.text()).toContain(told);
    await app.settle();
    expect((await payments(order))[0]).toMatchObject({ state: "processing" });
  });

  it("lists what waits, and leads to it by a pasted link, a path's code or its token", async () => {
    const empty = await (await get(app, "/sandbox/wallet", "en")).text();
    expect(empty).toContain("No payment requests.");
    const page = await choose(app, await placeOrder(app));
    const token = page.split("/").at(-1) ?? "";
    expect(await (await get(app, "/sandbox/wallet")).text()).toContain(`href="${page}"`);
    for (const code of [`http://portal.test${page}`, ` ${token} `]) {
      const opened = await post(app, "/sandbox/wallet", { code });
      expect([opened.status, opened.headers.get("location")]).toEqual([303, page]);
    }
  });

  it("does not list what waits at the cashier, or what can no longer be paid", async () => {
    const cashier = await choose(app, await placeOrder(app), "card");
    const wallet = await choose(app, await placeOrder(app));
    const token = (page: string) => page.split("/").at(-1) ?? "none";
    const html = await (await get(app, "/sandbox/wallet")).text();
    expect([html.includes(token(wallet)), html.includes(token(cashier))]).toEqual([true, false]);
    app.clock.advance(minutes(600));
    expect(await (await get(app, "/sandbox/wallet")).text()).not.toContain(token(wallet));
  });

  it.each([
    "",
    "https://elsewhere.example/sandbox/wallet/AAAAAAAAAAAAAAAAAAAAAA",
    "//portal.test/sandbox/wallet/x",
    "http://portal.test/v1/orders",
    "javascript:alert(1)",
    "<script>",
  ])("does not follow the pasted code %j", async (code) => {
    const response = await post(app, "/sandbox/wallet", { code });
    expect(response.status).toBe(422);
    expect(await response.text()).not.toContain("<script>");
  });

  it("knows no request by a wrong token, on any page or press", async () => {
    for (const place of ["wallet", "cashier"]) {
      const path = `/sandbox/${place}/AAAAAAAAAAAAAAAAAAAAAA`;
      expect((await get(app, path)).status).toBe(404);
      expect((await post(app, path, { action: "pay", card: DEBIT, login: "x" })).status).toBe(404);
    }
  });
});

describe("the sandbox cashier", () => {
  it("accepts a test card and sends the payer back", async () => {
    const order = await placeOrder(app);
    const page = await choose(app, order, "card");
    expect(page).toMatch(/^\/sandbox\/cashier\//);
    expect(await (await get(app, page)).text()).toContain("测试卡号");
    const pressed = await post(app, page, { action: "pay", card: "6200 0000 0000 0014" });
    expect(pressed.status).toBe(303);
    expect(pressed.headers.get("location"))
      .toContain(`http://portal.test/checkout/${order.orderId}?payer=`);
    await app.settle();
    expect((await orderOf(app, order)).payment).toMatchObject({ method: "card", flow: "cashier" });
  });

  it("accepts a test login", async () => {
    const order = await placeOrder(app);
    const page = await choose(app, order, "account");
    expect(await (await get(app, page, "en")).text()).toContain("Test login");
    expect((await post(app, page, { action: "pay", login: "nobody" })).status).toBe(422);
    await post(app, page, { action: "pay", login: "card_expired" });
    await app.settle();
    expect((await payments(order))[0]).toMatchObject({ state: "failed", reason: "card_expired" });
  });

  it("refuses a number that is not a test card, and neither keeps, logs nor shows it", async () => {
    const order = await placeOrder(app);
    const page = await choose(app, order, "card");
    const real = "4111111111111111";
    const response = await post(app, page, { action: "pay", card: real });
    expect(response.status).toBe(422);
    const html = await response.text();
    expect(html).toContain("这不是测试卡号");
    expect(html).not.toContain(real);
    expect(JSON.stringify(app.logged)).not.toContain(real);
    expect((await payments(order))[0]).toMatchObject({ state: "processing" });
  });

  it("knows every listed card", async () => {
    for (const { number, behaviour } of testCards) {
      const order = await placeOrder(app);
      const pressed = await post(app, await choose(app, order, "card"), { card: number });
      expect([behaviour, pressed.status]).toEqual([behaviour, 303]);
    }
    await app.settle();
    const [states] = await app.deps.load({
      statement: {
        sql: "select state, count(*) as n from payments group by state order by state",
        args: [],
      },
      read: (rows) => rows.map((row) => `${row["state"]} ${row["n"]}`),
    });
    // Paid: debit, credit, twice, before the return. On their way: slow, never, late.
    expect(states).toEqual(["failed 9", "processing 3", "succeeded 4"]);
  });
});

describe("a request at the bank", () => {
  it("is paid once, however many buttons are pressed at the same time", async () => {
    const order = await placeOrder(app);
    const page = await choose(app, order);
    const presses = Array.from({ length: 20 }, (_, i) =>
      post(app, page, {
        action: i % 3 === 2 ? "decline" : "pay",
        card: i % 2 === 0 ? DEBIT : CREDIT,
        reason: "risk_refused",
      }));
    const statuses = (await Promise.all(presses)).map((each) => each.status);
    expect(new Set(statuses)).toEqual(new Set([303]));
    await app.settle();
    const [moved] = await app.deps.load({
      statement: { sql: "select count(*) as n from sandbox_log where version > 1", args: [] },
      read: (rows) => rows[0]?.["n"],
    });
    expect(moved).toBe(1);
    expect(await payments(order)).toHaveLength(1);
  });

  it("can no longer be paid once its time is up", async () => {
    const order = await placeOrder(app);
    const page = await choose(app, order);
    app.clock.advance(minutes(600));
    expect(textIn(await (await get(app, page)).text(), "h1")).toBe("这笔请求已过期，没有扣款。");
    await post(app, page, { action: "pay", card: DEBIT });
    await app.settle();
    expect((await payments(order))[0]).toMatchObject({
      state: "failed",
      reason: "expired_at_channel",
    });
  });

  it("can no longer be paid once the payer has chosen another method", async () => {
    const order = await placeOrder(app);
    const page = await choose(app, order);
    const { channelOrderNo, merchantNo, amount } = (await payments(order))[0]!;
    const now = app.clock.now();
    const asked = { channelOrderNo, merchantNo, amount, sentAt: now, at: now };
    const channel = app.deps.channels.sandbox!;
    const answer = await app.deps.http(await channel.cancel(asked));
    expect(await channel.readCancel(answer, asked)).toEqual({
      type: "failed",
      reason: "cancelled_by_payer",
    });
    await post(app, page, { action: "pay", card: DEBIT });
    expect(textIn(await (await get(app, page)).text(), "h1")).toBe("这笔请求已撤销，没有扣款。");
  });
});

describe("playPayer", () => {
  it("waits until the portal has been notified", async () => {
    const order = await placeOrder(app);
    await choose(app, order);
    const no = (await payments(order))[0]!.channelOrderNo;
    expect(await playPayer(app.deps, no, "succeeded")).toMatchObject({ ok: true });
    expect((await orderOf(app, order)).state).toBe("paid");
    expect(await playPayer(app.deps, no, "failed")).toMatchObject({
      error: { code: "bank_payment_decided" },
    });
  });

  it("sends it again when requested again after the first sender died", async () => {
    const order = await placeOrder(app);
    await choose(app, order);
    const no = (await payments(order))[0]!.channelOrderNo;
    const dying = { ...app.deps, http: () => Promise.reject(new TypeError("killed")) };
    await playPayer(dying, no, "succeeded");
    expect((await orderOf(app, order)).state).toBe("open");
    await playPayer(app.deps, no, "succeeded");
    expect((await orderOf(app, order)).state).toBe("paid");
  });

  it("says nothing until a later outcome", async () => {
    const order = await placeOrder(app);
    await choose(app, order);
    const no = (await payments(order))[0]!.channelOrderNo;
    await playPayer(app.deps, no, "unclear");
    app.clock.advance(minutes(60));
    await app.settle();
    expect((await payments(order))[0]).toMatchObject({ state: "processing" });
    await playPayer(app.deps, no, "succeeded");
    expect((await payments(order))[0]).toMatchObject({ state: "succeeded" });
  });

  it("is late by the order's end, also when its merchant closes it", async () => {
    const order = await placeOrder(app);
    await choose(app, order);
    await playPayer(app.deps, (await payments(order))[0]!.channelOrderNo, "late");
    await app.settle();
    expect((await payments(order))[0]).toMatchObject({ state: "processing" });
    const closed = await app.api(`/v1/orders/${order.orderId}/closure`, { method: "POST" });
    expect(closed.status).toBe(200);
    await app.settle();
    expect((await payments(order))[0]).toMatchObject({ state: "succeeded", settles: false });
    expect((await orderOf(app, order)).state).toBe("closed");
  });

  it("knows no payment that the bank never saw", async () => {
    const no = channelOrderNo("pay_01KAF0ZV9Q3W5X7Y9Z1B3D5F7H");
    expect(await playPayer(app.deps, no, "succeeded")).toMatchObject({
      error: { code: "bank_payment_not_found" },
    });
  });
});

async function payments({ orderId }: Placed) {
  const [found] = await app.deps.load(app.deps.payments.ofOrder(orderId as OrderId));
  return found;
}
