import { eq, sql } from "drizzle-orm";
import { placeOf, type Proposal } from "../../core/proposal/proposal.ts";
import type { ProposalEvent } from "../../core/proposal/proposal_events.ts";
import type { Changes } from "../engine/changes.ts";
import { build, prepare } from "../engine/statement.ts";
import { proposals } from "./table.ts";

export const proposalChanges = {
  "proposal.made": ({ proposal }) => [insert(proposalRow(proposal))],
  "proposal.confirmed": decide,
  "proposal.withdrawn": decide,
} satisfies Changes<ProposalEvent>;

function decide({ proposal }: ProposalEvent) {
  return [update(proposalRow(proposal))];
}

const at = sql.placeholder;

const insert = prepare<ReturnType<typeof proposalRow>>(
  build.insert(proposals).values({
    proposalId: at("proposalId"),
    merchantNo: at("merchantNo"),
    place: at("place"),
    act: at("act"),
    sealed: at("sealed"),
    digest: at("digest"),
    state: at("state"),
    proposedBy: at("proposedBy"),
    proposedAt: at("proposedAt"),
    expiresAt: at("expiresAt"),
    version: at("version"),
  }),
);
const update = prepare<ReturnType<typeof proposalRow>>(
  build.update(proposals).set({
    state: sql`${at("state")}`,
    sealed: sql`${at("sealed")}`,
    decidedBy: sql`${at("decidedBy")}`,
    decidedAt: sql`${at("decidedAt")}`,
    version: sql`${at("version")}`,
  }).where(eq(proposals.proposalId, at("proposalId"))),
);

function proposalRow(given: Proposal) {
  const { act, ...proposal } = given;
  const decision = proposal.state === "waiting" ? undefined : proposal;
  return {
    ...proposal,
    place: placeOf(given),
    act: JSON.stringify(act),
    decidedBy: decision?.decidedBy,
    decidedAt: decision?.decidedAt,
  };
}
