import type { EventSpecs, Subject } from "../event_spec.ts";
import type { Review } from "./review.ts";
import { reviewResource } from "./review_resource.ts";

export interface ReviewEvent {
  readonly type: "review.opened" | "review.confirmed" | "review.withdrawn";
  readonly review: Review;
}

export const reviewEvents = {
  "review.opened": {
    subject,
    data,
    holds: ({ review: { merchantNo } }) => ({ merchant_not_closed: merchantNo }),
  },
  "review.confirmed": { subject, data },
  "review.withdrawn": { subject, data },
} satisfies EventSpecs<ReviewEvent>;

function subject({ review: { reviewId, version, merchantNo } }: ReviewEvent): Subject {
  return { subjectId: reviewId, version, merchantNo };
}

function data({ review }: ReviewEvent) {
  return reviewResource(review);
}
