import { byCaller } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { EndpointId } from "../id.ts";
import type { Caller, CallerRefusal } from "../merchant/caller.ts";
import { merchantNow } from "../merchant/merchant.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { EndpointNotFound } from "./change_endpoint.ts";

/** Deletes an endpoint for good; deliveries due to it are cancelled. Its past deliveries stay readable. */
export function deleteEndpoint(
  deps: Deps,
  { caller, endpointId }: { readonly caller: Caller; readonly endpointId: EndpointId },
): Promise<Result<undefined, CallerRefusal | EndpointNotFound>> {
  return retryOnConflict(async () => {
    const [merchant, endpoint] = await deps.load(
      deps.merchants.calling(caller),
      deps.endpoints.ownById(caller, endpointId),
    );
    if (!merchant) return rejected({ code: "key_unknown" });
    if (!endpoint) return rejected({ code: "endpoint_not_found", endpoint_id: endpointId });
    await deps.commit([{
      type: "endpoint.deleted",
      endpoint: { ...endpoint, state: "deleted", version: endpoint.version + 1 },
      eventId: deps.newId("evt"),
      at: merchantNow(merchant, deps.now()),
      by: byCaller(caller),
    }]);
    return ok(undefined);
  });
}
