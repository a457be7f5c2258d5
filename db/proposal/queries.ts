import { and, asc, desc, eq, gt, sql } from "drizzle-orm";
import type { MerchantNo, ProposalId, StaffId } from "../../core/id.ts";
import {
  type Proposal,
  PROPOSALS_PAGE,
  type ProposalStanding,
} from "../../core/proposal/proposal.ts";
import type { ProposalStore } from "../../core/proposal/proposal_store.ts";
import type { Row } from "../../core/query.ts";
import { instant } from "../../core/time.ts";
import { Columns } from "../engine/columns.ts";
import { all, first, pack } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";
import { proposals } from "./table.ts";

const at = sql.placeholder;
const row = pack([proposals, ""]);

const own = sql`coalesce(${proposals.place}, '') = ${at("place")}`;
const otherOwner = sql`exists (select 1 from staff s
  where s.merchant_no = ${proposals.place} and s.role = 'owner' and s.state = 'active'
    and s.staff_id <> ${proposals.proposedBy}
    and s.staff_id <> coalesce(json_extract(${proposals.act}, '$.staffId'), ''))`;
/** The institution's own, its operators' about merchants, and those of a merchant that has no owner to confirm them. */
const ofInstitution = sql`(${proposals.place} is null or not ${otherOwner}
  or exists (select 1 from staff s where s.staff_id = ${proposals.proposedBy} and s.merchant_no is null))`;

const open = and(
  eq(proposals.state, "waiting"),
  gt(proposals.expiresAt, at("now")),
  gt(proposals.proposalId, at("past")),
);
const listed = (whose: typeof own) =>
  build.select(row.fields).from(proposals).where(and(whose, open))
    .orderBy(asc(proposals.proposalId)).limit(PROPOSALS_PAGE + 1);
const one = (whose: typeof own) =>
  build.select(row.fields).from(proposals)
    .where(and(whose, eq(proposals.proposalId, at("proposalId"))));

const waitingThere = prepare(listed(own));
const waitingHere = prepare(listed(ofInstitution));
const oneThere = prepare(one(own));
const oneHere = prepare(one(ofInstitution));

const counted = prepare<{ place: string; now: number }>(
  build.select({ count: sql<number>`count(*)`.as("count") }).from(proposals)
    .where(and(own, eq(proposals.state, "waiting"), gt(proposals.expiresAt, at("now")))),
);

const ABOUT_MAX = 20;
const about = prepare(
  build.select(row.fields).from(proposals)
    .where(sql`json_extract(${proposals.act}, '$.of') = ${at("of")}`)
    .orderBy(desc(proposals.proposalId)).limit(ABOUT_MAX),
);

export const proposalStore: ProposalStore = {
  waiting: (place, now, past = "prp_") =>
    all(
      row,
      place === undefined ? waitingHere({ now, past }) : waitingThere({ place, now, past }),
      readProposal,
    ),
  countOpen: (place, now) => ({
    statement: counted({ place: place ?? "", now }),
    read: ([found]) => Number(found?.["count"] ?? 0),
  }),
  visibleById: (place, proposalId) =>
    first(
      row,
      place === undefined ? oneHere({ proposalId }) : oneThere({ place, proposalId }),
      readProposal,
    ),
  about: (of) => all(row, about({ of }), readProposal),
};

function readProposal(found: Row): Proposal {
  const columns = new Columns(found);
  return {
    proposalId: columns.text("proposal_id") as ProposalId,
    merchantNo: columns.textOrNone("merchant_no") as MerchantNo | undefined,
    act: columns.json("act"),
    sealed: columns.textOrNone("sealed"),
    digest: columns.text("digest"),
    proposedBy: columns.text("proposed_by") as StaffId,
    proposedAt: instant(columns.int("proposed_at")),
    expiresAt: instant(columns.int("expires_at")),
    version: columns.int("version"),
    ...standing(columns),
  };
}

function standing(columns: Columns): ProposalStanding {
  const state = columns.text("state") as Proposal["state"];
  switch (state) {
    case "waiting":
      return { state };
    case "confirmed":
    case "withdrawn":
      return {
        state,
        decidedBy: columns.text("decided_by") as StaffId,
        decidedAt: instant(columns.int("decided_at")),
      };
  }
}
