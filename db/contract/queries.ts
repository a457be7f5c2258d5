import { and, asc, type Column, desc, eq, lte, type SQL, sql } from "drizzle-orm";
import type { ChannelName } from "../../core/channel/channel.ts";
import type {
  Contract,
  ContractEnd,
  ContractStanding,
  TerminatedBy,
} from "../../core/contract/contract.ts";
import type { ContractMove } from "../../core/contract/contract_move.ts";
import type { ContractFacts } from "../../core/contract/contract_facts.ts";
import type { ContractStore, ContractWithUse } from "../../core/contract/contract_store.ts";
import type {
  AgreementId,
  AppId,
  ConsumerId,
  ContractId,
  MerchantNo,
  OpenId,
  PlanId,
  SigningId,
} from "../../core/id.ts";
import { merchantNow } from "../../core/merchant/merchant.ts";
import { cny } from "../../core/money.ts";
import type { Row } from "../../core/query.ts";
import { businessDay, type Instant, instant } from "../../core/time.ts";
import { forCaller } from "../merchant/caller.ts";
import { channelOfNumber, otherChannel } from "../merchant/channel.ts";
import { listing } from "../merchant/listing.ts";
import { searching, stretchOf } from "../merchant/searching.ts";
import { Columns } from "../engine/columns.ts";
import { readEvent } from "../event/queries.ts";
import { forClock } from "../merchant/clock.ts";
import { readMerchant } from "../merchant/queries.ts";
import { readRetryDays } from "../plan/queries.ts";
import { todayOn } from "../merchant/today.ts";
import { all, first, pack, type Packing } from "../engine/packed.ts";
import { contractDays, contractEvidence, contracts } from "./table.ts";
import { events } from "../event/table.ts";
import { merchants } from "../merchant/table.ts";
import { build, prepare } from "../engine/statement.ts";

/** A contract; `prefix` when its columns are selected next to another table's. */
export function readContract(row: Row, prefix = ""): Contract {
  const columns = new Columns(row, prefix);
  return { ...readFacts(columns), ...readStanding(columns) };
}

function readFacts(columns: Columns): ContractFacts {
  const expiresAt = columns.intOrNone("expires_at");
  return {
    contractId: columns.text("contract_id") as ContractId,
    contractCode: columns.text("contract_code"),
    signingId: columns.text("signing_id") as SigningId,
    planId: columns.text("plan_id") as PlanId,
    planVersion: columns.int("plan_version"),
    appId: columns.text("app_id") as AppId,
    openId: columns.text("open_id") as OpenId,
    consumerId: columns.text("consumer_id") as ConsumerId,
    userId: columns.textOrNone("user_id"),
    merchantNo: columns.text("merchant_no") as MerchantNo,
    kind: columns.text("kind") as ContractFacts["kind"],
    title: columns.text("title"),
    perTransactionLimit: cny(columns.int("per_transaction_limit")),
    perDayLimit: cny(columns.int("per_day_limit")),
    arrearRetryDays: readRetryDays(columns),
    fixedMerchantNos: columns.json("fixed_merchant_nos"),
    sharedWith: columns.json("shared_with"),
    sharingAgreementId: columns.textOrNone("sharing_agreement_id") as AgreementId | undefined,
    channel: columns.text("channel") as ChannelName,
    channelContractNo: columns.text("channel_contract_no"),
    cardToken: columns.text("card_token"),
    cardLabel: columns.text("card_label"),
    lang: columns.text("lang") as ContractFacts["lang"],
    signedAt: instant(columns.int("signed_at")),
    expiresAt: expiresAt === undefined ? undefined : instant(expiresAt),
    linksEnded: columns.int("links_ended"),
    version: columns.int("version"),
    chain: columns.text("chain"),
  };
}

