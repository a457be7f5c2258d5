import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { LinkId } from "../../core/id.ts";
import type { Payment } from "../../core/payment/payment.ts";
import { recordOutcome } from "../../core/payment/record_outcome.ts";
import { hours } from "../../core/time.ts";
import { must } from "../support/fixtures.ts";
import { countedDays, openedLink, payLink } from "../support/links.ts";
import { get, orderOf, post } from "../support/payer.ts";
import { textIn } from "../support/render_checkout.tsx";
import { type Sqld, startSqld } from "../support/sqld.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

const CARD = "acct-token-7d1f";
let app: TestApp;
let linkId: LinkId;
let phones: number;

describe("a static code's day of a card at a merchant, on a file", () => {
  beforeEach(async () => {
    app = await testApp();
    linkId = await openedLink(app);
    phones = 0;
  });
  afterEach(() => app.close());

  it("is ¥500 also when 30 phones without cookies pay with it at once", () => thirtyAtOnce([app]));

  it("sends back what passes over it, and the order stays open for another card", async () => {
    must(await paid(40_000));
    const over = must(await paid(10_001));
    expect(over).toMatchObject({ state: "succeeded", settles: false });
    expect(await orderOf(app, { orderId: over.orderId, amount: 0 })).toMatchObject({
      state: "open",
      payment: null,
    });
    await app.settle();
    expect(await refundsOf(over)).toEqual([{ cause: "late_payment", amount: 10_001 }]);

    const { data } = await (await app.api("/v1/events?type=payment.succeeded_late")).json();
    expect(data[0].data).toMatchObject({
      payment_id: over.paymentId,
      order_id: over.orderId,
      return_reason: "daily_limit_exceeded",
    });

    const page = await (await get(app, `/checkout/${over.orderId}`, "en")).text();
    expect(textIn(page, "h1")).toBe(
      "¥100.01 is being refunded. It would take this card over ¥500.00, the daily limit for " +
        "printed codes here. Use another card, or ask for a code on the shop's screen.",
    );
    expect(page).toContain('name="method"');

    must(await paid(10_000));
    expect((await spentByCards()).map(({ spent }) => spent)).toEqual([50_000]);
  });

  it.each(["paid", "closed", "expired"] as const)(
    "shows what went back on its order, also when that is %s",
    async (end) => {
      must(await paid(50_000));
      const { orderId, paymentId } = must(await paid(10_001));
      await app.settle();
      const late = [{
        payment_id: paymentId,
        amount: 10_001,
        return_reason: "daily_limit_exceeded",
        refund_id: expect.stringMatching(/^rfd_/),
      }];
      expect(await orderOf(app, { orderId, amount: 0 })).toMatchObject({ late_payments: late });
      switch (end) {
        case "paid":
          await payByHelper(orderId);
          break;
        case "closed":
          await app.api(`/v1/orders/${orderId}/closure`, { body: {} });
          break;
        case "expired":
          app.clock.advance(hours(1));
      }
      await app.settle();
      const { data } = await (await app.api(`/v1/events?type=order.${end}`)).json();
      const told = data.find((each: { data: { order_id: string } }) =>
        each.data.order_id === orderId
      );
      expect(told.data).toMatchObject({ state: end, late_payments: late });
    },
  );

  it("is another card's, another merchant's and another day's as well", async () => {
    const noodles = await app.openMerchant("面馆 Noodles");
    const other = await openedLink(app, undefined, noodles);
    expect(must(await paid(50_000))).toMatchObject({ settles: true });
    expect(must(await paid(50_000, { card: "acct-token-90aa" }))).toMatchObject({ settles: true });
    expect(must(await paid(50_000, { at: other }))).toMatchObject({ settles: true });
    app.clock.advance(hours(24));
    expect(must(await paid(50_000))).toMatchObject({ settles: true });
    expect(must(await paid(1))).toMatchObject({ settles: false });
    await app.settle();
  });

  it("counts no order that no link opened, and nothing while the channel names no card", async () => {
    must(await paid(50_000, { card: undefined }));
    must(await paid(50_000, { card: undefined }));
    expect(await spentByCards()).toEqual([]);
    for (const no of ["T-1", "T-2"]) {
      const body = { merchant_order_no: no, amount: 50_000, subject: "茶" };
      const { order_id } = await (await app.api("/v1/orders", { body })).json();
      await payByHelper(order_id);
      expect(await orderOf(app, { orderId: order_id, amount: 0 })).toMatchObject({ state: "paid" });
    }
    expect(await spentByCards()).toEqual([]);
  });

  it("does not count money that came after its order had ended", async () => {
    const late = must(await payLink(app, linkId, { amount: 50_000, device: "late" }));
    app.clock.advance(hours(1));
    await app.settle();
    expect(must(await outcome(late, CARD))).toMatchObject({ state: "succeeded", settles: false });
    const { data } = await (await app.api("/v1/events?type=payment.succeeded_late")).json();
    expect(data[0].data).toMatchObject({ return_reason: "order_ended" });
    expect(must(await paid(50_000))).toMatchObject({ settles: true });
    await app.settle();
  });

  it("is told once when the same notice comes ten times at once", async () => {
    must(await paid(50_000));
    const over = must(await payLink(app, linkId, { amount: 20_000, device: "again" }));
    await Promise.all(Array.from({ length: 10 }, () => outcome(over, CARD)));
    await app.settle();
    expect(await refundsOf(over)).toHaveLength(1);
    expect((await spentByCards()).map(({ spent }) => spent)).toEqual([50_000]);
  });

  it("holds through the sandbox's own pages: one test card, three phones", async () => {
    const states = [];
    for (const device of ["one", "two", "three"]) {
      const { orderId, launch } = must(
        await payLink(app, linkId, { amount: 30_000, device }),
      ) as Extract<Payment, { state: "processing" }>;
      const page = launch && "url" in launch ? new URL(launch.url).pathname : "";
      await post(app, page, { action: "pay", card: "6200000000000014" });
      await app.settle();
      states.push((await orderOf(app, { orderId, amount: 0 })).state);
    }
    expect(states).toEqual(["paid", "open", "open"]);
  });

  it("keeps neither the card's token nor anything that leads to it without the secret", async () => {
    const { paymentId } = must(await paid(1_000));
    const [day] = await spentByCards();
    expect(day?.account).toMatch(/^card:[0-9a-f]{64}$/);
    const [tables] = await app.deps.load({
      statement: {
        sql: `select (select group_concat(data) from events) as events,
          (select card_day || coalesce(counts_against, '') from payments where payment_id = ?) as row`,
        args: [paymentId],
      },
      read: (rows) => JSON.stringify(rows),
    });
    expect(tables).not.toContain(CARD);
    expect(tables).toContain(day?.account);
  });
});

