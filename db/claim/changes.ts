import { eq, sql } from "drizzle-orm";
import type { Claim } from "../../core/claim/claim.ts";
import type { ClaimEvent } from "../../core/claim/claim_events.ts";
import type { Changes } from "../engine/changes.ts";
import { build, prepare } from "../engine/statement.ts";
import { claims } from "./table.ts";

const at = sql.placeholder;

const insert = prepare<ReturnType<typeof row>>(
  build.insert(claims).values({
    claimId: at("claimId"),
    disputeId: at("disputeId"),
    subjectId: at("subjectId"),
    merchantNo: at("merchantNo"),
    amount: at("amount"),
    state: at("state"),
    openedAt: at("openedAt"),
    version: at("version"),
  }),
);
/** What was claimed once stays known. */
const update = prepare<ReturnType<typeof row>>(
  build.update(claims).set({
    amount: sql`${at("amount")}`,
    state: sql`${at("state")}`,
    reference: sql`coalesce(${at("reference")}, reference)`,
    sentAt: sql`coalesce(${at("sentAt")}, sent_at)`,
    droppedBecause: sql`${at("droppedBecause")}`,
    endedAt: sql`${at("endedAt")}`,
    version: sql`${at("version")}`,
  }).where(eq(claims.claimId, at("claimId"))),
);

const updated = ({ claim }: ClaimEvent) => [update(row(claim))];

export const claimChanges = {
  "claim.opened": ({ claim }) => [insert(row(claim))],
  "claim.moved": updated,
  "claim.won": updated,
  "claim.reopened": updated,
  "claim.sent": updated,
  "claim.dropped": updated,
} satisfies Changes<ClaimEvent>;

function row(claim: Claim) {
  const sent = claim.state === "sent" ? claim : undefined;
  const dropped = claim.state === "dropped" ? claim : undefined;
  return {
    ...claim,
    amount: claim.amount.fen,
    reference: sent?.reference,
    sentAt: sent?.sentAt,
    droppedBecause: dropped?.why,
    endedAt: claim.state === "won" ? claim.endedAt : dropped?.endedAt,
  };
}
