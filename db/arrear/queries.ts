import { and, asc, desc, eq, lte, type SQL, sql } from "drizzle-orm";
import type {
  Arrear,
  ArrearFacts,
  ArrearStanding,
  RetriesEnd,
  SettledBy,
} from "../../core/arrear/arrear.ts";
import type { ArrearStore } from "../../core/arrear/arrear_store.ts";
import type { OwnArrear } from "../../core/arrear/own_arrear.ts";
import type { ChannelName } from "../../core/channel/channel.ts";
import type { ContractState } from "../../core/contract/contract.ts";
import type {
  ArrearId,
  ContractId,
  DeductionId,
  MerchantNo,
  OrderId,
  PaymentId,
} from "../../core/id.ts";
import { cny } from "../../core/money.ts";
import type { Row } from "../../core/query.ts";
import { instant } from "../../core/time.ts";
import { isPresent, presentOf } from "../channel/connected.ts";
import { contracts } from "../contract/table.ts";
import { Columns } from "../engine/columns.ts";
import { all, first, pack } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";
import { forCaller } from "../merchant/caller.ts";
import { forClock } from "../merchant/clock.ts";
import { listing } from "../merchant/listing.ts";
import { searchingByEnd, stretchOf } from "../merchant/searching.ts";
import { merchants } from "../merchant/table.ts";
import { arrears } from "./table.ts";

const at = sql.placeholder;
const row = pack([arrears, ""]);
const ownRow = pack([arrears, ""], [contracts, "c_"], [merchants, "m_"]);

const byId = prepare(
  build.select(row.fields).from(arrears).where(
    eq(arrears.arrearId, at("arrearId")),
  ),
);
const ownById = forCaller<{ arrearId: string }>((merchantNo) =>
  build.select(row.fields).from(arrears)
    .where(and(eq(arrears.arrearId, at("arrearId")), eq(arrears.merchantNo, merchantNo)))
);
const ofDeduction = prepare<{ deductionId: string }>(
  build.select(row.fields).from(arrears).where(
    sql`${arrears.arrearId} = (select arrear_id from deductions where deduction_id = ${
      at("deductionId")
    } and arrear_id is not null) or ${arrears.deductionId} = ${at("deductionId")}`,
  ),
);
const listed = {
  select: (condition: SQL, order: SQL) =>
    build.select(row.fields).from(arrears).where(condition).orderBy(order).limit(at("limit")),
  id: arrears.arrearId,
  createdAt: arrears.openedAt,
  merchantNo: arrears.merchantNo,
  ofMerchant: { deduction_id: arrears.deductionId },
  ofParent: { contract_id: arrears.contractId },
  state: arrears.state,
};
const list = listing<"deduction_id" | "contract_id">(listed);
const search = searchingByEnd({
  ...listed,
  endedAt: arrears.endedAt,
  ofMerchant: {
    ...listed.ofMerchant,
    arrear_id: arrears.arrearId,
    merchant_order_no: arrears.merchantOrderNo,
  },
  looked: {
    amount_from: sql`${arrears.amount} >= ${at("amount_from")}`,
    amount_to: sql`${arrears.amount} <= ${at("amount_to")}`,
  },
});

const own = () =>
  build.select(ownRow.fields).from(arrears)
    .innerJoin(contracts, eq(contracts.contractId, arrears.contractId))
    .innerJoin(merchants, eq(merchants.merchantNo, arrears.merchantNo));
// What is owed first.
const owedFirst = [sql`${arrears.state} <> 'owed'`, desc(arrears.arrearId)] as const;
const ofConsumer = prepare<{ consumerId: string; arrearId: string }>(
  own().where(and(
    eq(arrears.arrearId, at("arrearId")),
    eq(contracts.consumerId, at("consumerId")),
  )),
);
const ofContract = prepare<{ contractId: string; max: number }>(
  own().where(eq(arrears.contractId, at("contractId"))).orderBy(...owedFirst).limit(at("max")),
);
const ofSession = prepare<{ tokenDigest: string; max: number }>(
  own().where(sql`${contracts.consumerId} = (
    select consumer_id from consumer_sessions where token_digest = ${at("tokenDigest")})`)
    .orderBy(...owedFirst).limit(at("max")),
);

const toBeRetried = prepare<{ max: number }>(
  build.select(row.fields).from(arrears)
    .where(sql`${arrears.dueAt} is not null or (
      ${arrears.retrying} is not null and ${arrears.retriesEnd} is null)`)
    .limit(at("max")),
);

