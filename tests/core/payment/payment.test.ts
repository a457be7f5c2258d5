import { describe, expect, it } from "vitest";
import { advance, type Payment } from "../../../core/payment/payment.ts";
import { between, hours, type Instant } from "../../../core/time.ts";
import { START } from "../../support/fake_clock.ts";
import { must, sentPayment } from "../../support/fixtures.ts";

describe("advance a payment", () => {
  it("is queried after 5, 10, 20, 40 … minutes and no more after 24 hours", () => {
    const minutesAfter: number[] = [];
    let payment: Payment = sentPayment;
    while (payment.state === "processing" && payment.queryAfter !== undefined) {
      const at: Instant = payment.queryAfter;
      minutesAfter.push(between(START, at) / 60_000);
      payment = must(advance(payment, { type: "queried", at }));
    }
    expect(minutesAfter).toEqual([5, 15, 35, 75, 155, 315, 635, 1275]);
    expect(payment.state).toBe("processing");
    expect(Math.max(...minutesAfter) * 60_000).toBeLessThanOrEqual(hours(24));
  });

  it("refuses a signal its table has no cell for, with the facts", () => {
    const failed = must(
      advance(sentPayment, { type: "failed", at: START, reason: "risk_refused" }),
    );
    expect(advance(failed, { type: "launched", launch: { type: "redirect", url: "x" } })).toEqual({
      ok: false,
      error: {
        code: "payment_signal_refused",
        payment_id: failed.paymentId,
        state: "failed",
        signal: "launched",
      },
    });
  });
});
