import { describe, expect, it } from "vitest";
import { faceOf, RECENT_FOR, standingOf, UNCLEAR_AFTER } from "../../../core/order/checkout.ts";
import { advance as advanceOrder } from "../../../core/order/order.ts";
import { ABANDONED_AFTER, advance, type Payment } from "../../../core/payment/payment.ts";
import { after, milliseconds } from "../../../core/time.ts";
import { START } from "../../support/fake_clock.ts";
import { must, openOrder, sentPayment } from "../../support/fixtures.ts";

const phone = { device: sentPayment.device, now: START };
const expired = must(advanceOrder(openOrder, { type: "expired", at: START }));

describe("standingOf a checkout", () => {
  it("is payable until someone tries", () => {
    expect(standingOf(openOrder, [], phone)).toEqual({ state: "payable" });
  });

  it("is never payable while money may be moving, on this device or another", () => {
    expect(standingOf(openOrder, [sentPayment], phone)).toMatchObject({ state: "processing" });
    expect(standingOf(openOrder, [sentPayment], { ...phone, device: "another" }))
      .toMatchObject({ state: "other_device" });
  });

  it("says that the result is not known after 30 seconds, not before", () => {
    const unclear = (ms: number) =>
      standingOf(openOrder, [sentPayment], { ...phone, now: after(START, milliseconds(ms)) });
    expect(unclear(UNCLEAR_AFTER - 1)).toMatchObject({ unclear: false });
    expect(unclear(UNCLEAR_AFTER)).toMatchObject({ unclear: true });
  });

  it("offers another method after a failure", () => {
    const failed = must(
      advance(sentPayment, { type: "failed", at: START, reason: "risk_refused" }),
    );
    expect(standingOf(openOrder, [failed], phone)).toEqual({
      state: "failed",
      reason: "risk_refused",
      own: true,
    });
    expect(standingOf(openOrder, [failed], { ...phone, device: "another" }))
      .toMatchObject({ own: false });
  });

  it("may be closed by anybody, also by whoever started it, three minutes after its start", () => {
    const standing = (device: string | undefined, ms: number) =>
      standingOf(openOrder, [sentPayment], { device, now: after(START, milliseconds(ms)) });
    for (const device of [phone.device, "another"]) {
      expect(standing(device, ABANDONED_AFTER - 1)).toMatchObject({ abandoned: false });
      expect(standing(device, ABANDONED_AFTER)).toMatchObject({ abandoned: true });
    }
  });

  it("waits half an hour for a refund, and no longer than there is money to send back", () => {
    const { order, payment, refunded } = paidOrder();
    const recent = (back: Payment, ms: number) =>
      standingOf(order, [back], { ...phone, now: after(START, milliseconds(ms)) });
    expect(recent(payment, RECENT_FOR - 1)).toMatchObject({ state: "paid", recent: true });
    expect(recent(payment, RECENT_FOR)).toMatchObject({ state: "paid", recent: false });
    expect(recent(refunded, 0)).toMatchObject({ state: "paid", recent: false });
  });

  it("says that no money was taken only when every payment is known to have taken none", () => {
    expect(standingOf(expired, [], phone)).toEqual({ state: "expired", safe: true });
    expect(standingOf(expired, [sentPayment], phone)).toEqual({ state: "expired", safe: false });
  });
});

/** Paid at the start; once with all of its money sent back. */
function paidOrder() {
  const payment = must(advance(sentPayment, {
    type: "succeeded",
    at: START,
    settles: true,
    channelTxnNo: "1",
    cardType: undefined,
    cardLastFour: undefined,
    cardDay: undefined,
    cardBlocked: false,
  }));
  const { paymentId, amount } = payment;
  const order = must(advanceOrder(openOrder, { type: "paid", at: START, paymentId }));
  return { order, payment, refunded: { ...payment, refunded: amount } as Payment };
}

describe("faceOf a mark", () => {
  it("is what the heading depends on", () => {
    expect(faceOf("2r-3r500-paid")).toBe("paid");
    expect(faceOf("1-2.1-other_device_unclear")).toBe("other_device_unclear");
  });
});
