import { eq, sql } from "drizzle-orm";
import type { BatchEvent } from "../../core/settlement_batch/batch_events.ts";
import {
  builtTransfers,
  paidTransfers,
  returnedTransfers,
} from "../../core/settlement_batch/batch_transfers.ts";
import type { SettlementBatch } from "../../core/settlement_batch/settlement_batch.ts";
import type { Transfer } from "../../core/book/transfer.ts";
import type { Instant } from "../../core/time.ts";
import type { Statement } from "../../core/unit.ts";
import { post } from "../book/post.ts";
import { holdTakes } from "../hold/changes.ts";
import type { Changes } from "../engine/changes.ts";
import { build, prepare } from "../engine/statement.ts";
import { endPayout, sendPayout } from "./payout_changes.ts";
import { settlementBatches, settlementItems } from "./table.ts";
import { waitsFor } from "./waits_for.ts";

const at = sql.placeholder;
const insert = prepare<ReturnType<typeof row>>(
  build.insert(settlementBatches).values({
    settlementId: at("settlementId"),
    merchantNo: at("merchantNo"),
    accountOf: at("accountOf"),
    no: at("no"),
    clearingDay: at("clearingDay"),
    dueOn: at("dueOn"),
    items: at("items"),
    normalCount: at("normalCount"),
    normalAmount: at("normalAmount"),
    normalFee: at("normalFee"),
    errorCount: at("errorCount"),
    errorAmount: at("errorAmount"),
    errorFee: at("errorFee"),
    carriedIn: at("carriedIn"),
    released: at("releasedFen"),
    held: at("heldFen"),
    madeUp: at("madeUpFen"),
    paid: at("paidFen"),
    carriedOut: at("carriedOutFen"),
    holdId: at("holdId"),
    state: at("state"),
    pendingLine: at("pendingLine"),
    builtAt: at("builtAt"),
    version: at("version"),
  }),
);
const take = prepare(
  build.update(settlementItems).set({ settlementId: sql`${at("settlementId")}` })
    .where(waitsFor(sql`${at("merchantNo")}`, sql`${at("clearingDay")}`)),
);
const move = prepare(
  build.update(settlementBatches).set({
    state: sql`${at("state")}`,
    pendingLine: sql`${at("pendingLine")}`,
    version: sql`${at("version")}`,
  }).where(eq(settlementBatches.settlementId, at("settlementId"))),
);
export const batchChanges = {
  "settlement.built": ({ batch, cleared, at: bookedAt }) => [
    insert(row(batch)),
    take({ ...batch }),
    ...(batch.holdId ? [holdTakes(batch.holdId, batch.held)] : []),
    ...book(batch, bookedAt, builtTransfers(batch, cleared)),
  ],
  "settlement.sent": ({ batch, payout }) => [move({ ...batch }), sendPayout(payout)],
  "settlement.paid": ({ batch, payout, at: bookedAt }) => [
    move({ ...batch }),
    endPayout(payout),
    ...book(batch, bookedAt, paidTransfers(batch)),
  ],
  "settlement.returned": ({ batch, payout, wasPaid, at: bookedAt }) => [
    move({ ...batch }),
    endPayout(payout),
    ...(wasPaid ? book(batch, bookedAt, returnedTransfers(batch)) : []),
  ],
} satisfies Changes<BatchEvent>;

function book(
  { settlementId: subjectId, version, merchantNo }: SettlementBatch,
  bookedAt: Instant,
  transfers: readonly Transfer[],
): readonly Statement[] {
  return transfers.length === 0
    ? []
    : post({ subjectId, version, merchantNo, at: bookedAt, transfers });
}

function row(batch: SettlementBatch) {
  const { normal, error } = batch;
  return {
    ...batch,
    normalCount: normal.count,
    normalAmount: normal.amount.fen,
    normalFee: normal.fee.fen,
    errorCount: error.count,
    errorAmount: error.amount.fen,
    errorFee: error.fee.fen,
    carriedIn: batch.carriedIn.fen,
    releasedFen: batch.released.fen,
    heldFen: batch.held.fen,
    madeUpFen: batch.madeUp.fen,
    paidFen: batch.paid.fen,
    carriedOutFen: batch.carriedOut.fen,
  };
}
