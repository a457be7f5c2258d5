import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ConsumerId } from "../../core/id.ts";
import { factors } from "../../core/method/verification.ts";
import { LOWERED_FOR } from "../../core/recovery/recovery.ts";
import { after, hours, milliseconds } from "../../core/time.ts";
import { must } from "../support/fixtures.ts";
import { openedLink, payLink } from "../support/links.ts";
import { entered } from "../support/signers.ts";
import { type Sqld, startSqld } from "../support/sqld.ts";
import { type TestApp, testApp } from "../support/test_app.ts";
import {
  payNew,
  payVerified,
  told,
  type Verified,
  verifiedDays,
} from "../support/verified_payments.ts";

const consumerId: ConsumerId = "con_01KAG8M0000000000000000001";
const other: ConsumerId = "con_01KAG8M0000000000000000002";
const one: Verified = { consumerId, used: ["code"] };
const two: Verified = { consumerId, used: ["code", "pin"] };
const signed: Verified = { consumerId, used: ["code", "signature"] };

let app: TestApp;

describe("payments whose payer we verify ourselves, on a file", () => {
  beforeEach(async () => {
    app = await testApp();
  });
  afterEach(() => app.close());

  it("take ¥1,000 a day with one factor, ¥5,000 with two kinds, what was agreed on with a signature", async () => {
    must(await payNew(app, 100_000, one));
    expect(await payNew(app, 1, one)).toEqual({
      ok: false,
      error: { code: "daily_limit_exceeded", tier: "C", cap: 100_000, left: 0 },
    });
    must(await payNew(app, 400_000, two));
    expect(await payNew(app, 1, two)).toMatchObject({ error: { tier: "B", left: 0 } });
    must(await payNew(app, 4_500_000, signed));
    expect(await payNew(app, 1, signed)).toMatchObject({ error: { tier: "A", left: 0 } });
    expect(await verifiedDays(app)).toMatchObject([{ spent: 5_000_000, cap: 5_000_000 }]);
  });

  it("at a lower tier count what the higher ones took today", async () => {
    must(await payNew(app, 400_000, two));
    expect(await payNew(app, 1, one)).toMatchObject({ error: { tier: "C", left: 0 } });
    expect((await payNew(app, 100_000, { ...one, consumerId: other })).ok).toBe(true);
  });

  it("say which factor would allow them, and are refused where the payer has none", async () => {
    expect(await payNew(app, 800_000, { ...one, enrolled: ["pin", "signature"] })).toEqual({
      ok: false,
      error: { code: "factor_needed", factors: ["signature"], cap: 5_000_000, left: 5_000_000 },
    });
    expect(await payNew(app, 800_000, { ...one, enrolled: ["pin"] })).toEqual({
      ok: false,
      error: { code: "daily_limit_exceeded", tier: "B", cap: 500_000, left: 500_000 },
    });
    expect(await verifiedDays(app)).toEqual([]);
  });

  it("give back what failed, and count it again if the money arrives after all", async () => {
    const failed = must(await payNew(app, 90_000, one));
    await told(app, failed, "failed");
    expect(await verifiedDays(app)).toMatchObject([{ spent: 0 }]);
    must(await payNew(app, 95_000, one));
    await told(app, failed, "succeeded");
    await told(app, failed, "succeeded");
    expect(await verifiedDays(app)).toMatchObject([{ spent: 185_000, cap: 185_000 }]);
    expect(await payNew(app, 1, one)).toMatchObject({ error: { left: 0 } });
    // With two kinds there is room above what came late.
    must(await payNew(app, 315_000, two));
    expect(await payNew(app, 1, two)).toMatchObject({ error: { left: 0 } });
    await app.settle();
  });

  it("keep counting while they are unclear, when they are paid, and when they are refunded", async () => {
    const paid = must(await payNew(app, 100_000, one));
    expect(await payNew(app, 1, one)).toMatchObject({ error: { left: 0 } });
    await told(app, paid, "succeeded");
    const body = { merchant_refund_no: "R-1", amount: 100_000 };
    expect((await app.api(`/v1/orders/${paid.orderId}/refunds`, { body })).status).toBe(201);
    await app.settle();
    expect(await verifiedDays(app)).toMatchObject([{ spent: 100_000 }]);
    expect(await payNew(app, 1, one)).toMatchObject({ error: { left: 0 } });
  });

  it("start at zero again at midnight in Shanghai", async () => {
    must(await payNew(app, 100_000, one));
    app.clock.advance(hours(24));
    must(await payNew(app, 100_000, one));
    expect((await verifiedDays(app)).map(({ spent }) => spent)).toEqual([100_000, 100_000]);
  });

  it("add up over merchants, or per merchant if so configured", async () => {
    const noodles = await app.openMerchant("面馆 Noodles");
    must(await payNew(app, 60_000, one));
    expect(await payNew(app, 40_001, { ...one, merchant: noodles }))
      .toMatchObject({ error: { left: 40_000 } });

    const apart = await testApp({ config: { limitScope: "account_merchant" } });
    try {
      const next = await apart.openMerchant("面馆 Noodles");
      must(await payNew(apart, 100_000, one));
      must(await payNew(apart, 100_000, { ...one, merchant: next }));
      expect(await payNew(apart, 1, one)).toMatchObject({ error: { left: 0 } });
      expect((await verifiedDays(apart)).map(({ spent }) => spent)).toEqual([100_000, 100_000]);
    } finally {
      await apart.close();
    }
  });

  it("have tier B's day with a signature where nothing was agreed on", async () => {
    const plain = await testApp({ config: { agreedDailyLimit: undefined } });
    try {
      must(await payNew(plain, 500_000, signed));
      expect(await payNew(plain, 1, signed)).toMatchObject({ error: { tier: "A", cap: 500_000 } });
    } finally {
      await plain.close();
    }
  });

  it("take tier C's ¥1,000 for a week after a recovery, whatever the factors", async () => {
    const { consumer: { consumerId } } = await entered(app, "person_a");
    const best: Verified = { consumerId, used: ["code", "signature"], enrolled: factors };
    // It ends just before the payment's own commit.
    let recovered = false;
    const commit: typeof app.deps.commit = async (events) => {
      if (!recovered && events.some(({ type }) => type === "payment.sent")) {
        recovered = true;
        await recover(consumerId);
      }
      return await app.deps.commit(events);
    };
    const over = { error: { code: "daily_limit_exceeded", cap: 100_000, left: 100_000 } };
    const racing = { ...app, deps: { ...app.deps, commit } };
    expect(await payNew(racing, 100_001, best)).toMatchObject(over);
    expect(recovered).toBe(true);
    must(await payNew(app, 100_000, best));
    expect(await payNew(app, 1, best)).toMatchObject({ error: { cap: 100_000, left: 0 } });
    app.clock.advance(milliseconds(LOWERED_FOR - 1));
    expect(await payNew(app, 100_001, best)).toMatchObject(over);
    app.clock.advance(milliseconds(1));
    must(await payNew(app, 100_001, best));
  });

  it("stay lowered for that week by our own clock, whatever a test number's says", async () => {
    const { consumer: { consumerId } } = await entered(app, "person_a");
    const best: Verified = { consumerId, used: ["code", "signature"], enrolled: factors };
    await app.api("/v1/test_helpers/clock", {
      method: "POST",
      body: { advance_seconds: 8 * 86_400 },
    });
    let recovered = false;
    const commit: typeof app.deps.commit = async (events) => {
      if (!recovered && events.some(({ type }) => type === "payment.sent")) {
        recovered = true;
        await recover(consumerId);
      }
      return await app.deps.commit(events);
    };
    const racing = { ...app, deps: { ...app.deps, commit } };
    expect(await payNew(racing, 100_001, best)).toMatchObject({ error: { cap: 100_000 } });
    expect(recovered).toBe(true);
  });

  async function recover(consumerId: ConsumerId): Promise<void> {
    const now = app.clock.now();
    await app.deps.write({
      statements: [{
        sql: `insert into recoveries
          (recovery_id, consumer_id, state, asked_at, done_from, ended_at, ended_by, lowered_until)
          values ('rec_1', ?1, 'done', 0, 0, ?2, 'clock', ?3)`,
        args: [consumerId, BigInt(now), BigInt(after(now, LOWERED_FOR))],
      }],
    });
  }

  it("count as a static code where one opened the order, whatever the factors", async () => {
    const linkId = await openedLink(app);
    const sent = must(await payLink(app, linkId, { amount: 50_000 }));
    await told(app, sent, "failed");
    const again = must(await payVerified(app, sent.orderId, signed));
    expect(again.countsAgainst).toMatchObject({ account: consumerId, tier: "D" });
    expect(await verifiedDays(app)).toEqual([]);
  });

  it("of one account pass no cap when thirty arrive at once", () => thirtyAtOnce([app]));
});

