import { describe, expect, it } from "vitest";
import { advance } from "../../../core/payment/payment.ts";
import { after, hours, minutes } from "../../../core/time.ts";
import { START } from "../../support/fake_clock.ts";
import { must, sentPayment } from "../../support/fixtures.ts";

describe("advance a payment", () => {
  it("stays processing when the asking ends, and is settled by whatever comes later", () => {
    const at = after(START, hours(24));
    const queryAfter = after(START, minutes(15));
    const asked = must(advance(sentPayment, { type: "queried", queryAfter }));
    expect(asked).toMatchObject({ state: "processing", queryAfter, queries: 1, version: 2 });
    const unclear = must(advance(asked, { type: "queries_ended", at }));
    expect(unclear).toMatchObject({
      state: "processing",
      queryAfter: undefined,
      queries: 1,
      queriesEndedAt: at,
      version: 3,
    });
    const failed = must(advance(unclear, { type: "failed", at, reason: "risk_refused" }));
    expect(failed).toMatchObject({ state: "failed", version: 4 });
    expect(failed).not.toHaveProperty("queriesEndedAt");
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
