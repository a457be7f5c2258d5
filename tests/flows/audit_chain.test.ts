import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { byClock, byOperator } from "../../core/actor.ts";
import { publishDailyHead, publishHead } from "../../core/audit/publish_head.ts";
import { recordLook } from "../../core/audit/record_look.ts";
import { readHead } from "../../core/audit/audit_head.ts";
import { switchChannel } from "../../core/channel/switch_channel.ts";
import { decidePlan } from "../../core/plan/decide_plan.ts";
import type { ConsumerId, PlanId } from "../../core/id.ts";
import { Overloaded } from "../../core/conflict.ts";
import { unmaskConsumer } from "../../core/consumer/unmask_consumer.ts";
import type { Deps } from "../../core/deps.ts";
import { hours } from "../../core/time.ts";
import { must } from "../support/fixtures.ts";
import { approvedPlan, signedContract } from "../support/signers.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

const look = { of: "con_1", fields: ["phone", "name"], reason: "asked by phone" } as const;

describe("the audit chain", () => {
  it("gets an entry with everything an operator does, and none by anybody else", async () => {
    const before = await audited();
    const plan = await approvedPlan(app);
    const stop = { channel: "unionpay", state: "stopped", reason: "Maintenance" } as const;
    await switchChannel(app.deps, { ...stop, by: byOperator });
    const byUs = await audited();
    expect(byUs.slice(before.length)).toEqual([
      "plan.approved operator",
      "channel.stopped operator",
    ]);

    await signedContract(app, plan);
    const body = { merchant_order_no: "A-1", amount: 1_200, subject: "龙井" };
    const { order_id: id } = await (await app.api("/v1/orders", { body })).json();
    await app.api(`/v1/test_helpers/orders/${id}/payment`, { body: { outcome: "succeeded" } });
    await app.settle();
    expect(await audited()).toEqual(byUs);
  });

  it("keeps a decision that changes nothing out of it", async () => {
    const plan = await approvedPlan(app);
    const before = await audited();
    must(await decidePlan(app.deps, { planId: plan as PlanId, verdict: { type: "approved" } }));
    expect(await audited()).toEqual(before);
  });

  it("gets an entry with every look at personal data: whose, what, why and by whom", async () => {
    const before = await audited();
    await recordLook(app.deps, { by: byOperator, ...look });
    expect((await audited()).slice(before.length)).toEqual(["audit.unmasked operator"]);
    const [data] = await app.deps.load({
      statement: {
        sql: "select data from events where type = 'audit.unmasked' order by seq desc limit 1",
        args: [],
      },
      read: ([row]) => JSON.parse(String(row?.["data"])),
    });
    expect(data).toEqual(look);
  });

  it("knows of a look before anything is shown", async () => {
    await signedContract(app, await approvedPlan(app));
    const consumerId = await someConsumer();
    const before = await audited();
    const command = { consumerId, by: byOperator, reason: "asked by phone" };
    const full: Deps = {
      ...app.deps,
      commit: () => Promise.reject(new Overloaded("The database takes no writes now")),
    };
    await expect(unmaskConsumer(full, command)).rejects.toThrow(Overloaded);
    expect(await audited()).toEqual(before);

    expect(must(await unmaskConsumer(app.deps, command)).phone).toMatch(/^1\d{10}$/);
    expect((await audited()).slice(before.length)).toEqual(["audit.unmasked operator"]);
  });

  it("has no look at somebody who is not there", async () => {
    const before = await audited();
    const consumerId = "con_01KAG8M0000000000000000003";
    const look = { consumerId, by: byOperator, reason: "asked by phone" } as const;
    expect(await unmaskConsumer(app.deps, look)).toMatchObject({
      error: { code: "consumer_not_found" },
    });
    expect(await audited()).toEqual(before);
  });

  it("refuses a look by somebody who is not audited, and one at nothing", async () => {
    const before = await audited();
    await expect(recordLook(app.deps, { by: byClock, ...look })).rejects.toThrow("not audited");
    const nothing = { ...look, fields: [] };
    await expect(recordLook(app.deps, { by: byOperator, ...nothing })).rejects.toThrow("field");
    expect(await audited()).toEqual(before);
  });

  it("takes acts that are done at the same moment one after the other", async () => {
    const before = await audited();
    await Promise.all(
      Array.from({ length: 20 }, () => recordLook(app.deps, { by: byOperator, ...look })),
    );
    expect(await audited()).toHaveLength(before.length + 20);
    await app.check();
  });

  it("costs an operator's act one look-up, and others none", async () => {
    const roundTripsOf = async (act: () => Promise<unknown>) => {
      const before = app.roundTrips();
      await act();
      return app.roundTrips() - before;
    };
    expect(await roundTripsOf(() => recordLook(app.deps, { by: byOperator, ...look }))).toBe(2);
    const body = { merchant_order_no: "A-2", amount: 1_200, subject: "龙井" };
    expect(await roundTripsOf(() => app.api("/v1/orders", { body }))).toBe(2);
  });
});

describe("/.well-known/audit-heads.json", () => {
  it("shows where the chain ended, signed, once a day and whenever it is asked for", async () => {
    await publishDailyHead(app.deps);
    await publishDailyHead(app.deps);
    const [first, ...none] = await heads();
    expect(none).toEqual([]);

    app.clock.advance(hours(24));
    await publishDailyHead(app.deps);
    expect((await heads()).map(({ day }) => day)).toEqual(["2026-11-21", "2026-11-20"]);

    await recordLook(app.deps, { by: byOperator, ...look });
    const asked = await publishHead(app.deps);
    expect(await publishHead(app.deps)).toEqual(asked);
    expect((await heads()).map(({ day, entries }) => `${day} ${entries}`)).toEqual([
      `2026-11-21 ${asked.entries}`,
      `2026-11-21 ${asked.entries - 1}`,
      `2026-11-20 ${first?.entries}`,
    ]);
  });

  it("is open to everybody, and each head verifies with the published keys", async () => {
    const response = await app.fetch(
      new Request("http://portal.test/.well-known/audit-heads.json"),
    );
    expect(response.headers.get("Access-Control-Allow-Origin")).toBe("*");
    const [newest] = await heads();
    const jwks = await (await app.fetch(new Request("http://portal.test/.well-known/jwks.json")))
      .json();
    const [end] = await app.deps.load(app.deps.audit.end());
    expect(await readHead(newest!.jws, jwks)).toEqual({ ...end, day: newest!.day });
  });
});

async function heads(): Promise<readonly { day: string; entries: number; jws: string }[]> {
  const url = "http://portal.test/.well-known/audit-heads.json";
  return (await (await app.fetch(new Request(url))).json()).heads;
}

async function someConsumer(): Promise<ConsumerId> {
  const [consumerId] = await app.deps.load({
    statement: { sql: "select consumer_id from consumers limit 1", args: [] },
    read: ([row]) => String(row?.["consumer_id"]) as ConsumerId,
  });
  return consumerId;
}

/** What the entries are of, in their order. */
async function audited(): Promise<readonly string[]> {
  const [acts] = await app.deps.load({
    statement: {
      sql: `select type || ' ' || by as act from audit_entries join events using (event_id)
        order by audit_entries.seq`,
      args: [],
    },
    read: (rows) => rows.map(({ act }) => String(act)),
  });
  return acts;
}
