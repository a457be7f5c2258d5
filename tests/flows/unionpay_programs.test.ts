import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { minutes, seconds } from "../../core/time.ts";
import { choose, orderOf, placeOrder, post } from "../support/payer.ts";
import {
  noticeOf,
  type UnionpayApp,
  unionpayApp,
  type UnionpayWorld,
  unionpayWorld,
} from "../support/unionpay_app.ts";
import { leftForGateway, payByApi, paymentOf, stateOf, taken } from "../support/unionpay_payers.ts";

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

describe("a payment that a program starts", () => {
  it("gives the merchant's app a tn, the same again for the same order, and is queried", async () => {
    at.gateway.says["01"] = () => ({ ...taken, tn: "832212345678901234567" });
    const { orderId } = await placeOrder(at.app, 500);
    const first = await payByApi(at, orderId, { flow: "app_control" });
    expect(first).toMatchObject({
      status: 201,
      body: { tn: "832212345678901234567", code: null, state: "processing", channel: "unionpay" },
    });
    expect(await payByApi(at, orderId, { flow: "app_control" })).toEqual({ ...first, status: 200 });
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
    expect((await payByApi(at, order.orderId, { flow: "screen_code" })).body).toMatchObject({
      code: CODE,
    });
    const start = at.gateway.heard[0];
    expect(start).toMatchObject({ txnSubType: "07", bizType: "000000", channelType: "08" });
    expect((await at.notify(at.gateway.signed(noticeOf(start ?? {})))).status).toBe(200);
    expect(await stateOf(at, order.orderId)).toBe("paid");

    // On a page, whose payer chooses another way.
    const shown = await placeOrder(at.app, 600);
    await choose(at.app, shown, "quickpass", "desktop");
    const payment = await paymentOf(at, shown.orderId);
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
    const closed = await paymentOf(at, shown.orderId);
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
    const started = await payByApi(at, orderId, {
      flow: "consumer_code",
      consumer_code: "6212345678901234567",
    });
    expect(started).toMatchObject({ status: 201, body: { state: "processing" } });
    expect(at.gateway.heard[0]).toMatchObject({ qrNo: "6212345678901234567", termId: "00000001" });
    for (const wait of [1, 2, 4]) {
      at.app.clock.advance(seconds(wait));
      await at.app.settle();
    }
    expect(await stateOf(at, orderId)).toBe("paid");
    expect(at.gateway.heard).toHaveLength(4);
    // And without a code, or with one where none belongs, nothing is sent.
    const other = await placeOrder(at.app, 500);
    for (
      const body of [{ flow: "consumer_code" }, {
        flow: "screen_code",
        consumer_code: "6212345678901234567",
      }, { flow: "wap_page" }]
    ) {
      expect((await payByApi(at, other.orderId, body)).status).toBe(422);
    }
    expect(at.gateway.heard).toHaveLength(4);
  });

  it("fails clearly when the gateway refuses it, and stays unclear when the gateway is silent", async () => {
    at.gateway.says["01"] = () => ({ respCode: "33", respMsg: "交易金额超限" });
    const refused = await placeOrder(at.app, 500);
    expect((await payByApi(at, refused.orderId, { flow: "app_control" })).body).toMatchObject({
      state: "failed",
      failure: { code: "limit_exceeded_at_bank" },
    });
    for (const say of [() => undefined, () => ({ respCode: "12" }), () => ({ respCode: "ZZ" })]) {
      at.gateway.says["01"] = say;
      const open = await placeOrder(at.app, 500);
      expect((await payByApi(at, open.orderId, { flow: "app_control" })).body.state).toBe(
        "processing",
      );
    }
  });
});

describe("a refund", () => {
  it("is a transaction of its own, accepted first, and done by its notice or its own query", async () => {
    const { orderId, form } = await leftForGateway(at);
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
