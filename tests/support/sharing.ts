import type { Actor } from "../../core/actor.ts";
import type { AgreementId, MerchantNo } from "../../core/id.ts";
import { decideReview } from "../../core/review/decide_review.ts";
import { openReview } from "../../core/review/open_review.ts";
import type { AgreedSharing } from "../../core/sharing/sharing_agreement.ts";
import { withdrawSharing } from "../../core/sharing/withdraw_sharing.ts";
import type { BusinessDay } from "../../core/time.ts";
import { must } from "./fixtures.ts";
import type { TestApp } from "./test_app.ts";

export const proposer: Actor = { type: "operator", name: "li.wei" };
export const confirmer: Actor = { type: "operator", name: "chen.yu" };

let agreements = 0;

/** An agreement of the test merchant with its children that two people have agreed to, for a year. */
export async function agreedSharing(
  app: TestApp,
  given: Partial<AgreedSharing> & { readonly parentNo?: MerchantNo } = {},
): Promise<AgreementId> {
  const { parentNo: merchantNo = app.merchant.merchant.merchantNo, ...changes } = given;
  const agreed: AgreedSharing = {
    agreementNo: `AGR-${++agreements}`,
    covers: "children",
    firstDay: "2026-01-01" as BusinessDay,
    lastDay: "2027-12-31" as BusinessDay,
    sharesContracts: true,
    parentMay: [],
    ...changes,
  };
  const proposed = { kind: "sharing_agreement", agreed } as const;
  const { reviewId } = must(
    await openReview(app.deps, { merchantNo, proposed, by: proposer }),
  );
  must(await decideReview(app.deps, { reviewId, verdict: "confirmed", by: confirmer }));
  const [agreement] = await app.deps.load(app.deps.sharing.byNo(merchantNo, agreed.agreementNo));
  if (!agreement) throw new Error("Not agreed");
  return agreement.agreementId;
}

export async function withdrawn(app: TestApp, agreementId: AgreementId): Promise<void> {
  must(await withdrawSharing(app.deps, { agreementId, by: proposer }));
}
