import { describe, expect, it } from "vitest";
import { standingOf, UNCLEAR_AFTER } from "../../../core/order/checkout.ts";
import { advance as advanceOrder } from "../../../core/order/order.ts";
import { advance } from "../../../core/payment/payment.ts";
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
    });
  });

  it("says that no money was taken only when every payment is known to have taken none", () => {
    expect(standingOf(expired, [], phone)).toEqual({ state: "expired", safe: true });
    expect(standingOf(expired, [sentPayment], phone)).toEqual({ state: "expired", safe: false });
  });
});
