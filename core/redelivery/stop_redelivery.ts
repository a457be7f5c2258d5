import { byCaller } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { RedeliveryId } from "../id.ts";
import type { Caller, CallerRefusal } from "../merchant/caller.ts";
import { merchantNow } from "../merchant/merchant.ts";
import { ok, rejected, type Result } from "../result.ts";
import { ended, type Redelivery } from "./redelivery.ts";

export type RedeliveryNotFound = {
  readonly code: "redelivery_not_found";
  readonly redelivery_id: string;
};

/** Makes no more of it, and takes back what it made and nobody got; one that has ended stays as it is. */
export function stopRedelivery(
  deps: Deps,
  { caller, redeliveryId }: { readonly caller: Caller; readonly redeliveryId: RedeliveryId },
): Promise<Result<Redelivery, CallerRefusal | RedeliveryNotFound>> {
  return retryOnConflict(async () => {
    const [merchant, redelivery] = await deps.load(
      deps.merchants.calling(caller),
      deps.redeliveries.ownById(caller, redeliveryId),
    );
    if (!merchant) return rejected({ code: "key_unknown" });
    if (!redelivery) {
      return rejected({ code: "redelivery_not_found", redelivery_id: redeliveryId });
    }
    if (redelivery.state !== "running") return ok(redelivery);
    const at = merchantNow(merchant, deps.now());
    const stopped = ended(redelivery, "stopped", at);
    const by = byCaller(caller);
    await deps.commit([
      { type: "redelivery.stopped", redelivery: stopped, eventId: deps.newId("evt"), at, by },
    ]);
    return ok(stopped);
  });
}
