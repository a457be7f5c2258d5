import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { paths } from "../../core/paths.ts";
import { hours, minutes } from "../../core/time.ts";
import { choose, eventTypes, get, orderOf, placeOrder, post } from "../support/payer.ts";
import { joined } from "../support/staff.ts";
import type { Message } from "../support/tiny_gateway.ts";
import {
  MER_ID,
  noticeOf,
  type UnionpayApp,
  unionpayApp,
  type UnionpayWorld,
  unionpayWorld,
} from "../support/unionpay_app.ts";
import {
  leftForGateway,
  payByApi,
  paymentOf,
  refusedNotices,
  stateOf,
  taken,
} from "../support/unionpay_payers.ts";

let world: UnionpayWorld;
let at: UnionpayApp;
beforeAll(async () => {
  world = await unionpayWorld();
});
afterAll(() => world.ca.remove());
beforeEach(async () => {
  at = await unionpayApp(world);
});
afterEach(() => at.close());

/** What the gateway was asked about payments; it is asked for the day's file as well. */
const queries = () => at.gateway.heard.filter(({ txnType }) => txnType === "00");

describe("a payment on the gateway's page", () => {
  it("leaves by a form that the gateway can verify, and by its button without script", async () => {
    const { orderId, form } = await leftForGateway(at);
    expect(form).toMatchObject({
      txnType: "01",
      txnSubType: "01",
      bizType: "000201",
      channelType: "08",
      accessType: "0",
      merId: MER_ID,
      txnAmt: "8800",
      currencyCode: "156",
      backUrl: `http://portal.test/notify/unionpay/${at.app.merchant.merchantNo}`,
    });
    expect(form["frontUrl"]).toContain(
      `/return/unionpay?to=${encodeURIComponent("/checkout/ord_")}`,
    );
    expect(form["orderId"]).toMatch(/^[0-9A-Z]{26}$/);
    // The very form, posted: the gateway answers 11 to what is not signed by the merchant.
    const answer = await fetch(`${at.gateway.url}/gateway/api/frontTransReq.do`, {
      method: "POST",
      body: new URLSearchParams(form),
    });
    expect(await answer.text()).toContain("Back to the shop");
    const { payment_id } = await paymentOf(at, orderId);
    const leaving = await get(at.app, `/checkout/${orderId}/payments/${payment_id}/leaving`);
    // Another browser is not led anywhere.
    expect([leaving.status, leaving.headers.get("location")]).toEqual([
      303,
      `/checkout/${orderId}`,
    ]);
  });

  it("is let through to that gateway by the page's policy, and to no other over http", async () => {
    const order = await placeOrder(at.app);
    const page = await get(at.app, await choose(at.app, order));
    const policy = page.headers.get("content-security-policy");
    expect(policy).toContain(`form-action 'self' https: ${at.gateway.url};`);
    const html = await page.text();
    expect(html).toMatch(/<script src="[^"]+leave[^"]+" nonce="[^"]+" type="module"/);
    expect(html).toMatch(/<button class="button" type="submit">/);
  });

  it("is paid by the gateway's notice, once, and tells the day and what the payer paid", async () => {
    const { orderId, form } = await leftForGateway(at);
    const notice = at.gateway.signed(noticeOf(form, { settleAmt: "8000" }));
    const answers = await Promise.all(Array.from({ length: 5 }, () => at.notify(notice)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(await answers[0]?.text()).toBe("ok");
    await at.app.settle();
    expect(await orderOf(at.app, { orderId, amount: 0 })).toMatchObject({
      state: "paid",
      amount: 8_800,
      payment: { channel: "unionpay", channel_txn_no: "442401051450467846498", card_type: "debit" },
    });
    const payment = await paymentOf(at, orderId);
    expect(payment).toMatchObject({ amount: 8_800, paid_by_payer: 8_000, card_last_four: "1234" });
    const [found] = await at.app.deps.load(at.app.deps.payments.byId(payment.payment_id));
    expect(found).toMatchObject({ clearingDay: form["txnTime"]?.slice(4, 8) });
    expect(await eventTypes(at.app)).toEqual(["order.paid"]);
    expect(await refusedNotices(at)).toEqual([]);
    const owner = await joined(at.app, "owner", at.app.merchant.merchant.merchantNo);
    const page = await owner.ask(paths.consoleOrder(orderId));
    expect(await page.text()).toMatch(/Paid after discount.*80\.00/);
  });

  it("is not paid by the browser that comes back, whatever it says", async () => {
    const { orderId, form } = await leftForGateway(at);
    const back = new URL(form["frontUrl"] ?? "");
    const answer = await at.app.fetch(
      new Request(back, {
        method: "POST",
        headers: { Origin: "https://gateway.95516.com", "Sec-Fetch-Site": "cross-site" },
        body: new URLSearchParams(at.gateway.signed(noticeOf(form))),
      }),
    );
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toContain(`/checkout/${orderId}`);
    expect(await stateOf(at, orderId)).toBe("open");
    for (const to of ["https://evil.example/", "//evil.example", "/ops", "/checkout/ord_1"]) {
      const lead = await post(at.app, `/return/unionpay?to=${encodeURIComponent(to)}`, {});
      expect([lead.status, lead.headers.get("location")]).toEqual([303, "/"]);
    }
    // There alone: elsewhere a form from another site is refused.
    const elsewhere = await at.app.fetch(
      new Request(`http://portal.test/checkout/${orderId}/payments`, {
        method: "POST",
        headers: { Origin: "https://gateway.95516.com", "Sec-Fetch-Site": "cross-site" },
        body: new URLSearchParams({ method: "quickpass" }),
      }),
    );
    expect(elsewhere.status).toBe(403);
  });

  it("is found by a query with its own time, on the gateway's days, not before five minutes", async () => {
    const { orderId, form } = await leftForGateway(at);
    at.gateway.says["00"] = (asked) => ({
      ...taken,
      origRespCode: asked["orderId"] === form["orderId"] ? "00" : "34",
      txnAmt: "8800",
      currencyCode: "156",
      queryId: "442401051450467846498",
    });
    at.app.clock.advance(minutes(4));
    await at.app.settle();
    expect(queries()).toEqual([]);
    at.app.clock.advance(minutes(1));
    await at.app.settle();
    expect(queries()).toHaveLength(1);
    expect(queries()[0]).toMatchObject({
      place: "/gateway/api/queryTrans.do",
      txnType: "00",
      orderId: form["orderId"],
      txnTime: form["txnTime"],
    });
    expect(await stateOf(at, orderId)).toBe("paid");
  });

  it("stays unclear while the payer has time, whatever a query says, and ends when it is over", async () => {
    const { orderId } = await leftForGateway(at);
    const answers = ["34", "37", "05", "64", "34"];
    at.gateway.says["00"] = () => {
      const code = answers[queries().length - 1] ?? "34";
      return code === "64" ? { ...taken, origRespCode: code } : { respCode: code };
    };
    for (const wait of [5, 5]) {
      at.app.clock.advance(minutes(wait));
      await at.app.settle();
      const payment = await paymentOf(at, orderId);
      expect(payment.state).toBe("processing");
    }
    at.app.clock.advance(minutes(20));
    await at.app.settle();
    at.app.clock.advance(minutes(30));
    await at.app.settle();
    const payment = await paymentOf(at, orderId);
    expect(payment).toMatchObject({ state: "failed", failure: { code: "insufficient_funds" } });
    expect(queries()).toHaveLength(4);
  });

  it("believes no answer that is unsigned, forged or about another order", async () => {
    const { orderId, form } = await leftForGateway(at);
    const paid = {
      ...taken,
      origRespCode: "00",
      txnAmt: "8800",
      currencyCode: "156",
      queryId: "1",
    };
    const about = { ...noticeOf(form), ...paid, txnType: "00" };
    const { signature: _, ...unsigned } = at.gateway.signed(about);
    const wrong: readonly Message[] = [
      { ...unsigned, signature: "" },
      { ...at.gateway.signed({ ...about, origRespCode: "01" }), origRespCode: "00" },
      at.gateway.signed({ ...about, orderId: "01KAF0ZV9Q3W5X7Y9Z1B3D5F7H" }),
      at.gateway.signed({ ...about, txnAmt: "1" }),
      at.gateway.signed({ ...about, merId: "777290058110098" }),
    ];
    at.gateway.says["00"] = () => wrong[queries().length - 1];
    for (const wait of [5, 5, 20, 30, 60]) {
      at.app.clock.advance(minutes(wait));
      await at.app.settle();
    }
    expect(queries()).toHaveLength(5);
    expect(await stateOf(at, orderId)).not.toBe("paid");
    expect(await eventTypes(at.app)).not.toContain("order.paid");
  });
});

describe("a gateway that is away for an hour", () => {
  it("charges nothing twice, and everything is settled when it is back", async () => {
    const { orderId, form } = await leftForGateway(at);
    const scanned = await placeOrder(at.app, 500);
    await payByApi(at, scanned.orderId, {
      flow: "consumer_code",
      consumer_code: "6212345678901234567",
    });
    const heard = () => at.gateway.heard.filter(({ txnType }) => txnType === "01").length;
    for (let minute = 0; minute < 60; minute++) {
      at.app.clock.advance(minutes(1));
      await at.app.settle();
    }
    expect(heard()).toBe(1);
    at.gateway.says["00"] = (asked) => ({
      ...taken,
      ...(asked["orderId"] === form["orderId"]
        ? {
          origRespCode: "00",
          txnAmt: "8800",
          currencyCode: "156",
          queryId: "442401051450467846498",
        }
        : { respCode: "34" }),
    });
    at.app.clock.advance(hours(2));
    await at.app.settle();
    expect(heard()).toBe(1);
    const late = await paymentOf(at, orderId);
    const never = await paymentOf(at, scanned.orderId);
    // The order had ended meanwhile, so its money goes back.
    expect([late.state, never.state]).toEqual(["succeeded", "failed"]);
  });
});
