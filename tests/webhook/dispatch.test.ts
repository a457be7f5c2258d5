import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { WebhookSender } from "../../core/webhook/sender.ts";
import type { EventId } from "../../core/id.ts";
import { type Duration, hours, instant, minutes, seconds } from "../../core/time.ts";
import { claimDeliveries, judge, LEASE } from "../../core/webhook/deliver.ts";
import { fanOut } from "../../core/webhook/fan_out.ts";
import { recordOutcomes } from "../../core/webhook/record_outcomes.ts";
import { RETRY_TABLE } from "../../core/webhook/retry.ts";
import { createDispatcher, deliverWebhooks } from "../../jobs/deliver_webhooks.ts";
import { createSender } from "../../outbound/webhook/deno_sender.ts";
import { PATIENCE_MS, until } from "../support/patience.ts";
import { type TestApp, testApp } from "../support/test_app.ts";
import { type Hit, type Receiver, type Reply, startReceiver } from "./receiver.ts";
import { endpointAt, happened, rows, states, write } from "./webhook_fixtures.ts";

const CLAIM = { max: 10, perEndpoint: 5, latePerEndpoint: 2, lateMax: 2 };

const patient = createSender({ allowPrivate: true, timeoutMs: PATIENCE_MS });
/** For what never answers, so it need not be long. */
const hasty = createSender({ allowPrivate: true, timeoutMs: 100 });

let app: TestApp;
let send: WebhookSender;
const open: Receiver[] = [];
beforeEach(async () => {
  send = patient;
  app = await testApp({ send: (...given) => send(...given) });
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
  await app.close();
});

async function receiver(answer?: (hit: Hit) => Reply | Promise<Reply> | "never") {
  const started = await startReceiver(answer);
  open.push(started);
  return started;
}

const deliver = () => deliverWebhooks(app.deps);

async function later(wait: Duration): Promise<void> {
  app.clock.advance(wait);
  await deliver();
}

/** Moves time on until nothing is due any more, a good while longer each time. */
async function untilNothingIsDue(): Promise<void> {
  const waits = [seconds(6), minutes(6), minutes(35), hours(3), hours(6), hours(12), hours(25)];
  for (let step = 0; (await states(app))["due"]; step++) {
    if (step > 400) throw new Error("Still due after a year");
    await later(waits[step % waits.length] ?? hours(25));
  }
}

function chance(): number {
  const [byte = 0] = crypto.getRandomValues(new Uint8Array(1));
  return byte / 256;
}

function subjectOf(hit: Hit): string {
  return String(hit.data["contract_id"]);
}

