import { describe, expect, it } from "vitest";
import type { DynamicCode } from "../../../core/dynamic_code/dynamic_code.ts";
import { cny } from "../../../core/money.ts";
import { advance as advanceOrder } from "../../../core/order/order.ts";
import { advance, type Payment } from "../../../core/payment/payment.ts";
import { marksOf, type ShownFacts, showOf } from "../../../core/screen/order_screen.ts";
import { after, type Instant, milliseconds, seconds } from "../../../core/time.ts";
import { START } from "../../support/fake_clock.ts";
import { must, openOrder, sentPayment, teaHouse } from "../../support/fixtures.ts";

const at = (s: number): Instant => after(START, seconds(s));
const justBefore = (s: number): Instant => after(at(s), milliseconds(-1));

const code: DynamicCode = {
  codeId: "cod_01KAG8M0000000000000000001",
  orderId: openOrder.orderId,
  merchantNo: teaHouse.merchantNo,
  ref: "k3Jd8_aQ",
  openedAt: START,
  claim: undefined,
  version: 1,
};
const claimed: DynamicCode = {
  ...code,
  claim: { rotation: 0, device: "a-phone", at: START, released: false },
};
const released = { ...claimed, claim: { rotation: 0, device: "a", at: START, released: true } };

const sent = sentPayment;
const failed = (s: number): Payment =>
  must(advance(sent, { type: "failed", at: at(s), reason: "cancelled_by_payer" }));
const paidWith = (settles: boolean, refundedFen = 0): Payment => {
  const succeeded = must(advance(sent, {
    type: "succeeded",
    at: at(9),
    settles,
    channelTxnNo: "202611200001",
    cardType: undefined,
    cardDay: undefined,
    cardBlocked: false,
    cardLastFour: "6222",
  }));
  return { ...succeeded, refunded: cny(refundedFen) } as Payment;
};
const order = { ...openOrder, merchantOrderNo: "T-20261120-0042" };
const paid = must(advanceOrder(order, { type: "paid", at: at(9), paymentId: sent.paymentId }));
const closed = must(advanceOrder(order, { type: "closed", at: at(9) }));
const expired = must(advanceOrder(order, { type: "expired", at: at(9) }));

function show(facts: Partial<ShownFacts>, now: Instant) {
  return showOf({ order, payments: [], code, ...facts }, now);
}

