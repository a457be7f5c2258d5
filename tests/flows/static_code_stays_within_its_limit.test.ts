import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Payment } from "../../core/payment/payment.ts";
import { cancelPayment } from "../../core/payment/cancel_payment.ts";
import { recordOutcome } from "../../core/payment/record_outcome.ts";
import { hours } from "../../core/time.ts";
import { must } from "../support/fixtures.ts";
import { countedDays, newOnce, openedLink, payLink } from "../support/links.ts";
import { type Sqld, startSqld } from "../support/sqld.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;

describe("payments by static codes on a file", () => {
  beforeEach(async () => {
    app = await testApp();
  });
  afterEach(() => app.close());

  it("of one account take exactly ¥500 when 100 of ¥10 arrive at once", () => hundredAtOnce([app]));

  it("leave what fits: the last fen, and not one more", async () => {
    const linkId = await openedLink(app);
    expect((await payLink(app, linkId, { amount: 30_000 })).ok).toBe(true);
    expect(await payLink(app, linkId, { amount: 20_001 })).toEqual({
      ok: false,
      error: { code: "daily_limit_exceeded", tier: "D", cap: 50_000, left: 20_000 },
    });
    expect((await payLink(app, linkId, { amount: 20_000 })).ok).toBe(true);
    expect(await payLink(app, linkId, { amount: 1 })).toMatchObject({
      error: { code: "daily_limit_exceeded", left: 0 },
    });
  });

  it("add up across links and merchants, but never with another account's", async () => {
    const noodles = await app.openMerchant("面馆 Noodles");
    const [tea, other] = [await openedLink(app), await openedLink(app, undefined, noodles)];
    await payLink(app, tea, { amount: 30_000 });
    await payLink(app, other, { amount: 10_000 });
    expect(await payLink(app, other, { amount: 10_001 })).toMatchObject({
      error: { left: 10_000 },
    });
    expect((await payLink(app, other, { amount: 50_000, device: "another" })).ok).toBe(true);
  });

  it("start at zero again at midnight in Shanghai", async () => {
    const linkId = await openedLink(app);
    await payLink(app, linkId, { amount: 50_000 });
    app.clock.advance(hours(24));
    expect((await payLink(app, linkId, { amount: 50_000 })).ok).toBe(true);
    expect((await countedDays(app)).map((each) => each.spent)).toEqual([50_000, 50_000]);
  });

  it("give back what failed, and count it again if the money arrives after all", async () => {
    const linkId = await openedLink(app);
    const failed = must(await payLink(app, linkId, { amount: 40_000 }));
    await fail(failed);
    expect(await countedDays(app)).toMatchObject([{ spent: 0 }]);
    must(await payLink(app, linkId, { amount: 45_000 }));

    await succeed(failed);
    expect(await countedDays(app)).toMatchObject([{ spent: 85_000, cap: 85_000 }]);
    expect(await payLink(app, linkId, { amount: 1 })).toMatchObject({ error: { left: 0 } });
    // Repeated: nothing is counted twice.
    await succeed(failed);
    expect(await countedDays(app)).toMatchObject([{ spent: 85_000 }]);
    await app.settle();
  });

  it("keep counting when they are paid, and when they are refunded", async () => {
    const linkId = await openedLink(app);
    const payment = must(await payLink(app, linkId, { amount: 50_000 }));
    await succeed(payment);
    const body = { merchant_refund_no: "R-1", amount: 50_000 };
    expect((await app.api(`/v1/orders/${payment.orderId}/refunds`, { body })).status).toBe(201);
    await app.settle();
    expect(await countedDays(app)).toMatchObject([{ spent: 50_000 }]);
  });

  it("of the same form are one order, and one attempt at a time", async () => {
    const linkId = await openedLink(app);
    const once = newOnce();
    const taps = await Promise.all(
      Array.from({ length: 10 }, () => payLink(app, linkId, { amount: 30_000, once })),
    );
    expect(taps.filter((each) => each.ok)).toHaveLength(1);
    const codes = taps.flatMap((each) => each.ok ? [] : [each.error.code]);
    expect(new Set(codes)).toEqual(new Set(["payment_in_flight"]));
    expect(await countedDays(app)).toMatchObject([{ spent: 30_000 }]);
    expect((await orders()).data).toHaveLength(1);

    must(await payLink(app, linkId, { amount: 20_000, once }));
    expect((await orders()).data).toHaveLength(2);
  });

  it("stop when the link is paused, also when 20 come with the pause", async () => {
    const linkId = await openedLink(app);
    const pause = { method: "PATCH", body: { state: "paused" } };
    const [paused, ...answers] = await Promise.all([
      app.api(`/v1/links/${linkId}`, pause),
      ...Array.from(
        { length: 20 },
        (_, i) => payLink(app, linkId, { amount: 100, device: `${i}` }),
      ),
    ]);
    expect(paused.status).toBe(200);
    const codes = answers.flatMap((each) => each.ok ? [] : [each.error.code]);
    expect(codes).toEqual(Array(codes.length).fill("link_paused"));
    const [late] = await app.deps.load({
      statement: {
        sql: `select count(*) as n from events p join events o on o.seq > p.seq
          join orders on orders.order_id = o.subject_id and orders.link_id = p.subject_id
          where p.subject_id = ? and p.type = 'link.paused' and o.type = 'order.placed'`,
        args: [linkId],
      },
      read: (rows) => rows[0]?.["n"],
    });
    expect(late).toBe(0);
    expect(await payLink(app, linkId, { amount: 100 })).toMatchObject({
      error: { code: "link_paused" },
    });
  });

  it("count per merchant if so configured", async () => {
    const apart = await testApp({ config: { limitScope: "account_merchant" } });
    try {
      const noodles = await apart.openMerchant("面馆 Noodles");
      const tea = await openedLink(apart);
      const other = await openedLink(apart, undefined, noodles);
      must(await payLink(apart, tea, { amount: 50_000 }));
      must(await payLink(apart, other, { amount: 50_000 }));
      expect(await payLink(apart, other, { amount: 1 })).toMatchObject({ error: { left: 0 } });
    } finally {
      await apart.close();
    }
  });

  it("are reported to the merchant as orders of the link, and no other order is counted", async () => {
    const linkId = await openedLink(app);
    await succeed(must(await payLink(app, linkId, { amount: 1_000 })));
    const body = { merchant_order_no: "T-1", amount: 90_000, subject: "茶" };
    const { order_id } = await (await app.api("/v1/orders", { body })).json();
    await app.api(`/v1/test_helpers/orders/${order_id}/payment`, {
      body: { outcome: "succeeded" },
    });
    const { data } = await orders();
    const linkIds = data.map((each: { link_id: string | null }) => each.link_id);
    expect(new Set(linkIds)).toEqual(new Set([null, linkId]));
    const { data: told } = await (await app.api("/v1/events?type=order.paid")).json();
    expect(told.at(-1).data).toMatchObject({
      link_id: linkId,
      merchant_order_no: expect.stringMatching(/^link-[0-9a-f]{32}$/),
    });
    expect(await countedDays(app)).toMatchObject([{ spent: 1_000 }]);
  });
});

