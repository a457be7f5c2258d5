import { desc, eq, type SQL, sql } from "drizzle-orm";
import type { FailureReason } from "../../core/channel/failure_reason.ts";
import type { MerchantNo, ResolutionId, StaffId } from "../../core/id.ts";
import type { Row } from "../../core/query.ts";
import type {
  Finding,
  Resolution,
  ResolutionStanding,
  UnclearId,
} from "../../core/resolution/resolution.ts";
import type { ResolutionStore } from "../../core/resolution/resolution_store.ts";
import { instant } from "../../core/time.ts";
import { Columns } from "../engine/columns.ts";
import { all, first, pack } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";
import { resolutions } from "./table.ts";

export function readResolution(row: Row): Resolution {
  const columns = new Columns(row);
  return {
    resolutionId: columns.text("resolution_id") as ResolutionId,
    of: columns.text("unclear_id") as UnclearId,
    merchantNo: columns.text("merchant_no") as MerchantNo,
    finding: readFinding(columns),
    evidence: columns.text("evidence"),
    proposedBy: columns.text("proposed_by") as StaffId,
    proposedAt: instant(columns.int("proposed_at")),
    version: columns.int("version"),
    ...readStanding(columns),
  };
}

function readFinding(columns: Columns): Finding {
  return columns.text("finding") === "succeeded"
    ? { type: "succeeded", channelTxnNo: columns.text("channel_txn_no") }
    : { type: "failed", reason: columns.text("failure_reason") as FailureReason };
}

function readStanding(columns: Columns): ResolutionStanding {
  const state = columns.text("state") as Resolution["state"];
  if (state === "proposed") return { state };
  const decidedBy = columns.text("decided_by") as StaffId;
  return { state, decidedBy, decidedAt: instant(columns.int("decided_at")) };
}

const OF_ONE_MAX = 20;

const at = sql.placeholder;
const row = pack([resolutions, ""]);
const where = (condition: SQL | undefined) =>
  build.select(row.fields).from(resolutions).where(condition);

const byId = prepare(where(eq(resolutions.resolutionId, at("resolutionId"))));
const of = prepare(
  where(eq(resolutions.unclearId, at("unclearId"))).orderBy(desc(resolutions.resolutionId))
    .limit(OF_ONE_MAX),
);

export const resolutionStore: ResolutionStore = {
  byId: (resolutionId) => first(row, byId({ resolutionId }), readResolution),
  of: (unclearId) => all(row, of({ unclearId }), readResolution),
};
