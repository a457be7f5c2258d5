import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { pollDeduction } from "../../core/deduction/poll_deduction.ts";
import type { Deps } from "../../core/deps.ts";
import { hours, instant, minutes, seconds } from "../../core/time.ts";
import {
  charge,
  chargeableContract,
  readDeduction,
  refill,
  signedBy,
  succeeded,
  tell,
} from "../support/deductions.ts";
import { twoPortals } from "../support/portals.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
});
afterEach(() => app.close());

describe("polling a deduction", () => {
  const never = 7_712;

  it("early gives the same answer, then 429, then a block that ends", async () => {
    const { contractId } = await chargeableContract(app);
    const { deduction_id } = await (await charge(app, refill(contractId, "A-1", never))).json();
    await app.settle();
    const ask = () => app.api(`/v1/deductions/${deduction_id}`);
    const first = await (await ask()).text();
    for (let i = 2; i <= 20; i++) expect(await (await ask()).text()).toBe(first);
    const refused = await ask();
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "5"]);
    expect(await refused.json()).toMatchObject({
      code: "polled_too_often",
      next_poll_at: "2026-11-20T06:00:05.000Z",
      early_polls: 21,
      blocked_at: 60,
    });
    const more = await Promise.all(Array.from({ length: 39 }, ask));
    expect(more.map((each) => each.status)).toEqual(Array(39).fill(429));
    const blocked = await ask();
    expect([blocked.status, blocked.headers.get("retry-after")]).toEqual([429, "600"]);
    expect(await blocked.json()).toMatchObject({
      code: "polling_blocked",
      blocked_until: "2026-11-20T06:10:00.000Z",
    });
    const other = await charge(app, refill(contractId, "A-2", never));
    expect((await app.api(other.headers.get("location")!)).status).toBe(200);
    app.clock.advance(minutes(10));
    expect((await ask()).status).toBe(200);
  });

  it("in time moves the next time on, each wait twice the one before, to ten minutes", async () => {
    const { contractId } = await chargeableContract(app);
    const { deduction_id } = await (await charge(app, refill(contractId, "A-1", never))).json();
    await app.settle();
    const waits: number[] = [];
    for (let i = 0; i < 10; i++) {
      const early = await readDeduction(app, deduction_id);
      app.clock.set(instant(Date.parse(early.next_poll_at)));
      const { next_poll_at } = await readDeduction(app, deduction_id);
      waits.push((Date.parse(next_poll_at) - app.clock.now()) / 1_000);
    }
    expect(waits).toEqual([5, 10, 20, 40, 80, 160, 320, 600, 600, 600]);
  });

  it("is free again once it has ended", async () => {
    const { contractId } = await chargeableContract(app);
    const { deduction_id } = await (await charge(app, refill(contractId))).json();
    await Promise.all(
      Array.from({ length: 70 }, () => app.api(`/v1/deductions/${deduction_id}`)),
    );
    expect((await app.api(`/v1/deductions/${deduction_id}`)).status).toBe(429);
    await app.settle();
    expect(await readDeduction(app, deduction_id)).toMatchObject({ state: "succeeded" });
  });

  it("by charging again under its number is a poll: one count, one block", async () => {
    const { contractId } = await chargeableContract(app);
    const again = () => charge(app, refill(contractId, "A-1", never));
    const { deduction_id } = await (await again()).json();
    await app.settle();
    const ask = () => app.api(`/v1/deductions/${deduction_id}`);
    const known = await (await ask()).text();
    for (let i = 2; i <= 20; i++) {
      const answer = await (i % 2 === 0 ? again() : ask());
      expect([answer.status, await answer.text()]).toEqual([200, known]);
    }
    const refused = await again();
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "5"]);
    expect(await refused.json()).toMatchObject({ code: "polled_too_often", deduction_id });
    const more = await Promise.all(Array.from({ length: 40 }, again));
    expect(more.map((each) => each.status)).toEqual(Array(40).fill(429));
    const blocked = await Promise.all([ask(), again()]);
    expect(await Promise.all(blocked.map(async (each) => (await each.json()).code)))
      .toEqual(["polling_blocked", "polling_blocked"]);
    expect((await charge(app, refill(contractId, "A-2", never))).status).toBe(202);
  });

  it("again under its number after it ended is never held up", async () => {
    const { contractId } = await chargeableContract(app);
    await charge(app, refill(contractId));
    await app.settle();
    const again = () => charge(app, refill(contractId));
    const answers = await Promise.all(Array.from({ length: 70 }, again));
    expect(new Set(answers.map((each) => each.status))).toEqual(new Set([200]));
  });

  it("many times in the same moment is in time once and early for the others", async () => {
    const { contractId } = await chargeableContract(app);
    const { deduction_id } = await (await charge(app, refill(contractId, "A-1", never))).json();
    await app.settle();
    app.clock.advance(seconds(5));
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => app.api(`/v1/deductions/${deduction_id}`)),
    );
    const refused = answers.filter((each) => each.status === 429);
    expect(refused).toHaveLength(30 - 1 - 20);
    const next = answers.find((each) => each.ok);
    expect((await next?.json()).next_poll_at).toBe("2026-11-20T06:00:10.000Z");
  });

  it("too often brings the next time no nearer", async () => {
    const { contractId } = await chargeableContract(app);
    const { deduction_id } = await (await charge(app, refill(contractId, "A-1", never))).json();
    await app.settle();
    app.clock.advance(hours(25));
    await app.settle();
    await app.settle();
    const { queries_ended_at, next_poll_at } = await readDeduction(app, deduction_id);
    expect(Date.parse(next_poll_at) - Date.parse(queries_ended_at)).toBe(hours(24));
    const ask = () => app.api(`/v1/deductions/${deduction_id}`);
    for (let i = 0; i < 60; i++) await ask();
    expect((await (await ask()).json()).code).toBe("polling_blocked");
    app.clock.advance(minutes(10));
    expect(await readDeduction(app, deduction_id)).toMatchObject({ next_poll_at });
  });

  it("at two portals of one database is counted and blocked by both", async () => {
    await using sharing = await twoPortals();
    const [one, other] = sharing.portals;
    const { contractId } = await chargeableContract(one);
    const { deduction_id } = await (await charge(one, refill(contractId, "A-1", never))).json();
    const ask = (portal: TestApp, id = deduction_id) =>
      portal.api(`/v1/deductions/${id}`, { key: one.merchant.secretKey });
    const statuses: number[] = [];
    for (let i = 0; i < 60; i++) statuses.push((await ask(i % 2 === 0 ? one : other)).status);
    expect(statuses).toEqual([...Array(20).fill(200), ...Array(40).fill(429)]);
    for (const portal of sharing.portals) {
      expect(await (await ask(portal)).json()).toMatchObject({
        code: "polling_blocked",
        deduction_id,
        blocked_until: "2026-11-20T06:10:00.000Z",
        retry_after: 600,
      });
    }
    const next = await (await charge(one, refill(contractId, "A-2", never))).json();
    expect((await ask(other, next.deduction_id)).status).toBe(200);
    sharing.clock.advance(minutes(10));
    expect((await ask(other)).status).toBe(200);
  });

  it("leaves nothing behind when it ended between the question's reading and its writing", async () => {
    const { contractId } = await chargeableContract(app);
    for (const wait of [0, 5]) {
      const charged = await (await charge(app, refill(contractId, `A-${wait}`))).json();
      app.clock.advance(seconds(wait));
      const deps: Deps = {
        ...app.deps,
        write: async (unit) => {
          await tell(app, charged.deduction_id, succeeded);
          return await app.deps.write(unit);
        },
      };
      const asked = { caller: signedBy(app.merchant), deductionId: charged.deduction_id };
      expect((await pollDeduction(deps, asked)).ok).toBe(true);
    }
    expect(await guards()).toBe(0);
  });

  it("goes by the merchant's own clock", async () => {
    const { contractId } = await chargeableContract(app);
    const { deduction_id } = await (await charge(app, refill(contractId, "A-1", never))).json();
    for (let i = 0; i < 21; i++) await app.api(`/v1/deductions/${deduction_id}`);
    await app.api("/v1/test_helpers/clock", { body: { advance_seconds: 5 } });
    const read = await readDeduction(app, deduction_id);
    expect(read.next_poll_at).toBe("2026-11-20T06:00:10.000Z");
  });
});

async function guards(): Promise<number> {
  const [count] = await app.deps.load({
    statement: { sql: "select count(*) as n from poll_guards", args: [] },
    read: ([row]) => Number(row?.["n"]),
  });
  return count;
}
