import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Deps } from "../../core/deps.ts";
import { viewHealth } from "../../core/health/view_health.ts";
import { paths } from "../../core/paths.ts";
import { queryPayments } from "../../core/payment/query_payments.ts";
import { hours, minutes } from "../../core/time.ts";
import { deliverWebhooks } from "../../jobs/deliver_webhooks.ts";
import { charge, chargeableContract, refill } from "../support/deductions.ts";
import { joined } from "../support/staff.ts";
import { type TestApp, testApp } from "../support/test_app.ts";
import { endpointAt, happened } from "../webhook/webhook_fixtures.ts";
import { sent, silentBank } from "../support/silent_bank.ts";

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

async function seen(deps: Deps = app.deps) {
  const health = await viewHealth(deps);
  if (!health) throw new Error("Expected an answer");
  const [channel] = health.channels;
  if (!channel) throw new Error("Expected a channel");
  return { ...health, channel };
}

describe("the health of the portal", () => {
  it("says what is in flight, and that a channel answers nothing it is asked", async () => {
    expect((await seen()).channel).toMatchObject({ inFlight: undefined, answers: undefined });
    await sent(app);
    const sentAt = app.deps.now();
    app.clock.advance(minutes(5));
    await queryPayments(silentBank(app.deps));
    const asked = app.deps.now();
    expect((await seen()).channel).toMatchObject({
      inFlight: { count: 1, oldestSentAt: sentAt },
      answers: { answeredAt: undefined, silentSince: asked },
      silent: false,
    });
    app.clock.advance(minutes(15));
    await queryPayments(silentBank(app.deps));
    expect((await seen()).channel).toMatchObject({
      answers: { silentSince: asked },
      silent: true,
    });
    app.clock.advance(minutes(20));
    await queryPayments(app.deps);
    expect((await seen()).channel).toMatchObject({
      answers: { answeredAt: app.deps.now(), silentSince: undefined },
      silent: false,
    });
  });

  it("does not take a fault of the channel's server for an answer", async () => {
    await sent(app);
    app.clock.advance(minutes(5));
    const http: Deps["http"] = () => Promise.resolve({ status: 503, headers: {}, body: "" });
    await queryPayments({ ...app.deps, http });
    expect((await seen()).channel.answers?.silentSince).toBe(app.deps.now());
    app.clock.advance(minutes(20));
    await queryPayments(app.deps);
  });

  it("counts webhooks that are due, and those given up within a day", async () => {
    await endpointAt(app, "http://127.0.0.1:9/hooks");
    const before = (await seen()).webhooks;
    await happened(app, "ctr_1");
    const sending = { ...app.deps, send: broken };

    await deliverWebhooks(sending);
    app.clock.advance(minutes(1));
    const waiting = (await seen()).webhooks;
    expect([before.due, waiting.due]).toEqual([0, 1]);
    expect(waiting.oldestDueAt).toBeLessThanOrEqual(app.deps.now());
    for (let tries = 0; (await seen()).webhooks.exhausted === 0; tries++) {
      expect(tries).toBeLessThan(100);
      app.clock.advance(hours(1));
      await deliverWebhooks(sending);
    }
    expect((await seen()).webhooks).toEqual({ due: 0, oldestDueAt: undefined, exhausted: 1 });
    app.clock.advance(hours(25));
    expect((await seen()).webhooks.exhausted).toBe(0);
  });

  it("names a deduction whose merchant asks too often", async () => {
    const { contractId } = await chargeableContract(app);
    const { deduction_id } = await (await charge(app, refill(contractId, "A-1"))).json();
    for (let polls = 0; polls < 60; polls++) await app.api(`/v1/deductions/${deduction_id}`);
    const { blocked } = await seen();
    expect(blocked.map((each) => each.deductionId)).toEqual([deduction_id]);
    app.clock.advance(minutes(11));
    expect((await seen()).blocked).toEqual([]);
  });

  it("answers in time and says so when the database does not", async () => {
    const deps: Deps = { ...app.deps, load: () => new Promise(() => {}) };
    expect(await viewHealth(deps)).toBeUndefined();
    const refusing: Deps = { ...app.deps, load: () => Promise.reject(new Error("away")) };
    expect(await viewHealth(refusing)).toBeUndefined();
    expect(app.logged.some(({ message }) => message.startsWith("health not read"))).toBe(true);
  });

  it("is a page for whoever may read jobs", async () => {
    const support = await joined(app, "support");
    const html = await (await support.ask(paths.opsHealth())).text();
    expect(html).toContain("raise_alarms");
    expect(html).not.toContain('name="state"');
  });
});

const broken: Deps["send"] = () => Promise.resolve({ type: "broken", detail: "refused" });
