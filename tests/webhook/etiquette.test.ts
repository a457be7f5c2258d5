import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { days, hours, minutes, rfc3339, seconds } from "../../core/time.ts";
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
  shop = await startReceiver((hit) => hit.path === "/hook" ? reply : {});
});
afterEach(async () => {
  await shop.close();
  await app.close();
});

const deliver = () => deliverWebhooks(app.deps);

async function endpoint(endpointId: string) {
  const answer = await app.api(`/v1/webhook_endpoints/${endpointId}`);
  return await answer.json();
}

/** Milliseconds until the only due delivery is tried again. */
async function waitOfNext(): Promise<number> {
  const [row] = await rows(app, "select next_attempt_at as at from deliveries");
  return Number(row?.["at"]) - app.clock.now();
}

describe("a receiver's answer", () => {
  it("of 2xx counts as delivered", async () => {
    await endpointAt(app, shop.url());
    for (const status of [200, 201, 202, 204, 299]) {
      reply = { status };
      await happened(app, `ctr_${status}`);
      await deliver();
    }
    expect(await states(app)).toEqual({ delivered: 5 });
  });

  it("of any other status is a failure and is retried; a redirect is not followed", async () => {
    await endpointAt(app, shop.url());
    const failures = [301, 302, 307, 308, 400, 401, 404, 409, 422, 500, 502];
    for (const status of failures) {
      reply = { status, headers: { location: shop.url("/elsewhere") } };
      await happened(app, `ctr_${status}`);
      await deliver();
    }
    expect(await states(app)).toEqual({ due: failures.length });
    expect(shop.at("/elsewhere")).toEqual([]);
  });

  it("sets the wait when it asks for one, up to a day, and not when it cannot be read", async () => {
    await endpointAt(app, shop.url());
    await happened(app, "ctr_1");
    const asked: readonly [number, string, number, number][] = [
      [429, "120", minutes(2), minutes(2)],
      [503, rfc1123(app.clock.now() + minutes(2) + minutes(10)), minutes(10), minutes(10)],
      [503, "soon", minutes(30), minutes(33)],
      [429, "99999999", hours(24), hours(24)],
      [429, "1", hours(5), hours(5.5)],
    ];
    for (const [status, retryAfter, least, most] of asked) {
      reply = { status, headers: { "retry-after": retryAfter } };
      await deliver();
      const wait = await waitOfNext();
      expect(wait, retryAfter).toBeGreaterThanOrEqual(least);
      expect(wait, retryAfter).toBeLessThanOrEqual(most);
      app.clock.advance(seconds(wait / 1_000));
    }
    expect(shop.hits.length).toBe(asked.length);
  });

  it("410 disables the endpoint at once, and its owner is notified at another one", async () => {
    const gone = await endpointAt(app, shop.url());
    await endpointAt(app, shop.url("/other"), { eventTypes: ["endpoint.disabled"] });
    reply = { status: 410 };
    await happened(app, "ctr_1", 3);
    await deliver();
    expect(shop.at("/hook").length).toBe(1);
    expect(await endpoint(gone.endpointId)).toMatchObject({
      state: "disabled",
      disabled_reason: "gone",
    });
    expect(shop.at("/other").map((hit) => hit.data)).toMatchObject([{
      endpoint_id: gone.endpointId,
      state: "disabled",
      disabled_reason: "gone",
      sequence: 1,
    }]);
    expect(await states(app)).toEqual({ cancelled: 3, delivered: 1 });
  });

  it("is kept, capped and without control characters, for its owner to see", async () => {
    reply = { status: 500, body: `oops\u0000\u001b[31m ${"x".repeat(100_000)}` };
    await endpointAt(app, shop.url());
    const [eventId] = await happened(app, "ctr_1");
    await deliver();
    const event = await (await app.api(`/v1/events/${eventId}`)).json();
    const [delivery] = event.deliveries;
    expect(delivery).toMatchObject({ state: "due", attempts: 1, last_status: 500 });
    expect(delivery.last_answer).toMatch(/^oops\ufffd\ufffd\[31m x+$/);
    expect(delivery.last_answer.length).toBe(2_000);
    expect(delivery.history).toMatchObject([{
      number: 1,
      status: 500,
      at: rfc3339(app.clock.now()),
    }]);
  });
});

describe("an endpoint", () => {
  it("that only fails for five days is disabled, and its owner is notified", async () => {
    const dead = await endpointAt(app, shop.url());
    await endpointAt(app, shop.url("/other"), { eventTypes: ["endpoint.disabled"] });
    reply = { status: 500 };
    for (let hour = 0; hour < 5 * 24; hour += 6) {
      await happened(app, `ctr_${hour}`);
      await deliver();
      app.clock.advance(hours(6));
      expect((await endpoint(dead.endpointId)).state, `after ${hour} h`).toBe("enabled");
    }
    await happened(app, "ctr_last");
    await deliver();
    expect(await endpoint(dead.endpointId)).toMatchObject({
      state: "disabled",
      disabled_reason: "dead",
    });
    expect(shop.at("/other").map((hit) => hit.data["disabled_reason"])).toEqual(["dead"]);
    const { due } = await states(app);
    expect(due).toBeUndefined();
    const tried = shop.at("/hook").length;
    await happened(app, "ctr_after");
    app.clock.advance(days(1));
    await deliver();
    expect(shop.at("/hook").length).toBe(tried);
  });

  it("that accepts one webhook a day stays enabled, however much fails", async () => {
    const flaky = await endpointAt(app, shop.url());
    for (let hour = 0; hour < 8 * 24; hour += 6) {
      reply = hour % 24 === 0 ? {} : { status: 500 };
      await happened(app, `ctr_${hour}`);
      await deliver();
      app.clock.advance(hours(6));
    }
    expect(await endpoint(flaky.endpointId)).toMatchObject({ state: "enabled" });
  });

  it("that fails once and then has nothing to take stays on", async () => {
    const quiet = await endpointAt(app, shop.url());
    reply = { status: 500 };
    await happened(app, "ctr_1");
    await deliver();
    app.clock.advance(days(6));
    await deliver();
    expect(await endpoint(quiet.endpointId)).toMatchObject({
      state: "enabled",
      failures_in_row: 2,
    });
  });

  it("starts with a clean record when its owner enables it again", async () => {
    const { endpointId } = await endpointAt(app, shop.url());
    reply = { status: 410 };
    await happened(app, "ctr_1");
    await deliver();
    const on = await app.api(`/v1/webhook_endpoints/${endpointId}`, {
      method: "PATCH",
      body: { state: "enabled" },
    });
    expect(await on.json()).toMatchObject({
      state: "enabled",
      disabled_reason: null,
      failing_since: null,
      failures_in_row: 0,
    });
    reply = {};
    await happened(app, "ctr_2");
    await deliver();
    expect(shop.hits.at(-1)?.data).toMatchObject({ contract_id: "ctr_2" });
  });
});

function rfc1123(at: number): string {
  return new Date(at).toUTCString();
}
