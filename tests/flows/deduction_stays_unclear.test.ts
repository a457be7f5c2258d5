import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Deps } from "../../core/deps.ts";
import { queryDeductions } from "../../core/deduction/query_deductions.ts";
import { after, hours, type Instant, minutes } from "../../core/time.ts";
import { sendDeductions } from "../../jobs/send_deductions.ts";
import {
  charge,
  chargeableContract,
  countedDays,
  failed,
  readDeduction,
  refill,
  succeeded,
  tell,
} from "../support/deductions.ts";
import type { FakeClock } from "../support/fake_clock.ts";
import { eventTypes } from "../support/payer.ts";
import { twoPortals } from "../support/portals.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

const NEVER = 7_712;
/** Minutes after sending: the queries, and their end. */
const MOMENTS = [5, 15, 35, 75, 155, 315, 635, 1_275, 1_440];

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
});
afterEach(() => app.close());

describe("a deduction that stays unclear for a day", () => {
  it("is still processing, and says when the queries to the channel stopped", async () => {
    const { contractId, deduction_id, sentAt } = await sentInVain(app);
    await pass(app, sentAt, MOMENTS.slice(0, -1));
    app.clock.set(after(sentAt, minutes(1_440 - 1)));
    await app.settle();
    expect(await readDeduction(app, deduction_id)).toMatchObject({ queries_ended_at: null });

    await pass(app, sentAt, [1_440]);
    app.clock.advance(minutes(10));
    const read = await readDeduction(app, deduction_id);
    expect(read).toMatchObject({
      state: "processing",
      failure: null,
      queries_ended_at: "2026-11-21T06:00:00.000Z",
      next_poll_at: "2026-11-22T06:10:00.000Z",
    });
    const again = await charge(app, refill(contractId, "A-1", NEVER));
    expect(await again.json()).toEqual(read);
    expect(await told()).toEqual([]);
  });

  it("still counts against its own day, and against no other", async () => {
    const { contractId, deduction_id, sentAt } = await sentInVain(app);
    await pass(app, sentAt, MOMENTS);
    expect(await countedDays(app, contractId)).toEqual([
      { day: "2026-11-20", spent: NEVER, counted: NEVER },
    ]);
    expect(await readDeduction(app, deduction_id)).toMatchObject({ left_today: 100_000 });
  });

  it("is settled by a notice, however late and whatever it says", async () => {
    const deps: Deps = { ...app.deps, http: () => Promise.reject(new Error("no line")) };
    for (const [outcome, spent] of [[succeeded, 1_000], [failed, 0]] as const) {
      const { contractId } = await chargeableContract(app);
      const { deduction_id } = await (await charge(app, refill(contractId, outcome.type))).json();
      await sendDeductions(deps);
      const sentAt = app.clock.now();
      await pass({ ...app, settle: () => queryDeductions(deps) }, sentAt, MOMENTS);
      app.clock.advance(hours(24 * 30));
      await tell(app, deduction_id, outcome);
      expect(await readDeduction(app, deduction_id)).toMatchObject({
        state: outcome.type,
        queries_ended_at: null,
        next_poll_at: null,
      });
      expect(await countedDays(app, contractId)).toMatchObject([{ spent, counted: spent }]);
    }
    expect(alarms(app)).toHaveLength(2);
    expect(await told()).toEqual(["deduction.succeeded", "deduction.failed"]);
  });

  it("is reported to the operator once, by whichever of two portals sees it, and no longer queried", async () => {
    await using sharing = await twoPortals();
    const [one, other] = sharing.portals;
    const { deduction_id, sentAt } = await sentInVain(one);
    await pass(one, sentAt, MOMENTS.slice(0, -1));
    const asked = { count: 0 };
    sharing.clock.set(after(sentAt, minutes(1_440)));
    for (let i = 0; i < 3; i++) {
      await Promise.all([one, other].map((portal) => queryDeductions(counting(portal, asked))));
      sharing.clock.advance(hours(24));
    }
    expect([one, other].flatMap(alarms)).toEqual([expect.stringContaining(deduction_id)]);
    expect(await happened(one, deduction_id)).toEqual([
      "deduction.requested",
      "deduction.sent",
      ...Array(8).fill("deduction.queried"),
      "deduction.queries_ended",
    ]);
    expect(asked.count).toBe(0);
  });

  it("is queried once more when the portal was down all day", async () => {
    const { deduction_id, sentAt } = await sentInVain(app);
    const asked = { count: 0 };
    app.clock.set(after(sentAt, hours(48)));
    for (let i = 0; i < 3; i++) await queryDeductions(counting(app, asked));
    expect(asked.count).toBe(1);
    expect(await readDeduction(app, deduction_id)).toMatchObject({
      state: "processing",
      queries_ended_at: "2026-11-22T06:00:00.000Z",
    });
  });
});

/** A charge the bank accepted and never reports. */
async function sentInVain(portal: TestApp) {
  const { contractId } = await chargeableContract(portal);
  const { deduction_id } = await (await charge(portal, refill(contractId, "A-1", NEVER))).json();
  await portal.settle();
  return { contractId, deduction_id, sentAt: portal.clock.now() };
}

/** Moves the clock to each of the moments, in minutes after `start`. */
async function pass(
  { clock, settle }: { readonly clock: FakeClock; settle(): Promise<void> },
  start: Instant,
  moments: readonly number[],
): Promise<void> {
  for (const moment of moments) {
    clock.set(after(start, minutes(moment)));
    await settle();
  }
}

function counting({ deps }: TestApp, asked: { count: number }): Deps {
  return {
    ...deps,
    http: (request) => {
      asked.count++;
      return deps.http(request);
    },
  };
}

function alarms({ logged }: TestApp): readonly string[] {
  return logged.filter(({ level }) => level === "error").map(({ message }) => message);
}

/** Webhook events about deductions. */
async function told(): Promise<readonly string[]> {
  return (await eventTypes(app)).filter((type) => type.startsWith("deduction."));
}

async function happened(portal: TestApp, subjectId: string): Promise<readonly string[]> {
  const [types] = await portal.deps.load({
    statement: {
      sql: "select type from events where subject_id = ? order by version",
      args: [subjectId],
    },
    read: (rows) => rows.map((row) => String(row["type"])),
  });
  return types;
}
