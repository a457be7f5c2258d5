import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { hours, minutes, seconds } from "../../core/time.ts";
import { choose, eventTypes, get, orderOf, placeOrder, post } from "../support/payer.ts";
import type { Message } from "../support/tiny_gateway.ts";
import {
  MER_ID,
  noticeOf,
  type UnionpayApp,
  unionpayApp,
  type UnionpayWorld,
  unionpayWorld,
} from "../support/unionpay_app.ts";

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

const CODE = "https://qr.95516.com/00010001/62112028173283416953321113029241";
const taken = { respCode: "00", respMsg: "成功" };

/** An order whose payer was led to the gateway's page, and what that form says. */
async function leftForGateway(): Promise<{ readonly orderId: string; readonly form: Message }> {
  const order = await placeOrder(at.app, 8_800);
  const leaving = await choose(at.app, order);
  expect(leaving).toMatch(/^\/checkout\/ord_\w+\/payments\/pay_\w+\/leaving/);
  const page = await (await get(at.app, leaving)).text();
  return { orderId: order.orderId, form: fieldsIn(page) };
}

function fieldsIn(page: string): Message {
  const [, leaving = ""] = /<form[^>]* data-leave="">(.*?)<\/form>/s.exec(page) ?? [];
  const inputs = leaving.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g);
  return Object.fromEntries([...inputs].map(([, name = "", value = ""]) => [name, plain(value)]));
}

function plain(text: string): string {
  return text.replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&amp;", "&");
}

async function pay(orderId: string, body: Message) {
  const answer = await at.app.api(`/v1/orders/${orderId}/payments`, { body });
  return { status: answer.status, body: await answer.json() };
}

const refusedNotices = async () => {
  const [found] = await at.app.deps.load(at.app.deps.refusedNotices.latest(50));
  return found.map(({ code }) => code);
};
const stateOf = async (orderId: string) => (await orderOf(at.app, { orderId, amount: 0 })).state;

describe("a payment on the gateway's page", () => {
  it("leaves by a form that the gateway can verify, and by its button without script", async () => {
    const { orderId, form } = await leftForGateway();
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
    at.gateway.says["01"] = () => ({ respCode: "00" });
    const answer = await fetch(`${at.gateway.url}/gateway/api/frontTransReq.do`, {
      method: "POST",
      body: new URLSearchParams(form),
    });
    expect(await answer.text()).toContain("respCode=00");
    const [{ payment_id }] =
      (await (await at.app.api(`/v1/orders/${orderId}/payments`)).json()).data;
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
    const { orderId, form } = await leftForGateway();
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
    const { data: [payment] } = await (await at.app.api(`/v1/orders/${orderId}/payments`)).json();
    expect(payment).toMatchObject({ amount: 8_800, paid_by_payer: 8_000, card_last_four: "1234" });
    const [found] = await at.app.deps.load(at.app.deps.payments.byId(payment.payment_id));
    expect(found).toMatchObject({ clearingDay: "1127" });
    expect(await eventTypes(at.app)).toEqual(["order.paid"]);
    expect(await refusedNotices()).toEqual([]);
  });

  it("is not paid by the browser that comes back, whatever it says", async () => {
    const { orderId, form } = await leftForGateway();
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
    expect(await stateOf(orderId)).toBe("open");
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
    const { orderId, form } = await leftForGateway();
    at.gateway.says["00"] = (asked) => ({
      ...taken,
      origRespCode: asked["orderId"] === form["orderId"] ? "00" : "34",
      txnAmt: "8800",
      currencyCode: "156",
      queryId: "442401051450467846498",
    });
    at.app.clock.advance(minutes(4));
    await at.app.settle();
    expect(at.gateway.heard).toEqual([]);
    at.app.clock.advance(minutes(1));
    await at.app.settle();
    expect(at.gateway.heard).toHaveLength(1);
    expect(at.gateway.heard[0]).toMatchObject({
      place: "/gateway/api/queryTrans.do",
      txnType: "00",
      orderId: form["orderId"],
      txnTime: form["txnTime"],
    });
    expect(await stateOf(orderId)).toBe("paid");
  });

  it("stays unclear while the payer has time, whatever a query says, and ends when it is over", async () => {
    const { orderId } = await leftForGateway();
    const answers = ["34", "37", "05", "64", "34"];
    at.gateway.says["00"] = () => {
      const code = answers[at.gateway.heard.length - 1] ?? "34";
      return code === "64" ? { ...taken, origRespCode: code } : { respCode: code };
    };
    for (const wait of [5, 5]) {
      at.app.clock.advance(minutes(wait));
      await at.app.settle();
      const { data: [payment] } = await (await at.app.api(`/v1/orders/${orderId}/payments`)).json();
      expect(payment.state).toBe("processing");
    }
    at.app.clock.advance(minutes(20));
    await at.app.settle();
    at.app.clock.advance(minutes(30));
    await at.app.settle();
    const { data: [payment] } = await (await at.app.api(`/v1/orders/${orderId}/payments`)).json();
    expect(payment).toMatchObject({ state: "failed", failure: { code: "insufficient_funds" } });
    expect(at.gateway.heard).toHaveLength(4);
  });

  it("believes no answer that is unsigned, forged or about another order", async () => {
    const { orderId, form } = await leftForGateway();
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
    at.gateway.says["00"] = () => wrong[at.gateway.heard.length - 1];
    for (const wait of [5, 5, 20, 30, 60]) {
      at.app.clock.advance(minutes(wait));
      await at.app.settle();
    }
    expect(at.gateway.heard).toHaveLength(5);
    expect(await stateOf(orderId)).not.toBe("paid");
    expect(await eventTypes(at.app)).not.toContain("order.paid");
  });
});

