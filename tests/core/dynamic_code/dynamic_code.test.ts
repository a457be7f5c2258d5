import { describe, expect, it } from "vitest";
import {
  advance,
  CLAIM_HOLD,
  type DynamicCode,
  heldClaim,
  renewsAt,
  ROTATION,
  rotationAt,
} from "../../../core/dynamic_code/dynamic_code.ts";
import { advance as advancePayment, type Payment } from "../../../core/payment/payment.ts";
import { after, between, milliseconds, minutes, seconds } from "../../../core/time.ts";
import { START } from "../../support/fake_clock.ts";
import { must, openOrder, sentPayment } from "../../support/fixtures.ts";

const code: DynamicCode = {
  codeId: "cod_01KAG8M0000000000000000001",
  orderId: openOrder.orderId,
  merchantNo: openOrder.merchantNo,
  ref: "abcdefgh",
  openedAt: START,
  claim: undefined,
  version: 1,
};
const at = (ms: number) => after(START, milliseconds(ms));

/** Which code is shown, and for how long. */
function shown(of: DynamicCode, ms: number) {
  return [rotationAt(of, at(ms)), between(at(ms), renewsAt(of, at(ms)))];
}

describe("the code on a screen", () => {
  it("is replaced every 60 seconds, to the millisecond", () => {
    expect(shown(code, 0)).toEqual([0, 60_000]);
    expect(shown(code, 59_999)).toEqual([0, 1]);
    expect(shown(code, 60_000)).toEqual([1, 60_000]);
    expect(shown(code, 119_999)).toEqual([1, 1]);
    expect(shown(code, 3_600_000)).toEqual([60, 60_000]);
  });

  it("is replaced at once when claimed, and its successor lasts a whole minute", () => {
    const claimed = advance(code, { type: "claimed", device: "a", at: at(90_000) });
    expect(claimed.claim).toEqual({
      rotation: 1,
      device: "a",
      at: at(90_000),
      released: false,
    });
    expect(shown(claimed, 90_000)).toEqual([2, 60_000]);
    expect(shown(claimed, 149_999)).toEqual([2, 1]);
    expect(shown(claimed, 150_000)).toEqual([3, 60_000]);
  });

  it("never stays longer than its minute, however often it is claimed and given back", () => {
    let busy = code;
    for (let times = 0; times < 50; times++) {
      busy = advance(busy, { type: "claimed", device: "a", at: at(times) });
      busy = advance(busy, { type: "released" });
    }
    expect(shown(busy, 50)).toEqual([50, 59_999]);
    expect(shown(busy, 49 + ROTATION)).toEqual([51, 60_000]);
    expect(busy.version).toBe(101);
  });

  it("is the first one while the clock is before the opening", () => {
    expect(rotationAt(code, at(-1))).toBe(0);
    expect(rotationAt(code, at(-minutes(90)))).toBe(0);
  });
});

describe("a claim", () => {
  const claimed = advance(code, { type: "claimed", device: "a", at: START });

  it("is held for two minutes, to the millisecond", () => {
    expect(heldClaim(code, [], START)).toBeUndefined();
    expect(heldClaim(claimed, [], after(START, milliseconds(CLAIM_HOLD - 1)))?.device).toBe("a");
    expect(heldClaim(claimed, [], after(START, CLAIM_HOLD))).toBeUndefined();
  });

  it("ends early when its own phone's payment fails, but not with another's attempt", () => {
    const soon = after(START, milliseconds(1));
    const failedBy = (device: string, createdAt = START): Payment => ({
      ...must(advancePayment(sentPayment, { type: "failed", at: soon, reason: "risk_refused" })),
      device,
      createdAt,
    });
    expect(heldClaim(claimed, [failedBy("a")], soon)).toBeUndefined();
    expect(heldClaim(claimed, [failedBy("b")], soon)).toBeDefined();
    expect(heldClaim(claimed, [failedBy("a", at(-1))], soon)).toBeDefined();
    expect(heldClaim(claimed, [sentPayment], soon)).toBeDefined();
  });

  it("is given back once", () => {
    const released = advance(claimed, { type: "released" });
    expect(heldClaim(released, [], START)).toBeUndefined();
    expect(advance(released, { type: "released" })).toBe(released);
    expect(advance(code, { type: "released" })).toBe(code);
  });

  it("is followed by another of a later code", () => {
    const again = advance(claimed, { type: "claimed", device: "b", at: at(seconds(130)) });
    expect(again.claim).toMatchObject({ rotation: 3, device: "b" });
  });
});
