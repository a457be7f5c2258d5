import { sharingFacts } from "../sharing/sharing_resource.ts";
import { rfc3339 } from "../time.ts";
import type { Review, ReviewContent } from "./review.ts";

/** As the desk and the events show it. */
export function reviewResource(review: Review) {
  return {
    review_id: review.reviewId,
    merchant_no: review.merchantNo,
    kind: review.content.kind,
    content: shown(review.content),
    state: review.state,
    proposed_by: review.proposedBy,
    proposed_at: rfc3339(review.proposedAt),
  };
}

function shown(content: ReviewContent): Readonly<Record<string, unknown>> {
  switch (content.kind) {
    case "settlement_account": {
      const { bank, lastFour, holder } = content.masked;
      return { bank, last_four: lastFour, holder };
    }
    case "sharing_agreement":
      return sharingFacts(content.agreed);
    case "merchant_key":
      return { alg: content.alg, jwk: JSON.parse(content.jwk) };
    case "closing":
      return { reason: content.reason };
  }
}
