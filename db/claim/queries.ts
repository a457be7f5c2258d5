import { asc, eq, sql } from "drizzle-orm";
import type { Claim, ClaimState } from "../../core/claim/claim.ts";
import type { ClaimStore } from "../../core/claim/claim_store.ts";
import type { ClaimId, DeductionId, DisputeId, MerchantNo, PaymentId } from "../../core/id.ts";
import { cny } from "../../core/money.ts";
import type { Row } from "../../core/query.ts";
import { instant } from "../../core/time.ts";
import { Columns } from "../engine/columns.ts";
import { all, first, pack } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";
import { claims } from "./table.ts";

const at = sql.placeholder;
const row = pack([claims, ""]);
const byId = prepare(
  build.select(row.fields).from(claims).where(eq(claims.claimId, at("claimId"))),
);
const ofDispute = prepare(
  build.select(row.fields).from(claims).where(eq(claims.disputeId, at("disputeId"))),
);
const ofState = prepare(
  build.select(row.fields).from(claims).where(eq(claims.state, at("state")))
    .orderBy(asc(claims.claimId)).limit(at("max")),
);

export const claimStore: ClaimStore = {
  byId: (claimId) => first(row, byId({ claimId }), readClaim),
  ofDispute: (disputeId) => first(row, ofDispute({ disputeId }), readClaim),
  ofState: (state, max) => all(row, ofState({ state, max }), readClaim),
};

function readClaim(found: Row): Claim {
  const columns = new Columns(found);
  const facts = {
    claimId: columns.text("claim_id") as ClaimId,
    disputeId: columns.text("dispute_id") as DisputeId,
    subjectId: columns.text("subject_id") as PaymentId | DeductionId,
    merchantNo: columns.text("merchant_no") as MerchantNo,
    amount: cny(columns.int("amount")),
    openedAt: instant(columns.int("opened_at")),
    version: columns.int("version"),
  };
  const state = columns.text("state") as ClaimState;
  const time = (name: string) => instant(columns.int(name));
  switch (state) {
    case "open":
      return { ...facts, state };
    case "sent":
      return { ...facts, state, reference: columns.text("reference"), sentAt: time("sent_at") };
    case "won":
      return { ...facts, state, endedAt: time("ended_at") };
    case "dropped":
      return { ...facts, state, endedAt: time("ended_at"), why: columns.text("dropped_because") };
  }
}