describe("what a screen shows of an order", () => {
  it.each<[string, Partial<ShownFacts>, Instant, unknown]>([
    ["its first code", {}, START, { state: "showing", rotation: 0, changesAt: at(60) }],
    ["that code for a minute", {}, justBefore(60), { rotation: 0, changesAt: at(60) }],
    ["the next code after it", {}, at(60), { rotation: 1, changesAt: at(120) }],
    ["that a phone holds it", { code: claimed }, at(1), { state: "scanned", changesAt: at(120) }],
    ["that to the end of its hold", { code: claimed }, justBefore(120), { state: "scanned" }],
    ["a code again after it", { code: claimed }, at(120), { state: "showing", rotation: 3 }],
    ["a code when it is given back", { code: released }, at(5), { state: "showing", rotation: 1 }],
    ["that a phone pays", { payments: [sent] }, at(1), { state: "paying", changesAt: at(30) }],
    ["that also while it is held", { code: claimed, payments: [sent] }, at(1), { state: "paying" }],
    ["that for 30 s", { payments: [sent] }, justBefore(30), { state: "paying" }],
    ["then that nobody knows", { payments: [sent] }, at(30), { state: "unclear" }],
    ["a failure", { payments: [failed(4)] }, at(4), { state: "failed", changesAt: at(14) }],
    ["a failure for 10 s", { payments: [failed(4)] }, justBefore(14), { state: "failed" }],
    ["then a code again", { payments: [failed(4)] }, at(14), { state: "showing", rotation: 0 }],
    [
      "a failure, and not that its phone still holds the code",
      { code: claimed, payments: [failed(4)] },
      at(5),
      { state: "failed" },
    ],
    [
      "a code for somebody else after it",
      { code: claimed, payments: [failed(4)] },
      at(14),
      { state: "showing", rotation: 1 },
    ],
    [
      "after somebody else's failure that the first phone still holds it",
      { code: claimed, payments: [{ ...failed(4), device: "another" }] },
      at(14),
      { state: "scanned", changesAt: at(120) },
    ],
    [
      "expired once its time is over, before anybody has marked it",
      {},
      order.expiresAt,
      { state: "expired" },
    ],
    ["that a phone pays to the end", { payments: [sent] }, order.expiresAt, { state: "unclear" }],
    [
      "that a phone came after the failure",
      {
        code: { ...claimed, claim: { ...released.claim, at: at(6), released: false } },
        payments: [failed(4)],
      },
      at(7),
      { state: "scanned" },
    ],
    [
      "what was paid, and the end of the order's number",
      { order: paid, payments: [paidWith(true)] },
      at(9),
      { state: "paid", amount: order.amount, orderNoEnding: "0042" },
    ],
    [
      "paid while a part went back",
      { order: paid, payments: [paidWith(true, 8_799)] },
      at(9),
      { state: "paid" },
    ],
    [
      "refunded when all went back",
      { order: paid, payments: [paidWith(true, 8_800)] },
      at(9),
      { state: "refunded", orderNoEnding: "0042" },
    ],
    [
      "the last four letters and digits of a number, whatever stands between them",
      { order: { ...paid, merchantOrderNo: "T-2026.11_20-7" }, payments: [paidWith(true)] },
      at(9),
      { state: "paid", orderNoEnding: "1207" },
    ],
    [
      "as much of a number as it has",
      { order: { ...paid, merchantOrderNo: "A-7" }, payments: [paidWith(true)] },
      at(9),
      { state: "paid", orderNoEnding: "A7" },
    ],
    [
      "a number of punctuation alone as it is",
      { order: { ...paid, merchantOrderNo: "-.-" }, payments: [paidWith(true)] },
      at(9),
      { state: "paid", orderNoEnding: "-.-" },
    ],
    ["expired", { order: expired }, at(9), { state: "expired", late: undefined }],
    ["closed", { order: closed }, at(9), { state: "closed", late: undefined }],
    [
      "not that no money was taken while that is not known",
      { order: closed, payments: [sent] },
      at(9),
      { state: "unclear" },
    ],
    [
      "that late money goes back",
      { order: expired, payments: [paidWith(false)] },
      at(9),
      { state: "expired", late: { amount: order.amount, reason: "order_ended" } },
    ],
  ])("is %s", (_, facts, now, shown) => {
    expect(show(facts, now)).toMatchObject(shown as object);
  });

  it("says nothing of who pays, with which card, and why it failed", () => {
    const shown = [
      show({ order: paid, payments: [paidWith(true)] }, at(9)),
      show({ payments: [failed(4)] }, at(5)),
      show({ code: claimed, payments: [sent] }, at(5)),
    ];
    expect(JSON.stringify(shown)).not.toMatch(/6222|cancelled|a-phone|20261120/);
  });
});

describe("the mark", () => {
  const marks = (facts: Partial<ShownFacts>, now: Instant) => {
    const whole = { order, payments: [], code, ...facts };
    return marksOf(whole, showOf(whole, now));
  };

  it("is the same while nothing shown changes", () => {
    expect(marks({}, START)).toEqual(marks({}, justBefore(60)));
    expect(marks({ payments: [sent] }, at(1))).toEqual(marks({ payments: [sent] }, at(20)));
  });

  it("changes when the code renews, which is not spoken again", () => {
    const [first, next] = [marks({}, START), marks({}, at(60))];
    expect(first.mark).not.toBe(next.mark);
    expect(first.said).toBe(next.said);
  });

  it("differs between all the states, and so does what is said", () => {
    const all = [
      marks({}, START),
      marks({ code: claimed }, at(1)),
      marks({ payments: [sent] }, at(1)),
      marks({ payments: [sent] }, at(30)),
      marks({ payments: [failed(4)] }, at(5)),
      marks({ payments: [failed(1), failed(4)] }, at(5)),
      marks({ order: paid, payments: [paidWith(true)] }, at(9)),
      marks({ order: paid, payments: [paidWith(true, 8_800)] }, at(9)),
      marks({ order: expired }, at(9)),
      marks({ order: closed }, at(9)),
    ];
    expect(new Set(all.map(({ mark }) => mark)).size).toBe(all.length);
    expect(new Set(all.map(({ said }) => said)).size).toBe(all.length);
  });
});
