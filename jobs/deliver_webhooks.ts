import type { Deps } from "../core/deps.ts";
import type { Instant } from "../core/time.ts";
import { attempt, claimDeliveries } from "../core/webhook/deliver.ts";
import type { AttemptOutcome, ClaimedDelivery } from "../core/webhook/delivery.ts";
import type { Endpoint } from "../core/webhook/endpoint.ts";
import { fanOut } from "../core/webhook/fan_out.ts";
import { recordOutcomes } from "../core/webhook/record_outcomes.ts";

export interface DispatchOptions {
  /** Sends in flight at once; one endpoint gets at most a fifth of them, and never more than five. */
  readonly slots?: number;
  /** Claims nothing more after this many milliseconds, for a runtime that ends long invocations. */
  readonly stopAfterMs?: number;
}

const SLOTS = 128;
const PER_ENDPOINT_MAX = 5;
/** A send this old is waiting for a slow receiver: it no longer holds up the others. */
const SLOW_MS = 1_000;
const SLOTS_WITH_SLOW = 4;
/** How soon a new webhook is noticed while waiting for slow receivers. */
const LOOK_AGAIN_MS = 100;
/** After this many failed writes in a row the leases expire and the webhooks are sent again. */
const KEEP_TRIES_MAX = 50;

/** What one dispatcher has in flight. Never the source of truth: if it is lost, the leases expire. */
interface Pool {
  readonly underWay: Map<Promise<void>, Instant>;
  outcomes: AttemptOutcome[];
  keepTries: number;
  running: boolean;
  answered: PromiseWithResolvers<void>;
}

/**
 * Delivers webhooks: fans new events out, then sends what is due, until nothing is and every receiver has answered or
 * timed out. A receiver that hangs holds up only its own webhooks.
 */
export async function deliverWebhooks(deps: Deps, options: DispatchOptions = {}): Promise<void> {
  await dispatch(deps, newPool(), { ...options, leave: false });
}

export interface Dispatcher {
  /** Ends when only receivers are waited for; an answer that comes later asks for the next run by itself. */
  run(deps: Deps): Promise<void>;
  /** Waits for the receivers and records their answers; claims nothing more. */
  end(deps: Deps): Promise<void>;
}

/** The same for a process that lives long, where the next event is seen at once. */
export function createDispatcher(options: DispatchOptions = {}): Dispatcher {
  const pools = new WeakMap<Deps, Pool>();
  return {
    run: async (deps) => {
      const pool = pools.get(deps) ?? newPool();
      pools.set(deps, pool);
      await dispatch(deps, pool, { ...options, leave: true });
    },
    end: async (deps) => {
      const pool = pools.get(deps);
      if (pool) await dispatch(deps, pool, { stopAfterMs: 0, leave: false });
    },
  };
}

function newPool(): Pool {
  return {
    underWay: new Map(),
    outcomes: [],
    keepTries: 0,
    running: false,
    answered: Promise.withResolvers(),
  };
}

async function dispatch(
  deps: Deps,
  pool: Pool,
  { slots = SLOTS, stopAfterMs = Infinity, leave }: DispatchOptions & { readonly leave: boolean },
): Promise<void> {
  const claimUntil = performance.now() + stopAfterMs;
  const perEndpoint = Math.max(1, Math.min(PER_ENDPOINT_MAX, Math.floor(slots / 5)));
  pool.running = true;
  try {
    for (;;) {
      pool.answered = Promise.withResolvers();
      const claiming = performance.now() < claimUntil;
      // Sent together, so that the writer takes all in one batch, the record first: what it releases can be claimed.
      const [recorded, told, sent] = await Promise.all([
        recordSome(deps, pool),
        claiming ? fanOut(deps) : 0,
        claiming ? claimSome() : 0,
      ]);
      // With answers at hand there is no need to wait for more: they are recorded while others arrive.
      if (recorded > 0 || told > 0 || sent > 0 || pool.outcomes.length > 0) continue;
      if (leave || pool.underWay.size === 0) return;
      await answerWithin(pool, LOOK_AGAIN_MS);
    }
  } finally {
    pool.running = false;
  }

  /** How many were claimed. */
  async function claimSome(): Promise<number> {
    const free = freeSlots(pool, deps.now(), slots);
    // A claim costs about the same for one as for many.
    if (free < slots / 4) return 0;
    const claimed = await claimDeliveries(deps, { max: free, perEndpoint });
    if (claimed.length === 0) return 0;
    const endpointIds = [...new Set(claimed.map((each) => each.endpointId))];
    const [endpoints] = await deps.load(deps.endpoints.byIds(endpointIds));
    const byId = new Map(endpoints.map((each) => [each.endpointId, each]));
    for (const delivery of claimed) {
      const endpoint = byId.get(delivery.endpointId);
      // Otherwise the endpoint was disabled since the claim, which cancelled the delivery.
      if (endpoint?.state === "enabled") start(deps, pool, delivery, endpoint);
    }
    return claimed.length;
  }
}

/** How many outcomes there were. */
async function recordSome(deps: Deps, pool: Pool): Promise<number> {
  const taken = pool.outcomes;
  pool.outcomes = [];
  if (taken.length === 0) return 0;
  if (await recordOutcomes(deps, taken)) {
    pool.keepTries = 0;
  } else if (++pool.keepTries <= KEEP_TRIES_MAX) {
    pool.outcomes.unshift(...taken);
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  } else {
    pool.keepTries = 0;
    deps.log.error("webhook outcomes not recorded", { count: taken.length });
  }
  return taken.length;
}

function start(deps: Deps, pool: Pool, delivery: ClaimedDelivery, endpoint: Endpoint): void {
  const sending = attempt(deps, delivery, endpoint).then(
    (outcome) => void pool.outcomes.push(outcome),
    (error) => deps.log.error("webhook not sent", { delivery_id: delivery.deliveryId, error }),
  ).then(() => {
    pool.underWay.delete(sending);
    pool.answered.resolve();
    if (!pool.running) deps.nudge("deliver_webhooks");
  });
  pool.underWay.set(sending, deps.now());
}

function freeSlots({ underWay }: Pool, now: Instant, slots: number): number {
  const quick = [...underWay.values()].filter((startedAt) => startedAt > now - SLOW_MS).length;
  return Math.min(slots - quick, slots * SLOTS_WITH_SLOW - underWay.size);
}

async function answerWithin(pool: Pool, ms: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  await Promise.race([pool.answered.promise, promise]);
  clearTimeout(timer);
}
