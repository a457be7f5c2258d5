import type { Deps } from "../deps.ts";
import type { SigningId } from "../id.ts";
import type { StaffCaller } from "../merchant/caller.ts";
import type { Signing } from "../signing/signing.ts";
import { type DeliveredEvent, deliveriesOf, historyOf, type Step } from "./history.ts";

export interface SigningOfMerchant {
  readonly signing: Signing;
  readonly steps: readonly Step[];
  readonly deliveries: readonly DeliveredEvent[];
}

/** One of the merchant number's signings, with all that happened to it. */
export async function viewSigningOfMerchant(
  deps: Deps,
  caller: StaffCaller,
  signingId: SigningId,
): Promise<SigningOfMerchant | undefined> {
  const [signing] = await deps.load(deps.signings.ownById(caller, signingId));
  if (!signing) return undefined;
  const steps = await historyOf(deps, caller.merchantNo, [signingId]);
  return { signing, steps, deliveries: await deliveriesOf(deps, caller, steps) };
}
