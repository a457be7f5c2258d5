import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { seconds } from "../../core/time.ts";
import { deliverWebhooks } from "../../jobs/deliver_webhooks.ts";
import { createSender } from "../../outbound/webhook/deno_sender.ts";
import { PATIENCE_MS } from "../support/patience.ts";
import { type TestApp, testApp } from "../support/test_app.ts";
import { type Receiver, type Reply, startReceiver } from "./receiver.ts";
import { endpointAt, happened, rows, states } from "./webhook_fixtures.ts";

let app: TestApp;
let shop: Receiver;
let reply: Reply = {};
beforeEach(async () => {
  reply = {};
  app = await testApp({ send: createSender({ allowPrivate: true, timeoutMs: PATIENCE_MS }) });
  shop = await startReceiver(() => reply);
});
afterEach(async () => {
  await shop.close();
  await app.close();
});

async function get(path: string, key?: string) {
  const answer = await app.api(path, key === undefined ? {} : { key });
  return { status: answer.status, ...await answer.json() };
}

async function redeliver(eventId: string, body?: unknown, key?: string) {
  const answer = await app.api(`/v1/events/${eventId}/redeliveries`, {
    method: "POST",
    ...(body === undefined ? {} : { body }),
    ...(key === undefined ? {} : { key }),
  });
  return { status: answer.status, ...await answer.json() };
}

const idsOf = (page: { data: { event_id: string }[] }) => page.data.map((each) => each.event_id);

describe("GET /v1/events", () => {
  it("lists newest first and continues where the page ended", async () => {
    const ids = await happened(app, "ctr_1", 5);
    const first = await get("/v1/events?limit=2");
    expect(idsOf(first)).toEqual([ids[4], ids[3]]);
    const second = await get(`/v1/events?limit=2&before=${first.next}`);
    expect(idsOf(second)).toEqual([ids[2], ids[1]]);
    const third = await get(`/v1/events?limit=2&before=${second.next}`);
    expect(idsOf(third)).toEqual([ids[0]]);
    expect(third.next).toBeNull();
  });

  it("lists oldest first from where a receiver lost track", async () => {
    const ids = await happened(app, "ctr_1", 5);
    const missed = await get(`/v1/events?after=${ids[0]}&limit=3`);
    expect(idsOf(missed)).toEqual([ids[1], ids[2], ids[3]]);
    const rest = await get(`/v1/events?after=${missed.next}&limit=3`);
    expect(idsOf(rest)).toEqual([ids[4]]);
    expect(rest.next).toBeNull();
    expect((await get(`/v1/events?after=${ids[4]}`)).data).toEqual([]);
  });

  it("shows exactly what the webhook said", async () => {
    await endpointAt(app, shop.url());
    const placed = await app.api("/v1/orders", {
      body: { merchant_order_no: "T-1", amount: 8_800, subject: "龙井一壶" },
    });
    const { order_id: orderId } = await placed.json();
    await app.api(`/v1/orders/${orderId}/closure`, { method: "POST" });
    await deliverWebhooks(app.deps);
    const { data } = await get("/v1/events?type=order.closed");
    expect(data).toEqual([JSON.parse(shop.hits[0]?.body ?? "")]);
    expect(data).toMatchObject([{
      type: "order.closed",
      data: { order_id: orderId, state: "closed", sequence: 1 },
    }]);
    expect((await get("/v1/events?type=order.paid")).data).toEqual([]);
  });

  it("shows no one another's events", async () => {
    const [eventId] = await happened(app, "ctr_1");
    const { secretKey } = await app.openMerchant("Coffee House");
    expect((await get("/v1/events", secretKey)).data).toEqual([]);
    expect((await get(`/v1/events/${eventId}`, secretKey)).status).toBe(404);
    expect((await get(`/v1/events?after=${eventId}`, secretKey)).status).toBe(404);
    expect((await redeliver(`${eventId}`, undefined, secretKey)).status).toBe(404);
  });

  it("shows a parent its children's events, at any depth, and a child none above it", async () => {
    const { child, grandchild } = await family();
    const [own = ""] = await happened(app, "ctr_1");
    const [theirs = ""] = await happened(app, "ctr_2", 1, child);
    const [below = ""] = await happened(app, "ctr_3", 2, grandchild);
    const all = idsOf(await get("/v1/events?after="));
    expect(all).toHaveLength(4);
    expect(all.slice(0, 3)).toEqual([own, theirs, below]);
    expect(idsOf(await get("/v1/events"))).toEqual([...all].reverse());
    expect(idsOf(await get("/v1/events?type=contract.resumed&limit=2"))).toEqual([all[3], all[2]]);
    expect(idsOf(await get(`/v1/events?after=${theirs}`))).toEqual(all.slice(2));
    expect(idsOf(await get(`/v1/events?before=${below}`))).toEqual([theirs, own]);
    const of = (no: string) => get(`/v1/events?merchant_no=${no}`);
    expect(idsOf(await of(child.merchantNo))).toEqual([theirs]);
    expect(idsOf(await of(grandchild.merchantNo))).toEqual([all[3], all[2]]);
    expect(await get(`/v1/events/${below}`)).toMatchObject({ event_id: below, deliveries: [] });

    expect(idsOf(await get("/v1/events", child.secretKey))).toEqual([all[3], all[2], theirs]);
    expect(idsOf(await get("/v1/events", grandchild.secretKey))).toEqual([all[3], all[2]]);
    expect((await get(`/v1/events/${theirs}`, grandchild.secretKey)).status).toBe(404);
    expect((await get(`/v1/events?after=${own}`, child.secretKey)).status).toBe(404);
    const stranger = await app.openMerchant("Coffee House");
    expect((await get(`/v1/events?merchant_no=${child.merchantNo}`, stranger.secretKey)).data)
      .toEqual([]);
  });

  it("refuses a query that is not right and names the field", async () => {
    const queries = [
      ["limit=0", "limit"],
      ["limit=101", "limit"],
      ["limit=x", "limit"],
      ["limit=1&limit=2", "limit"],
      ["type=order.eaten", "type"],
    ];
    for (const [query, path] of queries) {
      const refused = await get(`/v1/events?${query}`);
      expect(refused, query).toMatchObject({ status: 422, errors: [{ path }] });
    }
  });

  it("knows no cursor but one of the caller's events, and one direction at a time", async () => {
    const unknown = "evt_01KAG8M0000000000000000009";
    const queries = [
      ["after=evt_x", 404, "after"],
      [`after=${unknown}`, 404, "after"],
      ["before=ord_1", 404, "before"],
      [`after=${unknown}&before=${unknown}`, 409, "before"],
    ] as const;
    for (const [query, status, path] of queries) {
      const refused = await get(`/v1/events?${query}`);
      expect(refused, query).toMatchObject({ status, errors: [{ path }] });
    }
  });
});