describe("payments by static codes on a libSQL server", () => {
  let sqld: Sqld;
  beforeEach(async () => {
    sqld = await startSqld();
    app = await testApp({ databaseUrl: sqld.url });
  });
  afterEach(async () => {
    await app.close().finally(() => sqld.stop());
  });

  it("of one account take exactly ¥500 when 100 of ¥10 arrive at two portals at once", async () => {
    const second = await testApp({ databaseUrl: sqld.url });
    await hundredAtOnce([app, second]).finally(() => second.close());
  });
});

/** Each portal has a writer of its own, as two processes would. */
async function hundredAtOnce(portals: readonly TestApp[]) {
  const linkId = await openedLink(app);
  const answers = await Promise.all(
    Array.from(
      { length: 100 },
      (_, i) => payLink(portals[i % portals.length] ?? app, linkId, { amount: 1_000 }),
    ),
  );
  const refused = answers.flatMap((each) => each.ok ? [] : [each.error]);
  expect(answers.filter((each) => each.ok)).toHaveLength(50);
  expect(refused.map(({ code }) => code)).toEqual(Array(50).fill("daily_limit_exceeded"));
  expect(await countedDays(app)).toMatchObject([{ spent: 50_000, cap: 50_000 }]);
}

async function fail({ orderId, paymentId, device }: Payment) {
  must(await cancelPayment(app.deps, { orderId, paymentId, device }));
}

async function succeed({ channelOrderNo }: Payment) {
  const outcome = {
    type: "succeeded",
    channelTxnNo: "t-1",
    cardType: undefined,
    cardLastFour: undefined,
  } as const;
  must(await recordOutcome(app.deps, { channelOrderNo, outcome, amount: undefined }));
}

async function orders() {
  return await (await app.api("/v1/orders")).json();
}
