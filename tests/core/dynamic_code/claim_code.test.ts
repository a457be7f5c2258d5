import { describe, expect, it } from "vitest";
import { decide } from "../../../core/dynamic_code/claim_code.ts";
import { advance, type DynamicCode } from "../../../core/dynamic_code/dynamic_code.ts";
import type { ScannedCode } from "../../../core/dynamic_code/read_code.ts";
import { advance as end } from "../../../core/order/order.ts";
import { advance as fail } from "../../../core/payment/payment.ts";
import { after, milliseconds, minutes, seconds } from "../../../core/time.ts";
import { START } from "../../support/fake_clock.ts";
import { must, openOrder, sentPayment, teaHouse } from "../../support/fixtures.ts";

const fresh: DynamicCode = {
  codeId: "cod_01KAG8M0000000000000000001",
  orderId: openOrder.orderId,
  merchantNo: openOrder.merchantNo,
  ref: "abcdefgh",
  openedAt: START,
  claim: undefined,
  version: 1,
};
const claimed = advance(fresh, { type: "claimed", device: "a", at: START });

function scanned(given: Partial<ScannedCode> = {}): ScannedCode {
  return {
    token: "abcdefgh".padEnd(30, "0"),
    code: fresh,
    order: openOrder,
    payments: [],
    merchant: teaHouse,
    stopped: [],
    now: START,
    rotation: 0,
    ...given,
  };
}

/** What a phone gets: `mine`, `free`, or why not. */
function hears(device: string | undefined, given: Partial<ScannedCode> = {}): string {
  const decided = decide(scanned(given), device);
  if (!decided.ok) return decided.error.code;
  return decided.value.mine ? "mine" : "free";
}

describe("a free code", () => {
  it("may be claimed by whoever scanned it, even by a phone without a cookie", () => {
    expect(hears("a")).toBe("free");
    expect(hears(undefined)).toBe("free");
  });

  it("is of no use while a payment is on its way, however it was started", () => {
    expect(hears("a", { payments: [sentPayment] })).toBe("code_taken");
  });

  it("ends with its order, by its merchant or by time, to the millisecond", () => {
    const closed = must(end(openOrder, { type: "closed", at: START }));
    expect(hears("a", { order: closed })).toBe("order_not_open");
    const last = after(openOrder.expiresAt, milliseconds(-1));
    expect(hears("a", { now: last, rotation: 29 })).toBe("free");
    expect(hears("a", { now: openOrder.expiresAt, rotation: 30 })).toBe("order_not_open");
    expect(hears("a", { now: openOrder.expiresAt, payments: [sentPayment] })).toBe("code_taken");
  });
});

describe("a claimed code", () => {
  const later = { code: claimed, now: after(START, minutes(20)) };

  it("is the claimer's until the order ends, and shows how it ended", () => {
    expect(hears("a", { code: claimed })).toBe("mine");
    expect(hears("a", later)).toBe("mine");
    expect(hears("a", { ...later, payments: [sentPayment] })).toBe("mine");
    expect(hears("a", { ...later, now: openOrder.expiresAt })).toBe("order_not_open");
    const closed = must(end(openOrder, { type: "closed", at: START }));
    expect(hears("a", { ...later, order: closed })).toBe("mine");
  });

  it("is taken, for everyone else, while it is claimed, and then used up", () => {
    const at = (ms: number) => ({ code: claimed, now: after(START, milliseconds(ms)) });
    expect(hears("b", at(0))).toBe("code_taken");
    expect(hears("b", at(119_999))).toBe("code_taken");
    expect(hears("b", at(120_000))).toBe("code_stale");
    expect(hears(undefined, at(0))).toBe("code_taken");
    expect(hears(undefined, at(120_000))).toBe("code_stale");
  });

  it("keeps the next one closed while it is held, and no longer", () => {
    const next = (ms: number) => ({
      code: claimed,
      now: after(START, milliseconds(ms)),
      rotation: 2,
    });
    expect(hears("b", next(119_999))).toBe("code_taken");
    expect(hears("b", next(120_000))).toBe("free");
    expect(hears("a", next(0))).toBe("free");
  });

  it("stays taken after two minutes while its payment is on its way", () => {
    expect(hears("b", { ...later, payments: [sentPayment] })).toBe("code_taken");
    expect(hears("b", { ...later, rotation: 20, payments: [sentPayment] })).toBe("code_taken");
  });

  it("is used up once its payment failed: the next one is free, and its phone may try again", () => {
    const failed = must(
      fail(sentPayment, { type: "failed", at: START, reason: "insufficient_funds" }),
    );
    const refused = { code: claimed, payments: [{ ...failed, device: "a" }] };
    expect(hears("b", refused)).toBe("code_stale");
    expect(hears("b", { ...refused, rotation: 1 })).toBe("free");
    expect(hears("a", refused)).toBe("mine");
  });

  it("is unclaimed once given back: the next one is free at once", () => {
    const code = advance(claimed, { type: "released" });
    const now = after(START, seconds(10));
    expect(hears("a", { code, now })).toBe("code_stale");
    expect(hears("b", { code, now })).toBe("code_stale");
    expect(hears("b", { code, now, rotation: 1 })).toBe("free");
  });

  it("is no longer the first phone's once a second has claimed a later one", () => {
    const now = after(START, seconds(130));
    const code = advance(claimed, { type: "claimed", device: "b", at: now });
    expect(hears("a", { code, now, rotation: 3 })).toBe("code_taken");
    expect(hears("b", { code, now, rotation: 3 })).toBe("mine");
    expect(hears("a", { code, now: after(now, minutes(2)), rotation: 3 })).toBe("code_stale");
  });
});

describe("what proves nothing", () => {
  it("is stale, whoever asks", () => {
    expect(decide(undefined, "a")).toEqual({ ok: false, error: { code: "code_stale" } });
  });
});