const due = forClock(arrears.merchantNo, (whose) =>
  build.select(row.fields).from(arrears)
    .innerJoin(contracts, eq(contracts.contractId, arrears.contractId))
    .where(and(
      lte(arrears.dueAt, at("now")),
      whose,
      sql`(${contracts.state} in ('terminating', 'terminated') or (
        ${contracts.state} = 'active' and ${isPresent(contracts.channel)}
        and not exists (select 1 from merchants m
          where m.merchant_no in (${arrears.merchantNo}, ${contracts.merchantNo},
            coalesce(${arrears.settleMerchantNo}, ${arrears.merchantNo}))
          and m.state <> 'active')
        and not exists (select 1 from orders o where o.arrear_id = ${arrears.arrearId}
          and (o.state = 'open' or exists (select 1 from payments p
            where p.order_id = o.order_id and p.state = 'processing')))))`,
    )).orderBy(asc(arrears.dueAt)).limit(at("max")));

export const arrearStore: ArrearStore = {
  byId: (arrearId) => first(row, byId({ arrearId }), (found) => readArrear(found)),
  ownById: (caller, arrearId) =>
    first(row, ownById(caller, { arrearId }), (found) => readArrear(found)),
  list: (caller, page, filters) =>
    all(row, list(caller, page, filters), (found) => readArrear(found)),
  search: (caller, page, filters) =>
    stretchOf(search(caller, page, filters), row, (found) => readArrear(found)),
  ofDeduction: (deductionId) =>
    first(row, ofDeduction({ deductionId }), (found) => readArrear(found)),
  ofConsumer: (consumerId, arrearId) =>
    first(ownRow, ofConsumer({ consumerId, arrearId }), readOwn),
  ofContract: (contractId, max) => all(ownRow, ofContract({ contractId, max }), readOwn),
  ofSession: (tokenDigest, max) => all(ownRow, ofSession({ tokenDigest, max }), readOwn),
  toBeRetried: (max) => all(row, toBeRetried({ max }), (found) => readArrear(found)),
  dueToRetry: (now, { merchantNo, channels, max }) =>
    all(row, due(merchantNo, { now, max, ...presentOf(channels) }), (found) => readArrear(found)),
};

/** What somebody owes; `prefix` when its columns are selected next to another table's. */
export function readArrear(found: Row, prefix = ""): Arrear {
  const columns = new Columns(found, prefix);
  return { ...readFacts(columns), ...readStanding(columns) };
}

function readOwn(found: Row): OwnArrear {
  const contract = new Columns(found, "c_");
  return {
    ...readArrear(found),
    payee: new Columns(found, "m_").text("name"),
    channel: contract.text("channel") as ChannelName,
    contractState: contract.text("state") as ContractState,
  };
}

function readFacts(columns: Columns): ArrearFacts {
  return {
    arrearId: columns.text("arrear_id") as ArrearId,
    deductionId: columns.text("deduction_id") as DeductionId,
    contractId: columns.text("contract_id") as ContractId,
    merchantNo: columns.text("merchant_no") as MerchantNo,
    merchantOrderNo: columns.text("merchant_order_no"),
    settleMerchantNo: columns.textOrNone("settle_merchant_no") as MerchantNo | undefined,
    amount: cny(columns.int("amount")),
    subject: columns.text("subject"),
    openedAt: instant(columns.int("opened_at")),
    retryTimes: columns.json<readonly number[]>("retry_times").map(instant),
    retriesPassed: columns.int("retries_passed"),
    orderId: columns.textOrNone("order_id") as OrderId | undefined,
    version: columns.int("version"),
  };
}

function readStanding(columns: Columns): ArrearStanding {
  const state = columns.text("state");
  switch (state) {
    case "owed":
      return {
        state,
        retrying: columns.textOrNone("retrying") as DeductionId | undefined,
        retriesEnd: columns.textOrNone("retries_end") as RetriesEnd | undefined,
      };
    case "settled":
      return {
        state,
        settledAt: instant(columns.int("ended_at")),
        settledBy: readSettledBy(columns),
      };
    case "waived":
      return {
        state,
        waivedAt: instant(columns.int("ended_at")),
        reason: columns.textOrNone("waiver_reason"),
      };
    default:
      throw new TypeError(`Cannot read arrear: unknown state "${state}"`);
  }
}

function readSettledBy(columns: Columns): SettledBy {
  const by = columns.text("settled_by") as SettledBy["by"];
  if (by === "checkout") {
    return {
      by,
      orderId: columns.text("order_id") as OrderId,
      paymentId: columns.text("settling_payment_id") as PaymentId,
    };
  }
  return { by, deductionId: columns.text("settling_deduction_id") as DeductionId };
}