describe("a notice", () => {
  it("changes nothing when it is forged, altered, unsigned or another's, and the operator sees it", async () => {
    const { orderId, form } = await leftForGateway();
    const good = at.gateway.signed(noticeOf(form));
    const { signature: _, ...unsigned } = good;
    const wrong: readonly [Message, number][] = [
      [unsigned, 401],
      [{ ...good, txnAmt: "1" }, 401],
      [{ ...good, signPubKeyCert: (good["signPubKeyCert"] ?? "").replaceAll("\r", "") }, 401],
      [at.gateway.signed(noticeOf(form, { txnAmt: "1" })), 409],
      [at.gateway.signed(noticeOf(form, { currencyCode: "840" })), 409],
      [at.gateway.signed(noticeOf(form, { merId: "777290058110098" })), 409],
      [at.gateway.signed(noticeOf(form, { txnTime: "20200101000000" })), 409],
      [at.gateway.signed(noticeOf(form, { txnTime: "" })), 409],
      [at.gateway.signed(noticeOf(form, { orderId: "01KAF0ZV9Q3W5X7Y9Z1B3D5F7H" })), 404],
      [at.gateway.signed(noticeOf(form, { txnType: "31" })), 409],
    ];
    for (const [notice, status] of wrong) {
      expect([(await at.notify(notice)).status, notice]).toEqual([status, notice]);
    }
    // Neither by another number of ours, nor by one that is not connected.
    const other = await at.app.openMerchant("山下书店");
    expect((await at.notify(good, other.merchantNo)).status).toBe(400);
    // An answer that says no success settles nothing, and is taken.
    expect((await at.notify(at.gateway.signed(noticeOf(form, { respCode: "01" })))).status).toBe(
      200,
    );
    expect(await stateOf(orderId)).toBe("open");
    expect((await refusedNotices()).length).toBe(wrong.length + 1);
    expect(new Set(await refusedNotices())).toEqual(
      new Set([
        "notice_not_readable",
        "notice_signature_wrong",
        "notice_facts_differ",
        "amount_differs",
        "payment_not_found",
      ]),
    );
    expect((await at.notify(good)).status).toBe(200);
    expect(await stateOf(orderId)).toBe("paid");
  });
});

