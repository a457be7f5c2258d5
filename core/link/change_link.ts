import { byCaller } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { LinkId } from "../id.ts";
import type { Caller, CallerRefusal } from "../merchant/caller.ts";
import { type MerchantNotActive, merchantNow, notActive } from "../merchant/merchant.ts";
import { ok, rejected, type Result } from "../result.ts";
import { advance, type LinkState } from "./link.ts";
import type { LinkOfMerchant } from "./open_link.ts";

export interface ChangeLink {
  readonly caller: Caller;
  readonly linkId: LinkId;
  readonly state: LinkState;
}

export type ChangeLinkRefusal =
  | CallerRefusal
  | MerchantNotActive
  | { readonly code: "link_not_found"; readonly link_id: string };

/**
 * Pauses a link or makes it active again; orders already opened are not affected. Setting the current state changes
 * nothing.
 */
export function changeLink(
  deps: Deps,
  { caller, linkId, state }: ChangeLink,
): Promise<Result<LinkOfMerchant, ChangeLinkRefusal>> {
  return retryOnConflict(async () => {
    const [merchant, link] = await deps.load(
      deps.merchants.calling(caller),
      deps.links.ownById(caller, linkId),
    );
    if (!merchant) return rejected({ code: "key_unknown" });
    if (!link) return rejected({ code: "link_not_found", link_id: linkId });

    const changed = advance(link, state === "paused" ? "paused" : "resumed");
    if (changed === link) return ok({ link, merchant });
    const halted = state === "active" && notActive(merchant);
    if (halted) return rejected(halted);
    const type = state === "paused" ? "link.paused" : "link.resumed";
    const at = merchantNow(merchant, deps.now());
    const by = byCaller(caller);
    await deps.commit([{ type, link: changed, eventId: deps.newId("evt"), at, by }]);
    return ok({ link: changed, merchant });
  });
}
