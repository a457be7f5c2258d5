import { asc, eq, sql } from "drizzle-orm";
import type { MerchantNo, ProposalId } from "../../core/id.ts";
import type { Proposal, ProposalContent, ProposalState } from "../../core/proposal/proposal.ts";
import type { ProposalStore } from "../../core/proposal/proposal_store.ts";
import type { Row } from "../../core/query.ts";
import { instant } from "../../core/time.ts";
import { Columns } from "../engine/columns.ts";
import { all, first, pack } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";
import { proposals } from "./table.ts";

function readProposal(row: Row): Proposal {
  const columns = new Columns(row);
  return {
    proposalId: columns.text("proposal_id") as ProposalId,
    merchantNo: columns.text("merchant_no") as MerchantNo,
    content: columns.json<ProposalContent>("content"),
    sealed: columns.textOrNone("sealed"),
    state: columns.text("state") as ProposalState,
    proposedBy: columns.text("proposed_by"),
    proposedAt: instant(columns.int("proposed_at")),
    version: columns.int("version"),
  };
}

const at = sql.placeholder;
const row = pack([proposals, ""]);
const byId = prepare(
  build.select(row.fields).from(proposals).where(eq(proposals.proposalId, at("proposalId"))),
);
const open = prepare(
  build.select(row.fields).from(proposals).where(eq(proposals.state, sql`'open'`))
    .orderBy(asc(proposals.proposalId)).limit(at("max")),
);

export const proposalStore: ProposalStore = {
  byId: (proposalId) => first(row, byId({ proposalId }), readProposal),
  open: (max) => all(row, open({ max }), readProposal),
};