/** A child and a grandchild of the app's merchant. */
async function family() {
  const parentNo = app.merchant.merchantNo;
  const child = await app.openMerchant("Tea by the Canal", { parentNo });
  const grandchild = await app.openMerchant("The Kiosk", { parentNo: child.merchantNo });
  return { child, grandchild };
}

describe("POST /v1/events/{id}/redeliveries", () => {
  it("lets a parent resend what its child's notice was given up on, to its own endpoint only", async () => {
    reply = { status: 500 };
    const { grandchild } = await family();
    const { endpointId: own } = await endpointAt(app, shop.url());
    const { endpointId: theirs } = await endpointAt(app, shop.url(), { merchant: grandchild });
    const [eventId = "evt_"] = await happened(app, "ctr_1", 1, grandchild);
    // A little more than the retry schedule, so that the endpoints are not yet taken for dead.
    for (const wait of [0, 0.1, 0.6, 2.2, 5.5, 11, 15.4, 22, 26.4, 0]) {
      await deliverWebhooks(app.deps);
      app.clock.advance(seconds(6 + wait * 3_600));
    }
    const shown = async (key?: string) =>
      (await get(`/v1/events/${eventId}`, key)).deliveries
        .map((each: Record<string, unknown>) => [each["endpoint_id"], each["state"]]);
    expect(await shown()).toEqual([[own, "exhausted"]]);
    expect(await shown(grandchild.secretKey)).toEqual([[theirs, "exhausted"]]);

    reply = {};
    const again = await redeliver(eventId);
    expect(again).toMatchObject({ status: 202, data: [{ endpoint_id: own, state: "due" }] });
    await deliverWebhooks(app.deps);
    expect(await shown()).toEqual([[own, "exhausted"], [own, "delivered"]]);
    expect(await shown(grandchild.secretKey)).toEqual([[theirs, "exhausted"]]);
    expect(await redeliver(eventId, { endpoint_id: theirs })).toMatchObject({
      status: 404,
      code: "endpoint_not_found",
    });
  });

  it("sends again under the same id, as a delivery of its own that leaves the first as it was", async () => {
    await endpointAt(app, shop.url());
    const [eventId = "evt_"] = await happened(app, "ctr_1");
    await deliverWebhooks(app.deps);
    const { deliveries: [first] } = await get(`/v1/events/${eventId}`);
    expect(first).toMatchObject({ state: "delivered", trigger: "automatic", original_id: null });
    reply = { body: "thanks" };
    const again = await redeliver(eventId);
    expect(again).toMatchObject({
      status: 202,
      data: [{ state: "due", attempts: 0, trigger: "manual", original_id: first.delivery_id }],
    });
    await deliverWebhooks(app.deps);
    expect(shop.hits.map((hit) => hit.id)).toEqual([eventId, eventId]);
    expect(shop.hits[0]?.headers["webhook-signature"]).not.toBe("");
    const { deliveries } = await get(`/v1/events/${eventId}`);
    expect(deliveries).toEqual([first, {
      ...first,
      delivery_id: again.data[0].delivery_id,
      trigger: "manual",
      original_id: first.delivery_id,
      last_answer: "thanks",
      history: [{ ...first.history[0], answer: "thanks" }],
    }]);
    const third = await redeliver(eventId);
    expect(third.data).toMatchObject([{ original_id: first.delivery_id }]);
    expect(third.data[0].delivery_id).not.toBe(again.data[0].delivery_id);
  });

  it("makes none while one is still being tried, and tries that at once", async () => {
    reply = { status: 500 };
    await endpointAt(app, shop.url());
    const [eventId = "evt_"] = await happened(app, "ctr_1");
    await deliverWebhooks(app.deps);
    reply = { body: "thanks" };
    const again = await Promise.all([redeliver(eventId), redeliver(eventId), redeliver(eventId)]);
    expect(again.map(({ data }) => data.length)).toEqual([1, 1, 1]);
    expect(again[0]).toMatchObject({ status: 202, data: [{ state: "due", attempts: 1 }] });
    await deliverWebhooks(app.deps);
    expect(shop.hits.map((hit) => hit.id)).toEqual([eventId, eventId]);
    const { deliveries } = await get(`/v1/events/${eventId}`);
    expect(deliveries).toMatchObject([{
      state: "delivered",
      attempts: 2,
      last_status: 200,
      last_answer: "thanks",
      history: [{ number: 1, status: 500 }, { number: 2, status: 200, answer: "thanks" }],
    }]);
  });

  it("makes one, however many ask for it at once", async () => {
    await endpointAt(app, shop.url());
    const [eventId = "evt_"] = await happened(app, "ctr_1");
    await deliverWebhooks(app.deps);
    const asked = await Promise.all([redeliver(eventId), redeliver(eventId), redeliver(eventId)]);
    expect(new Set(asked.map(({ data }) => data[0].delivery_id)).size).toBe(1);
    expect(await states(app)).toEqual({ delivered: 1, due: 1 });
    await deliverWebhooks(app.deps);
    expect(shop.hits.length).toBe(2);
  });

  it("has a retry table of its own, and says by whose key it was asked for", async () => {
    const { endpointId } = await endpointAt(app, shop.url());
    const [eventId = "evt_"] = await happened(app, "ctr_1");
    await deliverWebhooks(app.deps);
    reply = { status: 500 };
    await redeliver(eventId, { endpoint_id: endpointId });
    await deliverWebhooks(app.deps);
    const { deliveries: [, failed] } = await get(`/v1/events/${eventId}`);
    expect(failed).toMatchObject({ state: "due", attempts: 1 });
    const wait = Date.parse(failed.next_attempt_at) - app.clock.now();
    expect(wait).toBeGreaterThanOrEqual(seconds(5));
    expect(wait).toBeLessThanOrEqual(seconds(5.5));
    expect(await rows(app, "select by from events where type = 'delivery.requested'")).toEqual([
      { by: expect.stringMatching(/^secret_key:/) },
    ]);
  });

  it("sends again what was cancelled, once its endpoint is enabled", async () => {
    reply = { status: 500 };
    const { endpointId } = await endpointAt(app, shop.url());
    const [eventId = "evt_"] = await happened(app, "ctr_1");
    await deliverWebhooks(app.deps);
    const patch = (state: string) =>
      app.api(`/v1/webhook_endpoints/${endpointId}`, { method: "PATCH", body: { state } });
    await patch("disabled");
    expect(await states(app)).toEqual({ cancelled: 1 });
    expect(await redeliver(eventId, { endpoint_id: endpointId })).toMatchObject({
      status: 409,
      code: "endpoint_disabled",
    });
    expect(await redeliver(eventId)).toMatchObject({ status: 202, data: [] });
    await patch("enabled");
    reply = {};
    await redeliver(eventId);
    await deliverWebhooks(app.deps);
    expect(await states(app)).toEqual({ cancelled: 1, delivered: 1 });
  });

  it("keeps an order among what is sent again about one subject", async () => {
    await endpointAt(app, shop.url());
    const ids = await happened(app, "ctr_1", 3);
    await deliverWebhooks(app.deps);
    reply = { status: 500 };
    for (const eventId of ids) await redeliver(eventId);
    await deliverWebhooks(app.deps);
    expect(shop.hits.slice(3).map((hit) => hit.id)).toEqual([ids[0]]);
    reply = {};
    app.clock.advance(seconds(6));
    await deliverWebhooks(app.deps);
    expect(shop.hits.slice(4).map((hit) => hit.id)).toEqual(ids);
    expect(await states(app)).toEqual({ delivered: 6 });
  });

  it("does not hold up the subject's later webhooks", async () => {
    await endpointAt(app, shop.url());
    const [eventId = "evt_"] = await happened(app, "ctr_1");
    await deliverWebhooks(app.deps);
    reply = { status: 500 };
    await redeliver(eventId);
    await deliverWebhooks(app.deps);
    reply = {};
    await happened(app, "ctr_1");
    await deliverWebhooks(app.deps);
    expect(shop.hits.at(-1)?.data).toMatchObject({ sequence: 2 });
    expect(await states(app)).toEqual({ delivered: 2, due: 1 });
  });

  it("keeps the order while an earlier webhook about the subject is still in flight", async () => {
    reply = { status: 500 };
    await endpointAt(app, shop.url());
    const [first = "evt_", second = "evt_"] = await happened(app, "ctr_1", 2);
    await deliverWebhooks(app.deps);
    reply = {};
    await redeliver(second);
    await deliverWebhooks(app.deps);
    expect(shop.hits.map((hit) => hit.id)).toEqual([first]);
    await redeliver(first);
    await deliverWebhooks(app.deps);
    expect(shop.hits.map((hit) => hit.id)).toEqual([first, first, second]);
  });

  it("sends to an endpoint that was added after the event", async () => {
    const [eventId = "evt_"] = await happened(app, "ctr_1");
    await deliverWebhooks(app.deps);
    const { endpointId } = await endpointAt(app, shop.url());
    const sent = await redeliver(eventId, { endpoint_id: endpointId });
    expect(sent).toMatchObject({ status: 202, data: [{ endpoint_id: endpointId, state: "due" }] });
    await deliverWebhooks(app.deps);
    expect(shop.hits.map((hit) => hit.id)).toEqual([eventId]);
  });

  it("knows no endpoint of others", async () => {
    const stranger = await app.openMerchant("Coffee House");
    const { endpointId } = await endpointAt(app, shop.url(), { merchant: stranger });
    const [eventId = "evt_"] = await happened(app, "ctr_1");
    for (const id of [endpointId, "whe_x", ""]) {
      expect((await redeliver(eventId, { endpoint_id: id })).status).toBe(404);
    }
    expect((await redeliver(eventId, { endpoint_id: 7 })).status).toBe(422);
    expect((await redeliver("evt_x")).status).toBe(404);
  });
});
