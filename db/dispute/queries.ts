import { and, asc, desc, eq, type SQL, sql } from "drizzle-orm";
import type { Chargeback } from "../../core/dispute/chargeback.ts";
import { REMINDED_BEFORE } from "../../core/dispute/dispute.ts";
import type {
  DisputeStore,
  OwnDispute,
  OwnPayment,
  UntiedLine,
} from "../../core/dispute/dispute_store.ts";
import type { SentNotice } from "../../core/deduction/deduction_notice.ts";
import type {
  ChargebackId,
  ConsumerId,
  DeductionId,
  DisputeId,
  PaymentId,
  StatementFileId,
} from "../../core/id.ts";
import { cny } from "../../core/money.ts";
import { instant } from "../../core/time.ts";
import type { Row } from "../../core/query.ts";
import { readNotice } from "../deduction/notices.ts";
import { deductionNotices } from "../deduction/table.ts";
import { Columns } from "../engine/columns.ts";
import { all, first, pack } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";
import { forCaller } from "../merchant/caller.ts";
import { forClock } from "../merchant/clock.ts";
import { listing } from "../merchant/listing.ts";
import { searchingByEnd, stretchOf } from "../merchant/searching.ts";
import { merchants } from "../merchant/table.ts";
import { readOrder } from "../order/queries.ts";
import { orders } from "../order/table.ts";
import { readPayment } from "../payment/queries.ts";
import { payments } from "../payment/table.ts";
import { statementLines } from "../statement_file/table.ts";
import { readDispute } from "./read_dispute.ts";
import { messages } from "../message/table.ts";
import { chargebacks, disputeFiles, disputes, paymentConsumers } from "./table.ts";

const at = sql.placeholder;
const row = pack([disputes, ""]);
const where = (condition: SQL | undefined) =>
  build.select(row.fields).from(disputes).where(condition);

const byId = prepare(where(eq(disputes.disputeId, at("disputeId"))));
const bySubject = prepare(where(eq(disputes.subjectId, at("subjectId"))));
const ownById = forCaller<{ disputeId: string }>((no) =>
  where(and(eq(disputes.disputeId, at("disputeId")), eq(disputes.merchantNo, no)))
);
const listed = {
  select: (condition: SQL, order: SQL) => where(condition).orderBy(order).limit(at("limit")),
  id: disputes.disputeId,
  createdAt: disputes.createdAt,
  merchantNo: disputes.merchantNo,
  ofMerchant: { merchant_order_no: disputes.merchantOrderNo },
  ofParent: { order_id: disputes.orderId, deduction_id: disputes.deductionId },
  state: disputes.state,
};
const list = listing<"merchant_order_no" | "order_id" | "deduction_id">(listed);
const search = searchingByEnd({
  ...listed,
  endedAt: disputes.endedAt,
  ofMerchant: { ...listed.ofMerchant, dispute_id: disputes.disputeId },
  looked: {
    reason: sql`+${disputes.reason} = ${at("reason")}`,
    amount_from: sql`+${disputes.amount} >= ${at("amount_from")}`,
    amount_to: sql`+${disputes.amount} <= ${at("amount_to")}`,
  },
});

const ofTheSession = sql`(
  select consumer_id from consumer_sessions where token_digest = ${at("tokenDigest")})`;
const ownRow = pack([disputes, ""], [merchants, "m_"]);
const ofSession = prepare(
  build.select(ownRow.fields).from(disputes)
    .innerJoin(merchants, eq(merchants.merchantNo, disputes.merchantNo))
    .where(sql`${disputes.consumerId} = ${ofTheSession}`)
    .orderBy(desc(disputes.disputeId)).limit(at("max")),
);
const paymentRow = pack([payments, "p_"], [orders, "o_"], [merchants, "m_"]);
const paymentsOfSession = prepare(
  build.select(paymentRow.fields).from(paymentConsumers)
    .innerJoin(payments, eq(payments.paymentId, paymentConsumers.paymentId))
    .innerJoin(orders, eq(orders.orderId, payments.orderId))
    .innerJoin(merchants, eq(merchants.merchantNo, payments.merchantNo))
    .where(sql`${paymentConsumers.consumerId} = ${ofTheSession}
      and ${payments.state} = 'succeeded' and ${payments.settles} = 1`)
    .orderBy(desc(paymentConsumers.paymentId)).limit(at("max")),
);
const payerRow = pack([paymentConsumers, ""]);
const payerOf = prepare(
  build.select(payerRow.fields).from(paymentConsumers)
    .where(eq(paymentConsumers.paymentId, at("paymentId"))),
);
const noticeRow = pack([deductionNotices, ""]);
const noticeFor = prepare(
  build.select(noticeRow.fields).from(deductionNotices)
    .where(eq(deductionNotices.usedBy, at("deductionId"))).limit(1),
);

const toldRow = pack([messages, ""]);
const toldOf = prepare(
  build.select(toldRow.fields).from(messages)
    .where(and(eq(messages.messageId, at("deductionId")), sql`${messages.toldAt} is not null`)),
);
const fileRow = pack([disputeFiles, ""]);
const sealedFile = prepare(
  build.select(fileRow.fields).from(disputeFiles)
    .where(and(eq(disputeFiles.disputeId, at("disputeId")), eq(disputeFiles.sha256, at("sha256")))),
);