describe("payments whose payer we verify ourselves, on a libSQL server", () => {
  let sqld: Sqld;
  beforeEach(async () => {
    sqld = await startSqld();
    app = await testApp({ databaseUrl: sqld.url });
  });
  afterEach(async () => {
    await app.close().finally(() => sqld.stop());
  });

  it("of one account pass no cap when thirty arrive at two portals at once", async () => {
    const second = await testApp({ databaseUrl: sqld.url });
    await thirtyAtOnce([app, second]).finally(() => second.close());
  });
});

/** Each portal has a writer of its own, as two processes would. Ten fit tier C, twenty more tier B. */
async function thirtyAtOnce(portals: readonly TestApp[]) {
  const start = (each: Verified) =>
    Promise.all(
      Array.from(
        { length: 30 },
        (_, i) => payNew(portals[i % portals.length] ?? app, 10_000, each),
      ),
    );
  const first = await start(one);
  expect(first.filter((each) => each.ok)).toHaveLength(10);
  expect(await verifiedDays(app)).toMatchObject([{ spent: 100_000, cap: 100_000 }]);
  const codes = first.flatMap((each) => each.ok ? [] : [each.error.code]);
  expect(codes).toEqual(Array(20).fill("daily_limit_exceeded"));
  must(await payNew(app, 300_000, two));
  const mixed = (await Promise.all([start(one), start(two)])).flat();
  expect(mixed.filter((each) => each.ok)).toHaveLength(10);
  expect(await verifiedDays(app)).toMatchObject([{ spent: 500_000, cap: 500_000 }]);
}
