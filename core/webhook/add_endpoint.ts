import { byCaller } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { EventOf, Stamp } from "../event_spec.ts";
import type { EndpointId, EventId, MerchantNo } from "../id.ts";
import type { Caller, CallerRefusal } from "../merchant/caller.ts";
import { type Merchant, merchantNow } from "../merchant/merchant.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { Instant } from "../time.ts";
import { type Endpoint, ENDPOINTS_MAX } from "./endpoint.ts";
import type { EndpointEvent } from "./endpoint_events.ts";
import { type MadeSecret, makeSecret } from "./endpoint_secret.ts";
import type { WebhookType } from "./event_type.ts";
import { type NotInFamily, notInFamily } from "./family.ts";

export interface AddEndpoint {
  readonly caller: Caller;
  /** Already checked by the route: well-formed, and not a private address. */
  readonly url: string;
  readonly eventTypes: readonly WebhookType[];
  readonly merchantNos: readonly MerchantNo[];
  /** `whsec_…` if a specific one is needed, as in the demo; otherwise it is generated. */
  readonly secret?: string | undefined;
}

export type AddEndpointRefusal =
  | CallerRefusal
  | { readonly code: "endpoints_too_many"; readonly max: number }
  | NotInFamily;

/** An endpoint with the secret that is shown only once. */
export interface EndpointWithSecret {
  readonly endpoint: Endpoint;
  readonly secret: string;
  readonly at: Instant;
}

/** Adds a webhook endpoint, enabled, with its first secret and key pair. */
export function addEndpoint(
  deps: Deps,
  command: AddEndpoint,
): Promise<Result<EndpointWithSecret, AddEndpointRefusal>> {
  const { caller, merchantNos } = command;
  return retryOnConflict(async () => {
    const [merchant, existing, family] = await deps.load(
      deps.merchants.calling(caller),
      deps.endpoints.list(caller),
      deps.endpoints.family(caller, merchantNos),
    );
    const endpointId = deps.newId("whe");
    const at = merchant ? merchantNow(merchant, deps.now()) : deps.now();
    const made = await makeSecret(deps, { endpointId, number: 1 }, {
      now: at,
      plain: command.secret,
    });
    const decision = decide(command, { merchant, existing, family }, {
      endpointId,
      eventId: deps.newId("evt"),
      at,
      made,
    });
    if (!decision.ok) return decision;
    await deps.commit([decision.value]);
    return ok({ endpoint: decision.value.endpoint, secret: made.plain, at });
  });
}

function decide(
  command: AddEndpoint,
  facts: {
    readonly merchant: Merchant | undefined;
    readonly existing: readonly Endpoint[];
    readonly family: readonly MerchantNo[];
  },
  given: {
    readonly endpointId: EndpointId;
    readonly eventId: EventId;
    readonly at: Instant;
    readonly made: MadeSecret;
  },
): Result<EventOf<EndpointEvent, "endpoint.added"> & Stamp, AddEndpointRefusal> {
  const { merchant, existing, family } = facts;
  if (!merchant) return rejected({ code: "key_unknown" });
  if (existing.length >= ENDPOINTS_MAX) {
    return rejected({ code: "endpoints_too_many", max: ENDPOINTS_MAX });
  }
  const stranger = notInFamily(command.merchantNos, family);
  if (stranger) return rejected(stranger);

  const endpoint: Endpoint = {
    endpointId: given.endpointId,
    merchantNo: merchant.merchantNo,
    url: command.url,
    eventTypes: command.eventTypes,
    merchantNos: command.merchantNos,
    state: "enabled",
    failingSince: undefined,
    failuresInRow: 0,
    disabledReason: undefined,
    createdAt: given.at,
    version: 1,
    secrets: [given.made.secret],
  };
  return ok({
    type: "endpoint.added",
    endpoint,
    eventId: given.eventId,
    at: given.at,
    by: byCaller(command.caller),
  });
}
