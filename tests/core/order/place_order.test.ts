import { describe, expect, it } from "vitest";
import { merchantNo } from "../../../core/id.ts";
import { cny } from "../../../core/money.ts";
import { decide, type PlaceOrder } from "../../../core/order/place_order.ts";
import { between, minutes } from "../../../core/time.ts";
import { START } from "../../support/fake_clock.ts";
import { openOrder, teaHouse } from "../../support/fixtures.ts";

const command: PlaceOrder = {
  caller: { type: "secret_key", digest: "d" },
  merchantOrderNo: openOrder.merchantOrderNo,
  amount: openOrder.amount,
  subject: openOrder.subject,
  metadata: {},
  returnUrl: undefined,
  expiresIn: undefined,
  settleMerchantNo: undefined,
};
const facts = { merchant: teaHouse, existing: undefined, settleTo: undefined };
const given = {
  orderId: openOrder.orderId,
  eventId: "evt_1" as const,
  now: START,
  allowHttp: false,
};
const existing = { order: openOrder, settled: undefined, late: [] };

describe("decide to place an order", () => {
  it("opens it for half an hour by default", () => {
    const placed = decide(command, facts, given);
    expect(placed).toMatchObject({ ok: true, value: { replayed: false, order: openOrder } });
    expect(between(openOrder.createdAt, openOrder.expiresAt)).toBe(minutes(30));
  });

  it("returns the same order for the same content", () => {
    expect(decide(command, { ...facts, existing }, given))
      .toEqual({ ok: true, value: { ...existing, replayed: true, events: [] } });
  });

  it("refuses a reused number with other facts and names what differs", () => {
    const other = { ...command, amount: cny(1), subject: "茉莉花茶", metadata: { table: "4" } };
    expect(decide(other, { ...facts, existing }, given)).toMatchObject({
      ok: false,
      error: { code: "order_no_reused", differs: ["amount", "subject", "metadata"] },
    });
  });

  it("refuses an unknown key, an amount out of range and a return address that is not allowed", () => {
    const code = (changed: Partial<PlaceOrder>, merchant = teaHouse) => {
      const decision = decide({ ...command, ...changed }, { ...facts, merchant }, given);
      return decision.ok ? "ok" : decision.error.code;
    };
    expect(decide(command, { ...facts, merchant: undefined }, given))
      .toMatchObject({ error: { code: "key_unknown" } });
    expect(code({ amount: cny(0) })).toBe("amount_out_of_range");
    expect(code({ amount: cny(-1) })).toBe("amount_out_of_range");
    expect(code({ amount: cny(1_000_000_001) })).toBe("amount_out_of_range");
    expect(code({ amount: cny(1_000_000_000) })).toBe("ok");
    expect(code({ returnUrl: "javascript:alert(1)" })).toBe("return_url_not_allowed");
  });

  it("settles only at itself or at a child in the same mode", () => {
    const child = { ...teaHouse, merchantNo: merchantNo("888000000000002") };
    const at = (settleTo: typeof child | undefined) =>
      decide({ ...command, settleMerchantNo: child.merchantNo }, { ...facts, settleTo }, given).ok;
    expect(at({ ...child, parentNo: teaHouse.merchantNo })).toBe(true);
    expect(at({ ...child, parentNo: teaHouse.merchantNo, mode: "live" })).toBe(false);
    expect(at(child)).toBe(false);
    expect(at(undefined)).toBe(false);
  });
});
