import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { byOperator } from "../../core/actor.ts";
import { claimCode } from "../../core/dynamic_code/claim_code.ts";
import type { OrderId } from "../../core/id.ts";
import { minutes, seconds } from "../../core/time.ts";
import { openOrder } from "../support/fixtures.ts";
import { get, placeOrder } from "../support/payer.ts";
import { tokenOnScreen } from "../support/screens.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
let orderId: OrderId;
let path: string;
beforeAll(async () => {
  app = await testApp();
});
beforeEach(async () => {
  orderId = (await placeOrder(app)).orderId as OrderId;
  path = `/screen/${orderId}`;
});
afterAll(() => app.close());

async function pay(outcome: "succeeded" | "failed" | "unclear" | "late"): Promise<void> {
  const body = { outcome };
  const paid = await app.api(`/v1/test_helpers/orders/${orderId}/payment`, { body });
  expect(paid.status).toBe(200);
}

let refunds = 0;
async function refund(amount = 1234): Promise<void> {
  const body = { merchant_refund_no: `R-${++refunds}`, amount };
  expect((await app.api(`/v1/orders/${orderId}/refunds`, { body })).status).toBe(201);
  await app.settle();
}

async function scan(device = "a-phone"): Promise<void> {
  const token = await tokenOnScreen(app, orderId);
  expect((await claimCode(app.deps, { token, device })).ok).toBe(true);
}

async function page(lang = "zh"): Promise<string> {
  return await (await get(app, path, lang)).text();
}

/** The heading, the title and the polling URL, of a page or of a panel. */
function told(html: string) {
  const text = (each: RegExp) => each.exec(html)?.[1]?.replace(/<[^>]+>|\s+/g, " ").trim();
  return {
    heading: text(/<h1[^>]*>(.*?)<\/h1>/s)?.replace(/ +/g, " "),
    title: text(/<title>(.*?)<\/title>/),
    look: text(/<main id="screen" class="screen (\w+)"/),
    asks: /hx-get="([^"]+)"/.exec(html)?.[1]?.replaceAll("&amp;", "&"),
    said: text(/<hx-partial[^>]*>(.*?)<\/hx-partial>/),
  };
}

/** The response to a poll by the open page of `html`. */
async function asked(html: string): Promise<Response> {
  return await get(app, told(html).asks ?? "");
}

