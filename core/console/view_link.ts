import type { Deps } from "../deps.ts";
import type { LinkId } from "../id.ts";
import type { LinkOfMerchant } from "../link/open_link.ts";
import type { StaffCaller } from "../merchant/caller.ts";
import { historyOf, type Step } from "./history.ts";

export interface LinkOfMerchantView extends LinkOfMerchant {
  readonly steps: readonly Step[];
}

/** One of the merchant number's links, with all that happened to it. */
export async function viewLinkOfMerchant(
  deps: Deps,
  caller: StaffCaller,
  linkId: LinkId,
): Promise<LinkOfMerchantView | undefined> {
  const [link, merchant] = await deps.load(
    deps.links.ownById(caller, linkId),
    deps.links.owner(linkId),
  );
  if (!link || !merchant) return undefined;
  return { link, merchant, steps: await historyOf(deps, caller.merchantNo, [linkId]) };
}