describe("a static code's day of a card at a merchant, on a libSQL server", () => {
  let sqld: Sqld;
  beforeEach(async () => {
    sqld = await startSqld();
    app = await testApp({ databaseUrl: sqld.url });
    linkId = await openedLink(app);
    phones = 0;
  });
  afterEach(async () => {
    await app.close().finally(() => sqld.stop());
  });

  it("is ¥500 also when 30 phones reach two portals at once", async () => {
    const second = await testApp({ databaseUrl: sqld.url });
    await thirtyAtOnce([app, second]).finally(() => second.close());
  });
});

/** Each portal has a writer of its own, as two processes would. */
async function thirtyAtOnce(portals: readonly TestApp[]) {
  const sent = await Promise.all(
    Array.from(
      { length: 30 },
      (_, i) => payLink(app, linkId, { amount: 3_000 + i * 100, device: `phone ${i}` }),
    ),
  );
  const told = await Promise.all(
    sent.map((each, i) => outcome(must(each), CARD, portals[i % portals.length])),
  );
  const settled = told.map(must).flatMap((each) =>
    each.state === "succeeded" && each.settles ? [each.amount.fen] : []
  );
  const sum = settled.reduce((a, b) => a + b, 0);
  expect(settled.length).toBeGreaterThan(0);
  expect(sum).toBeLessThanOrEqual(50_000);
  // What is left would not have fitted even the smallest that went back.
  const back = told.map(must).flatMap((each) =>
    each.state === "succeeded" && !each.settles ? [each.amount.fen] : []
  );
  expect(settled.length + back.length).toBe(30);
  expect(sum + Math.min(...back)).toBeGreaterThan(50_000);
  expect(await spentByCards()).toMatchObject([{ spent: sum, cap: 50_000 }]);
  await app.settle();
}

async function paid(
  amount: number,
  { card, at }: { readonly card?: string | undefined; readonly at?: LinkId } = { card: CARD },
) {
  const sent = await payLink(app, at ?? linkId, { amount, device: `phone ${phones++}` });
  return await outcome(must(sent), card);
}

function outcome({ channelOrderNo }: Payment, cardToken: string | undefined, portal = app) {
  return recordOutcome(portal.deps, {
    channelOrderNo,
    outcome: {
      type: "succeeded",
      channelTxnNo: `t-${channelOrderNo}`,
      cardType: undefined,
      cardLastFour: "0014",
      cardToken,
    },
    amount: undefined,
  });
}

async function spentByCards() {
  return (await countedDays(app)).filter(({ account }) => account.startsWith("card:"));
}

async function refundsOf({ paymentId }: Payment) {
  const [refunds] = await app.deps.load({
    statement: {
      sql: "select cause, amount from refunds where payment_id = ?",
      args: [paymentId],
    },
    read: (rows) =>
      rows.map(({ cause, amount }) => ({ cause: String(cause), amount: Number(amount) })),
  });
  return refunds;
}

async function payByHelper(orderId: string) {
  const body = { outcome: "succeeded" };
  await app.api(`/v1/test_helpers/orders/${orderId}/payment`, { body });
}
