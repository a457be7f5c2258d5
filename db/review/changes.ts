import { eq, sql } from "drizzle-orm";
import { actorText } from "../../core/actor.ts";
import type { Stamp } from "../../core/event_spec.ts";
import type { ReviewEvent } from "../../core/review/review_events.ts";
import type { Changes } from "../engine/changes.ts";
import { build, prepare } from "../engine/statement.ts";
import { reviews } from "./table.ts";

export const reviewChanges = {
  "review.opened": ({ review }) => {
    const content = JSON.stringify(review.content);
    return [insert({ ...review, kind: review.content.kind, content })];
  },
  "review.confirmed": decide,
  "review.withdrawn": decide,
} satisfies Changes<ReviewEvent>;

/** Whoever the event is by decided; the table refuses that it is whoever proposed. */
function decide({ review, at: decidedAt, by }: ReviewEvent & Stamp) {
  return [update({ ...review, decidedBy: actorText(by), decidedAt })];
}

const at = sql.placeholder;

const insert = prepare(
  build.insert(reviews).values({
    reviewId: at("reviewId"),
    merchantNo: at("merchantNo"),
    kind: at("kind"),
    content: at("content"),
    sealed: at("sealed"),
    state: at("state"),
    proposedBy: at("proposedBy"),
    proposedAt: at("proposedAt"),
    version: at("version"),
  }),
);

const update = prepare(
  build.update(reviews).set({
    state: sql`${at("state")}`,
    sealed: sql`${at("sealed")}`,
    decidedBy: sql`${at("decidedBy")}`,
    decidedAt: sql`${at("decidedAt")}`,
    version: sql`${at("version")}`,
  }).where(eq(reviews.reviewId, at("reviewId"))),
);