describe("deliverWebhooks", () => {
  it("delivers every one of 1,000 events to a receiver that fails three times in ten", async () => {
    const tries = new Map<string, number>();
    const taken = new Set<string>();
    const shop = await receiver(({ id }) => {
      const tried = (tries.get(id) ?? 0) + 1;
      tries.set(id, tried);
      // The failures end before the retries do.
      if (tried < 9 && chance() < 0.3) return { status: 500, body: "busy" };
      taken.add(id);
      return {};
    });
    await endpointAt(app, shop.url());
    const ids: EventId[] = [];
    for (let contract = 0; contract < 250; contract++) {
      ids.push(...await happened(app, `ctr_${contract}`, 4));
    }
    await deliver();
    await untilNothingIsDue();

    expect(ids.length).toBe(1_000);
    expect(taken).toEqual(new Set(ids));
    expect(await states(app)).toEqual({ delivered: 1_000 });
    expect(shop.hits.length).toBeGreaterThan(1_300);
    expect(firstSuccesses(shop.hits, taken)).toBe("in order");
    const [{ n } = { n: 0 }] = await rows(app, "select count(*) as n from delivery_attempts");
    expect(n).toBe(shop.hits.length);
  });

  it("tries at 0, 5 s, 5 min … 24 h and then releases the subject's later webhooks", async () => {
    const shop = await receiver((hit) => isFirstOf("ctr_1", hit) ? { status: 500 } : {});
    await endpointAt(app, shop.url());
    await happened(app, "ctr_1", 2);
    await happened(app, "ctr_2");
    const started = app.clock.now();
    await deliver();
    expect(shop.hits.map(subjectOf).sort(), "another subject is not held up").toEqual([
      "ctr_1",
      "ctr_2",
    ]);

    const tries = [0];
    while ((await states(app))["due"]) {
      await goToNextDue();
      const failed = shop.hits.filter((hit) => isFirstOf("ctr_1", hit)).length;
      if (failed > tries.length) tries.push(app.clock.now() - started);
    }
    expect(await states(app)).toEqual({ exhausted: 1, delivered: 2 });
    expect(shop.hits.at(-1)?.data).toMatchObject({ contract_id: "ctr_1", sequence: 2 });
    expect(tries.length).toBe(RETRY_TABLE.length);
    let earliest = 0;
    RETRY_TABLE.forEach((wait, n) => {
      earliest += wait;
      expect(tries[n]).toBeGreaterThanOrEqual(earliest);
      expect(tries[n]).toBeLessThanOrEqual(earliest * 1.1);
    });
  });

  it("continues in order once a receiver that was down is back", async () => {
    let down = true;
    const shop = await receiver(() => down ? { status: 503 } : {});
    const well = await receiver();
    await endpointAt(app, shop.url());
    await endpointAt(app, well.url());
    await happened(app, "ctr_1", 5);
    await deliver();
    await later(seconds(6));
    expect(new Set(shop.hits.map((hit) => hit.data["sequence"]))).toEqual(new Set([1]));
    expect(well.hits.map((hit) => hit.data["sequence"])).toEqual([1, 2, 3, 4, 5]);

    down = false;
    await later(minutes(6));
    const after = shop.hits.slice(-5).map((hit) => hit.data["sequence"]);
    expect(after).toEqual([1, 2, 3, 4, 5]);
    expect(await states(app)).toEqual({ delivered: 10 });
  });

  it("lets a receiver that hangs hold up only itself", async () => {
    const well = await receiver();
    const hang = Promise.withResolvers<Reply>();
    const hanging = await receiver(() => hang.promise);
    for (let n = 0; n < 10; n++) await endpointAt(app, well.url(`/well/${n}`));
    await endpointAt(app, hanging.url());
    for (let n = 0; n < 40; n++) await happened(app, `ctr_${n}`);

    const delivering = deliver();
    await until(() => well.hits.length === 400 && hanging.hits.length === 5);
    // New events that arrive while it hangs are not held up either.
    await happened(app, "ctr_news");
    await until(async () => (await states(app))["delivered"] === 410);
    expect(hanging.hits.length, "at most five under way to one endpoint").toBe(5);
    expect(await states(app)).toEqual({ delivered: 410, due: 41 });

    hang.resolve({});
    await delivering;
    expect(await states(app)).toEqual({ delivered: 410 + 41 });
  });

  it("tries again what was not answered in time", async () => {
    const silence = Promise.withResolvers<Reply>();
    let silent = true;
    const shop = await receiver(() => silent ? silence.promise : {});
    await endpointAt(app, shop.url());
    await happened(app, "ctr_1");
    send = hasty;
    await deliver();
    expect(await states(app)).toEqual({ due: 1 });
    [silent, send] = [false, patient];
    await later(seconds(6));
    expect(await states(app)).toEqual({ delivered: 1 });
    // So short a time may have been over before the first was there.
    expect([1, 2]).toContain(shop.hits.length);
    silence.resolve({});
  });

  it("works with two dispatchers at once without sending anything twice", async () => {
    const shop = await receiver();
    for (let n = 0; n < 10; n++) await endpointAt(app, shop.url(`/${n}`));
    for (let n = 0; n < 30; n++) await happened(app, `ctr_${n}`, 2);
    await Promise.all([deliver(), deliver(), deliver()]);
    await deliver();
    expect(await states(app)).toEqual({ delivered: 600 });
    expect(new Set(shop.hits.map((hit) => `${hit.path} ${hit.id}`)).size).toBe(600);
    expect(shop.hits.length).toBe(600);
  });

  it("takes over what a dead dispatcher had claimed, once its lease has expired", async () => {
    const shop = await receiver();
    await endpointAt(app, shop.url());
    const [eventId] = await happened(app, "ctr_1", 2);
    await fanOut(app.deps);
    // It claimed, and then disappeared.
    expect((await claimDeliveries(app.deps, CLAIM)).length).toBe(1);
    await deliver();
    expect(shop.hits).toEqual([]);
    await later(seconds(59));
    expect(shop.hits).toEqual([]);
    await later(seconds(1));
    expect(shop.hits.map((hit) => hit.data["sequence"])).toEqual([1, 2]);
    expect(shop.hits[0]?.id).toBe(eventId);
  });

  it("counts only one of two dispatchers that sent the same webhook", async () => {
    const shop = await receiver(() => ({ status: 500 }));
    await endpointAt(app, shop.url());
    await happened(app, "ctr_1");
    await fanOut(app.deps);
    const [slow] = await claimDeliveries(app.deps, CLAIM);
    app.clock.advance(LEASE);
    const [quick] = await claimDeliveries(app.deps, CLAIM);
    if (!slow || !quick) throw new Error("Expected two claims of one delivery");
    const at = { startedAt: app.clock.now(), endedAt: app.clock.now(), chance: 0 };
    const nothing = { headers: {}, body: "", bytes: 0, retryAfter: undefined };
    const answered = (status: number) => ({
      sentHeaders: {},
      result: { type: "answered", status, ...nothing } as const,
    });
    await recordOutcomes(app.deps, [judge(quick, answered(200), at)]);
    await recordOutcomes(app.deps, [judge(slow, answered(500), at)]);
    expect(await states(app)).toEqual({ delivered: 1 });
    expect(await rows(app, "select number, status from delivery_attempts")).toEqual([
      { number: 1, status: 200 },
    ]);
  });

  it("follows the clock of a test merchant that moved its own", async () => {
    let down = true;
    const shop = await receiver(() => down ? { status: 500 } : {});
    await endpointAt(app, shop.url());
    await happened(app, "ctr_1");
    await deliver();
    down = false;
    await deliver();
    expect(shop.hits.length).toBe(1);
    const moved = await app.api("/v1/test_helpers/clock", { body: { advance_seconds: 10 } });
    expect(moved.status).toBe(200);
    await deliver();
    expect(shop.hits.length).toBe(2);
    // The receiver's clock shows real time, so what is signed carries real time.
    expect(Number(shop.hits[1]?.headers["webhook-timestamp"])).toBe(app.clock.now() / 1_000);
  });
});