const waiting = prepare(
  where(sql`${disputes.state} = ${at("state")}
    and (${disputes.createdAt}, ${disputes.disputeId}) > (${at("at")}, ${at("id")})`)
    .orderBy(asc(disputes.createdAt), asc(disputes.disputeId)).limit(at("max")),
);

/** Its money has gone back some other way. */
const givenBack = sql`(
  exists (select 1 from payments p where p.payment_id = ${disputes.paymentId} and p.refunded = p.amount)
  or exists (select 1 from deductions d
    where d.deduction_id = ${disputes.deductionId} and d.refunded = d.amount))`;
const due = forClock(disputes.merchantNo, (whose) =>
  where(sql`${disputes.dueAt} is not null and (
      (${disputes.state} <> 'escalated' and ${disputes.dueAt} <= ${at("now")})
      or (${disputes.state} = 'open' and ${disputes.remindedAt} is null
        and ${disputes.dueAt} <= ${at("now")} + ${REMINDED_BEFORE})
      or ${givenBack}) and ${whose}`)
    .orderBy(asc(disputes.dueAt)).limit(at("max")));

const chargebackRow = pack([chargebacks, ""]);
const STEPS_MAX = 100;
const chargebacksOf = prepare(
  build.select(chargebackRow.fields).from(chargebacks)
    .where(eq(chargebacks.disputeId, at("disputeId")))
    .orderBy(asc(chargebacks.step)).limit(at("max")),
);
const disputeOf = prepare(
  build.select(chargebackRow.fields).from(chargebacks)
    .where(eq(chargebacks.chargebackId, at("chargebackId"))),
);
const lineRow = pack([statementLines, ""]);
const untiedLines = prepare(
  build.select(lineRow.fields).from(statementLines)
    .where(
      sql`${statementLines.fileId} = ${at("fileId")} and ${statementLines.lineNo} > ${at("past")}
      and ${statementLines.kind} = 'zme'
      and substr(${statementLines.subjectId}, 1, 4) in ('pay_', 'ded_')`,
    )
    .orderBy(asc(statementLines.lineNo)).limit(at("max")),
);

export const disputeStore: DisputeStore = {
  byId: (disputeId) => first(row, byId({ disputeId }), readDispute),
  bySubject: (subjectId) => first(row, bySubject({ subjectId }), readDispute),
  ownById: (caller, disputeId) => first(row, ownById(caller, { disputeId }), readDispute),
  list: (caller, page, filters) => all(row, list(caller, page, filters), readDispute),
  search: (caller, page, filters) => stretchOf(search(caller, page, filters), row, readDispute),
  ofSession: (tokenDigest, max) => all(ownRow, ofSession({ tokenDigest, max }), readOwn),
  paymentsOfSession: (tokenDigest, max) =>
    all(paymentRow, paymentsOfSession({ tokenDigest, max }), readOwnPayment),
  payerOf: (paymentId) =>
    first(
      payerRow,
      payerOf({ paymentId }),
      (each) => new Columns(each).text("consumer_id") as ConsumerId,
    ),
  noticeFor: (deductionId) => first(noticeRow, noticeFor({ deductionId }), readSent),
  toldOf: (deductionId) =>
    first(toldRow, toldOf({ deductionId }), (each) => instant(new Columns(each).int("told_at"))),
  sealedFile: (disputeId, sha256) =>
    first(fileRow, sealedFile({ disputeId, sha256 }), (each) => new Columns(each).text("sealed")),
  ofState: ({ state, past, max }) =>
    all(row, waiting({ state, at: past?.at ?? -1, id: past?.id ?? "", max }), readDispute),
  due: (now, merchantNo, max) => all(row, due(merchantNo, { now, max }), readDispute),
  chargebacksOf: (disputeId) =>
    all(chargebackRow, chargebacksOf({ disputeId, max: STEPS_MAX }), readChargeback),
  disputeOf: (chargebackId) =>
    first(
      chargebackRow,
      disputeOf({ chargebackId }),
      (each) => new Columns(each).text("dispute_id") as DisputeId,
    ),
  untiedLines: (fileId, past, max) => all(lineRow, untiedLines({ fileId, past, max }), readLine),
};

function readOwn(each: Row): OwnDispute {
  return { dispute: readDispute(each), payee: new Columns(each, "m_").text("name") };
}

function readOwnPayment(each: Row): OwnPayment {
  return {
    payment: readPayment(each, "p_"),
    order: readOrder(each),
    payee: new Columns(each, "m_").text("name"),
  };
}

function readSent(each: Row): SentNotice {
  const notice = readNotice(each);
  if (notice.state === "sent") return notice;
  throw new TypeError(`Cannot read notice ${notice.noticeId}: ${notice.state}`);
}

function readChargeback(each: Row): Chargeback {
  const columns = new Columns(each);
  return {
    chargebackId: columns.text("chargeback_id") as ChargebackId,
    step: columns.int("step"),
    direction: columns.text("direction") as Chargeback["direction"],
    amount: cny(columns.int("amount")),
    fee: cny(columns.int("fee")),
    fileId: columns.text("file_id") as StatementFileId,
    lineNo: columns.int("line_no"),
  };
}

function readLine(each: Row): UntiedLine {
  const columns = new Columns(each);
  return {
    lineNo: columns.int("line_no"),
    direction: columns.text("direction") as UntiedLine["direction"],
    amount: cny(columns.int("amount")),
    fee: cny(columns.int("fee")),
    transactionCode: columns.textOrNone("transaction_code"),
    subjectId: columns.text("subject_id") as PaymentId | DeductionId,
  };
}
