import { describe, expect, it } from "vitest";
import type { DomainEvent } from "../../../core/event.ts";
import type { Payment } from "../../../core/payment/payment.ts";
import { businessDay } from "../../../core/time.ts";
import { byConsumer } from "../../../core/actor.ts";
import { stepOf } from "../../../db/changes.ts";
import { START } from "../../support/fake_clock.ts";
import { openOrder, sentPayment } from "../../support/fixtures.ts";

const counter = { account: "a-phone", scope: "test", day: businessDay(START), tier: "D" } as const;

function tables(payment: Payment): readonly (string | undefined)[] {
  const event: DomainEvent = {
    type: "payment.sent",
    payment,
    order: openOrder,
    eventId: "evt_01KAG8M0000000000000000009",
    at: START,
    by: byConsumer(),
  };
  return stepOf(event, "http://portal.test").statements.map(({ sql }) => /"(\w+)"/.exec(sql)?.[1]);
}

describe("a payment's statements", () => {
  it("raise the counter of a static code before the payment's row, and nothing for any other order", () => {
    expect(tables(sentPayment)).toEqual([
      "guards",
      "guards",
      "guards",
      "guards",
      "events",
      "payments",
    ]);
    expect(tables({ ...sentPayment, countsAgainst: counter }))
      .toEqual(["guards", "guards", "guards", "guards", "events", "limit_days", "payments"]);
  });
});