describe("GET /screen/:orderId", () => {
  it("shows the code, how much, to whom and what to do, and nothing to press", async () => {
    const html = await page();
    expect(told(html)).toMatchObject({
      look: "showing",
      heading: "用云闪付或银行 App 扫码",
      title: "付给清风茶馆 Breeze Teahouse ¥12.34 · 测试环境，不动真钱",
    });
    expect(html).toContain('aria-label="付款码：向清风茶馆 Breeze Teahouse支付 ¥12.34"');
    expect(html).toContain("码每分钟自动更新");
    expect(html).not.toMatch(/<(?:button|form|input)\b/);
    expect(told(await page("en"))).toMatchObject({ heading: "Scan with UnionPay or a bank app" });
  });

  it("opens as if scanned, in test mode only", async () => {
    const url = `http://portal.test/q/${await tokenOnScreen(app, orderId)}`;
    expect(await page()).toContain(`<a href="${url}" target="_blank" rel="noopener">`);
    const live = await app.openMerchant("对面面馆", { mode: "live" });
    const order = {
      ...openOrder,
      orderId: app.deps.newId("ord"),
      merchantNo: live.merchant.merchantNo,
    };
    await app.deps.commit([{
      type: "order.placed",
      order,
      eventId: app.deps.newId("evt"),
      at: order.createdAt,
      by: byOperator,
    }]);
    const html = await (await get(app, `/screen/${order.orderId}`)).text();
    expect(html).toMatch(/class="screen showing"/);
    expect(html).not.toMatch(/<(?:a|button|form|input)\b/);
  });

  it("reloads every five seconds without script, until nothing can change any more", async () => {
    const renewal = `<meta http-equiv="refresh" content="5;url=${path}"/>`;
    expect(await page()).toContain(`<noscript>${renewal}</noscript>`);
    await pay("succeeded");
    expect(await page()).toContain(`<noscript>${renewal}</noscript>`);
    await refund();
    expect(await page()).not.toContain("http-equiv");
  });

  it.each<[string, () => Promise<void>, string, string]>([
    ["scanned", () => scan(), "已扫码 请在手机上确认", "已扫码"],
    ["paying", () => pay("unclear"), "付款中 请在手机上完成", "付款中"],
    ["paid", () => pay("succeeded"), "已收款 ¥ 12.34", "已收款 ¥12.34"],
    ["failed", () => pay("failed"), "没有付成 没有扣款。可以换一种方式。", "没有付成"],
    [
      "unclear",
      async () => {
        await pay("unclear");
        app.clock.advance(seconds(30));
      },
      "还没有结果 先别重扫",
      "还没有结果",
    ],
    [
      "closed",
      async () => void await app.api(`/v1/orders/${orderId}/closure`, { method: "POST" }),
      "商家已关闭订单 没有扣款。",
      "商家已关闭订单",
    ],
    [
      "expired",
      () => Promise.resolve(app.clock.advance(minutes(60 * 24 * 7))),
      "订单已过期 没有扣款。请回商家重新下单。",
      "订单已过期",
    ],
  ])("turns to %s", async (look, happens, heading, title) => {
    const before = await page();
    await happens();
    const change = await (await asked(before)).text();
    expect(told(change)).toMatchObject({ look, title: `${title} · 测试环境，不动真钱` });
    expect(told(await page())).toMatchObject({ look, heading });
    expect(change).not.toContain('class="code');
    expect(change).not.toMatch(/6222|a-phone|cancelled/);
  });

  it("shows the amount received, and the end of the order's number under the seal", async () => {
    await pay("succeeded");
    const html = await page("en");
    expect(html).toContain("seal filled");
    expect(html).toContain("Order ending ");
    expect(told(html)).toMatchObject({ heading: "Received ¥ 12.34" });
  });

  it("says that it was refunded once all of it went back", async () => {
    await pay("succeeded");
    const before = await page();
    await refund(1_000);
    expect((await asked(before)).status).toBe(204);
    await refund(234);
    const change = told(await (await asked(before)).text());
    expect(change).toMatchObject({ look: "refunded", said: "已退款，原路退回", asks: undefined });
    const html = await page();
    expect(told(html)).toMatchObject({ look: "refunded", heading: "已退款 原路退回" });
    expect(html).toContain("seal outlined");
  });

  it("says that late money is refunded, and not that none was taken", async () => {
    await pay("late");
    app.clock.advance(minutes(60 * 24 * 7));
    await app.settle();
    const { heading } = told(await page());
    expect(heading).toBe("订单已过期 这笔 ¥12.34 到账晚了，会原路退回，你不用做什么。");
  });

  it("shows a code again ten seconds after a failure", async () => {
    await pay("failed");
    expect(told(await page()).look).toBe("failed");
    app.clock.advance(seconds(10));
    expect(told(await page()).look).toBe("showing");
  });

  it("opens the order's codes once, however often it is opened", async () => {
    await Promise.all([page(), page(), page()]);
    const [rows] = await app.deps.load({
      statement: {
        sql: "select count(*) as n from dynamic_codes where order_id = ?",
        args: [orderId],
      },
      read: (found) => found[0]?.["n"],
    });
    expect(rows).toBe(1);
  });

  it("opens no codes for an order that has ended", async () => {
    await pay("succeeded");
    const before = app.roundTrips();
    await page();
    expect(app.roundTrips() - before).toBe(1);
  });

  it("is not there for an unknown order", async () => {
    for (const unknown of [app.deps.newId("ord"), "ord_x", "statu"]) {
      const answer = await get(app, `/screen/${unknown}`);
      expect(answer.status).toBe(404);
      expect(await answer.text()).toContain("没有找到这个订单。");
    }
  });

  it("says that screen codes are not granted, while the API still names the page", async () => {
    const { secretKey } = await app.openMerchant("对面面馆", { products: ["cashier"] });
    const body = { merchant_order_no: "N-1", amount: 100, subject: "面" };
    const order = await (await app.api("/v1/orders", { body, key: secretKey })).json();
    expect(order.screen_url).toBe(`http://portal.test/screen/${order.order_id}`);
    for (const place of ["", "/status"]) {
      const answer = await get(app, `/screen/${order.order_id}${place}`, "en");
      expect(answer.status).toBe(403);
      expect(await answer.text()).toContain("Screen codes aren&#39;t enabled");
    }
  });
});

describe("GET /screen/:orderId/status", () => {
  it("has nothing to say while nothing changes: one round trip", async () => {
    const html = await page();
    const before = app.roundTrips();
    const answer = await asked(html);
    expect([answer.status, await answer.text()]).toEqual([204, ""]);
    expect(app.roundTrips() - before).toBe(1);
  });

  it("brings the next code after a minute, and says nothing new", async () => {
    const html = await page();
    app.clock.advance(seconds(60));
    const change = await (await asked(html)).text();
    expect(told(change)).toMatchObject({ look: "showing", said: undefined });
    const drawn = (text: string) => /class="code.*?<\/svg>/s.exec(text)?.[0];
    expect(drawn(change)).toBeDefined();
    expect(drawn(change)).not.toBe(drawn(html));
  });

  it("says for how long its code is the current one", async () => {
    expect(await page()).toContain('data-renews="60000"');
    app.clock.advance(seconds(45));
    expect(await page()).toContain('data-renews="15000"');
  });

  it("speaks a new state once", async () => {
    const html = await page("en");
    await pay("succeeded");
    expect(told(await (await get(app, told(html).asks ?? "", "en")).text()).said)
      .toBe("Received ¥12.34");
  });
});

describe("GET /screen/:orderId/stream", () => {
  it("tells that something changed, never what, and stops when nothing can any more", async () => {
    const html = await page();
    const stream = told(html).asks?.replace("/status", "/stream") ?? "";
    await pay("succeeded");
    await refund();
    const answer = await get(app, stream);
    expect(answer.headers.get("content-type")).toContain("text/event-stream");
    const text = await answer.text();
    const mark = /event: changed\ndata: (\S+)/.exec(text)?.[1];
    expect(mark).toBe(`${orderId}.refunded`);
    expect((await get(app, `${path}/stream?mark=${mark}`)).status).toBe(204);
  });

  it("is not there for an unknown order", async () => {
    expect((await get(app, `/screen/${app.deps.newId("ord")}/stream`)).status).toBe(404);
  });
});
