import { alias } from "drizzle-orm/sqlite-core";
import { and, asc, type Column, eq, gt, lte, type SQL, sql } from "drizzle-orm";
import type {
  AppId,
  ConsumerId,
  ContractId,
  MerchantNo,
  OpenId,
  OrderId,
  PlanId,
  SigningId,
} from "../../core/id.ts";
import type { Merchant } from "../../core/merchant/merchant.ts";
import type { Row } from "../../core/query.ts";
import type { Agreement } from "../../core/signing/agreement.ts";
import type { Signing, SigningFacts, SigningStanding } from "../../core/signing/signing.ts";
import type {
  AskedSigning,
  OwnedContract,
  SigningStore,
} from "../../core/signing/signing_store.ts";
import { SHARED_WITH_MAX } from "../../core/signing/terms.ts";
import { instant } from "../../core/time.ts";
import { forCaller } from "../merchant/caller.ts";
import { listing } from "../merchant/listing.ts";
import { searching, stretchOf } from "../merchant/searching.ts";
import { Columns } from "../engine/columns.ts";
import { consumers, openIds } from "../consumer/table.ts";
import { consumerSessions } from "../session/table.ts";
import { readConsumer } from "../consumer/queries.ts";
import { readContract } from "../contract/queries.ts";
import { channelOfNumber } from "../merchant/channel.ts";
import { forClock } from "../merchant/clock.ts";
import { readMerchant } from "../merchant/queries.ts";
import { all, first, pack } from "../engine/packed.ts";
import { readPlan } from "../plan/queries.ts";
import { contracts } from "../contract/table.ts";
import { merchantLines, merchants } from "../merchant/table.ts";
import { todayOn } from "../merchant/today.ts";
import { readSharing } from "../sharing/queries.ts";
import { sharingAgreements } from "../sharing/table.ts";
import { plans } from "../plan/table.ts";
import { signingCodes } from "./codes.ts";
import { sharedSignups } from "./shared_signups.ts";
import { signings } from "./table.ts";
import { build, prepare } from "../engine/statement.ts";

function readSigning(row: Row): Signing {
  const columns = new Columns(row);
  return { ...readFacts(columns), ...readStanding(columns) };
}

function readFacts(columns: Columns): SigningFacts {
  return {
    signingId: columns.text("signing_id") as SigningId,
    merchantNo: columns.text("merchant_no") as MerchantNo,
    appId: columns.text("app_id") as AppId,
    planId: columns.text("plan_id") as PlanId,
    planVersion: columns.int("plan_version"),
    contractCode: columns.text("contract_code"),
    userId: columns.textOrNone("user_id"),
    returnUrl: columns.textOrNone("return_url"),
    orderId: columns.textOrNone("order_id") as OrderId | undefined,
    appUrl: columns.textOrNone("app_url"),
    replaces: columns.textOrNone("replaces") as ContractId | undefined,
    createdAt: instant(columns.int("created_at")),
    expiresAt: instant(columns.int("expires_at")),
    version: columns.int("version"),
  };
}

function readStanding(columns: Columns): SigningStanding {
  const state = columns.text("state");
  switch (state) {
    case "open":
      return { state, refusal: columns.textOrNone("refusal") };
    case "confirming":
      return readConfirming(columns);
    case "signed":
      return {
        state,
        consumerId: columns.text("consumer_id") as ConsumerId,
        contractId: columns.text("contract_id") as ContractId,
        alreadySigned: columns.int("already_signed") === 1,
      };
    case "declined":
    case "expired":
      return { state };
    default:
      throw new TypeError(`Cannot read signing: unknown state "${state}"`);
  }
}

function readConfirming(columns: Columns): Extract<SigningStanding, { state: "confirming" }> {
  return {
    state: "confirming",
    consumerId: columns.text("consumer_id") as ConsumerId,
    agreement: columns.json<Agreement>("agreement"),
  };
}

