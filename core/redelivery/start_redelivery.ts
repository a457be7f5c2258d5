import { byCaller } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { EndpointId, RedeliveryId } from "../id.ts";
import type { Caller, CallerRefusal } from "../merchant/caller.ts";
import { type Merchant, merchantNow } from "../merchant/merchant.ts";
import { ok, rejected, type Result } from "../result.ts";
import { after, hours, instant, milliseconds } from "../time.ts";
import type { EndpointNotFound } from "../webhook/change_endpoint.ts";
import type { EndpointDisabled } from "../webhook/send_test_event.ts";
import type { Redelivery, RedeliveryRange } from "./redelivery.ts";
import type { Counted } from "./redelivery_store.ts";

export type RedeliveryRunning = {
  readonly code: "redelivery_running";
  readonly redelivery_id: RedeliveryId;
};

export interface StartRedelivery {
  readonly caller: Caller;
  readonly endpointId: EndpointId;
  readonly range: RedeliveryRange;
}

export type StartRedeliveryRefusal =
  | CallerRefusal
  | EndpointNotFound
  | EndpointDisabled
  | RedeliveryRunning;

/** Sends a range of an endpoint's webhooks again, as a job that goes on by itself; one at a time to each endpoint. */
export function startRedelivery(
  deps: Deps,
  { caller, endpointId, range }: StartRedelivery,
): Promise<Result<Redelivery, StartRedeliveryRefusal>> {
  return retryOnConflict(async () => {
    const [merchant, endpoint, running] = await deps.load(
      deps.merchants.calling(caller),
      deps.endpoints.ownById(caller, endpointId),
      deps.redeliveries.runningTo(endpointId),
    );
    if (!merchant) return rejected({ code: "key_unknown" });
    if (!endpoint) return rejected({ code: "endpoint_not_found", endpoint_id: endpointId });
    if (endpoint.state !== "enabled") {
      return rejected({ code: "endpoint_disabled", endpoint_id: endpointId });
    }
    if (running) {
      return rejected({ code: "redelivery_running", redelivery_id: running.redeliveryId });
    }
    const at = merchantNow(merchant, deps.now());
    // What has happened by now, this very moment too.
    const until = { ...range, to: instant(Math.min(range.to, at + 1)) };
    const [bounds] = await deps.load(deps.redeliveries.bounds(madeWithin(merchant, until)));
    const redelivery: Redelivery = {
      redeliveryId: deps.newId("rdl"),
      endpointId,
      merchantNo: merchant.merchantNo,
      range: until,
      state: "running",
      ...bounds,
      made: 0,
      createdAt: at,
      endedAt: undefined,
      version: 1,
    };
    const by = byCaller(caller);
    await deps.commit([
      { type: "redelivery.started", redelivery, eventId: deps.newId("evt"), at, by },
    ]);
    deps.nudge("redeliver_ranges");
    return ok(redelivery);
  });
}

/** How many webhooks a range means now. */
export async function countRange(
  deps: Pick<Deps, "load" | "redeliveries">,
  merchant: Merchant,
  { endpointId, range }: Pick<StartRedelivery, "endpointId" | "range">,
): Promise<Counted> {
  const [bounds] = await deps.load(deps.redeliveries.bounds(madeWithin(merchant, range)));
  const [counted] = await deps.load(deps.redeliveries.count(endpointId, range, bounds));
  return counted;
}

/** An event is numbered soon after its id was made, and says a time of about then. */
const MARGIN = hours(1);

/** Test merchants' clocks say nothing about when an event was made. */
function madeWithin({ mode }: Merchant, { from, to }: RedeliveryRange) {
  if (mode === "test") return undefined;
  return { from: after(from, milliseconds(-MARGIN)), to: after(to, MARGIN) };
}
