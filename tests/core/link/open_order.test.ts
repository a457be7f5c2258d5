import { describe, expect, it } from "vitest";
import type { Link } from "../../../core/link/link.ts";
import { decide } from "../../../core/link/open_order.ts";
import type { LimitUse } from "../../../core/limit/daily_limit.ts";
import { cny } from "../../../core/money.ts";
import type { Order } from "../../../core/order/order.ts";
import { businessDay, minutes } from "../../../core/time.ts";
import { START } from "../../support/fake_clock.ts";
import { openOrder, teaHouse } from "../../support/fixtures.ts";

const open: Link = {
  linkId: "lnk_01KAG8M0000000000000000001",
  merchantNo: teaHouse.merchantNo,
  subject: "柜台收款",
  amount: undefined,
  state: "active",
  createdAt: START,
  version: 1,
};
const fixed: Link = { ...open, amount: cny(1_800) };

const given = {
  merchantOrderNo: "link-5f3a",
  orderId: "ord_01KAG8M0000000000000000002",
  eventId: "evt_01KAG8M0000000000000000003",
  now: START,
  reading: "account",
} as const;

function facts(link: Link, more: Partial<Parameters<typeof decide>[1]> = {}) {
  const payer = { consumerId: undefined, device: "a-phone" };
  return {
    link,
    merchant: teaHouse,
    existing: undefined,
    previous: undefined,
    payer,
    uses: [],
    ...more,
  };
}

const spent = (fen: number): LimitUse => ({
  counter: { account: "a-phone", scope: "test", day: businessDay(START), tier: "D" },
  spent: cny(fen),
});

describe("openOrder", () => {
  it("places an order of the link for the amount that was typed", () => {
    const decision = decide({ amount: cny(1_234) }, facts(open), given);
    expect(decision).toMatchObject({
      ok: true,
      value: {
        order: {
          orderId: given.orderId,
          merchantOrderNo: "link-5f3a",
          amount: cny(1_234),
          subject: "柜台收款",
          linkId: open.linkId,
          expiresIn: minutes(30),
          state: "open",
        },
        events: [{ type: "order.placed" }],
      },
    });
  });

  it("accepts the link's own amount, and no other", () => {
    for (const amount of [undefined, cny(1_800)]) {
      const decision = decide({ amount }, facts(fixed), given);
      expect(decision).toMatchObject({ ok: true, value: { order: { amount: cny(1_800) } } });
    }
    expect(decide({ amount: cny(1) }, facts(fixed), given))
      .toEqual({ ok: false, error: { code: "amount_fixed", amount: 1_800 } });
  });

  it("asks for an amount, of at least one fen", () => {
    expect(decide({ amount: undefined }, facts(open), given))
      .toEqual({ ok: false, error: { code: "amount_required" } });
    expect(decide({ amount: cny(0) }, facts(open), given))
      .toEqual({ ok: false, error: { code: "amount_too_small", min: 1 } });
  });

  it("finds the order of the same form again, whatever has happened to the link and the limit", () => {
    const existing = { ...openOrder, linkId: open.linkId };
    const paused = facts({ ...open, state: "paused" }, { existing, uses: [spent(50_000)] });
    expect(decide({ amount: cny(8_800) }, paused, given))
      .toEqual({ ok: true, value: { order: existing, events: [] } });
  });

  it("finds the browser's last order while it is waiting, and opens another once it has ended", () => {
    const previous = { ...openOrder, linkId: open.linkId };
    const back = (order: Order, amount = 8_800) =>
      decide({ amount: cny(amount) }, facts(open, { previous: order }), given);
    expect(back(previous)).toEqual({ ok: true, value: { order: previous, events: [] } });
    const others = [
      back(previous, 8_801),
      back({ ...previous, state: "closed", closedAt: START }),
      back({ ...previous, expiresAt: START }),
    ];
    for (const each of others) {
      expect(each).toMatchObject({ ok: true, value: { order: { orderId: given.orderId } } });
    }
  });

  it("opens nothing for a paused link, and nothing where static codes are not granted", () => {
    expect(decide({ amount: cny(1) }, facts({ ...open, state: "paused" }), given))
      .toEqual({ ok: false, error: { code: "link_paused", link_id: open.linkId } });
    const merchant = { ...teaHouse, products: [] };
    expect(decide({ amount: cny(1) }, facts(open, { merchant }), given))
      .toEqual({ ok: false, error: { code: "product_not_enabled", product: "static_code" } });
  });

  it("opens the last fen of the day, and not one more", () => {
    const uses = [spent(20_000)];
    expect(decide({ amount: cny(30_000) }, facts(open, { uses }), given).ok).toBe(true);
    expect(decide({ amount: cny(30_001) }, facts(open, { uses }), given)).toEqual({
      ok: false,
      error: { code: "daily_limit_exceeded", tier: "D", cap: 50_000, left: 30_000 },
    });
  });
});
