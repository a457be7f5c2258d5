import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Payment } from "../../core/payment/payment.ts";
import { recordOutcome } from "../../core/payment/record_outcome.ts";
import { startPayment } from "../../core/payment/start_payment.ts";
import type { SignedIn } from "../../core/staff/session.ts";
import { hours } from "../../core/time.ts";
import { blocked } from "../support/blocks.ts";
import { must } from "../support/fixtures.ts";
import { openedLink, payLink } from "../support/links.ts";
import { get, orderOf, placeOrder, post } from "../support/payer.ts";
import { textIn } from "../support/render_checkout.tsx";
import { type Sqld, startSqld } from "../support/sqld.ts";
import { signedIn } from "../support/staff.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

const CARD = "acct-token-7d1f";
let app: TestApp;
let here: SignedIn;

async function opened(databaseUrl?: string) {
  app = await testApp(databaseUrl === undefined ? {} : { databaseUrl });
  here = await signedIn(app, "admin");
}

describe("money of a card that is on the block list", () => {
  beforeEach(() => opened());
  afterEach(() => app.close());

  it("goes back by itself, says why, and leaves the order open for another card", async () => {
    const sent = await started();
    await blocked(app, here, "card", CARD);
    const payment = must(await outcome(sent, CARD));
    expect(payment).toMatchObject({ state: "succeeded", settles: false, cardBlocked: true });
    await app.settle();
    expect(await orderOf(app, { orderId: payment.orderId, amount: 0 })).toMatchObject({
      state: "open",
      payment: null,
      late_payments: [{
        return_reason: "payer_blocked",
        refund_id: expect.stringMatching(/^rfd_/),
      }],
    });
    const { data } = await (await app.api("/v1/events?type=payment.succeeded_late")).json();
    expect(data.map((each: { data: unknown }) => each.data)).toMatchObject([
      { payment_id: payment.paymentId, return_reason: "payer_blocked" },
    ]);
    const page = await (await get(app, `/checkout/${payment.orderId}`, "en")).text();
    expect(textIn(page, "h1"))
      .toBe("¥12.34 is being refunded. This card can't be used here. Use another card.");

    must(await outcome(await started(payment.orderId), "another-card-token"));
    expect(await orderOf(app, { orderId: payment.orderId, amount: 0 })).toMatchObject({
      state: "paid",
    });
  });

  it("does so also where the channel names the card by its number", async () => {
    await blocked(app, here, "card", "6200 0000 0000 0014");
    const payment = must(await outcome(await started(), "6200000000000014"));
    expect(payment).toMatchObject({ settles: false, cardBlocked: true });
    await app.settle();
  });

  it("uses up nothing of a static code's day", async () => {
    const linkId = await openedLink(app);
    const sent = must(await payLink(app, linkId, { amount: 50_000 }));
    const block = await blocked(app, here, "card", CARD);
    expect(must(await outcome(sent, CARD))).toMatchObject({ cardDay: undefined });
    await unlist(block.blockId);
    const again = must(await payLink(app, linkId, { amount: 50_000, device: "another-phone" }));
    expect(must(await outcome(again, CARD))).toMatchObject({ settles: true });
    await app.settle();
  });

  it("is late money like any other once the order has ended", async () => {
    const sent = await started();
    await blocked(app, here, "card", CARD);
    app.clock.advance(hours(1));
    await app.settle();
    expect(must(await outcome(sent, CARD))).toMatchObject({ settles: false, cardBlocked: false });
    await app.settle();
    const { data } = await (await app.api("/v1/events?type=payment.succeeded_late")).json();
    expect(data[0].data.return_reason).toBe("order_ended");
  });

  it("goes back through the sandbox's own pages", async () => {
    await blocked(app, here, "card", "sbxcard_approve_debit");
    const sent = await started();
    const launch = sent.state === "processing" ? sent.launch : undefined;
    const url = launch && "url" in launch ? launch.url : "";
    const paid = { action: "pay", card: "6200000000000014" };
    await post(app, url.replace("http://portal.test", ""), paid);
    await app.settle();
    expect(await orderOf(app, { orderId: sent.orderId, amount: 0 })).toMatchObject({
      state: "open",
      late_payments: [{ return_reason: "payer_blocked" }],
    });
  });
});

describe("a block of a card while its notices arrive, on a file", () => {
  beforeEach(() => opened());
  afterEach(() => app.close());
  it("keeps no money that is recorded after it", () => race([app]));
});

describe("a block of a card while its notices arrive, on a libSQL server", () => {
  let sqld: Sqld;
  beforeEach(async () => {
    sqld = await startSqld();
    await opened(sqld.url);
  });
  afterEach(() => app.close().finally(() => sqld.stop()));

  it("keeps no money that is recorded after it, at neither of two portals", async () => {
    const second = await testApp({ databaseUrl: sqld.url });
    await race([app, second]).finally(() => second.close());
  });
});

/** Twenty payments of the card succeed at each portal while it is blocked at the first. */
async function race(portals: readonly TestApp[]) {
  const sent: Payment[] = [];
  for (let no = 0; no < 20 * portals.length; no++) sent.push(await started());
  const told = sent.map((each, i) => outcome(each, CARD, portals[i % portals.length]));
  const [recorded] = await Promise.all([
    Promise.all(told),
    blocked(app, here, "card", CARD),
  ]);
  const last = must(await outcome(await started(), CARD, portals.at(-1)));
  await app.settle();
  expect(last).toMatchObject({ settles: false, cardBlocked: true });
  const [wrong] = await app.deps.load({
    statement: {
      sql: `select count(*) as n from events where type = 'payment.succeeded'
        and seq > (select seq from events where type = 'block.added')`,
      args: [],
    },
    read: ([row]) => Number(row?.["n"]),
  });
  expect(wrong).toBe(0);
  expect(recorded.map(must).every((each) => each.state === "succeeded")).toBe(true);
}

async function started(orderId?: Payment["orderId"]): Promise<Payment> {
  const given = orderId ?? (await placeOrder(app)).orderId as Payment["orderId"];
  return must(
    await startPayment(app.deps, {
      orderId: given,
      method: "card",
      client: "desktop",
      device: "a-phone",
      lang: "zh",
    }),
  );
}

function outcome({ channelOrderNo }: Payment, cardToken: string, portal: TestApp = app) {
  return recordOutcome(portal.deps, {
    channelOrderNo,
    outcome: {
      type: "succeeded",
      channelTxnNo: `t-${channelOrderNo}`,
      cardType: undefined,
      cardLastFour: cardToken.slice(-4),
      cardToken,
    },
    amount: undefined,
  });
}

/** Behind everybody's back: how a block is lifted is another story. */
async function unlist(blockId: string): Promise<void> {
  const sql = "update blocks set digest = ? where block_id = ?";
  const args = ["0".repeat(64), blockId];
  expect((await app.deps.write({ statements: [{ sql, args }] })).type).toBe("committed");
}
