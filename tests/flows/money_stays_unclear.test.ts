import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { RefundId } from "../../core/id.ts";
import { queryPayments } from "../../core/payment/query_payments.ts";
import { recordOutcome } from "../../core/payment/record_outcome.ts";
import { startPayment } from "../../core/payment/start_payment.ts";
import { queryRefunds } from "../../core/refund/query_refunds.ts";
import { recordRefundOutcome } from "../../core/refund/record_refund_outcome.ts";
import { after, days, hours, minutes } from "../../core/time.ts";
import { succeeded } from "../support/deductions.ts";
import { START } from "../support/fake_clock.ts";
import { get } from "../support/payer.ts";
import { twoPortals } from "../support/portals.ts";
import { type TestApp, testApp } from "../support/test_app.ts";
import { MOMENTS, NEVER, pass, unclearPayment, unclearRefund } from "../support/unclear.ts";

const END = "2026-11-21T06:00:00.000Z";

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
});
afterEach(() => app.close());

describe("a payment that stays unclear for a day", () => {
  it("is processing still, says so to its merchant and to an operator, and nobody may pay again", async () => {
    const { orderId, paymentId } = await unclearPayment(app);
    await pass(app, MOMENTS.slice(0, -1));
    expect(await told(app)).toEqual([]);
    await pass(app, MOMENTS.slice(-1));
    const [event] = await told(app);
    expect(event).toMatchObject({
      type: "payment.unclear",
      data: {
        payment_id: paymentId,
        order_id: orderId,
        state: "processing",
        failure: null,
        queries_ended_at: END,
        sequence: 1,
      },
    });
    expect(alarms([app])).toEqual([
      expect.stringMatching(
        `^needs manual follow-up: payment still unclear after 24 hours .*${paymentId}`,
      ),
    ]);

    app.clock.advance(days(1));
    const page = await (await get(app, `/checkout/${orderId}`)).text();
    expect(page).toContain("还没有结果");
    const again = await startPayment(app.deps, {
      orderId,
      method: "quickpass",
      client: "phone",
      device: "another",
      lang: "zh",
    });
    expect(again).toMatchObject({ ok: false, error: { code: "payment_in_flight" } });
  });

  it("is settled by a notice however late", async () => {
    const { orderId, channelOrderNo } = await unclearPayment(app);
    await pass(app, MOMENTS);
    app.clock.advance(days(2));
    await recordOutcome(app.deps, { channelOrderNo, outcome: succeeded, amount: undefined });
    expect(await (await app.api(`/v1/orders/${orderId}`)).json()).toMatchObject({ state: "paid" });
    await app.settle();
    expect((await told(app)).map(({ type }) => type)).toEqual(["payment.unclear", "order.paid"]);
  });

  it("may turn out to have taken nothing: the next thing told about it, and the order is free", async () => {
    const { orderId, channelOrderNo } = await unclearPayment(app);
    await pass(app, MOMENTS);
    const outcome = { type: "failed", reason: "declined_by_bank" } as const;
    await recordOutcome(app.deps, { channelOrderNo, outcome, amount: undefined });
    const events = await told(app);
    expect(events.map(({ type, data }) => [type, data["sequence"], data["queries_ended_at"]]))
      .toEqual([["payment.unclear", 1, END], ["payment.failed", 2, null]]);
    await app.api(`/v1/test_helpers/orders/${orderId}/payment`, { body: { outcome: "succeeded" } });
    expect(await (await app.api(`/v1/orders/${orderId}`)).json()).toMatchObject({ state: "paid" });
  });

  it("is told once by whichever of two portals sees it, and asked about no more", async () => {
    await using sharing = await twoPortals();
    const [one] = sharing.portals;
    await unclearPayment(one);
    await pass(one, MOMENTS.slice(0, -1));
    sharing.clock.set(after(START, hours(24)));
    for (let i = 0; i < 3; i++) {
      await Promise.all(sharing.portals.map(({ deps }) => queryPayments(deps)));
      sharing.clock.advance(hours(24));
    }
    expect((await told(one)).map(({ type }) => type)).toEqual(["payment.unclear"]);
    expect(alarms(sharing.portals)).toHaveLength(1);
    expect(questions(sharing.portals, "query")).toBe(MOMENTS.length - 1);
  });

  it("is asked about once by two portals at the same moment", async () => {
    await using sharing = await twoPortals();
    const [one] = sharing.portals;
    await unclearPayment(one);
    sharing.clock.set(after(START, minutes(5)));
    await Promise.all(sharing.portals.map(({ deps }) => queryPayments(deps)));
    expect(questions(sharing.portals, "query")).toBe(1);
  });
});