describe("a payment that a program starts", () => {
  it("gives the merchant's app a tn, the same again for the same order, and is queried", async () => {
    at.gateway.says["01"] = () => ({ ...taken, tn: "832212345678901234567" });
    const { orderId } = await placeOrder(at.app, 500);
    const first = await pay(orderId, { flow: "app_control" });
    expect(first).toMatchObject({
      status: 201,
      body: { tn: "832212345678901234567", code: null, state: "processing", channel: "unionpay" },
    });
    expect(await pay(orderId, { flow: "app_control" })).toEqual({ ...first, status: 200 });
    expect(at.gateway.heard).toHaveLength(1);
    expect(at.gateway.heard[0]).toMatchObject({
      place: "/gateway/api/appTransReq.do",
      bizType: "000201",
      channelType: "08",
    });
  });

  it("gives a screen the gateway's code, and closes it by a reversal", async () => {
    at.gateway.says["01/07"] = () => ({ ...taken, qrCode: CODE });
    at.gateway.says["99"] = () => taken;
    const order = await placeOrder(at.app, 500);
    expect((await pay(order.orderId, { flow: "screen_code" })).body).toMatchObject({ code: CODE });
    const start = at.gateway.heard[0];
    expect(start).toMatchObject({ txnSubType: "07", bizType: "000000", channelType: "08" });
    expect((await at.notify(at.gateway.signed(noticeOf(start ?? {})))).status).toBe(200);
    expect(await stateOf(order.orderId)).toBe("paid");

    // On a page, whose payer chooses another way.
    const shown = await placeOrder(at.app, 600);
    await choose(at.app, shown, "quickpass", "desktop");
    const { data: [payment] } = await (await at.app.api(`/v1/orders/${shown.orderId}/payments`))
      .json();
    at.app.clock.advance(minutes(4));
    await post(
      at.app,
      `/checkout/${shown.orderId}/payments/${payment.payment_id}/cancellation`,
      {},
    );
    const reversal = at.gateway.heard.at(-1);
    const original = at.gateway.heard.at(-2);
    expect(reversal).toMatchObject({
      txnType: "99",
      txnSubType: "01",
      orderId: original?.["orderId"],
      txnTime: original?.["txnTime"],
    });
    const { data: [closed] } = await (await at.app.api(`/v1/orders/${shown.orderId}/payments`))
      .json();
    expect(closed).toMatchObject({ state: "failed", failure: { code: "cancelled_by_payer" } });
  });

  it("takes a code that a till has read: accepted is not paid, and six quick queries find out", async () => {
    at.gateway.says["01/06"] = () => ({ respCode: "05", respMsg: "已受理" });
    const answers = ["05", "03", "00"];
    at.gateway.says["00"] = () => ({
      ...taken,
      origRespCode: answers[at.gateway.heard.length - 2] ?? "05",
      txnAmt: "500",
      currencyCode: "156",
      queryId: "442401051450467846498",
    });
    const { orderId } = await placeOrder(at.app, 500);
    const started = await pay(orderId, {
      flow: "consumer_code",
      consumer_code: "6212345678901234567",
    });
    expect(started).toMatchObject({ status: 201, body: { state: "processing" } });
    expect(at.gateway.heard[0]).toMatchObject({ qrNo: "6212345678901234567", termId: "00000001" });
    for (const wait of [1, 2, 4]) {
      at.app.clock.advance(seconds(wait));
      await at.app.settle();
    }
    expect(await stateOf(orderId)).toBe("paid");
    expect(at.gateway.heard).toHaveLength(4);
    // And without a code, or with one where none belongs, nothing is sent.
    const other = await placeOrder(at.app, 500);
    for (
      const body of [{ flow: "consumer_code" }, {
        flow: "screen_code",
        consumer_code: "6212345678901234567",
      }, { flow: "wap_page" }]
    ) {
      expect((await pay(other.orderId, body)).status).toBe(422);
    }
    expect(at.gateway.heard).toHaveLength(4);
  });

  it("fails clearly when the gateway refuses it, and stays unclear when the gateway is silent", async () => {
    at.gateway.says["01"] = () => ({ respCode: "33", respMsg: "交易金额超限" });
    const refused = await placeOrder(at.app, 500);
    expect((await pay(refused.orderId, { flow: "app_control" })).body).toMatchObject({
      state: "failed",
      failure: { code: "limit_exceeded_at_bank" },
    });
    for (const say of [() => undefined, () => ({ respCode: "12" }), () => ({ respCode: "ZZ" })]) {
      at.gateway.says["01"] = say;
      const open = await placeOrder(at.app, 500);
      expect((await pay(open.orderId, { flow: "app_control" })).body.state).toBe("processing");
    }
  });
});

describe("a refund", () => {
  it("is a transaction of its own, accepted first, and done by its notice or its own query", async () => {
    const { orderId, form } = await leftForGateway();
    await at.notify(at.gateway.signed(noticeOf(form)));
    at.gateway.says["04"] = () => taken;
    const asked = [
      { merchant_refund_no: "R-1", amount: 3_000 },
      { merchant_refund_no: "R-2", amount: 1_000 },
    ];
    for (const body of asked) {
      expect((await at.app.api(`/v1/orders/${orderId}/refunds`, { body })).status).toBe(201);
    }
    at.gateway.says["00"] = (query) => ({
      ...taken,
      origRespCode: "00",
      txnAmt: query["orderId"] === second?.["orderId"] ? "1000" : "3000",
      currencyCode: "156",
      queryId: "052401051658427863998",
    });
    await at.app.settle();
    const sent = at.gateway.heard.filter(({ txnType }) => txnType === "04");
    const [first, second] = [
      sent.find(({ txnAmt }) => txnAmt === "3000"),
      sent.find(({ txnAmt }) => txnAmt === "1000"),
    ];
    expect(first).toMatchObject({
      origQryId: "442401051450467846498",
      bizType: "000201",
      txnSubType: "00",
    });
    expect(first?.["orderId"]).not.toBe(form["orderId"]);
    expect((await orderOf(at.app, { orderId, amount: 0 })).refunded_amount).toBe(0);
    const notice = noticeOf(first ?? {}, { queryId: "052401051658427863997" });
    expect((await at.notify(at.gateway.signed({ ...notice, txnAmt: "8800" }))).status).toBe(409);
    expect((await at.notify(at.gateway.signed(notice))).status).toBe(200);
    expect((await orderOf(at.app, { orderId, amount: 0 })).refunded_amount).toBe(3_000);
    at.app.clock.advance(seconds(1));
    await at.app.settle();
    expect((await orderOf(at.app, { orderId, amount: 0 })).refunded_amount).toBe(4_000);
  });
});

describe("a gateway that is away for an hour", () => {
  it("charges nothing twice, and everything is settled when it is back", async () => {
    const { orderId, form } = await leftForGateway();
    const scanned = await placeOrder(at.app, 500);
    await pay(scanned.orderId, { flow: "consumer_code", consumer_code: "6212345678901234567" });
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
    const { data: [late] } = await (await at.app.api(`/v1/orders/${orderId}/payments`)).json();
    const { data: [never] } = await (await at.app.api(`/v1/orders/${scanned.orderId}/payments`))
      .json();
    // The order had ended meanwhile, so its money goes back.
    expect([late.state, never.state]).toEqual(["succeeded", "failed"]);
  });
});
