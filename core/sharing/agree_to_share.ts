import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import type { DomainEvent } from "../event.ts";
import type { MerchantNo } from "../id.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { Instant } from "../time.ts";
import type { AgreedSharing } from "./sharing_agreement.ts";

export type AgreementNoTaken = {
  readonly code: "agreement_no_taken";
  readonly agreement_no: string;
};

/** What puts an agreement in force, which two people have agreed to. */
export async function agreeToShare(
  deps: Deps,
  parentNo: MerchantNo,
  { agreed, at, by }: {
    readonly agreed: AgreedSharing;
    readonly at: Instant;
    readonly by: Actor;
  },
): Promise<Result<readonly DomainEvent[], AgreementNoTaken>> {
  const { agreementNo } = agreed;
  const [same] = await deps.load(deps.sharing.byNo(parentNo, agreementNo));
  if (same) return rejected({ code: "agreement_no_taken", agreement_no: agreementNo });
  const agreementId = deps.newId("agr");
  return ok([{
    type: "sharing.agreed",
    agreement: { ...agreed, agreementId, parentNo, state: "in_force", agreedAt: at, version: 1 },
    eventId: deps.newId("evt"),
    at,
    by,
  }]);
}
