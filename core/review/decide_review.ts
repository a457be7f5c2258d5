import { type Actor, actorText, personOf } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { DomainEvent } from "../event.ts";
import type { ReviewId } from "../id.ts";
import type { Machine } from "../machine.ts";
import { type ChildNotClosed, closingOf } from "../merchant/close_merchant.ts";
import { type Merchant, merchantNow } from "../merchant/merchant.ts";
import { addProposedKey, type AddProposedKeyRefusal } from "../merchant/add_proposed_key.ts";
import { ok, rejected, type Result } from "../result.ts";
import { setAccount } from "../settlement/set_account.ts";
import { type AgreementNoTaken, agreeToShare } from "../sharing/agree_to_share.ts";
import type { Instant } from "../time.ts";
import {
  type Review,
  reviewContext,
  reviewMachine,
  type ReviewSignal,
  type ReviewState,
} from "./review.ts";

export interface DecideReview {
  readonly reviewId: ReviewId;
  readonly verdict: "confirmed" | "withdrawn";
  readonly by: Actor;
}

export type DecideReviewRefusal =
  | { readonly code: "review_not_found"; readonly review_id: string }
  | {
    readonly code: "review_already_decided";
    readonly review_id: ReviewId;
    readonly state: ReviewState;
  }
  | { readonly code: "person_required" }
  | { readonly code: "second_person_required"; readonly proposed_by: string }
  | AddProposedKeyRefusal
  | AgreementNoTaken
  | ChildNotClosed;

/**
 * Confirms a review, by another person than the one who made it, or withdraws it. What it proposed is in force from
 * the same write on. Deciding the same again changes nothing.
 */
export async function decideReview(
  deps: Deps,
  command: DecideReview,
): Promise<Result<Review, DecideReviewRefusal>> {
  const decided = await decideAndCommit(deps, command);
  if (decided.ok && decided.value.content.kind === "closing") deps.nudge("wind_up_merchants");
  return decided;
}

function decideAndCommit(
  deps: Deps,
  { reviewId, verdict, by }: DecideReview,
): Promise<Result<Review, DecideReviewRefusal>> {
  return retryOnConflict(async () => {
    const [review] = await deps.load(deps.reviews.byId(reviewId));
    const [merchant] = review
      ? await deps.load(deps.merchants.byNo(review.merchantNo))
      : [undefined];
    if (!review || !merchant) {
      return rejected({ code: "review_not_found", review_id: reviewId });
    }
    if (review.state === verdict) return ok(review);
    const machine: Machine<ReviewState, ReviewSignal> = reviewMachine;
    const next = machine[review.state][verdict];
    if (!next) {
      const { state } = review;
      return rejected({ code: "review_already_decided", review_id: reviewId, state });
    }
    if (personOf(by) === undefined) return rejected({ code: "person_required" });
    if (verdict === "confirmed" && review.proposedBy === actorText(by)) {
      const { proposedBy: proposed_by } = review;
      return rejected({ code: "second_person_required", proposed_by });
    }
    const at = merchantNow(merchant, deps.now());
    const effects = verdict === "confirmed"
      ? await effectsOf(deps, review, { merchant, at, by })
      : ok([]);
    if (!effects.ok) return effects;
    const decided: Review = {
      ...review,
      state: next,
      sealed: undefined,
      version: review.version + 1,
    };
    const type = verdict === "confirmed" ? "review.confirmed" : "review.withdrawn";
    const event: DomainEvent = { type, review: decided, eventId: deps.newId("evt"), at, by };
    await deps.commit([event, ...effects.value]);
    return ok(decided);
  });
}

async function effectsOf(
  deps: Deps,
  { reviewId, merchantNo, content, sealed }: Review,
  given: { readonly merchant: Merchant; readonly at: Instant; readonly by: Actor },
): Promise<Result<readonly DomainEvent[], DecideReviewRefusal>> {
  switch (content.kind) {
    case "settlement_account": {
      const account = JSON.parse(await deps.vault.open(sealed ?? "", reviewContext(reviewId)));
      const [previous] = await deps.load(deps.settlements.inForce(merchantNo));
      return ok(await setAccount(deps, { merchantNo, account, previous }, given));
    }
    case "sharing_agreement":
      return await agreeToShare(deps, merchantNo, { ...given, agreed: content.agreed });
    case "merchant_key":
      return await addProposedKey(deps, { ...content, ...given });
    case "closing":
      return await closingOf(deps, given.merchant, { ...given, reason: content.reason });
  }
}
