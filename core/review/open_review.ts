import { type Actor, actorText, personOf } from "../actor.ts";
import type { Deps } from "../deps.ts";
import type { MerchantNo } from "../id.ts";
import { merchantNow } from "../merchant/merchant.ts";
import type { MerchantNotFound } from "../merchant/suspend_merchant.ts";
import { ok, rejected, type Result } from "../result.ts";
import { type BankAccount, masked } from "../settlement/settlement_account.ts";
import { type Review, type ReviewContent, reviewContext } from "./review.ts";

/** With the account itself, which is sealed. */
export type Proposed =
  | Exclude<ReviewContent, { kind: "settlement_account" }>
  | { readonly kind: "settlement_account"; readonly account: BankAccount };

export interface OpenReview {
  readonly merchantNo: MerchantNo;
  readonly proposed: Proposed;
  readonly by: Actor;
}

export type OpenReviewRefusal =
  | MerchantNotFound
  /** Whoever proposes must be told apart from whoever confirms. */
  | { readonly code: "person_required" };

/** Writes down what one person wants; nothing is in force before another confirms it. */
export async function openReview(
  deps: Deps,
  { merchantNo, proposed, by }: OpenReview,
): Promise<Result<Review, OpenReviewRefusal>> {
  if (personOf(by) === undefined) return rejected({ code: "person_required" });
  const [merchant] = await deps.load(deps.merchants.byNo(merchantNo));
  if (!merchant || merchant.state === "closed") {
    return rejected({ code: "merchant_not_found", merchant_no: merchantNo });
  }
  const reviewId = deps.newId("rvw");
  const at = merchantNow(merchant, deps.now());
  const review: Review = {
    reviewId,
    merchantNo,
    content: proposed.kind === "settlement_account"
      ? { kind: proposed.kind, masked: masked(proposed.account) }
      : proposed,
    sealed: proposed.kind === "settlement_account"
      ? await deps.vault.seal(JSON.stringify(proposed.account), reviewContext(reviewId))
      : undefined,
    state: "open",
    proposedBy: actorText(by),
    proposedAt: at,
    version: 1,
  };
  const eventId = deps.newId("evt");
  await deps.commit([{ type: "review.opened", review, eventId, at, by }]);
  return ok(review);
}
