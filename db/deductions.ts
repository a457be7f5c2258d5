import { and, asc, desc, eq, gte, inArray, lte, ne, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import { type ChannelName, channelNames } from "../core/channel/channel.ts";
import type { ChargeNotice } from "../core/deduction/charge_notice.ts";
import type { Deduction } from "../core/deduction/deduction.ts";
import type { DeductionNotice } from "../core/deduction/deduction_notice.ts";
import type {
  DeductionStore,
  FoundDeduction,
  NumberedDeduction,
} from "../core/deduction/deduction_store.ts";
import type { PollGuard } from "../core/deduction/poll_guard.ts";
import type {
  ChannelOrderNo,
  ConsumerId,
  ContractId,
  DeductionId,
  DeductionNoticeId,
  MerchantNo,
} from "../core/id.ts";
import { merchantNow } from "../core/merchant/merchant.ts";
import { cny } from "../core/money.ts";
import type { Row } from "../core/query.ts";
import { type BusinessDay, businessDay, type Instant, instant } from "../core/time.ts";
import type { Unit } from "../core/unit.ts";
import { forCaller } from "./caller.ts";
import { Columns } from "./columns.ts";
import { consumers } from "./consumer_schema.ts";
import { readContract } from "./contracts.ts";
import { chargeNotices, deductionNotices, deductions, pollGuards } from "./deduction_schema.ts";
import { onOurClock, readMerchant } from "./merchants.ts";
import { all, first, pack } from "./packed.ts";
import { contractDays, contracts, merchants } from "./schema.ts";
import { build, prepare } from "./statement.ts";

function readDeduction(row: Row, prefix = ""): Deduction {
  const columns = new Columns(row, prefix);
  return {
    deductionId: columns.text("deduction_id") as DeductionId,
    contractId: columns.text("contract_id") as ContractId,
    merchantNo: columns.text("merchant_no") as MerchantNo,
    merchantOrderNo: columns.text("merchant_order_no"),
    settleMerchantNo: columns.textOrNone("settle_merchant_no") as MerchantNo | undefined,
    amount: cny(columns.int("amount")),
    subject: columns.text("subject"),
    state: columns.text("state") as Deduction["state"],
    failure: columns.textOrNone("failure") as Deduction["failure"],
    channel: columns.text("channel") as ChannelName,
    channelOrderNo: columns.text("channel_order_no") as ChannelOrderNo,
    channelTxnNo: columns.textOrNone("channel_txn_no"),
    day: columns.text("day") as BusinessDay,
    createdAt: instant(columns.int("created_at")),
    sentAt: timeOrNone(columns, "sent_at"),
    queryAfter: timeOrNone(columns, "query_after"),
    queries: columns.int("queries"),
    queriesEndedAt: timeOrNone(columns, "queries_ended_at"),
    nextPollAt: timeOrNone(columns, "next_poll_at"),
    endedAt: timeOrNone(columns, "ended_at"),
    version: columns.int("version"),
  };
}

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

function readGuard(columns: Columns): PollGuard {
  if (columns.isNone("subject_id")) {
    return { nextPollAt: undefined, early: 0, blockedUntil: undefined };
  }
  return {
    nextPollAt: notYet(columns.int("next_poll_at")),
    early: columns.int("early"),
    blockedUntil: notYet(columns.int("blocked_until")),
  };
}

function notYet(at: number): Instant | undefined {
  return at === 0 ? undefined : instant(at);
}

function timeOrNone(columns: Columns, name: string): Instant | undefined {
  const at = columns.intOrNone(name);
  return at === undefined ? undefined : instant(at);
}

function readNotice(row: Row): DeductionNotice {
  const columns = new Columns(row);
  return {
    noticeId: columns.text("notice_id") as DeductionNoticeId,
    contractId: columns.text("contract_id") as ContractId,
    merchantNo: columns.text("merchant_no") as MerchantNo,
    amount: cny(columns.int("amount")),
    subject: columns.text("subject"),
    sentAt: instant(columns.int("sent_at")),
    chargeableFrom: instant(columns.int("chargeable_from")),
    version: columns.int("version"),
  };
}

function readChargeNotice(row: Row): ChargeNotice {
  const deduction = readDeduction(row);
  const contract = readContract(row, "c_");
  const consumer = new Columns(row, "k_");
  return {
    deductionId: deduction.deductionId,
    consumerId: consumer.text("consumer_id") as ConsumerId,
    sealedPhone: consumer.text("sealed_phone"),
    payee: new Columns(row, "m_").text("name"),
    title: contract.title,
    cardLabel: contract.cardLabel,
    amount: deduction.amount,
    subject: deduction.subject,
    at: deduction.endedAt ?? deduction.createdAt,
    tries: new Columns(row, "n_").int("tries"),
  };
}

const NOTICES_MAX = 20;

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
const alone = pack([deductions, ""]);
const numberedRow = pack([deductions, ""], [pollGuards, "g_"]);
const noticeRow = pack([deductionNotices, ""]);
const chargeRow = pack(
  [deductions, ""],
  [contracts, "c_"],
  [merchants, "m_"],
  [consumers, "k_"],
  [chargeNotices, "n_"],
);

/** The same day as `businessDay`: eight hours ahead of UTC, on the clock of the contract's owner. */
const today = sql`strftime('%Y-%m-%d', (${
  at("now")
} + ${owner.clockOffsetMs}) / 1000 + 28800, 'unixepoch')`;

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
const byChannelOrderNo = prepare<{ no: string; now: number }>(
  found(eq(deductions.channelOrderNo, at("no"))),
);
const ofContract = prepare<{ contractId: string; max: number }>(
  build.select(alone.fields).from(deductions)
    .where(eq(deductions.contractId, at("contractId")))
    .orderBy(desc(deductions.deductionId)).limit(at("max")),
);
const ofTheSession = sql`${contracts.consumerId} = (
  select consumer_id from consumer_sessions where token_digest = ${at("tokenDigest")})`;
// From each contract's own end, so that years of charges are not sorted to show the last ones.
const ofSession = prepare<{ tokenDigest: string; max: number }>(
  build.select(alone.fields).from(contracts)
    .crossJoin(deductions)
    .where(and(
      ofTheSession,
      sql`${deductions.deductionId} in (
        select d.deduction_id from deductions d where d.contract_id = ${contracts.contractId}
        order by d.deduction_id desc limit ${at("max")})`,
    ))
    .orderBy(desc(deductions.deductionId)).limit(at("max")),
);
const announcedToSession = prepare<{ tokenDigest: string; max: number }>(
  build.select(noticeRow.fields).from(deductionNotices)
    .innerJoin(contracts, eq(contracts.contractId, deductionNotices.contractId))
    .where(and(ofTheSession, sql`${deductionNotices.usedBy} is null`))
    .orderBy(asc(deductionNotices.chargeableFrom)).limit(at("max")),
);
const unsent = sql`${deductions.state} = 'processing' and ${deductions.sentAt} is null`;
/** A channel by its own name, or by nothing when it is not there. */
function presentOf(channels: readonly ChannelName[]): Record<ChannelName, string | null> {
  const named = channelNames.map((name) => [name, channels.includes(name) ? name : null]);
  return Object.fromEntries(named);
}
const dueToSend = prepare<{ now: number; max: number }>(
  found(
    and(
      unsent,
      or(
        ne(contracts.state, sql`'active'`),
        inArray(deductions.channel, channelNames.map((name) => at(name))),
      ),
    ),
  ).orderBy(asc(deductions.deductionId)).limit(at("max")),
);

const due = (whose: SQL) =>
  prepare<{ now: number; max: number; merchantNo?: string }>(
    found(and(
      eq(deductions.state, sql`'processing'`),
      sql`${deductions.queryAfter} is not null`,
      lte(deductions.queryAfter, at("now")),
      whose,
    )).orderBy(asc(deductions.queryAfter)).limit(at("max")),
  );
const dueOnOurClock = due(onOurClock(deductions.merchantNo));
// The plus keeps it to the index of what is due: a merchant has many deductions, and few are.
const dueOfMerchant = due(sql`+${deductions.merchantNo} = ${at("merchantNo")}`);

const unused = and(
  eq(deductionNotices.contractId, at("contractId")),
  sql`${deductionNotices.usedBy} is null`,
);
const unusedNotices = forCaller<{ contractId: string; fen: number }>((merchantNo) =>
  build.select(noticeRow.fields).from(deductionNotices)
    .where(and(
      unused,
      eq(deductionNotices.merchantNo, merchantNo),
      gte(deductionNotices.amount, at("fen")),
    ))
    .orderBy(desc(deductionNotices.chargeableFrom)).limit(NOTICES_MAX)
);
const announced = prepare<{ contractId: string; max: number }>(
  build.select(noticeRow.fields).from(deductionNotices).where(unused)
    .orderBy(asc(deductionNotices.chargeableFrom)).limit(at("max")),
);
const chargeNoticesDue = prepare<{ now: number; max: number }>(
  build.select(chargeRow.fields).from(chargeNotices)
    .innerJoin(deductions, eq(deductions.deductionId, chargeNotices.deductionId))
    .innerJoin(contracts, eq(contracts.contractId, deductions.contractId))
    .innerJoin(merchants, eq(merchants.merchantNo, deductions.merchantNo))
    .innerJoin(consumers, eq(consumers.consumerId, contracts.consumerId))
    .where(and(sql`${chargeNotices.dueAt} is not null`, lte(chargeNotices.dueAt, at("now"))))
    .orderBy(asc(chargeNotices.dueAt)).limit(at("max")),
);

const TAKE_NOTICE = `update charge_notices set due_at = ?2, tries = tries + 1
  where deduction_id = ?1 and due_at <= ?3 returning deduction_id`;
const MARK_TOLD = `update charge_notices set due_at = null, told_at = ?2
  where deduction_id = ?1 and told_at is null`;
const TELL_AGAIN = `update charge_notices set due_at = ?2
  where deduction_id = ?1 and told_at is null`;

// Only of what is processing: a question that was read before the end must leave nothing behind it.
const PROCESSING = "from deductions where deduction_id = ?1 and state = 'processing'";

const MOVE_POLL = `insert into poll_guards (subject_id, early, next_poll_at, blocked_until)
  select ?1, 0, ?2, 0 ${PROCESSING}
  on conflict (subject_id) do update set
    early = 0, next_poll_at = excluded.next_poll_at, blocked_until = 0
    where next_poll_at <= ?3 and blocked_until <= ?3
  returning next_poll_at`;

// A block begins the count anew and moves the next poll to its end.
const COUNT_EARLY = `insert into poll_guards (subject_id, early, next_poll_at, blocked_until)
  select ?1, 1, 0, 0 ${PROCESSING}
  on conflict (subject_id) do update set
    early = iif(early + 1 < ?2, early + 1, 0),
    next_poll_at = iif(early + 1 < ?2, next_poll_at, ?3),
    blocked_until = iif(early + 1 < ?2, blocked_until, ?3)
  returning early, next_poll_at, blocked_until`;

const unit = (text: string, ...args: readonly (string | number | null)[]): Unit => ({
  statements: [{
    sql: text,
    args: args.map((each) => typeof each === "number" ? BigInt(each) : each),
  }],
});

export const deductionStore: DeductionStore = {
  byNo: (caller, no) => first(numberedRow, byNo(caller, { no }), readNumbered),
  ownById: (caller, deductionId, now) =>
    first(row, ownById(caller, { deductionId, now }), reader(now)),
  byChannelOrderNo: (no, now) => first(row, byChannelOrderNo({ no, now }), reader(now)),
  ofContract: (contractId, max) => all(alone, ofContract({ contractId, max }), readDeduction),
  ofSession: (tokenDigest, max) => all(alone, ofSession({ tokenDigest, max }), readDeduction),
  dueToSend: (now, channels, max) =>
    all(row, dueToSend({ now, max, ...presentOf(channels) }), reader(now)),
  dueToQuery: (now, merchantNo, max) =>
    all(
      row,
      merchantNo === undefined
        ? dueOnOurClock({ now, max })
        : dueOfMerchant({ now, max, merchantNo }),
      reader(now),
    ),
  unusedNotices: (caller, contractId, { fen }) =>
    all(noticeRow, unusedNotices(caller, { contractId, fen }), readNotice),
  announced: (contractId, max) => all(noticeRow, announced({ contractId, max }), readNotice),
  announcedToSession: (tokenDigest, max) =>
    all(noticeRow, announcedToSession({ tokenDigest, max }), readNotice),
  chargeNoticesDue: (now, max) => all(chargeRow, chargeNoticesDue({ now, max }), readChargeNotice),
  takeChargeNotice: (deductionId, { now, until }) => unit(TAKE_NOTICE, deductionId, until, now),
  markTold: (deductionId, now) => unit(MARK_TOLD, deductionId, now),
  tellAgain: (deductionId, from) => unit(TELL_AGAIN, deductionId, from ?? null),
  movePoll: (deductionId, { now, next }) => unit(MOVE_POLL, deductionId, next, now),
  countEarlyPoll: (deductionId, { untilBlock, blockedUntil }) =>
    unit(COUNT_EARLY, deductionId, untilBlock, blockedUntil),
};
