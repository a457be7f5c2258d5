import { eq, sql } from "drizzle-orm";
import { actorText } from "../../core/actor.ts";
import type { Stamp } from "../../core/event_spec.ts";
import type { ProposalEvent } from "../../core/proposal/proposal_events.ts";
import type { Changes } from "../engine/changes.ts";
import { build, prepare } from "../engine/statement.ts";
import { proposals } from "./table.ts";

export const proposalChanges = {
  "proposal.made": ({ proposal }) => {
    const content = JSON.stringify(proposal.content);
    return [insert({ ...proposal, kind: proposal.content.kind, content })];
  },
  "proposal.confirmed": decide,
  "proposal.withdrawn": decide,
} satisfies Changes<ProposalEvent>;

/** Whoever the event is by decided; the table refuses that it is whoever proposed. */
function decide({ proposal, at: decidedAt, by }: ProposalEvent & Stamp) {
  return [update({ ...proposal, decidedBy: actorText(by), decidedAt })];
}

const at = sql.placeholder;

const insert = prepare(
  build.insert(proposals).values({
    proposalId: at("proposalId"),
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
  build.update(proposals).set({
    state: sql`${at("state")}`,
    sealed: sql`${at("sealed")}`,
    decidedBy: sql`${at("decidedBy")}`,
    decidedAt: sql`${at("decidedAt")}`,
    version: sql`${at("version")}`,
  }).where(eq(proposals.proposalId, at("proposalId"))),
);
