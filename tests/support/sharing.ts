import type { Actor } from "../../core/actor.ts";
import type { Deps } from "../../core/deps.ts";
import type { AgreementId, MerchantNo } from "../../core/id.ts";
import { agreeToShare } from "../../core/sharing/agree_to_share.ts";
import type { AgreedSharing } from "../../core/sharing/sharing_agreement.ts";
import { withdrawSharing } from "../../core/sharing/withdraw_sharing.ts";
import type { BusinessDay } from "../../core/time.ts";
import { must } from "./fixtures.ts";
import type { TestApp } from "./test_app.ts";

export const operator: Actor = { type: "operator", name: "li.wei" };

let agreements = 0;

/** An agreement of the test merchant with its children that is in force, for a year. */
export async function agreedSharing(
  { deps, merchant }: TestApp,
  { parentNo = merchant.merchant.merchantNo, ...given }: Partial<AgreedSharing> & {
    readonly parentNo?: MerchantNo;
  } = {},
): Promise<AgreementId> {
  return await agreedAt(deps, parentNo, given);
}

/** The same at any portal. */
export async function agreedAt(
  deps: Deps,
  parentNo: MerchantNo,
  given: Partial<AgreedSharing> = {},
): Promise<AgreementId> {
  const agreed: AgreedSharing = {
    agreementNo: `AGR-${++agreements}`,
    covers: "children",
    firstDay: "2026-01-01" as BusinessDay,
    lastDay: "2027-12-31" as BusinessDay,
    sharesContracts: true,
    parentMay: [],
    ...given,
  };
  const at = deps.now();
  await deps.commit(
    must(await agreeToShare(deps, parentNo, { agreed, at, by: operator })),
  );
  const [agreement] = await deps.load(deps.sharing.byNo(parentNo, agreed.agreementNo));
  if (!agreement) throw new Error("Not agreed");
  return agreement.agreementId;
}

export async function withdrawn(app: TestApp, agreementId: AgreementId): Promise<void> {
  must(await withdrawSharing(app.deps, { agreementId, by: operator }));
}
