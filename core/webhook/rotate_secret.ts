import { byCaller } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { EndpointId } from "../id.ts";
import type { Caller, CallerRefusal } from "../merchant/caller.ts";
import { merchantNow } from "../merchant/merchant.ts";
import { ok, rejected, type Result } from "../result.ts";
import { after, type Duration, hours } from "../time.ts";
import type { EndpointWithSecret } from "./add_endpoint.ts";
import type { EndpointNotFound } from "./change_endpoint.ts";
import type { EndpointSecret } from "./endpoint.ts";
import { makeSecret } from "./endpoint_secret.ts";

/** Long enough to roll out a new secret without missing a webhook, short enough to contain a leak. */
export const OVERLAP: Duration = hours(24);

export interface RotateSecret {
  readonly caller: Caller;
  readonly endpointId: EndpointId;
  /** How long the old secrets keep signing alongside the new one. */
  readonly overlap: Duration;
}

/** Gives an endpoint a new secret and key pair. Until `overlap` has passed, every webhook carries both signatures. */
export function rotateSecret(
  deps: Deps,
  { caller, endpointId, overlap }: RotateSecret,
): Promise<Result<EndpointWithSecret, CallerRefusal | EndpointNotFound>> {
  return retryOnConflict(async () => {
    const [merchant, endpoint] = await deps.load(
      deps.merchants.calling(caller),
      deps.endpoints.ownById(caller, endpointId),
    );
    if (!merchant) return rejected({ code: "key_unknown" });
    if (!endpoint) return rejected({ code: "endpoint_not_found", endpoint_id: endpointId });

    const at = merchantNow(merchant, deps.now());
    const previousExpiresAt = after(at, overlap);
    const number = Math.max(0, ...endpoint.secrets.map((each) => each.number)) + 1;
    const made = await makeSecret(deps, { endpointId, number }, { now: at });
    const rotated = {
      ...endpoint,
      version: endpoint.version + 1,
      secrets: [made.secret, ...endpoint.secrets.map((each) => ending(each, previousExpiresAt))],
    };
    await deps.commit([{
      type: "endpoint.secret_rotated",
      endpoint: rotated,
      secret: made.secret,
      previousExpiresAt,
      eventId: deps.newId("evt"),
      at,
      by: byCaller(caller),
    }]);
    return ok({ endpoint: rotated, secret: made.plain, at });
  });
}

function ending(secret: EndpointSecret, by: NonNullable<EndpointSecret["expiresAt"]>) {
  const sooner = secret.expiresAt !== undefined && secret.expiresAt < by;
  return sooner ? secret : { ...secret, expiresAt: by };
}
