import { desc, eq, getTableColumns, inArray, type SQL, sql } from "drizzle-orm";
import type { NoticeOutcome } from "../bank/bank_notice.ts";
import type { BankStore, KeptStep } from "../bank/bank_store.ts";
import { milliseconds } from "../../core/time.ts";
import type { Statement } from "../../core/unit.ts";
import { Columns } from "../../db/engine/columns.ts";
import { all, first } from "../../db/engine/query.ts";
import { paymentRow, readLine, readNotice, readPayment, readRefund, refundRow } from "./rows.ts";
import { bankContractStore } from "./contracts.ts";
import { bankDeviceCardStore } from "./device_cards.ts";
import { appCodeStore, inboxStore } from "./people.ts";
import { insertEntry, insertNotice, unit } from "./writes.ts";
import {
  sandboxClocks,
  sandboxContracts,
  sandboxDeductions,
  sandboxLog,
  sandboxNotices,
  sandboxPayments,
  sandboxRefunds,
} from "./schema.ts";
import { build, prepare } from "../../db/engine/statement.ts";

const at = sql.placeholder;

/** With the payee's clock beside it, by which a payer is late. */
const select = () =>
  build.select({
    ...getTableColumns(sandboxPayments),
    clockOffset: sql`coalesce(${sandboxClocks.aheadMs}, 0)`.as("clock_offset"),
  }).from(sandboxPayments)
    .leftJoin(sandboxClocks, eq(sandboxClocks.merchantNo, sandboxPayments.merchantNo));

const where = (condition: SQL) => prepare(select().where(condition));
const byNo = where(eq(sandboxPayments.channelOrderNo, at("no")));
const byToken = where(eq(sandboxPayments.token, at("token")));
const byTxnNo = where(eq(sandboxPayments.txnNo, at("txnNo")));
const waiting = prepare(
  select().where(
    sql`${sandboxPayments.state} = 'waiting' and ${sandboxPayments.flow} not in ('cashier', 'wap_page')`,
  )
    .orderBy(desc(sandboxPayments.channelOrderNo)).limit(at("max")),
);
const held = prepare(
  select().where(
    sql`${sandboxPayments.voice} = 'held' and ${sandboxPayments.channelOrderNo} > ${at("past")}`,
  )
    .orderBy(sandboxPayments.channelOrderNo).limit(at("max")),
);
const clockOf = prepare(
  build.select().from(sandboxClocks).where(eq(sandboxClocks.merchantNo, at("merchantNo"))),
);
const keepClock = prepare(
  build.insert(sandboxClocks).values({ merchantNo: at("merchantNo"), aheadMs: at("ahead") })
    .onConflictDoUpdate({
      target: sandboxClocks.merchantNo,
      set: { aheadMs: sql`excluded.ahead_ms` },
    }),
);
/** Of payments, contracts and deductions; entries about none of them were only refusals. */
const log = prepare(
  build.select({
    at: sandboxLog.at,
    what: sandboxLog.what,
    payee:
      sql`coalesce(${sandboxPayments.payee}, ${sandboxDeductions.payee}, ${sandboxContracts.payee})`
        .as("payee"),
    amount: sql`coalesce(${sandboxPayments.amount}, ${sandboxDeductions.amount})`.as("amount"),
  }).from(sandboxLog)
    .leftJoin(sandboxPayments, eq(sandboxPayments.channelOrderNo, sandboxLog.subjectNo))
    .leftJoin(sandboxDeductions, eq(sandboxDeductions.channelOrderNo, sandboxLog.subjectNo))
    .leftJoin(
      sandboxContracts,
      sql`${sandboxContracts.contractId} = 'ctr_' || ${sandboxLog.subjectNo}`,
    )
    .where(
      sql`coalesce(${sandboxPayments.payee}, ${sandboxDeductions.payee}, ${sandboxContracts.payee}) is not null`,
    )
    .orderBy(desc(sandboxLog.seq)).limit(at("max")),
);
const refundByNo = prepare(
  build.select().from(sandboxRefunds).where(eq(sandboxRefunds.channelOrderNo, at("no"))),
);
const dueNotices = prepare(
  build.select().from(sandboxNotices)
    .where(sql`state = 'due' and due_at <= ${at("now")} and leased_until <= ${at("now")}`)
    .orderBy(sandboxNotices.dueAt).limit(at("max")),
);

const insertPayment = prepare<ReturnType<typeof paymentRow>>(
  build.insert(sandboxPayments).values({
    channelOrderNo: at("channelOrderNo"),
    token: at("token"),
    merchantNo: at("merchantNo"),
    payee: at("payee"),
    amount: at("amount"),
    subject: at("subject"),
    method: at("method"),
    flow: at("flow"),
    sentAt: at("sentAt"),
    payBefore: at("payBefore"),
    returnUrl: at("returnUrl"),
    noticeUrl: at("noticeUrl"),
    voice: at("voice"),
    voiceFrom: at("voiceFrom"),
    state: at("state"),
    endedAt: at("endedAt"),
    txnNo: at("txnNo"),
    cardType: at("cardType"),
    cardLastFour: at("cardLastFour"),
    cardToken: at("cardToken"),
    reason: at("reason"),
    refunded: sql`0`,
    version: at("version"),
  }),
);