function readOwned(row: Row): OwnedContract {
  return { contract: readContract(row), owner: readMerchant(row, "m_") };
}

function readShared(row: Row) {
  return { child: readMerchant(row), agreement: readSharing(row, "s_") };
}

function readAsked(row: Row): AskedSigning {
  const columns = new Columns(row);
  const signing = { ...readFacts(columns), ...readConfirming(columns) };
  return { signing, asks: columns.int("asks") };
}

const LINE_MAX = 1_000;

const at = sql.placeholder;
const row = pack([signings, ""]);
const planRow = pack([plans, ""]);
const merchantRow = pack([merchants, ""]);
const ownedRow = pack([contracts, ""], [merchants, "m_"]);
const consumerRow = pack([consumers, ""]);
const openIdRow = pack([openIds, ""]);

const readOpenId = (found: Row) => new Columns(found).text("open_id") as OpenId;

const select = (condition: SQL | undefined) =>
  build.select(row.fields).from(signings).where(condition);
const ofId = eq(signings.signingId, at("signingId"));

const byId = prepare(select(ofId));
const ownById = forCaller<{ signingId: string }>((merchantNo) =>
  select(and(ofId, eq(signings.merchantNo, merchantNo)))
);
const listed = {
  select: (condition: SQL, order: SQL) => select(condition).orderBy(order).limit(at("limit")),
  id: signings.signingId,
  createdAt: signings.createdAt,
  merchantNo: signings.merchantNo,
  ofMerchant: { contract_code: signings.contractCode, plan_id: signings.planId },
  ofParent: {},
  // As merchants see it, and as its index spells it.
  state: sql`iif(${signings.state} = 'confirming', 'open', ${signings.state})`,
};
const list = listing<"contract_code" | "plan_id">(listed);
const search = searching({
  ...listed,
  ofMerchant: { ...listed.ofMerchant, signing_id: signings.signingId },
  looked: { user_id: sql`${signings.userId} = ${at("user_id")}` },
});
const openByCode = forCaller<{ contractCode: string }>((merchantNo) =>
  select(and(
    eq(signings.merchantNo, merchantNo),
    eq(signings.contractCode, at("contractCode")),
    sql`${signings.state} in ('open', 'confirming')`,
  ))
);

/** A merchant number or any number above it. */
function inLineOf(merchantNo: SQL, column: Column = merchants.merchantNo): SQL {
  return sql`${column} in (
    with recursive above (merchant_no, parent_no) as (
      select merchant_no, parent_no from merchants where merchant_no = ${merchantNo}
      union all
      select m.merchant_no, m.parent_no from merchants m
      join above on m.merchant_no = above.parent_no
    ) select merchant_no from above)`;
}

/** The caller's own plan or an ancestor's; an approved version before any other, the newest of several. */
const planToSign = forCaller<{ planId: string }>((merchantNo) =>
  build.select(planRow.fields).from(plans).where(and(
    eq(plans.planId, at("planId")),
    inLineOf(merchantNo, plans.merchantNo),
  )).orderBy(sql`state = 'approved' desc, version desc`).limit(1)
);

const planOf = prepare(
  build.select(planRow.fields).from(plans)
    .innerJoin(
      signings,
      and(eq(signings.planId, plans.planId), eq(signings.planVersion, plans.version)),
    )
    .where(ofId),
);
const newerPlanOf = prepare(
  build.select(planRow.fields).from(plans)
    .innerJoin(
      signings,
      and(eq(signings.planId, plans.planId), gt(plans.version, signings.planVersion)),
    )
    .where(and(ofId, eq(plans.state, sql`'approved'`))).limit(1),
);
const merchantOf = prepare(
  build.select(merchantRow.fields).from(merchants)
    .innerJoin(signings, eq(signings.merchantNo, merchants.merchantNo)).where(ofId),
);
const merchantChain = prepare(
  build.select(merchantRow.fields).from(merchants)
    .where(inLineOf(sql`(select merchant_no from signings where signing_id = ${at("signingId")})`))
    .limit(LINE_MAX),
);

