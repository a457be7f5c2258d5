import type { Deps } from "../core/deps.ts";
import type { FlowOptions } from "../core/flow.ts";
import type { Log } from "../core/log.ts";
import { type Duration, seconds } from "../core/time.ts";

export interface Job {
  /** `limits` for a runtime that can do little at once. */
  readonly run: (deps: Deps, limits?: FlowOptions) => Promise<void>;
  /** In a process that lives long; what may wait a little does, so that an idle portal asks its database little. */
  readonly everyTicks?: number;
}

/** By name: the portal's own and what a deployment adds. */
export type Jobs = Readonly<Record<string, Job>>;

/** One holder per job over all processes; see db/engine/job_leases.ts. */
export interface Leases {
  claim(
    names: readonly string[],
    lease: string,
    ms: number,
    endedAgo?: (name: string) => number | undefined,
  ): Promise<ReadonlySet<string>>;
  release(
    names: readonly string[],
    lease: string,
    which?: "unwanted" | "all",
    endedAgo?: (name: string) => number | undefined,
  ): Promise<ReadonlySet<string>>;
}

/** How often each of them runs by itself in a process that lives long. */
export function periodsOf(jobs: Jobs): ReadonlyMap<string, Duration> {
  return new Map(
    Object.entries(jobs).map(([name, { everyTicks = 1 }]) => [name, seconds(everyTicks)]),
  );
}

interface Parts {
  readonly jobs: Jobs;
  readonly leases: Leases;
  /** Identifies this process or this invocation. */
  readonly lease: string;
  readonly log: Log;
  /** Told of each run that ended well. */
  readonly onSuccess?: ((name: string) => void) | undefined;
}

const TICK_MS = 1_000;
// How long a process that dies keeps its jobs from the others.
const LEASE_MS = 6_000;
const RENEW_EVERY_TICKS = 2;

/** After this many runs in a row the next cron or nudge continues: an invocation must not last forever. */
const REPEATS_MAX = 10;
const INVOCATION_LEASE_MS = 60_000;

export interface Timer {
  /**
   * Runs a job as soon as it is free, once however often it is requested in the meantime. Never waits, never throws.
   */
  nudge(name: string): void;
  start(deps: Deps): void;
  /** One tick now, for a host that wakes the process by the clock. */
  tick(): void;
  /** Lets running jobs finish and releases the leases. */
  stop(): Promise<void>;
}

/**
 * Jobs of a long-lived process: every second, and at once when nudged. The process keeps its leases while it lives,
 * so an idle portal writes once in two seconds and not once per job and tick.
 */
export function createTimer(parts: Parts, tickMs = TICK_MS): Timer {
  const { jobs, leases, lease, log } = parts;
  const names = Object.keys(jobs);
  const heldUntil = new Map<string, number>();
  const wanted = new Set<string>();
  const running = new Map<string, Promise<void>>();
  const ended = createEnded();
  let renewAt = 0;
  let ticks = 0;
  let deps: Deps | undefined;
  let timer: ReturnType<typeof setInterval> | undefined;
  let renewing: Promise<void> | undefined;

  return { nudge, start, tick, stop };

  function start(given: Deps): void {
    deps = given;
    timer = setInterval(tick, tickMs);
    tick();
  }

  function tick(): void {
    if (performance.now() >= renewAt) renewing ??= renew().finally(() => renewing = undefined);
    for (const [name, { everyTicks = 1 }] of Object.entries(jobs)) {
      if (ticks % everyTicks === 0) nudge(name);
    }
    ticks++;
  }

  async function renew(): Promise<void> {
    const asked = performance.now();
    try {
      const held = await leases.claim(names, lease, LEASE_MS, ended.ago);
      renewAt = asked + RENEW_EVERY_TICKS * tickMs;
      for (const name of names) {
        const had = holds(name);
        heldUntil.set(name, held.has(name) ? asked + LEASE_MS : 0);
        if (!had) nudge(name);
      }
    } catch (error) {
      log.error("job leases not renewed", { error });
    }
  }

  function holds(name: string): boolean {
    return (heldUntil.get(name) ?? 0) > performance.now();
  }

  function nudge(name: string): void {
    if (!deps || !holds(name)) return;
    wanted.add(name);
    if (running.has(name)) return;
    running.set(name, run(name, deps));
  }

  async function run(name: string, given: Deps): Promise<void> {
    // Leaves the caller's stack first: a nudge comes in the middle of answering a request.
    await Promise.resolve();
    while (wanted.delete(name) && holds(name)) await runOnce(parts, name, given, ended.note);
    running.delete(name);
  }

  async function stop(): Promise<void> {
    clearInterval(timer);
    deps = undefined;
    wanted.clear();
    await Promise.all([renewing, ...running.values()]);
    const held = names.filter(holds);
    if (held.length > 0) await leases.release(held, lease, "all", ended.ago);
  }
}

/**
 * Runs one job within one invocation of a runtime that keeps no process: under a lease of its own, and again if it
 * was requested in the meantime.
 */
export async function runInvocation(
  parts: Parts,
  name: string,
  deps: Deps,
): Promise<void> {
  const { leases, lease } = parts;
  const ended = createEnded();
  for (let times = 1; times <= REPEATS_MAX; times++) {
    const held = await leases.claim([name], lease, INVOCATION_LEASE_MS, ended.ago);
    if (!held.has(name)) return;
    await runOnce(parts, name, deps, ended.note);
    const released = await leases.release([name], lease, "unwanted", ended.ago);
    if (released.has(name)) return;
  }
}

/** When each job last ended well here: told with the next lease, so that it costs no write of its own. */
function createEnded() {
  const at = new Map<string, number>();
  return {
    note: (name: string) => void at.set(name, performance.now()),
    ago: (name: string) => {
      const last = at.get(name);
      return last === undefined ? undefined : performance.now() - last;
    },
  };
}

async function runOnce(
  { jobs, log, onSuccess }: Parts,
  name: string,
  deps: Deps,
  noteEnd: (name: string) => void,
): Promise<void> {
  try {
    await jobs[name]?.run(deps);
    noteEnd(name);
    onSuccess?.(name);
  } catch (error) {
    log.error("job failed", { job: name, error });
  }
}
