import type { Deps } from "../core/deps.ts";
import type { FlowOptions } from "../core/flow.ts";
import { createPool, LOOK_AGAIN_MS, type Pool, SLOTS } from "../core/pool.ts";
import { attempt, claimDeliveries } from "../core/webhook/deliver.ts";
import type { AttemptOutcome, ClaimedDelivery } from "../core/webhook/delivery.ts";
import type { Endpoint } from "../core/webhook/endpoint.ts";
import { fanOut } from "../core/webhook/fan_out.ts";
import { recordOutcomes } from "../core/webhook/record_outcomes.ts";

/** One endpoint gets at most a fifth of the slots, and never more than five. */
const PER_ENDPOINT_MAX = 5;
/** Of a range that is sent again, so that it is never in the way of what has just happened. */
const LATE_PER_ENDPOINT_MAX = 2;
/** After this many failed writes in a row the leases expire and the webhooks are sent again. */
const KEEP_TRIES_MAX = 50;

/** What one dispatcher has in flight. Never the source of truth: if it is lost, the leases expire. */
interface Sending {
  readonly pool: Pool;
  outcomes: AttemptOutcome[];
  keepTries: number;
  running: boolean;
}

/**
 * Delivers webhooks: fans new events out, then sends what is due, until nothing is and every receiver has answered or
 * timed out. A receiver that hangs holds up only its own webhooks.
 */
export async function deliverWebhooks(deps: Deps, options: FlowOptions = {}): Promise<void> {
  await dispatch(deps, newSending(options), { ...options, leave: false });
}

export interface Dispatcher {
  /** Ends when only receivers are waited for; an answer that comes later asks for the next run by itself. */
  run(deps: Deps): Promise<void>;
  /** Waits for the receivers and records their answers; claims nothing more. */
  end(deps: Deps): Promise<void>;
}

/** The same for a process that lives long, where the next event is seen at once. */
export function createDispatcher(options: FlowOptions = {}): Dispatcher {
  const portals = new WeakMap<Deps, Sending>();
  return {
    run: async (deps) => {
      const sending = portals.get(deps) ?? newSending(options);
      portals.set(deps, sending);
      await dispatch(deps, sending, { ...options, leave: true });
    },
    end: async (deps) => {
      const sending = portals.get(deps);
      if (sending) await dispatch(deps, sending, { stopAfterMs: 0, leave: false });
    },
  };
}

function newSending(options: FlowOptions): Sending {
  return { pool: createPool(options), outcomes: [], keepTries: 0, running: false };
}

async function dispatch(
  deps: Deps,
  sending: Sending,
  { slots = SLOTS, stopAfterMs = Infinity, leave }: FlowOptions & { readonly leave: boolean },
): Promise<void> {
  const claimUntil = performance.now() + stopAfterMs;
  const perEndpoint = Math.max(1, Math.min(PER_ENDPOINT_MAX, Math.floor(slots / 5)));
  const latePerEndpoint = Math.min(LATE_PER_ENDPOINT_MAX, perEndpoint);
  const lateMax = Math.max(1, Math.floor(slots / 4));
  const { pool } = sending;
  sending.running = true;
  try {
    for (;;) {
      const claiming = performance.now() < claimUntil;
      // Sent together, so that the writer takes all in one batch, the record first: what it releases can be claimed.
      const [recorded, told, sent] = await Promise.all([
        recordSome(deps, sending),
        claiming ? fanOut(deps) : 0,
        claiming ? claimSome() : 0,
      ]);
      // With answers at hand there is no need to wait for more: they are recorded while others arrive.
      if (recorded > 0 || told > 0 || sent > 0 || sending.outcomes.length > 0) continue;
      if (leave || pool.size() === 0) return;
      await pool.ending("any");
    }
  } finally {
    sending.running = false;
  }

  /** How many were claimed. */
  async function claimSome(): Promise<number> {
    const free = pool.free();
    if (free === 0) return 0;
    const claimed = await claimDeliveries(deps, {
      max: free,
      perEndpoint,
      latePerEndpoint,
      lateMax,
    });
    if (claimed.length === 0) return 0;
    const endpointIds = [...new Set(claimed.map((each) => each.endpointId))];
    const [endpoints] = await deps.load(deps.endpoints.byIds(endpointIds));
    const byId = new Map(endpoints.map((each) => [each.endpointId, each]));
    for (const delivery of claimed) {
      const endpoint = byId.get(delivery.endpointId);
      // Otherwise the endpoint was disabled since the claim, which cancelled the delivery.
      if (endpoint?.state === "enabled") pool.begin(send(deps, sending, { delivery, endpoint }));
    }
    return claimed.length;
  }
}

/** How many outcomes there were. */
async function recordSome(deps: Deps, sending: Sending): Promise<number> {
  const taken = sending.outcomes;
  sending.outcomes = [];
  if (taken.length === 0) return 0;
  if (await recordOutcomes(deps, taken)) {
    sending.keepTries = 0;
    // What a range has made is sent: it goes on.
    if (taken.some(({ delivery }) => delivery.trigger === "range")) deps.nudge("redeliver_ranges");
  } else if (++sending.keepTries <= KEEP_TRIES_MAX) {
    sending.outcomes.unshift(...taken);
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  } else {
    sending.keepTries = 0;
    deps.log.error("webhook outcomes not recorded", { count: taken.length });
  }
  return taken.length;
}

async function send(
  deps: Deps,
  sending: Sending,
  { delivery, endpoint }: { readonly delivery: ClaimedDelivery; readonly endpoint: Endpoint },
): Promise<void> {
  try {
    // Apart from the push: the list is another one by the time the answer comes.
    const outcome = await attempt(deps, delivery, endpoint);
    sending.outcomes.push(outcome);
  } catch (error) {
    deps.log.error("webhook not sent", { delivery_id: delivery.deliveryId, error });
  }
  if (!sending.running) deps.nudge("deliver_webhooks");
}
