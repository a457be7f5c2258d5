import type { ReviewId } from "../id.ts";
import type { Query } from "../query.ts";
import type { Review } from "./review.ts";

export interface ReviewStore {
  byId(reviewId: ReviewId): Query<Review | undefined>;
  /** The oldest first. */
  open(max: number): Query<readonly Review[]>;
}
