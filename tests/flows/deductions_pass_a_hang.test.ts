import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Deps } from "../../core/deps.ts";
import { createJobLeases } from "../../db/engine/job_leases.ts";
import { jobs } from "../../jobs/jobs.ts";
import { createTimer, type Timer } from "../../jobs/run_jobs.ts";
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
  it("keeps no other waiting, neither those beside it nor those after it", async () => {
    const { contractId } = await chargeableContract(app);
    const charged = async (no: string) =>
      (await (await charge(app, refill(contractId, no, 100))).json()).deduction_id as string;
    bank.hangOn(await charged("hangs"));
    const beside = await Promise.all(
      Array.from({ length: 2 * ROUNDS }, (_, i) => charged(`beside-${i}`)),
    );
    const deps: Deps = { ...bank.deps, nudge: (job) => timer.nudge(job) };
    timer.start(deps);
    await Promise.all(beside.map((id) => bank.succeeded(id)));
    for (let i = 0; i < ROUNDS; i++) {
      const id = await charged(`after-${i}`);
      deps.nudge("send_deductions");
      await bank.succeeded(id);
    }
    expect([beside.length, bank.hanging()], "it hung all the while").toEqual([2 * ROUNDS, 1]);
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
        const heads = await deps.commit(events);
        for (const event of events) {
          if (event.type === "deduction.succeeded") seenOf(event.deduction.deductionId).resolve();
        }
        return heads;
      },
    } satisfies Deps,
  };

  function seenOf(deductionId: string): PromiseWithResolvers<void> {
    const found = seen.get(deductionId) ?? Promise.withResolvers<void>();
    seen.set(deductionId, found);
    return found;
  }
}