const updatePayment = prepare<ReturnType<typeof paymentRow>>(
  build.update(sandboxPayments).set({
    voice: sql`${at("voice")}`,
    voiceFrom: sql`${at("voiceFrom")}`,
    state: sql`${at("state")}`,
    endedAt: sql`${at("endedAt")}`,
    txnNo: sql`${at("txnNo")}`,
    cardType: sql`${at("cardType")}`,
    cardLastFour: sql`${at("cardLastFour")}`,
    cardToken: sql`${at("cardToken")}`,
    reason: sql`${at("reason")}`,
    version: sql`${at("version")}`,
  }).where(eq(sandboxPayments.channelOrderNo, at("channelOrderNo"))),
);

/** The row's CHECK refuses more than was paid. */
const countRefunded = [sandboxPayments, sandboxDeductions].map((paid) =>
  prepare<{ paidNo: string | undefined; fen: number }>(
    build.update(paid).set({ refunded: sql`refunded + ${at("fen")}` })
      .where(eq(paid.channelOrderNo, at("paidNo"))),
  )
);

const insertRefund = prepare<ReturnType<typeof refundRow>>(
  build.insert(sandboxRefunds).values({
    channelOrderNo: at("channelOrderNo"),
    paidNo: at("paidNo"),
    amount: at("amount"),
    noticeUrl: at("noticeUrl"),
    answersAt: at("answersAt"),
    state: at("state"),
    txnNo: at("txnNo"),
    failure: at("failure"),
  }),
);

const among = sql`(select value from json_each(${at("noticeIds")}))`;
const takeNotices = prepare(
  build.update(sandboxNotices)
    .set({ lease: sql`${at("lease")}`, leasedUntil: sql`${at("until")}` })
    .where(sql`notice_id in ${among} and state = 'due' and leased_until <= ${at("now")}`),
);
const taken = prepare(
  build.select({ noticeId: sandboxNotices.noticeId }).from(sandboxNotices)
    .where(sql`${inArray(sandboxNotices.noticeId, among)} and lease = ${at("lease")}`),
);
const noteOutcome = prepare(
  build.update(sandboxNotices).set({
    state: sql`${at("state")}`,
    dueAt: sql`${at("dueAt")}`,
    attempts: sql`${at("attempts")}`,
    lastStatus: sql`${at("status")}`,
    lease: sql`null`,
    leasedUntil: sql`0`,
  }).where(sql`notice_id = ${at("noticeId")} and lease = ${at("lease")}`),
);

export const bankStore: BankStore = {
  contracts: bankContractStore,
  deviceCards: bankDeviceCardStore,
  appCodes: appCodeStore,
  inbox: inboxStore,

  byNo: (no) => first(byNo({ no }), readPayment),
  byToken: (token) => first(byToken({ token }), readPayment),
  byTxnNo: (txnNo) => first(byTxnNo({ txnNo }), readPayment),
  waiting: (max) => all(waiting({ max }), readPayment),
  log: (max) => all(log({ max }), readLine),
  held: (max, past) => all(held({ max, past: past ?? "" }), readPayment),
  clockOf: (merchantNo) => ({
    statement: clockOf({ merchantNo }),
    read: ([row]) => milliseconds(row ? new Columns(row).int("ahead_ms") : 0),
  }),
  refundByNo: (no) => first(refundByNo({ no }), readRefund),
  dueNotices: (now, max) => all(dueNotices({ now, max }), readNotice),

  keep: (steps) => unit(steps.map((each) => each.entry), steps.flatMap(stepStatements)),
  keepRefund: (entry, refund, notices) =>
    unit([entry], [
      insertEntry({ ...entry }),
      ...(refund.state === "returned"
        ? countRefunded.map((count) => count({ paidNo: refund.paidNo, fen: refund.amount.fen }))
        : []),
      insertRefund(refundRow(refund)),
      ...notices.map((each) => insertNotice({ ...each })),
    ]),
  neverArrived: (entry) => unit([entry], [insertEntry({ ...entry })]),
  keepClock: (merchantNo, ahead) => ({ statements: [keepClock({ merchantNo, ahead })] }),
  claim: (noticeIds, lease, now, until) => {
    const given = { noticeIds: JSON.stringify(noticeIds), lease };
    return { statements: [takeNotices({ ...given, now, until }), taken(given)], fleeting: true };
  },
  sent: (outcomes, lease) => ({
    statements: outcomes.map((each: NoticeOutcome) => noteOutcome({ ...each, lease })),
    fleeting: true,
  }),
};

function stepStatements({ entry, payment, notices }: KeptStep): readonly Statement[] {
  const write = payment.version === 1 ? insertPayment : updatePayment;
  return [
    insertEntry({ ...entry }),
    write(paymentRow(payment)),
    ...notices.map((each) => insertNotice({ ...each })),
  ];
}
