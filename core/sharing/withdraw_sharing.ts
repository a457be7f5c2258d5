import type { Actor } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { AgreementId } from "../id.ts";
import { merchantNow } from "../merchant/merchant.ts";
import { ok, rejected, type Result } from "../result.ts";
import { type SharingAgreement, sharingMachine } from "./sharing_agreement.ts";

export interface WithdrawSharing {
  readonly agreementId: AgreementId;
  readonly by: Actor;
}

export type WithdrawSharingRefusal = {
  readonly code: "agreement_not_found";
  readonly agreement_id: string;
};

/**
 * Ends an agreement: from the commit on nothing is charged or done under it. One person is enough, because it only
 * takes away. Withdrawing it again changes nothing.
 */
export function withdrawSharing(
  deps: Deps,
  { agreementId, by }: WithdrawSharing,
): Promise<Result<SharingAgreement, WithdrawSharingRefusal>> {
  return retryOnConflict(async () => {
    const [agreement] = await deps.load(deps.sharing.byId(agreementId));
    if (!agreement) return rejected({ code: "agreement_not_found", agreement_id: agreementId });
    if (agreement.state === "withdrawn") return ok(agreement);

    const [parent] = await deps.load(deps.merchants.byNo(agreement.parentNo));
    const at = parent ? merchantNow(parent, deps.now()) : deps.now();
    const state = sharingMachine[agreement.state].withdrawn;
    const withdrawn: SharingAgreement = { ...agreement, state, version: agreement.version + 1 };
    const eventId = deps.newId("evt");
    await deps.commit([{ type: "sharing.withdrawn", agreement: withdrawn, eventId, at, by }]);
    return ok(withdrawn);
  });
}