describe("createDispatcher", () => {
  it("does not wait for a receiver, and asks for a run of its own when the answer has come", async () => {
    const answer = Promise.withResolvers<Reply>();
    const shop = await receiver(() => answer.promise);
    await endpointAt(app, shop.url());
    await happened(app, "ctr_1");
    const { run } = createDispatcher();
    const asked = Promise.withResolvers<string>();
    const deps = { ...app.deps, nudge: asked.resolve };
    await run(deps);
    await until(() => shop.hits.length === 1);
    expect(await states(app)).toEqual({ due: 1 });
    await run(deps);
    expect(shop.hits.length, "nothing is sent twice meanwhile").toBe(1);

    answer.resolve({});
    expect(await asked.promise).toBe("deliver_webhooks");
    await run(deps);
    expect(await states(app)).toEqual({ delivered: 1 });
  });

  it("ends once every receiver has answered and that is written down, and sends nothing more", async () => {
    const answer = Promise.withResolvers<Reply>();
    const shop = await receiver(() => answer.promise);
    await endpointAt(app, shop.url());
    await happened(app, "ctr_1", 2);
    const { run, end } = createDispatcher();
    await run(app.deps);
    await until(() => shop.hits.length === 1);
    const ended = end(app.deps);
    answer.resolve({});
    await ended;
    expect(await states(app)).toEqual({ delivered: 1, due: 1 });
    expect(shop.hits.length).toBe(1);
  });

  it("gives one endpoint at most a fifth of its slots", async () => {
    const answer = Promise.withResolvers<Reply>();
    const shop = await receiver(() => answer.promise);
    await endpointAt(app, shop.url("/busy"));
    for (let n = 0; n < 12; n++) await happened(app, `ctr_${n}`);
    const delivering = deliverWebhooks(app.deps, { slots: 15 });
    await until(() => shop.hits.length === 3);
    await endpointAt(app, shop.url("/other"));
    await happened(app, "ctr_news");
    await until(() => shop.at("/other").length === 1);
    expect(shop.at("/busy").length).toBe(3);
    answer.resolve({});
    await delivering;
    expect(await states(app)).toEqual({ delivered: 14 });
  });
});