function readStanding(columns: Columns): ContractStanding {
  const state = columns.text("state");
  switch (state) {
    case "active":
      return { state };
    case "suspended":
      return { state, suspensions: columns.json("suspensions") };
    case "terminating": {
      const askAfter = instant(columns.int("ask_after"));
      return { state, ...readEnd(columns), askAfter, asks: columns.int("asks") };
    }
    case "terminated":
      return { state, ...readEnd(columns), terminatedAt: instant(columns.int("terminated_at")) };
    default:
      throw new TypeError(`Cannot read contract: unknown state "${state}"`);
  }
}

function readEnd(columns: Columns): ContractEnd {
  return {
    terminatedBy: columns.text("terminated_by") as TerminatedBy,
    reason: columns.textOrNone("reason"),
    replacedBy: columns.textOrNone("replaced_by") as ContractId | undefined,
    endedAt: instant(columns.int("ended_at")),
  };
}

const reader = (now: Instant) => (row: Row): ContractWithUse => {
  const owner = readMerchant(row, "m_");
  return {
    contract: readContract(row),
    owner,
    today: businessDay(merchantNow(owner, now)),
    usedToday: cny(new Columns(row, "d_").intOrNone("spent") ?? 0),
  };
};

const IN_FORCE_MAX = 1_000;
const ENDED_MAX = 200;
// A channel that never confirms is asked four times a day: this is enough for years.
const LIFECYCLE_MAX = 10_000;

const at = sql.placeholder;
const row = pack([contracts, ""], [merchants, "m_"], [contractDays, "d_"]);
const bareRow = pack([contracts, ""]);
const eventRow = pack([events, ""]);
const evidenceRow = pack([contractEvidence, ""]);

const today = todayOn(merchants);

const select = (condition: SQL | undefined) =>
  build.select(row.fields).from(contracts)
    .innerJoin(merchants, eq(merchants.merchantNo, contracts.merchantNo))
    .leftJoin(
      contractDays,
      and(eq(contractDays.contractId, contracts.contractId), eq(contractDays.day, today)),
    )
    .where(condition);
const newestFirst = (condition: SQL | undefined) =>
  select(condition).orderBy(desc(contracts.contractId)).limit(at("limit"));

const ofId = eq(contracts.contractId, at("contractId"));

type ById = { contractId: string; now: number };
const ownById = forCaller<ById>((no) => select(and(ofId, eq(contracts.merchantNo, no))));
const byId = prepare<ById>(select(ofId));

interface Listed {
  readonly [name: string]: unknown;
  readonly limit: number;
  readonly now: number;
}
const listed = {
  select: (condition: SQL, order: SQL) => select(condition).orderBy(order).limit(at("limit")),
  id: contracts.contractId,
  createdAt: contracts.signedAt,
  merchantNo: contracts.merchantNo,
  ofMerchant: { contract_code: contracts.contractCode, plan_id: contracts.planId },
  ofParent: {},
  state: contracts.state,
};
const list = listing<"contract_code" | "plan_id">(listed);
const searched = {
  ...listed,
  ofMerchant: { ...listed.ofMerchant, contract_id: contracts.contractId },
  looked: {
    user_id: sql`${contracts.userId} = ${at("user_id")}`,
    open_id: sql`+${contracts.openId} = ${at("open_id")}`,
    channel: sql`+${contracts.channel} = ${at("channel")}`,
  },
};
const search = searching(searched);

const inForce = sql`${contracts.state} in ('active', 'suspended')`;
const leftBehind = {
  only: (merchantNo: SQL) => sql`${inForce} and ${contracts.channel} = ${otherChannel(merchantNo)}`,
  // With the plus its own index leads to the few that are left.
  state: sql`+${contracts.state}`,
};
const listToSignAgain = listing<"contract_code" | "plan_id">({ ...listed, ...leftBehind });
const searchToSignAgain = searching({ ...searched, ...leftBehind });
const move = forCaller((merchantNo) =>
  build.select({
    row: sql`json_array(${channelOfNumber(merchantNo)}, (
      select count(*) from contracts where merchant_no = ${merchantNo}
        and state in ('active', 'suspended') and channel = ${otherChannel(merchantNo)}
    ), (
      select count(*) from contracts where merchant_no = ${merchantNo}
        and replaced_by is not null and channel = ${otherChannel(merchantNo)}
    ))`.as("row"),
  }).from(merchants).where(eq(merchants.merchantNo, merchantNo))
);
const moveRow: Packing = {
  columns: ["channel", "to_sign_again", "signed_again"],
  fields: { row: sql`move`.as("row") },
};