const payee = alias(merchants, "payee");
const sharedRow = pack([merchants, ""], [sharingAgreements, "s_"]);

/** Of several agreements in force the one that lasts longest; of too many numbers those opened first. */
const sharing = prepare<{ readonly signingId: string; readonly now: number }>(
  build.select(sharedRow.fields).from(signings)
    .innerJoin(payee, eq(payee.merchantNo, signings.merchantNo))
    .innerJoin(
      sharingAgreements,
      sql`${sharingAgreements.agreementId} = (select a.agreement_id from sharing_agreements a
        where a.parent_no = ${payee.merchantNo} and a.shares_contracts = 1 and a.state = 'in_force'
          and a.first_day <= ${todayOn(payee)} and ${todayOn(payee)} <= a.last_day
        order by a.last_day desc limit 1)`,
    )
    .innerJoin(
      merchantLines,
      sql`${merchantLines.aboveNo} = ${payee.merchantNo} and ${merchantLines.depth} > 0
        and (${sharingAgreements.covers} = 'all_below' or ${merchantLines.depth} = 1)`,
    )
    .innerJoin(merchants, eq(merchants.merchantNo, merchantLines.merchantNo))
    .where(and(ofId, sql`${merchants.state} <> 'closed'`))
    .orderBy(asc(merchantLines.lineId)).limit(SHARED_WITH_MAX),
);

/** Each followed by its parent, starting from the bottom. */
function upwards(found: readonly Merchant[]): readonly Merchant[] {
  const parents = new Set(found.map((each) => each.parentNo));
  const byNo = new Map(found.map((each) => [each.merchantNo, each]));
  const line: Merchant[] = [];
  let next = found.find((each) => !parents.has(each.merchantNo));
  while (next) {
    line.push(next);
    next = next.parentNo === undefined ? undefined : byNo.get(next.parentNo);
  }
  return line;
}

const openId = (consumerId: SQL) =>
  prepare(
    build.select(openIdRow.fields).from(openIds)
      .innerJoin(signings, eq(signings.appId, openIds.appId))
      .where(and(ofId, eq(openIds.consumerId, consumerId))),
  );
const openIdOf = openId(sql`${at("consumerId")}`);
const openIdOfSigner = openId(sql`${signings.consumerId}`);
const signerOf = prepare(
  build.select(consumerRow.fields).from(consumers)
    .innerJoin(signings, eq(signings.consumerId, consumers.consumerId)).where(ofId),
);
const contractMade = prepare(
  build.select(ownedRow.fields).from(contracts)
    .innerJoin(signings, eq(signings.contractId, contracts.contractId))
    .innerJoin(merchants, eq(merchants.merchantNo, contracts.merchantNo)).where(ofId),
);
const confirmingContract = prepare(
  select(and(
    eq(signings.state, sql`'confirming'`),
    sql`json_extract(${signings.agreement}, '$.contractId') = ${at("contractId")}`,
  )),
);
const confirmingElsewhere = prepare(
  select(and(
    eq(signings.consumerId, at("consumerId")),
    eq(signings.state, sql`'confirming'`),
    sql`(app_id, plan_id) = (select app_id, plan_id from signings where signing_id = ${
      at("signingId")
    }) and signing_id <> ${at("signingId")}`,
  )),
);

/** What the signing's number trades through. */
const trades = channelOfNumber(signings.merchantNo);

/**
 * A person has one open id per app, so (app, consumer, plan) is the same key as (app, open id, plan). What is replaced
 * does not count, nor what is only waiting for another channel to confirm its end.
 */
