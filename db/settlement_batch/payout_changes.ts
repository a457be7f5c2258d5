import { eq, sql } from "drizzle-orm";
import type { Payout } from "../../core/settlement_batch/settlement_batch.ts";
import type { Statement } from "../../core/unit.ts";
import { build, prepare } from "../engine/statement.ts";
import { payouts } from "./table.ts";

const at = sql.placeholder;
const send = prepare(
  build.insert(payouts).values({
    payoutId: at("payoutId"),
    settlementId: at("settlementId"),
    refundId: at("refundId"),
    run: at("run"),
    accountId: at("accountId"),
    masked: at("masked"),
    fen: at("fen"),
    state: at("state"),
    sentAt: at("sentAt"),
  }),
);
const end = prepare(
  build.update(payouts).set({
    state: sql`${at("state")}`,
    paidOn: sql`${at("paidOn")}`,
    reference: sql`${at("reference")}`,
    returnedBecause: sql`${at("returnedBecause")}`,
    returnedAs: sql`${at("returnedAs")}`,
  }).where(eq(payouts.payoutId, at("payoutId"))),
);

export function sendPayout(payout: Payout): Statement {
  return send(row(payout));
}

export function endPayout(payout: Payout): Statement {
  return end(row(payout));
}

function row({ amount, masked, ...payout }: Payout) {
  return { ...payout, fen: amount.fen, masked: masked && JSON.stringify(masked) };
}
