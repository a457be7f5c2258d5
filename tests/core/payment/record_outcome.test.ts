import { byChannel } from "../../../core/actor.ts";
import { describe, expect, it } from "vitest";
import type { PaymentOutcome } from "../../../core/channel/outcome.ts";
import type { DomainEvent } from "../../../core/event.ts";
import { advance as advanceOrder, type Order } from "../../../core/order/order.ts";
import type { Payment } from "../../../core/payment/payment.ts";
import { decide } from "../../../core/payment/record_outcome.ts";
import { must, openOrder, sentPayment, teaHouse } from "../../support/fixtures.ts";
import { START } from "../../support/fake_clock.ts";

const paid: PaymentOutcome = {
  type: "succeeded",
  channelTxnNo: "txn-1",
  cardType: "debit",
  cardLastFour: "1234",
};
const declined: PaymentOutcome = { type: "failed", reason: "insufficient_funds" };
const closed = must(advanceOrder(openOrder, { type: "closed", at: START }));

describe("decide an outcome", () => {
  it("settles an open order with one payment", () => {
    const { payment, events } = outcome(paid, {});
    expect(types(events)).toEqual(["payment.succeeded", "order.paid"]);
    expect(payment).toMatchObject({ state: "succeeded", settles: true, version: 2 });
  });

  it("returns money that comes to an order already ended, in the same commit", () => {
    const { payment, events } = outcome(paid, { order: closed });
    expect(types(events)).toEqual(["payment.succeeded_late", "refund.requested"]);
    expect(payment).toMatchObject({ state: "succeeded", settles: false });
    expect(events[1]).toMatchObject({
      refund: { cause: "late_payment", amount: sentPayment.amount },
    });
  });

  it("lets late success overrule a failure and settle an order still open", () => {
    const failed = outcome(declined, {}).payment;
    expect(types(outcome(paid, { payment: failed }).events))
      .toEqual(["payment.succeeded", "order.paid"]);
  });

  it("never downgrades a success, and says nothing twice", () => {
    const succeeded = outcome(paid, {}).payment;
    expect(outcome(declined, { payment: succeeded }).events).toEqual([]);
    expect(outcome(paid, { payment: succeeded }).events).toEqual([]);
    const failed = outcome(declined, {}).payment;
    expect(outcome(declined, { payment: failed }).events).toEqual([]);
  });

  it("changes nothing when the channel is not clear", () => {
    expect(outcome({ type: "unclear" }, {})).toEqual({ payment: sentPayment, events: [] });
  });
});

function outcome(given: PaymentOutcome, facts: { payment?: Payment; order?: Order }) {
  let events = 0;
  return decide(
    {
      payment: sentPayment,
      order: openOrder,
      late: [],
      merchant: teaHouse,
      fees: undefined,
      ...facts,
    },
    given,
    {
      now: START,
      refundId: "rfd_01KAG8M0000000000000000009",
      newEventId: () => `evt_${++events}`,
      by: byChannel("sandbox"),
    },
  );
}

function types(events: readonly DomainEvent[]): readonly string[] {
  return events.map((each) => each.type);
}