const contractOf = (consumerId: SQL) =>
  prepare(
    build.select(ownedRow.fields).from(contracts)
      .innerJoin(
        signings,
        and(eq(signings.appId, contracts.appId), eq(signings.planId, contracts.planId)),
      )
      .innerJoin(merchants, eq(merchants.merchantNo, contracts.merchantNo))
      .where(and(
        ofId,
        eq(contracts.consumerId, consumerId),
        sql`iif(${contracts.channel} = ${trades},
          ${contracts.state} <> 'terminated',
          ${contracts.state} in ('active', 'suspended')
            and ${contracts.contractId} is not ${signings.replaces})`,
      )).limit(1),
  );
const ofSession = sql`(select consumer_id from ${consumerSessions} where token_digest = ${
  at("tokenDigest")
})`;
const contractWith = contractOf(sql`${at("consumerId")}`);
const contractOfSession = contractOf(ofSession);

const due = (state: SQL, time: Column) =>
  forClock(signings.merchantNo, (whose) =>
    build.select(row.fields).from(signings)
      .where(and(eq(signings.state, state), lte(time, at("now")), whose))
      .orderBy(asc(time)).limit(at("max")));
const toExpire = due(sql`'open'`, signings.expiresAt);
const toAsk = due(sql`'confirming'`, signings.askAfter);

const askLater = prepare(
  build.update(signings).set({
    askAfter: sql`${at("askAfter")}`,
    asks: sql`asks + 1`,
  }).where(and(ofId, eq(signings.state, sql`'confirming'`))),
);

export const signingStore: SigningStore = {
  ...sharedSignups,
  ...signingCodes,
  byId: (signingId) => first(row, byId({ signingId }), readSigning),
  ownById: (caller, signingId) => first(row, ownById(caller, { signingId }), readSigning),
  list: (caller, page, filters) => all(row, list(caller, page, filters), readSigning),
  search: (caller, page, filters) => stretchOf(search(caller, page, filters), row, readSigning),
  openByCode: (caller, contractCode) =>
    first(row, openByCode(caller, { contractCode }), readSigning),
  planToSign: (caller, planId) => first(planRow, planToSign(caller, { planId }), readPlan),
  planOf: (signingId) => first(planRow, planOf({ signingId }), readPlan),
  newerPlanOf: (signingId) => first(planRow, newerPlanOf({ signingId }), readPlan),
  merchantOf: (signingId) => first(merchantRow, merchantOf({ signingId }), readMerchant),
  merchantChain: (signingId) => {
    const found = all(merchantRow, merchantChain({ signingId }), readMerchant);
    return { ...found, read: (rows) => upwards(found.read(rows)) };
  },
  sharing: (signingId, now) => {
    const found = all(sharedRow, sharing({ signingId, now }), readShared);
    return {
      ...found,
      read: (rows) => {
        const shared = found.read(rows);
        return { agreement: shared[0]?.agreement, children: shared.map(({ child }) => child) };
      },
    };
  },
  contractWith: (signingId, consumerId) =>
    first(ownedRow, contractWith({ signingId, consumerId }), (found) => readContract(found)),
  contractOfSession: (signingId, tokenDigest) =>
    first(ownedRow, contractOfSession({ signingId, tokenDigest }), readOwned),
  openIdOf: (signingId, consumerId) =>
    first(openIdRow, openIdOf({ signingId, consumerId }), readOpenId),
  signerOf: (signingId) => first(consumerRow, signerOf({ signingId }), readConsumer),
  openIdOfSigner: (signingId) => first(openIdRow, openIdOfSigner({ signingId }), readOpenId),
  contractMade: (signingId) => first(ownedRow, contractMade({ signingId }), readOwned),
  confirmingContract: (contractId) => first(row, confirmingContract({ contractId }), readSigning),
  confirmingElsewhere: (signingId, consumerId) =>
    first(row, confirmingElsewhere({ signingId, consumerId }), readSigning),
  dueToExpire: (now, merchantNo, max) => all(row, toExpire(merchantNo, { now, max }), readSigning),
  dueToAsk: (now, merchantNo, max) => all(row, toAsk(merchantNo, { now, max }), readAsked),
  askLater: (signingId, askAfter) => ({ statements: [askLater({ signingId, askAfter })] }),
};
