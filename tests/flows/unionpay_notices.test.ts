import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Message } from "../support/tiny_gateway.ts";
import {
  noticeOf,
  type UnionpayApp,
  unionpayApp,
  type UnionpayWorld,
  unionpayWorld,
} from "../support/unionpay_app.ts";
import { leftForGateway, refusedNotices, stateOf } from "../support/unionpay_payers.ts";
import { mutatedNotices } from "./mutated_notices_story.ts";

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

describe("a notice", () => {
  it("changes nothing when it is forged, altered, unsigned or another's, and the operator sees it", async () => {
    const { orderId, form } = await leftForGateway(at);
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
      [at.gateway.signed(noticeOf(form, { txnType: "31" })), 404],
      [at.gateway.signed(noticeOf(form, { txnType: "73" })), 409],
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
    expect(await stateOf(at, orderId)).toBe("open");
    expect((await refusedNotices(at)).length).toBe(wrong.length);
    expect(new Set(await refusedNotices(at))).toEqual(
      new Set([
        "notice_signature_wrong",
        "notice_facts_differ",
        "amount_differs",
        "payment_not_found",
        "refund_not_found",
      ]),
    );
    expect((await at.notify(good)).status).toBe(200);
    expect(await stateOf(at, orderId)).toBe("paid");
  });

  it("settles nothing and is no fault in five hundred mutations", () => mutatedNotices(at, 500));
});
