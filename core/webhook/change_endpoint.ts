import { byCaller } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { EndpointId, MerchantNo } from "../id.ts";
import type { Caller, CallerRefusal } from "../merchant/caller.ts";
import { merchantNow } from "../merchant/merchant.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { Instant } from "../time.ts";
import type { Endpoint } from "./endpoint.ts";
import type { WebhookType } from "./event_type.ts";
import { type NotInFamily, notInFamily } from "./family.ts";

export type EndpointNotFound = {
  readonly code: "endpoint_not_found";
  readonly endpoint_id: string;
};

export interface ChangeEndpoint {
  readonly caller: Caller;
  readonly endpointId: EndpointId;
  /** Only the given fields change. */
  readonly changes: {
    readonly url?: string | undefined;
    readonly eventTypes?: readonly WebhookType[] | undefined;
    readonly merchantNos?: readonly MerchantNo[] | undefined;
    readonly state?: "enabled" | "disabled" | undefined;
  };
}

export type ChangeEndpointRefusal = CallerRefusal | EndpointNotFound | NotInFamily;

/** Changes an endpoint. Disabling it cancels deliveries due to it; enabling it resets its failure record. */
export function changeEndpoint(
  deps: Deps,
  { caller, endpointId, changes }: ChangeEndpoint,
): Promise<Result<{ readonly endpoint: Endpoint; readonly at: Instant }, ChangeEndpointRefusal>> {
  return retryOnConflict(async () => {
    const merchantNos = changes.merchantNos ?? [];
    const [merchant, endpoint, family] = await deps.load(
      deps.merchants.calling(caller),
      deps.endpoints.ownById(caller, endpointId),
      deps.endpoints.family(caller, merchantNos),
    );
    if (!merchant) return rejected({ code: "key_unknown" });
    if (!endpoint) return rejected({ code: "endpoint_not_found", endpoint_id: endpointId });
    const stranger = notInFamily(merchantNos, family);
    if (stranger) return rejected(stranger);

    const changed = applied(endpoint, changes);
    const at = merchantNow(merchant, deps.now());
    if (!changed) return ok({ endpoint, at });
    const eventId = deps.newId("evt");
    const by = byCaller(caller);
    await deps.commit([{ type: "endpoint.changed", endpoint: changed, eventId, at, by }]);
    return ok({ endpoint: changed, at });
  });
}

/** The endpoint afterwards, or undefined when nothing changes. */
export function applied(
  endpoint: Endpoint,
  changes: ChangeEndpoint["changes"],
): Endpoint | undefined {
  const state = changes.state ?? endpoint.state;
  const url = changes.url ?? endpoint.url;
  const turned = state !== endpoint.state;
  const wanted: Endpoint = {
    ...endpoint,
    url,
    eventTypes: changes.eventTypes ?? endpoint.eventTypes,
    merchantNos: changes.merchantNos ?? endpoint.merchantNos,
    state,
    disabledReason: !turned
      ? endpoint.disabledReason
      : state === "disabled"
      ? "merchant"
      : undefined,
  };
  if (JSON.stringify(wanted) === JSON.stringify(endpoint)) return undefined;
  const run = turned || url !== endpoint.url ? { failingSince: undefined, failuresInRow: 0 } : {};
  return { ...wanted, ...run, version: endpoint.version + 1 };
}