describe("fanOut", () => {
  it("makes nothing twice when the step before it was not remembered", async () => {
    const shop = await receiver();
    await endpointAt(app, shop.url());
    await happened(app, "ctr_1", 3);
    expect(await fanOut(app.deps)).toBe(3);
    expect(await fanOut(app.deps)).toBe(0);
    await write(app, "update cursors set position = 0 where name = 'fan_out'");
    expect(await fanOut(app.deps)).toBeGreaterThan(0);
    await deliver();
    expect(shop.hits.map((hit) => hit.data["sequence"])).toEqual([1, 2, 3]);
  });

  it("creates nothing when another process took the step in the meantime", async () => {
    const shop = await receiver();
    await endpointAt(app, shop.url());
    const events = await happened(app, "ctr_1", 3);
    const [position] = await app.deps.load(app.deps.deliveries.fanOutPosition());
    await Promise.all([fanOut(app.deps), fanOut(app.deps), fanOut(app.deps)]);
    const [after] = await app.deps.load(app.deps.deliveries.fanOutPosition());
    expect(after).toBeGreaterThan(position);
    expect(await states(app)).toEqual({ due: events.length });
  });

  it("gives a parent its children's events, an endpoint only what it subscribed to, and strangers nothing", async () => {
    const parent = await app.openMerchant("Tea Group");
    const child = await app.openMerchant("Tea House", { parentNo: parent.merchantNo });
    const grandchild = await app.openMerchant("Tea Stall", { parentNo: child.merchantNo });
    const shop = await receiver();
    await endpointAt(app, shop.url("/all"), { merchant: parent });
    await endpointAt(app, shop.url("/stall"), {
      merchant: parent,
      merchantNos: [grandchild.merchantNo],
    });
    await endpointAt(app, shop.url("/paid"), { merchant: child, eventTypes: ["order.paid"] });
    await endpointAt(app, shop.url("/stranger"));
    await happened(app, "ctr_parent", 1, parent);
    await happened(app, "ctr_child", 1, child);
    await happened(app, "ctr_grandchild", 1, grandchild);
    await deliver();
    expect(shop.at("/all").map(subjectOf).sort()).toEqual([
      "ctr_child",
      "ctr_grandchild",
      "ctr_parent",
    ]);
    expect(shop.at("/stall").map(subjectOf)).toEqual(["ctr_grandchild"]);
    expect(shop.at("/paid")).toEqual([]);
    expect(shop.at("/stranger")).toEqual([]);
  });
});

async function goToNextDue(): Promise<void> {
  const [next] = await rows(
    app,
    "select min(next_attempt_at) as at from deliveries where state = 'due'",
  );
  app.clock.set(instant(Math.max(Number(next?.["at"]), app.clock.now())));
  await deliver();
}

function isFirstOf(subject: string, hit: Hit): boolean {
  return subjectOf(hit) === subject && hit.data["sequence"] === 1;
}

/** Whether each subject's webhooks were first accepted in the order of their sequence. */
function firstSuccesses(hits: readonly Hit[], taken: ReadonlySet<string>): string {
  const last = new Map<string, Hit>();
  for (const hit of hits) if (taken.has(hit.id)) last.set(hit.id, hit);
  const seen = new Map<string, number>();
  for (const hit of last.values()) {
    const sequence = Number(hit.data["sequence"]);
    const before = seen.get(subjectOf(hit)) ?? 0;
    if (sequence !== before + 1) return `${subjectOf(hit)}: ${sequence} after ${before}`;
    seen.set(subjectOf(hit), sequence);
  }
  return "in order";
}
