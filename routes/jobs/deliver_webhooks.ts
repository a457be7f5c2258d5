import type { Deps } from "../../core/deps.ts";
import type { Instant } from "../../core/time.ts";
import { attempt, claimDeliveries } from "../../core/webhook/deliver.ts";
import type { AttemptOutcome, ClaimedDelivery } from "../../core/webhook/delivery.ts";
import type { Endpoint } from "../../core/webhook/endpoint.ts";
import { fanOut } from "../../core/webhook/fan_out.ts";
import { recordOutcomes } from "../../core/webhook/record_outcomes.ts";

export interface DispatchOptions {
  /** Sends under way at once; one endpoint gets at most five of them. At least 25. */
  readonly slots?: number;
  /** Claims nothing more after this many milliseconds, for a runtime that ends long invocations. */
  readonly stopAfterMs?: number;
}

const SLOTS = 128;
/** A send this old waits for somebody slow: it no longer keeps others from their turn. */
const SLOW_MS = 1_000;
const SLOTS_WITH_SLOW = 4;
/** While slow receivers are waited for, this is how soon a new notice is seen. */
const LOOK_AGAIN_MS = 100;
/** When the store takes no outcomes for so long, their leases end and the notices go out again. */
const KEEP_TRIES_MAX = 50;

/**
 * Tells merchants what happened: fans new events out, then sends what is due until nothing is. A receiver that hangs
 * holds up its own notices only, because others are claimed and recorded while it is waited for.
 */
export async function deliverWebhooks(deps: Deps, options: DispatchOptions = {}): Promise<void> {
  const slots = options.slots ?? SLOTS;
  const underWay = new Map<Promise<void>, Instant>();
  const claimUntil = performance.now() + (options.stopAfterMs ?? Infinity);
  let outcomes: AttemptOutcome[] = [];
  let keepTries = 0;
  let answered = Promise.withResolvers<void>();

  for (;;) {
    answered = Promise.withResolvers<void>();
    const claiming = performance.now() < claimUntil;
    // Sent together, so that the writer takes all three in one batch, the record first: what it frees can be claimed.
    const [recorded, told, sent] = await Promise.all([
      recordSome(),
      claiming ? fanOut(deps) : 0,
      claiming ? claimSome() : 0,
    ]);
    if (recorded === 0 && told === 0 && sent === 0 && underWay.size === 0) return;
    // With answers at hand there is no need to wait for more: they are recorded while others come in.
    if (outcomes.length === 0 && underWay.size > 0) await untilAnswered();
  }

  /** How many outcomes there were. */
  async function recordSome(): Promise<number> {
    const taken = outcomes;
    outcomes = [];
    if (taken.length === 0) return 0;
    if (await recordOutcomes(deps, taken)) {
      keepTries = 0;
    } else if (++keepTries <= KEEP_TRIES_MAX) {
      outcomes.unshift(...taken);
      await pause(LOOK_AGAIN_MS);
    } else {
      deps.log.error("webhook outcomes not kept", { count: taken.length });
    }
    return taken.length;
  }

  /** How many were claimed. */
  async function claimSome(): Promise<number> {
    const free = freeSlots();
    // A claim costs about the same for one as for many.
    if (free < slots / 4) return 0;
    const claimed = await claimDeliveries(deps, free);
    if (claimed.length === 0) return 0;
    const endpointIds = [...new Set(claimed.map((each) => each.endpointId))];
    const [endpoints] = await deps.load(deps.endpoints.byIds(endpointIds));
    const byId = new Map(endpoints.map((each) => [each.endpointId, each]));
    for (const delivery of claimed) {
      const endpoint = byId.get(delivery.endpointId);
      // Otherwise it was switched off since the claim, which cancelled the delivery.
      if (endpoint?.state === "enabled") start(delivery, endpoint);
    }
    return claimed.length;
  }

  function freeSlots(): number {
    const slowSince = deps.now() - SLOW_MS;
    const quick = [...underWay.values()].filter((startedAt) => startedAt > slowSince).length;
    return Math.min(slots - quick, slots * SLOTS_WITH_SLOW - underWay.size);
  }

  function start(delivery: ClaimedDelivery, endpoint: Endpoint): void {
    const sending = attempt(deps, delivery, endpoint).then(
      (outcome) => void outcomes.push(outcome),
      (error) => deps.log.error("webhook not sent", { delivery_id: delivery.deliveryId, error }),
    ).then(() => {
      underWay.delete(sending);
      answered.resolve();
    });
    underWay.set(sending, deps.now());
  }

  /** Or until it is time to look for new notices. */
  async function untilAnswered(): Promise<void> {
    const looking = Promise.withResolvers<void>();
    const timer = setTimeout(looking.resolve, LOOK_AGAIN_MS);
    await Promise.race([answered.promise, looking.promise]);
    clearTimeout(timer);
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
