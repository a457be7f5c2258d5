import { and, asc, desc, eq, lte, ne, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { Charge } from "../../core/deduction/charge.ts";
import type {
  DeductionStore,
  FoundDeduction,
  NumberedDeduction,
} from "../../core/deduction/deduction_store.ts";
import { merchantNow } from "../../core/merchant/merchant.ts";
import { cny } from "../../core/money.ts";
import type { Row } from "../../core/query.ts";
import { businessDay, type Instant } from "../../core/time.ts";
import { forCaller } from "../merchant/caller.ts";
import { listing } from "../merchant/listing.ts";
import { searchingByEnd, stretchOf } from "../merchant/searching.ts";
import { isPresent, presentOf } from "../channel/connected.ts";
import { Columns } from "../engine/columns.ts";
import { readContract } from "../contract/queries.ts";
import { noticeStore } from "./notices.ts";
import { readDeduction } from "./rows.ts";
import { deductions, pollGuards } from "./table.ts";
import { forClock } from "../merchant/clock.ts";
import { readMerchant } from "../merchant/queries.ts";
import { todayOn } from "../merchant/today.ts";
import { all, first, pack } from "../engine/packed.ts";
import { pollGuardStore, readGuard } from "./poll_guards.ts";
import { contractDays, contracts } from "../contract/table.ts";
import { merchants } from "../merchant/table.ts";
import { build, prepare } from "../engine/statement.ts";

const reader = (now: Instant) => (row: Row): FoundDeduction => ({
  deduction: readDeduction(row),
  contract: readContract(row, "c_"),
  merchant: readMerchant(row, "m_"),
  today: businessDay(merchantNow(readMerchant(row, "o_"), now)),
  usedToday: cny(new Columns(row, "d_").intOrNone("spent") ?? 0),
  guard: readGuard(new Columns(row, "g_")),
});

function readNumbered(row: Row): NumberedDeduction {
  return { deduction: readDeduction(row), guard: readGuard(new Columns(row, "g_")) };
}

function readCharge(row: Row): Charge {
  return { ...readDeduction(row), payee: new Columns(row, "m_").text("name") };
}

const at = sql.placeholder;
const owner = alias(merchants, "owner");
const row = pack(
  [deductions, ""],
  [contracts, "c_"],
  [merchants, "m_"],
  [owner, "o_"],
  [contractDays, "d_"],
  [pollGuards, "g_"],
);
const bareRow = pack([deductions, ""]);
const chargeRow = pack([deductions, ""], [merchants, "m_"]);
const numberedRow = pack([deductions, ""], [pollGuards, "g_"]);

const today = todayOn(owner);

const found = (condition: SQL | undefined) =>
  build.select(row.fields).from(deductions)
    .innerJoin(contracts, eq(contracts.contractId, deductions.contractId))
    .innerJoin(merchants, eq(merchants.merchantNo, deductions.merchantNo))
    .innerJoin(owner, eq(owner.merchantNo, contracts.merchantNo))
    .leftJoin(
      contractDays,
      and(eq(contractDays.contractId, deductions.contractId), eq(contractDays.day, today)),
    )
    .leftJoin(pollGuards, eq(pollGuards.subjectId, deductions.deductionId))
    .where(condition);

const byNo = forCaller<{ no: string }>((merchantNo) =>
  build.select(numberedRow.fields).from(deductions)
    .leftJoin(pollGuards, eq(pollGuards.subjectId, deductions.deductionId))
    .where(and(eq(deductions.merchantNo, merchantNo), eq(deductions.merchantOrderNo, at("no"))))
);
const ownById = forCaller<{ deductionId: string; now: number }>((merchantNo) =>
  found(and(eq(deductions.deductionId, at("deductionId")), eq(deductions.merchantNo, merchantNo)))
);
const listed = {
  select: (condition: SQL, order: SQL) => found(condition).orderBy(order).limit(at("limit")),
  id: deductions.deductionId,
  createdAt: deductions.createdAt,
  merchantNo: deductions.merchantNo,
  ofMerchant: { merchant_order_no: deductions.merchantOrderNo },
  ofParent: { contract_id: deductions.contractId },
  state: deductions.state,
};
const list = listing<"merchant_order_no" | "contract_id">(listed);
const search = searchingByEnd({
  ...listed,
  endedAt: deductions.endedAt,
  ofMerchant: { ...listed.ofMerchant, deduction_id: deductions.deductionId },
  looked: {
    failure: sql`${deductions.failure} = ${at("failure")}`,
    amount_from: sql`${deductions.amount} >= ${at("amount_from")}`,
    amount_to: sql`${deductions.amount} <= ${at("amount_to")}`,
  },
});
const byId = prepare<{ deductionId: string }>(
  build.select(bareRow.fields).from(deductions)
    .where(eq(deductions.deductionId, at("deductionId"))),
);
const byChannelOrderNo = prepare<{ no: string; now: number }>(
  found(eq(deductions.channelOrderNo, at("no"))),
);
const ofContract = prepare<{ contractId: string; max: number }>(
  build.select(chargeRow.fields).from(deductions)
    .innerJoin(merchants, eq(merchants.merchantNo, deductions.merchantNo))
    .where(eq(deductions.contractId, at("contractId")))
    .orderBy(sql`${deductions}.rowid desc`).limit(at("max")),
);
const ofTheSession = sql`${contracts.consumerId} = (
  select consumer_id from consumer_sessions where token_digest = ${at("tokenDigest")})`;
// Read backwards per contract, so that years of charges are not sorted to show the latest.
const ofSession = prepare<{ tokenDigest: string; max: number }>(
  build.select(chargeRow.fields).from(contracts)
    .crossJoin(deductions)
    .innerJoin(merchants, eq(merchants.merchantNo, deductions.merchantNo))
    .where(and(
      ofTheSession,
      sql`${deductions.deductionId} in (
        select d.deduction_id from deductions d where d.contract_id = ${contracts.contractId}
        order by d.rowid desc limit ${at("max")})`,
    ))
    .orderBy(desc(deductions.deductionId)).limit(at("max")),
);

const advances = prepare<{ state: string; past: string; max: number; now: number }>(
  found(sql`${deductions.advance} = ${at("state")} and ${deductions.deductionId} > ${at("past")}`)
    .orderBy(asc(deductions.deductionId)).limit(at("max")),
);

const unsent = sql`${deductions.state} = 'processing' and ${deductions.sentAt} is null`;
const mayMove = or(
  ne(contracts.state, sql`'active'`),
  isPresent(deductions.channel),
);
const dueToSend = prepare<{ now: number; max: number }>(
  found(and(unsent, mayMove)).orderBy(asc(deductions.deductionId)).limit(at("max")),
);

const due = forClock(deductions.merchantNo, (whose) =>
  found(and(
    eq(deductions.state, sql`'processing'`),
    sql`${deductions.queryAfter} is not null`,
    lte(deductions.queryAfter, at("now")),
    isPresent(deductions.channel),
    whose,
  )).orderBy(asc(deductions.queryAfter)).limit(at("max")));

export const deductionStore: DeductionStore = {
  byNo: (caller, no) => first(numberedRow, byNo(caller, { no }), readNumbered),
  ownById: (caller, deductionId, now) =>
    first(row, ownById(caller, { deductionId, now }), reader(now)),
  list: (caller, page, filters, now) => all(row, list(caller, page, filters, { now }), reader(now)),
  search: (caller, page, filters, now) =>
    stretchOf(search(caller, page, filters, { now }), row, reader(now)),
  advances: ({ state, past = "", max }, now) =>
    all(row, advances({ state, past, max, now }), reader(now)),
  byId: (deductionId) => first(bareRow, byId({ deductionId }), (each) => readDeduction(each)),
  byChannelOrderNo: (no, now) => first(row, byChannelOrderNo({ no, now }), reader(now)),
  ofContract: (contractId, max) => all(chargeRow, ofContract({ contractId, max }), readCharge),
  ofSession: (tokenDigest, max) => all(chargeRow, ofSession({ tokenDigest, max }), readCharge),
  dueToSend: (now, channels, max) =>
    all(row, dueToSend({ now, max, ...presentOf(channels) }), reader(now)),
  dueToQuery: ({ now, merchantNo, channels, max }) =>
    all(row, due(merchantNo, { now, max, ...presentOf(channels) }), reader(now)),
  ...noticeStore,
  ...pollGuardStore,
};
