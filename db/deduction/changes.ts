import { eq, sql } from "drizzle-orm";
import type { Transfer } from "../../core/book/transfer.ts";
import { type Deduction, isOpen, shownState } from "../../core/deduction/deduction.ts";
import type { DeductionEvent } from "../../core/deduction/deduction_events.ts";
import type { SentNotice, UnsentNotice } from "../../core/deduction/deduction_notice.ts";
import {
  advanceEndTransfers,
  deductionTransfers,
} from "../../core/deduction/deduction_transfers.ts";
import type { DeductionNoticeEvent } from "../../core/deduction/deduction_notice_events.ts";
import type { Instant } from "../../core/time.ts";
import type { Statement } from "../../core/unit.ts";
import { advanceEnds, deductionNotices, deductions, pollGuards } from "./table.ts";
import { post } from "../book/post.ts";
import { contractDays } from "../contract/table.ts";
import type { Changes } from "../engine/changes.ts";
import { build, prepare } from "../engine/statement.ts";
import { countInDay } from "../merchant/day_totals.ts";
import { countInHour, takeBackFailure } from "../merchant/hour_totals.ts";
import { oweCharged } from "../message/owe.ts";

/** The day's counter moves with the deduction: raised when it is recorded, given back when it fails. */
export const deductionChanges = {
  "deduction.requested": ({ deduction, contract, noticeId }) => {
    const { deductionId } = deduction;
    const spent = spend({ ...counted(deduction), cap: contract.perDayLimit.fen });
    const used = noticeId === undefined ? [] : [useNotice({ noticeId, deductionId })];
    return [spent, insertDeduction(deductionRow(deduction)), ...used];
  },
  "deduction.sent": update,
  "deduction.queried": update,
  "deduction.unclear": update,
  "deduction.succeeded": ({ deduction, failedAt, fee, at }) => [
    spendLate(counted(deduction)),
    updateDeduction(deductionRow(deduction)),
    forgetPolls(counted(deduction)),
    oweCharged(deduction),
    countInDay({ ...deduction, kind: "deducted", at }),
    countInHour({ ...deduction, kind: "deducted", at }),
    ...takeBackFailure(deduction, failedAt),
    ...book(deduction, at, deductionTransfers(deduction, fee)),
  ],
  "deduction.failed": ({ deduction, at }) => [
    giveBack(counted(deduction)),
    updateDeduction(deductionRow(deduction)),
    countInHour({ ...deduction, kind: "failed", at }),
    forgetPolls(counted(deduction)),
  ],
  "deduction.advance_ended": ({ deduction, word, at }) => {
    const { state, advance } = deduction.state === "succeeded" ? deduction : {};
    if (advance === undefined || advance.state === "outstanding") {
      throw new TypeError(`Cannot end the advance of ${deduction.deductionId}: ${state}`);
    }
    return [
      endAdvance(deductionRow(deduction)),
      ...(word ? [insertEnd({ ...deduction, ...word })] : []),
      ...book(
        deduction,
        at,
        advanceEndTransfers(deduction, { end: advance.state, way: word?.way }),
      ),
    ];
  },
} satisfies Changes<DeductionEvent>;

export const deductionNoticeChanges = {
  "deduction_notice.recorded": ({ notice }) => [insertNotice(noticeRow(notice))],
  "deduction_notice.sent": ({ notice }) => [updateNotice({ ...notice })],
} satisfies Changes<DeductionNoticeEvent>;

function update({ deduction }: DeductionEvent) {
  return [updateDeduction(deductionRow(deduction))];
}

function book(
  { deductionId: subjectId, version, merchantNo }: Deduction,
  at: Instant,
  transfers: readonly Transfer[],
): readonly Statement[] {
  return post({ subjectId, version, merchantNo, at, transfers });
}

const at = sql.placeholder;

/** An interface's fields, as values to bind. */
type Values<T> = { readonly [K in keyof T]: T[K] };

type Counted = ReturnType<typeof counted>;

function counted({ deductionId, contractId, day, amount }: Deduction) {
  return { deductionId, contractId, day, fen: amount.fen };
}

/** The row's CHECK refuses an overspend, so nobody has to retry because someone else succeeded. */
const spend = prepare<Counted & { cap: number }>(
  build.insert(contractDays).values({
    contractId: at("contractId"),
    day: at("day"),
    spent: at("fen"),
    cap: at("cap"),
  }).onConflictDoUpdate({
    target: [contractDays.contractId, contractDays.day],
    set: { spent: sql`spent + excluded.spent`, cap: sql`excluded.cap` },
  }),
);

const ofDay = sql`contract_id = ${at("contractId")} and day = ${at("day")}`;

/**
 * A success after a failure counts again. The money has moved, so the counter follows it over the limit, and nothing
 * more is charged that day.
 */
const spendLate = prepare<Counted>(
  build.update(contractDays).set({
    spent: sql`spent + ${at("fen")}`,
    cap: sql`max(cap, spent + ${at("fen")})`,
  }).where(
    sql`${ofDay} and (
      select state = 'failed' from deductions where deduction_id = ${at("deductionId")}
    )`,
  ),
);

