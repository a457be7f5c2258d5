import { asc, eq, sql } from "drizzle-orm";
import type { MerchantNo, ReviewId } from "../../core/id.ts";
import type { Review, ReviewContent, ReviewState } from "../../core/review/review.ts";
import type { ReviewStore } from "../../core/review/review_store.ts";
import type { Row } from "../../core/query.ts";
import { instant } from "../../core/time.ts";
import { Columns } from "../engine/columns.ts";
import { all, first, pack } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";
import { reviews } from "./table.ts";

function readReview(row: Row): Review {
  const columns = new Columns(row);
  return {
    reviewId: columns.text("review_id") as ReviewId,
    merchantNo: columns.text("merchant_no") as MerchantNo,
    content: columns.json<ReviewContent>("content"),
    sealed: columns.textOrNone("sealed"),
    state: columns.text("state") as ReviewState,
    proposedBy: columns.text("proposed_by"),
    proposedAt: instant(columns.int("proposed_at")),
    version: columns.int("version"),
  };
}

const at = sql.placeholder;
const row = pack([reviews, ""]);
const byId = prepare(
  build.select(row.fields).from(reviews).where(eq(reviews.reviewId, at("reviewId"))),
);
const open = prepare(
  build.select(row.fields).from(reviews).where(eq(reviews.state, sql`'open'`))
    .orderBy(asc(reviews.reviewId)).limit(at("max")),
);

export const reviewStore: ReviewStore = {
  byId: (reviewId) => first(row, byId({ reviewId }), readReview),
  open: (max) => all(row, open({ max }), readReview),
};
