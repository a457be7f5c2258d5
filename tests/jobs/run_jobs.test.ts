import { createClient } from "@libsql/client";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Deps } from "../../core/deps.ts";
import type { Log } from "../../core/log.ts";
import { openDatabase } from "../../db/engine/client.ts";
import { openWrites } from "../../db/engine/open_writes.ts";
import { createJobLeases } from "../../db/engine/job_leases.ts";
import { migrate } from "../../db/engine/migrate.ts";
import { sandbox } from "../../sandbox/sandbox.ts";
import { allMigrations } from "../../start/migrations.ts";
import { createWriter } from "../../db/engine/writer.ts";
import { jobs as allJobs } from "../../jobs/jobs.ts";
import { createTimer, type Jobs, type Leases, runInvocation } from "../../jobs/run_jobs.ts";

const quiet: Log = { info: () => {}, warn: () => {}, error: () => {} };
// No job here looks at its deps.
const deps = {} as Deps;
const TICK_MS = 20;

let dir: string;
let leases: Leases;
let close: () => Promise<void>;
/** As if these had last ended an hour ago. */
let age: (...names: readonly string[]) => Promise<void>;
/** Those that ended well within the last half hour. */
let recent: () => Promise<readonly string[]>;

beforeEach(async () => {
  dir = await Deno.makeTempDir({ prefix: "jobs" });
  const db = await openDatabase({ url: `file:${dir}/test.db`, createClient });
  await migrate(db.reader, await allMigrations(sandbox));
  const openClient = await openWrites(db);
  const writer = createWriter({ kind: "file", openClient, onAlarm: () => {} });
  leases = createJobLeases((unit) => writer.write(unit));
  age = async (...names) => {
    for (const name of names) {
      await writer.write({
        statements: [{
          sql: "update jobs set finished_at = finished_at - 3600000 where name = ?",
          args: [name],
        }],
      });
    }
  };
  recent = async () => {
    const { rows } = await db.reader.execute(
      "select name from jobs where finished_at > unixepoch() * 1000 - 1800000",
    );
    return rows.map((row) => String(row["name"]));
  };
  close = async () => {
    await writer.close();
    db.close();
  };
});

afterEach(async () => {
  await close();
  await Deno.remove(dir, { recursive: true });
});

/** All jobs do nothing but the one given. */
function jobsWith(name: keyof typeof allJobs, run: () => Promise<void>): Jobs {
  const idle = Object.keys(allJobs).map((each) => [each, { run: () => Promise.resolve() }]);
  return { ...Object.fromEntries(idle), [name]: { run } };
}

function gate() {
  return Promise.withResolvers<void>();
}

