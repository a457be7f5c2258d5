import { and, desc, eq, sql } from "drizzle-orm";
import type { Hold } from "../../core/hold/hold.ts";
import type { HoldStore } from "../../core/hold/hold_store.ts";
import type { HoldId, MerchantNo } from "../../core/id.ts";
import { cny } from "../../core/money.ts";
import type { Row } from "../../core/query.ts";
import { instant } from "../../core/time.ts";
import { Columns } from "../engine/columns.ts";
import { all, first, pack } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";
import { settlementHolds } from "./table.ts";

const at = sql.placeholder;
const row = pack([settlementHolds, ""]);
const isInForce = eq(settlementHolds.state, sql`'in_force'`);
const inForce = prepare(
  build.select(row.fields).from(settlementHolds)
    .where(and(eq(settlementHolds.merchantNo, at("merchantNo")), isInForce)),
);
const byId = prepare(
  build.select(row.fields).from(settlementHolds).where(eq(settlementHolds.holdId, at("holdId"))),
);
const SHOWN_MAX = 20;
const of = prepare(
  build.select(row.fields).from(settlementHolds)
    .where(eq(settlementHolds.merchantNo, at("merchantNo")))
    .orderBy(desc(settlementHolds.holdId)).limit(SHOWN_MAX),
);
const list = prepare(
  build.select(row.fields).from(settlementHolds)
    .where(and(isInForce, sql`${settlementHolds.merchantNo} > ${at("past")}`))
    .orderBy(settlementHolds.merchantNo).limit(at("max")),
);

export const holdStore: HoldStore = {
  inForce: (merchantNo) => first(row, inForce({ merchantNo }), readHold),
  byId: (holdId) => first(row, byId({ holdId }), readHold),
  of: (merchantNo) => all(row, of({ merchantNo }), readHold),
  list: (past, max) => all(row, list({ past, max }), readHold),
};

function readHold(found: Row): Hold {
  const columns = new Columns(found);
  const fen = columns.intOrNone("fen");
  const releasedAt = columns.intOrNone("released_at");
  return {
    holdId: columns.text("hold_id") as HoldId,
    merchantNo: columns.text("merchant_no") as MerchantNo,
    amount: fen === undefined ? undefined : cny(fen),
    taken: cny(columns.int("taken")),
    reason: columns.text("reason"),
    state: columns.text("state") as Hold["state"],
    placedAt: instant(columns.int("placed_at")),
    releasedAt: releasedAt === undefined ? undefined : instant(releasedAt),
    releaseReason: columns.textOrNone("release_reason"),
    version: columns.int("version"),
  };
}
