import type { Deps } from "../../core/deps.ts";
import type { Instant } from "../../core/time.ts";
import { attempt, claimDeliveries } from "../../core/webhook/deliver.ts";
import type { AttemptOutcome, ClaimedDelivery } from "../../core/webhook/delivery.ts";
import type { Endpoint } from "../../core/webhook/endpoint.ts";
import { fanOut } from "../../core/webhook/fan_out.ts";
import { recordOutcomes } from "../../core/webhook/record_outcomes.ts";

export interface DispatchOptions {
  /** Sends under way at once. One endpoint gets at most five of them, or a fifth. */
  readonly slots?: number;
  /** Claims nothing more after this many milliseconds, for a runtime that ends long invocations. */
  readonly stopAfterMs?: number;
}

const SLOTS = 128;
/** A send this old is waiting for somebody slow: it no longer keeps others from their turn. */
const SLOW_MS = 1_000;
const SLOTS_WITH_SLOW = 4;
/** While slow receivers are waited for, this is how soon a new notice is seen. */
const LOOK_AGAIN_MS = 100;

/**
 * Tells merchants what happened: fans new events out, then sends what is due until nothing is. A receiver that hangs
 * holds up its own notices only, because new ones are claimed and answers recorded while it is waited for.
 */
export async function deliverWebhooks(deps: Deps, options: DispatchOptions = {}): Promise<void> {
  const slots = options.slots ?? SLOTS;
  const underWay = new Map<Promise<void>, Instant>();
  let outcomes: AttemptOutcome[] = [];
  let wake = Promise.withResolvers<void>();
  const claimUntil = options.stopAfterMs === undefined
    ? Infinity
    : performance.now() + options.stopAfterMs;

  for (;;) {
    const settled = outcomes;
    outcomes = [];
    wake = Promise.withResolvers<void>();
    const [told, sent] = await Promise.all([
      claiming() ? fanOut(deps) : 0,
      claiming() ? claimAndSend() : 0,
      settled.length > 0 ? recordOutcomes(deps, settled) : undefined,
    ]);
    if (outcomes.length > 0 || told > 0 || sent > 0 || settled.length > 0) {
      // Yields to the sends, so that answers are recorded many at a time.
      if (outcomes.length === 0 && sent > 0) await rest();
      continue;
    }
    if (underWay.size === 0) return;
    await rest();
  }

  function claiming(): boolean {
    return performance.now() < claimUntil;
  }

  /** Until an answer comes or it is time to look for new notices. */
  async function rest(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, LOOK_AGAIN_MS);
    await Promise.race([wake.promise, promise]);
    clearTimeout(timer);
  }

  async function claimAndSend(): Promise<number> {
    const free = freeSlots();
    if (free < slots / 4) return 0;
    const claimed = await claimDeliveries(deps, free);
    if (claimed.length === 0) return 0;
    const endpointIds = [...new Set(claimed.map((each) => each.endpointId))];
    const [endpoints] = await deps.load(deps.endpoints.byIds(endpointIds));
    const byId = new Map(endpoints.map((each) => [each.endpointId, each]));
    for (const delivery of claimed) {
      const endpoint = byId.get(delivery.endpointId);
      // Switched off since the claim, which cancelled the delivery.
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
      (error) =>
        deps.log.error("webhook not sent", { delivery_id: delivery.deliveryId, error }),
    ).then(() => {
      underWay.delete(sending);
      wake.resolve();
    });
    underWay.set(sending, deps.now());
  }
}
