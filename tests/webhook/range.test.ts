import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { EventId } from "../../core/id.ts";
import { redeliverRanges } from "../../core/redelivery/redeliver_ranges.ts";
import { countRange, startRedelivery } from "../../core/redelivery/start_redelivery.ts";
import { stopRedelivery } from "../../core/redelivery/stop_redelivery.ts";
import { hours, instant, seconds } from "../../core/time.ts";
import { claimDeliveries } from "../../core/webhook/deliver.ts";
import { fanOut } from "../../core/webhook/fan_out.ts";
import { redeliver } from "../../core/webhook/redeliver.ts";
import { deliverWebhooks } from "../../jobs/deliver_webhooks.ts";
import { createSender } from "../../outbound/webhook/deno_sender.ts";
import { must } from "../support/fixtures.ts";
import { PATIENCE_MS, until } from "../support/patience.ts";
import { type Sqld, startSqld } from "../support/sqld.ts";
import { type TestApp, testApp } from "../support/test_app.ts";
import { expectEachOnce, rangeOf, started } from "./range_story.ts";
import { type Hit, type Receiver, type Reply, startReceiver } from "./receiver.ts";
import { callerOf, endpointAt, happened, rows, states, write } from "./webhook_fixtures.ts";

let app: TestApp;
let shop: Receiver;
let answer: (hit: Hit) => Reply | Promise<Reply>;
const send = createSender({ allowPrivate: true, timeoutMs: PATIENCE_MS });

async function open(databaseUrl?: string): Promise<void> {
  answer = () => ({});
  app = await testApp({ send, ...(databaseUrl === undefined ? {} : { databaseUrl }) });
  shop = await startReceiver((hit) => answer(hit));
}

async function close(): Promise<void> {
  await shop.close();
  await app.close();
}

/** What was given up on: the endpoint was off when it happened, or its receiver failed to the end. */
async function givenUp(ids: readonly EventId[]): Promise<void> {
  await fanOut(app.deps);
  await write(
    app,
    `update deliveries set state = 'exhausted', next_attempt_at = null
      where event_id in (select value from json_each(?1))`,
    [JSON.stringify(ids)],
  );
}

/** Lets both jobs run until neither has anything left to do. */
async function settle(): Promise<void> {
  for (let left = true; left;) {
    await redeliverRanges(app.deps);
    await deliverWebhooks(app.deps);
    const [some] = await rows(
      app,
      `select 1 from redeliveries where state = 'running' union all
        select 1 from deliveries where trigger = 'range' and state = 'due' and attempts = 0 limit 1`,
    );
    left = some !== undefined;
  }
}

const idsOf = (hits: readonly Hit[]) => hits.map(({ id }) => id);
const redeliveryStates = () => rows(app, "select state, made from redeliveries order by rowid");

describe("a range on a file", () => {
  beforeEach(() => open());
  afterEach(close);
  stories();
});

describe("a range on a server", () => {
  let sqld: Sqld;
  beforeEach(async () => {
    sqld = await startSqld();
    await open(sqld.url);
  });
  afterEach(async () => {
    await close();
    await sqld.stop();
  });
  stories();
});

function stories(): void {
  it("sends again what was never delivered, each in a new row and in the order of its subject", async () => {
    const { endpointId } = await endpointAt(app, shop.url());
    const failed = await happened(app, "ctr_1", 60);
    await givenUp(failed);
    const well = await happened(app, "ctr_2", 3);
    await deliverWebhooks(app.deps);
    const before = shop.hits.length;
    const redelivery = await started(app, endpointId);
    await settle();
    expect(idsOf(shop.hits.slice(before))).toEqual(failed);
    expect(well.some((id) => failed.includes(id))).toBe(false);
    await expectEachOnce(app, failed);
    expect(await states(app)).toEqual({ exhausted: 60, delivered: before + 60 });
    expect(await redeliveryStates()).toEqual([{ state: "finished", made: 60 }]);
    const [progress] = await app.deps.load(
      app.deps.redeliveries.progress(redelivery.redeliveryId),
    );
    expect(progress).toEqual({ due: 0, delivered: 60, exhausted: 0, cancelled: 0 });
    expect(await rows(app, "select by from events where type like 'redelivery.%'")).toEqual([
      { by: expect.stringMatching(/^secret_key:/) },
      { by: "clock" },
    ]);
  });

  it("is one at a time to an endpoint, however many are started at once", async () => {
    const { endpointId } = await endpointAt(app, shop.url());
    const ids = await happened(app, "ctr_1", 5);
    await givenUp(ids);
    const range = await rangeOf(app, endpointId);
    const asked = await Promise.all(
      Array.from({ length: 8 }, () => startRedelivery(app.deps, range)),
    );
    const codes = asked.map((each) => each.ok ? "started" : each.error.code);
    expect(codes.toSorted()).toEqual([...Array(7).fill("redelivery_running"), "started"]);
    await Promise.all([
      redeliverRanges(app.deps),
      redeliverRanges(app.deps),
      redeliverRanges(app.deps),
    ]);
    await settle();
    await expectEachOnce(app, ids);
    expect((await startRedelivery(app.deps, range)).ok).toBe(true);
  });
}