const giveBack = prepare<Counted>(
  build.update(contractDays).set({ spent: sql`spent - ${at("fen")}` }).where(ofDay),
);

const insertDeduction = prepare<ReturnType<typeof deductionRow>>(
  build.insert(deductions).values({
    deductionId: at("deductionId"),
    contractId: at("contractId"),
    merchantNo: at("merchantNo"),
    merchantOrderNo: at("merchantOrderNo"),
    settleMerchantNo: at("settleMerchantNo"),
    amount: at("amount"),
    subject: at("subject"),
    arrearId: at("arrearId"),
    state: at("state"),
    channel: at("channel"),
    channelOrderNo: at("channelOrderNo"),
    day: at("day"),
    createdAt: at("createdAt"),
    queries: sql`0`,
    nextPollAt: at("nextPollAt"),
    refundReserved: sql`0`,
    refunded: sql`0`,
    chargedBack: sql`0`,
    version: at("version"),
  }),
);

const updateDeduction = prepare<ReturnType<typeof deductionRow>>(
  build.update(deductions).set({
    state: sql`${at("state")}`,
    failure: sql`${at("failure")}`,
    channelTxnNo: sql`${at("channelTxnNo")}`,
    sentAt: sql`coalesce(${at("sentAt")}, sent_at)`,
    queryAfter: sql`${at("queryAfter")}`,
    queries: sql`${at("queries")}`,
    queriesEndedAt: sql`${at("queriesEndedAt")}`,
    nextPollAt: sql`${at("nextPollAt")}`,
    endedAt: sql`${at("endedAt")}`,
    advance: sql`${at("advance")}`,
    version: sql`${at("version")}`,
  }).where(eq(deductions.deductionId, at("deductionId"))),
);

/** What refunds and chargebacks count stays theirs. */
const endAdvance = prepare<ReturnType<typeof deductionRow>>(
  build.update(deductions).set({
    advance: sql`${at("advance")}`,
    advanceEndedAt: sql`${at("advanceEndedAt")}`,
    version: sql`${at("version")}`,
  }).where(eq(deductions.deductionId, at("deductionId"))),
);

const insertEnd = prepare(
  build.insert(advanceEnds).values({
    deductionId: at("deductionId"),
    way: at("way"),
    reference: at("reference"),
    reason: at("why"),
    version: at("version"),
  }),
);

/** The other way of `readDeduction`: what was not sent yet is `processing` without `sentAt`. */
function deductionRow(deduction: Deduction) {
  const open = isOpen(deduction) ? deduction : undefined;
  const processing = deduction.state === "processing" ? deduction : undefined;
  const succeeded = deduction.state === "succeeded" ? deduction : undefined;
  const failed = deduction.state === "failed" ? deduction : undefined;
  const advance = succeeded?.advance;
  return {
    ...deduction,
    amount: deduction.amount.fen,
    arrearId: deduction.arrearId,
    state: shownState(deduction),
    failure: failed?.reason,
    channelTxnNo: succeeded?.channelTxnNo,
    sentAt: processing?.sentAt,
    queryAfter: processing?.queryAfter,
    queries: processing?.queries ?? 0,
    queriesEndedAt: processing?.queriesEndedAt,
    nextPollAt: open?.nextPollAt,
    endedAt: succeeded?.succeededAt ?? failed?.failedAt,
    advance: advance?.state,
    advanceEndedAt: advance?.state === "outstanding" ? undefined : advance?.endedAt,
  };
}

const insertNotice = prepare<ReturnType<typeof noticeRow>>(
  build.insert(deductionNotices).values({
    noticeId: at("noticeId"),
    contractId: at("contractId"),
    merchantNo: at("merchantNo"),
    amount: at("amount"),
    subject: at("subject"),
    chargeAt: at("chargeAt"),
    state: at("state"),
    recordedAt: at("recordedAt"),
    uses: sql`0`,
    version: at("version"),
  }),
);

function noticeRow(notice: UnsentNotice) {
  return { ...notice, amount: notice.amount.fen };
}

const updateNotice = prepare<Values<SentNotice>>(
  build.update(deductionNotices).set({
    state: sql`${at("state")}`,
    sentAt: sql`coalesce(${at("sentAt")}, sent_at)`,
    chargeableFrom: sql`${at("chargeableFrom")}`,
    version: sql`${at("version")}`,
  }).where(eq(deductionNotices.noticeId, at("noticeId"))),
);

/** The row's CHECK refuses a second use. */
const useNotice = prepare<{ noticeId: string; deductionId: string }>(
  build.update(deductionNotices).set({
    usedBy: sql`${at("deductionId")}`,
    uses: sql`uses + 1`,
  }).where(eq(deductionNotices.noticeId, at("noticeId"))),
);

/** Polling a deduction that has ended is no longer held up. */
const forgetPolls = prepare<Counted>(
  build.delete(pollGuards).where(eq(pollGuards.subjectId, at("deductionId"))),
);