describe("a refund that stays unclear for a day", () => {
  it("is processing still, and says so to its merchant and to an operator", async () => {
    const { refundId } = await unclearRefund(app);
    await pass(app, MOMENTS.slice(0, -1));
    expect(await read(refundId)).toMatchObject({ state: "processing", queries_ended_at: null });
    await pass(app, MOMENTS.slice(-1));
    const refund = await read(refundId);
    expect(refund).toMatchObject({ state: "processing", queries_ended_at: END, failure: null });
    expect((await told(app)).at(-1)).toMatchObject({
      type: "refund.unclear",
      data: { ...refund, sequence: 1 },
    });
    expect(alarms([app])).toEqual([
      expect.stringMatching(
        `^needs manual follow-up: refund still unclear after 24 hours .*${refundId}`,
      ),
    ]);
  });

  it.each(
    [
      ["succeeded", { type: "succeeded", channelTxnNo: "t-9" }, NEVER],
      ["failed", { type: "failed", failure: "refused" }, 0],
    ] as const,
  )("is settled by a notice however late: %s", async (state, outcome, refunded) => {
    const { refundId, orderId, channelOrderNo } = await unclearRefund(app);
    await pass(app, MOMENTS);
    app.clock.advance(days(30));
    await recordRefundOutcome(app.deps, { channelOrderNo, outcome, amount: undefined });
    expect(await read(refundId)).toMatchObject({ state, queries_ended_at: null });
    expect(await (await app.api(`/v1/orders/${orderId}`)).json())
      .toMatchObject({ refunded_amount: refunded });
    const events = (await told(app)).slice(1);
    expect(events.map(({ type, data }) => [type, data["sequence"]]))
      .toEqual([["refund.unclear", 1], [`refund.${state}`, 2]]);
  });

  it("is told once by whichever of two portals sees it, and asked about no more", async () => {
    await using sharing = await twoPortals();
    const [one] = sharing.portals;
    await unclearRefund(one);
    await pass(one, MOMENTS.slice(0, -1));
    sharing.clock.set(after(START, hours(24)));
    for (let i = 0; i < 3; i++) {
      await Promise.all(sharing.portals.map(({ deps }) => queryRefunds(deps)));
      sharing.clock.advance(hours(24));
    }
    expect((await told(one)).map(({ type }) => type)).toEqual(["order.paid", "refund.unclear"]);
    expect(alarms(sharing.portals)).toHaveLength(1);
    expect(questions(sharing.portals, "refund_query")).toBe(MOMENTS.length - 1);
  });

  async function read(refundId: RefundId) {
    return await (await app.api(`/v1/refunds/${refundId}`)).json();
  }
});

/** What its merchant was told, oldest first. */
/** What is told about money; each day's statement is as well. */
async function told(portal: TestApp): Promise<
  readonly { readonly type: string; readonly data: Readonly<Record<string, unknown>> }[]
> {
  const { data } = await (await portal.api("/v1/events")).json();
  return data.toReversed().filter(({ type }: { readonly type: string }) =>
    type !== "statement.ready"
  );
}

function alarms(portals: readonly TestApp[]): readonly string[] {
  const logged = portals.flatMap((each) => each.logged);
  return logged.filter(({ level }) => level === "error").map(({ message }) => message);
}

/** How often the bank was asked, as its gateway's requests were logged. */
function questions(portals: readonly TestApp[], verb: "query" | "refund_query"): number {
  const path = `/sandbox/gateway/${verb}"`;
  return portals.flatMap((each) => each.logged).filter(({ message }) => message.includes(path))
    .length;
}