describe("a range", () => {
  beforeEach(() => open());
  afterEach(close);

  it("means its types, its times and, if it says so, also what was delivered; never what is on its way", async () => {
    const { endpointId } = await endpointAt(app, shop.url());
    const early = await happened(app, "ctr_1", 2);
    await deliverWebhooks(app.deps);
    app.clock.advance(hours(2));
    const between = app.clock.now();
    const [late = "evt_"] = await happened(app, "ctr_2");
    await givenUp([late]);
    const placed = await app.api("/v1/orders", {
      body: { merchant_order_no: "T-1", amount: 100, subject: "龙井" },
    });
    const { order_id } = await placed.json();
    await app.api(`/v1/orders/${order_id}/closure`, { method: "POST" });
    await deliverWebhooks(app.deps);
    answer = () => ({ status: 500 });
    const [underWay] = await happened(app, "ctr_3");
    await deliverWebhooks(app.deps);

    const meant = async (range: Parameters<typeof rangeOf>[2]) => {
      const counted = await countRange(
        app.deps,
        app.merchant.merchant,
        await rangeOf(app, endpointId, range),
      );
      return counted.count;
    };
    expect(await meant({})).toBe(1);
    expect(await meant({ outcome: "all" })).toBe(4);
    expect(await meant({ outcome: "all", eventTypes: ["order.closed"] })).toBe(1);
    expect(await meant({ outcome: "all", to: between })).toBe(2);
    expect(await meant({ outcome: "all", from: instant(between + 1) })).toBe(0);

    const before = shop.hits.length;
    answer = () => ({});
    await started(app, endpointId, { outcome: "all", to: instant(between + 1) });
    await redeliverRanges(app.deps);
    const made = await rows(app, "select event_id from deliveries where trigger = 'range'");
    expect(new Set(made.map((row) => row["event_id"]))).toEqual(
      new Set([...early, late, ...await closures()]),
    );
    await deliverWebhooks(app.deps);
    expect(idsOf(shop.hits.slice(before))).not.toContain(underWay);
  });

  it("finds where it begins in a live number's history", async () => {
    const merchant = await app.openMerchant("长风书店 Changfeng", { mode: "live" });
    const { endpointId } = await endpointAt(app, shop.url(), { merchant });
    const old: EventId[] = [];
    for (let n = 0; n < 3; n++) {
      old.push(...await happened(app, "ctr_1", 1, merchant));
      app.clock.advance(seconds(1));
    }
    app.clock.advance(hours(30));
    const young = await happened(app, "ctr_2", 3, merchant);
    await givenUp([...old, ...young]);
    const redelivery = await started(app, endpointId, { merchant });
    const [{ seq } = { seq: 0 }] = await rows(
      app,
      "select max(seq) as seq from events where subject_id = 'ctr_1'",
    );
    expect(redelivery.pastSeq).toBeGreaterThanOrEqual(Number(seq));
    await settle();
    await expectEachOnce(app, young);
  });

  it("lets what has just happened go first, to its own endpoint and to others", async () => {
    const { endpointId } = await endpointAt(app, shop.url("/a"));
    const failed: EventId[] = [];
    for (let n = 0; n < 10; n++) failed.push(...await happened(app, `ctr_${n}`));
    await givenUp(failed);
    await started(app, endpointId);
    await redeliverRanges(app.deps);
    app.clock.advance(seconds(1));
    await endpointAt(app, shop.url("/b"));
    await happened(app, "ctr_live");
    await fanOut(app.deps);

    const limits = { max: 3, perEndpoint: 5, latePerEndpoint: 2, lateMax: 2 };
    const claimed = await claimDeliveries(app.deps, limits);
    const [first, second] = claimed.filter(({ trigger }) => trigger === "automatic");
    expect(claimed.filter(({ trigger }) => trigger === "range").length).toBe(1);
    expect(new Set([first?.endpointId, second?.endpointId]).size).toBe(2);
    // No more than two of a range are under way, however many places are free.
    const rest = await claimDeliveries(app.deps, { ...limits, max: 50 });
    expect(rest.map(({ trigger }) => trigger)).toEqual(["range"]);
  });

  it("keeps few ready, so that a stop leaves little behind, and takes those back", async () => {
    const { endpointId } = await endpointAt(app, shop.url());
    const failed: EventId[] = [];
    for (let n = 0; n < 80; n++) failed.push(...await happened(app, `ctr_${n}`));
    await givenUp(failed);
    const { redeliveryId } = await started(app, endpointId);
    await redeliverRanges(app.deps);
    expect(await redeliveryStates()).toEqual([{ state: "running", made: 50 }]);
    const caller = await callerOf(app.merchant);
    await redeliver(app.deps, { caller, eventId: failed[79] ?? "evt_", endpointId });
    const stop = () => stopRedelivery(app.deps, { caller, redeliveryId });
    expect(must(await stop()).state).toBe("stopped");
    expect(must(await stop()).state).toBe("stopped");
    await redeliverRanges(app.deps);
    await deliverWebhooks(app.deps);
    expect(idsOf(shop.hits)).toEqual([failed[79]]);
    expect(await states(app)).toEqual({ exhausted: 80, cancelled: 50, delivered: 1 });
  });

  it("releases what waits behind what a stop takes back", async () => {
    const { endpointId } = await endpointAt(app, shop.url());
    const [first = "evt_", second = "evt_"] = await happened(app, "ctr_1", 2);
    await givenUp([first, second]);
    const { redeliveryId } = await started(app, endpointId, {
      to: instant(app.clock.now() + 1),
    });
    await write(
      app,
      "update redeliveries set last_seq = (select seq from events where event_id = ?1)",
      [first],
    );
    await redeliverRanges(app.deps);
    const caller = await callerOf(app.merchant);
    await redeliver(app.deps, { caller, eventId: second, endpointId });
    await write(app, "update redeliveries set state = 'running', ended_at = null");
    await stopRedelivery(app.deps, { caller, redeliveryId });
    await deliverWebhooks(app.deps);
    expect(idsOf(shop.hits)).toEqual([second]);
  });

  it("ends when its endpoint is disabled, and is refused to a disabled one", async () => {
    const { endpointId } = await endpointAt(app, shop.url());
    const ids = await happened(app, "ctr_1", 2);
    await givenUp(ids);
    await started(app, endpointId);
    await app.api(`/v1/webhook_endpoints/${endpointId}`, {
      method: "PATCH",
      body: { state: "disabled" },
    });
    await redeliverRanges(app.deps);
    expect(await redeliveryStates()).toEqual([{ state: "stopped", made: 0 }]);
    const refused = await startRedelivery(app.deps, await rangeOf(app, endpointId));
    expect(refused).toMatchObject({ ok: false, error: { code: "endpoint_disabled" } });
  });

  it("knows no endpoint and no redelivery of others", async () => {
    const stranger = await app.openMerchant("江湾书店");
    const { endpointId } = await endpointAt(app, shop.url());
    const theirs = await rangeOf(app, endpointId, { merchant: stranger });
    expect(await startRedelivery(app.deps, theirs)).toMatchObject({
      error: { code: "endpoint_not_found" },
    });
    const { redeliveryId } = await started(app, endpointId);
    expect(await stopRedelivery(app.deps, { caller: theirs.caller, redeliveryId })).toMatchObject({
      error: { code: "redelivery_not_found" },
    });
  });

  it("waits while its receiver answers slowly, and never has more than two under way", async () => {
    const { endpointId } = await endpointAt(app, shop.url());
    const failed: EventId[] = [];
    for (let n = 0; n < 6; n++) failed.push(...await happened(app, `ctr_${n}`));
    await givenUp(failed);
    await started(app, endpointId);
    await redeliverRanges(app.deps);
    const hang = Promise.withResolvers<Reply>();
    answer = () => hang.promise;
    const delivering = deliverWebhooks(app.deps);
    await until(() => shop.hits.length === 2);
    await happened(app, "ctr_live");
    await until(() => shop.hits.length === 3);
    expect(shop.hits[2]?.data["contract_id"]).toBe("ctr_live");
    hang.resolve({});
    await delivering;
    expect(idsOf(shop.hits).length).toBe(7);
  });
});

async function closures() {
  const found = await rows(app, "select event_id from events where type = 'order.closed'");
  return found.map((row) => row["event_id"]);
}
