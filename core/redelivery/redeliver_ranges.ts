import { byClock } from "../actor.ts";
import { conflictOf } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { FlowOptions } from "../flow.ts";
import { merchantNow } from "../merchant/merchant.ts";
import { sweep } from "../sweep.ts";
import type { Instant } from "../time.ts";
import type { AskedDelivery } from "../webhook/delivery.ts";
import { type Considered, ended, type Redelivery, type RedeliverySignal } from "./redelivery.ts";

/** So many are made before they are sent: a stop leaves little behind. Most wait where one subject has many. */
const LEFT_MAX = { ready: 50, untried: 500 };
/** So many events are looked at in one step. */
const LOOKED_MAX = 500;

/**
 * Goes on with each range that is sent again, a step at a time. A step is one unit with its cursor, so that a process
 * that dies neither skips nor repeats one, and of two at the same step one makes nothing.
 */
export async function redeliverRanges(deps: Deps, options?: FlowOptions): Promise<void> {
  await sweep<Redelivery>(deps, {
    name: "redeliver_ranges",
    subject: ({ redeliveryId, merchantNo }) => ({ id: redeliveryId, merchantNo }),
    due: (_, __, max) => deps.redeliveries.running(max),
    work: (redelivery) => goOn(deps, redelivery),
  }, options);
}

/** False while enough of it waits to be sent. */
async function goOn(deps: Deps, found: Redelivery): Promise<boolean> {
  const { endpointId } = found;
  const [endpoint, owner] = await deps.load(
    deps.endpoints.byId(endpointId),
    deps.endpoints.owner(endpointId),
  );
  if (!owner) return false;
  const at = merchantNow(owner, deps.now());
  const [redelivery, left] = await deps.load(
    deps.redeliveries.runningTo(endpointId),
    deps.redeliveries.left(found, at, LEFT_MAX),
  );
  if (redelivery?.redeliveryId !== found.redeliveryId) return true;
  if (endpoint?.state !== "enabled") return await end(deps, redelivery, "stopped", at);
  const room = Math.min(LEFT_MAX.ready - left.ready, LEFT_MAX.untried - left.untried);
  if (room <= 0) return false;

  const [considered] = await deps.load(deps.redeliveries.next(redelivery, LOOKED_MAX));
  if (considered.length === 0) return await end(deps, redelivery, "finished", at);
  const taken = upTo(considered, room);
  const deliveries = taken.filter(({ wanted }) => wanted)
    .map((each) => again(redelivery, each, deps.newId("dlv")));
  const to = taken.at(-1)?.eventSeq ?? redelivery.pastSeq;
  const verdict = await deps.write(deps.redeliveries.step(redelivery, { deliveries, to, at }));
  if (deliveries.length > 0) deps.nudge("deliver_webhooks");
  return verdict.type === "committed";
}

/** As far as there are no more than so many that are meant. */
function upTo(considered: readonly Considered[], max: number): readonly Considered[] {
  let room = max;
  const end = considered.findIndex(({ wanted }) => wanted && room-- === 0);
  return end === -1 ? considered : considered.slice(0, end);
}

function again(
  { endpointId, merchantNo }: Redelivery,
  { eventSeq, eventId, subjectId, originalId, round }: Considered,
  deliveryId: AskedDelivery["deliveryId"],
): AskedDelivery {
  return {
    deliveryId,
    eventId,
    eventSeq,
    endpointId,
    merchantNo,
    subjectId,
    round: round + 1,
    trigger: "range",
    originalId,
  };
}

async function end(
  deps: Deps,
  redelivery: Redelivery,
  state: RedeliverySignal,
  at: Instant,
): Promise<boolean> {
  await conflictOf(deps.commit([{
    type: `redelivery.${state}`,
    redelivery: ended(redelivery, state, at),
    eventId: deps.newId("evt"),
    at,
    by: byClock,
  }]));
  return true;
}