function readMove(found: Row): ContractMove {
  const columns = new Columns(found);
  return {
    channel: columns.text("channel") as ChannelName,
    toSignAgain: columns.int("to_sign_again"),
    signedAgain: columns.int("signed_again"),
  };
}
const theirs = sql`${contracts.consumerId} = (
  select consumer_id from consumer_sessions where token_digest = ${at("tokenDigest")})`;
const ended = sql`${contracts.state} = 'terminated'`;
const inForceOfSession = prepare<Listed>(newestFirst(and(theirs, sql`not (${ended})`)));
const endedOfSession = prepare<Listed>(newestFirst(and(theirs, ended)));

const inForceOf = prepare<{ consumerId: string; now: number }>(
  select(and(eq(contracts.consumerId, at("consumerId")), inForce)),
);

const due = (state: SQL, time: Column) =>
  forClock(contracts.merchantNo, (whose) =>
    build.select(bareRow.fields).from(contracts)
      .where(and(state, lte(time, at("now")), whose)).orderBy(asc(time)).limit(at("max")));
const asks = due(sql`${contracts.state} = 'terminating'`, contracts.askAfter);
const expiries = due(sql`${contracts.state} in ('active', 'suspended')`, contracts.expiresAt);

const evidence = prepare(
  build.select(evidenceRow.fields).from(contractEvidence)
    .where(eq(contractEvidence.contractId, at("contractId"))),
);
const lifecycle = prepare(
  build.select(eventRow.fields).from(events).where(eq(events.subjectId, at("contractId")))
    .orderBy(asc(events.version)).limit(LIFECYCLE_MAX),
);

export const contractStore: ContractStore = {
  ownById: (caller, contractId, now) =>
    first(row, ownById(caller, { contractId, now }), reader(now)),
  byId: (contractId, now) => first(row, byId({ contractId, now }), reader(now)),
  list: (caller, page, filters, now) => all(row, list(caller, page, filters, { now }), reader(now)),
  search: (caller, page, filters, now) =>
    stretchOf(search(caller, page, filters, { now }), row, reader(now)),
  toSignAgain: (caller, page, filters, now) =>
    all(row, listToSignAgain(caller, page, filters, { now }), reader(now)),
  searchToSignAgain: (caller, page, filters, now) =>
    stretchOf(searchToSignAgain(caller, page, filters, { now }), row, reader(now)),
  move: (caller) => first(moveRow, move(caller, {}), readMove),
  inForceOfSession: (tokenDigest, now) =>
    all(row, inForceOfSession({ tokenDigest, now, limit: IN_FORCE_MAX }), reader(now)),
  inForceOf: (consumerId, now) => all(row, inForceOf({ consumerId, now }), reader(now)),
  endedOfSession: (tokenDigest, now) =>
    all(row, endedOfSession({ tokenDigest, now, limit: ENDED_MAX }), reader(now)),
  toAsk: (now, merchantNo, max) =>
    all(bareRow, asks(merchantNo, { now, max }), (found) => readContract(found)),
  dueToExpire: (now, merchantNo, max) =>
    all(bareRow, expiries(merchantNo, { now, max }), (found) => readContract(found)),
  evidence: (contractId) =>
    first(evidenceRow, evidence({ contractId }), (found) => new Columns(found).text("jws")),
  lifecycle: (contractId) => all(eventRow, lifecycle({ contractId }), readEvent),
};
