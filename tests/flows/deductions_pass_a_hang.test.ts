import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Deps } from "../../core/deps.ts";
import { createJobLeases } from "../../db/jobs.ts";
import { jobs } from "../../routes/jobs/jobs.ts";
import { createTimer, type Timer } from "../../routes/jobs/run_jobs.ts";
import { charge, chargeableContract, refill } from "../support/deductions.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

const ROUNDS = 10;

let app: TestApp;
let bank: ReturnType<typeof hangingBank>;
let timer: Timer;
beforeEach(async () => {
  app = await testApp();
  bank = hangingBank(app.deps);
  const leases = createJobLeases(app.deps.write);
  timer = createTimer({ jobs, leases, lease: "one", log: app.deps.log });
});
afterEach(async () => {
  bank.release();
  await timer.stop();
  await app.close();
});

describe("a bank that hangs on one charge", () => {
  it("holds up no other for even a second, neither concurrent nor later ones", async () => {
    const { contractId } = await chargeableContract(app);
    const charged = async (no: string) =>
      (await (await charge(app, refill(contractId, no, 100))).json()).deduction_id as string;
    bank.hangOn(await charged("hangs"));
    const beside = await Promise.all(
      Array.from({ length: 2 * ROUNDS }, (_, i) => charged(`beside-${i}`)),
    );
    const deps: Deps = { ...bank.deps, nudge: (job) => timer.nudge(job) };
    const waits: number[] = [];
    const startedAt = performance.now();
    timer.start(deps);
    await Promise.all(beside.map(async (id) => {
      await bank.succeeded(id);
      waits.push(performance.now() - startedAt);
    }));
    for (let i = 0; i < ROUNDS; i++) {
      const recordedAt = performance.now();
      const id = await charged(`after-${i}`);
      deps.nudge("send_deductions");
      await bank.succeeded(id);
      waits.push(performance.now() - recordedAt);
    }
    expect(bank.hanging()).toBe(1);
    const p95 = waits.toSorted((a, b) => a - b)[Math.floor(waits.length * 0.95)];
    expect(p95).toBeLessThan(1_000);
  });
});

/** The sandbox bank, but it answers nothing about one charge until released. */
function hangingBank(deps: Deps) {
  const open = Promise.withResolvers<void>();
  const seen = new Map<string, PromiseWithResolvers<void>>();
  let no: string | undefined;
  let hanging = 0;

  return {
    hangOn: (deductionId: string) => {
      no = deductionId.slice("ded_".length);
    },
    hanging: () => hanging,
    release: () => open.resolve(),
    succeeded: (deductionId: string) => seenOf(deductionId).promise,
    deps: {
      ...deps,
      http: async (request) => {
        if (no === undefined || !request.body.includes(no)) return await deps.http(request);
        hanging++;
        await open.promise;
        throw new Error("timed out");
      },
      commit: async (events) => {
        await deps.commit(events);
        for (const event of events) {
          if (event.type === "deduction.succeeded") seenOf(event.deduction.deductionId).resolve();
        }
      },
    } satisfies Deps,
  };

  function seenOf(deductionId: string): PromiseWithResolvers<void> {
    const found = seen.get(deductionId) ?? Promise.withResolvers<void>();
    seen.set(deductionId, found);
    return found;
  }
}