describe("createTimer", () => {
  it("runs every job again and again", async () => {
    const thrice = gate();
    let runs = 0;
    const jobs = jobsWith("send_refunds", () => {
      if (++runs === 3) thrice.resolve();
      return Promise.resolve();
    });
    const timer = createTimer({ jobs, leases, lease: "a", log: quiet }, TICK_MS);
    timer.start(deps);
    await thrice.promise;
    await timer.stop();
  });

  it("runs a nudged job at once, and once more however often it was nudged in the meantime", async () => {
    const [first, second] = [gate(), gate()];
    const open = gate();
    let runs = 0;
    const jobs = jobsWith("deliver_webhooks", async () => {
      runs++;
      if (runs === 1) {
        first.resolve();
        await open.promise;
      } else second.resolve();
    });
    // An hour between ticks: whatever runs was nudged.
    const timer = createTimer({ jobs, leases, lease: "a", log: quiet }, 3_600_000);
    timer.start(deps);
    await first.promise;
    for (let i = 0; i < 10; i++) timer.nudge("deliver_webhooks");
    open.resolve();
    await second.promise;
    await timer.stop();
    expect(runs).toBe(2);
  });

  it("continues after a job that failed and logs it", async () => {
    const errors: unknown[] = [];
    const again = gate();
    let runs = 0;
    const jobs = jobsWith("expire_orders", () => {
      if (++runs === 2) again.resolve();
      return Promise.reject(new TypeError("no such order"));
    });
    const log: Log = {
      ...quiet,
      error: (message, facts) => errors.push([message, facts?.["job"]]),
    };
    const timer = createTimer({ jobs, leases, lease: "a", log }, TICK_MS);
    timer.start(deps);
    await again.promise;
    await timer.stop();
    expect(errors[0]).toEqual(["job failed", "expire_orders"]);
  });

  it("never runs a job in two processes at once, and hands it over when one stops", async () => {
    const ran: string[] = [];
    const [byFirst, bySecond] = [gate(), gate()];
    const jobs = (who: string, done: () => void) =>
      jobsWith("send_refunds", () => {
        ran.push(who);
        done();
        return Promise.resolve();
      });
    const one = createTimer(
      { jobs: jobs("one", byFirst.resolve), leases, lease: "one", log: quiet },
      TICK_MS,
    );
    const two = createTimer(
      { jobs: jobs("two", bySecond.resolve), leases, lease: "two", log: quiet },
      TICK_MS,
    );
    one.start(deps);
    await byFirst.promise;
    two.start(deps);
    expect((await leases.claim(["send_refunds"], "two", 6_000)).size).toBe(0);
    await one.stop();
    const handedOver = ran.length;
    await bySecond.promise;
    await two.stop();
    expect(new Set(ran.slice(0, handedOver))).toEqual(new Set(["one"]));
    expect(new Set(ran.slice(handedOver))).toEqual(new Set(["two"]));
  });
});

describe("runInvocation", () => {
  it("leaves a job that another invocation holds, which then runs it once more", async () => {
    const [started, open] = [gate(), gate()];
    const ran: string[] = [];
    const held = runInvocation(
      {
        jobs: jobsWith("deliver_webhooks", async () => {
          ran.push("one");
          started.resolve();
          await open.promise;
        }),
        leases,
        lease: "one",
        log: quiet,
      },
      "deliver_webhooks",
      deps,
    );
    await started.promise;
    const other = jobsWith("deliver_webhooks", () => {
      ran.push("two");
      return Promise.resolve();
    });
    await runInvocation(
      { jobs: other, leases, lease: "two", log: quiet },
      "deliver_webhooks",
      deps,
    );
    open.resolve();
    await held;
    expect(ran).toEqual(["one", "one"]);
  });

  it("releases the job, so that the next invocation may run it", async () => {
    let runs = 0;
    const jobs = jobsWith("expire_orders", () => Promise.resolve(void runs++));
    await runInvocation({ jobs, leases, lease: "one", log: quiet }, "expire_orders", deps);
    await runInvocation({ jobs, leases, lease: "two", log: quiet }, "expire_orders", deps);
    expect(runs).toBe(2);
  });

  it("writes down when a job ended well, and nothing of one that failed", async () => {
    const jobs: Jobs = {
      well: { run: () => Promise.resolve() },
      ill: { run: () => Promise.reject(new Error("always")) },
    };
    await leases.claim(["well", "ill"], "before", 0);
    await age("well", "ill");
    for (const name of ["well", "ill"]) {
      await runInvocation({ jobs, leases, lease: "one", log: quiet }, name, deps);
    }
    expect(await recent()).toEqual(["well"]);
  });

  it("leaves what another process wrote down when it did not get the lease", async () => {
    const jobs: Jobs = { well: { run: () => Promise.resolve() } };
    await leases.claim(["well"], "one", 60_000);
    await age("well");
    await leases.claim(["well"], "two", 60_000, () => 0);
    expect(await recent()).toEqual([]);
    await runInvocation({ jobs, leases, lease: "one", log: quiet }, "well", deps);
    expect(await recent()).toEqual(["well"]);
  });
});
