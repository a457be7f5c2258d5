import { and, asc, desc, eq, gt, gte, sql } from "drizzle-orm";
import type { AnnouncedCharge } from "../../core/deduction/charge.ts";
import {
  type DeductionNotice,
  PRE_NOTICE_VALID_FOR,
} from "../../core/deduction/deduction_notice.ts";
import type { NoticeStore } from "../../core/deduction/notice_store.ts";
import type { ContractId, DeductionNoticeId, MerchantNo } from "../../core/id.ts";
import { cny } from "../../core/money.ts";
import type { Row } from "../../core/query.ts";
import { instant } from "../../core/time.ts";
import { forCaller } from "../merchant/caller.ts";
import { Columns } from "../engine/columns.ts";
import { timeOrNone } from "./rows.ts";
import { deductionNotices } from "./table.ts";
import { all, first, pack } from "../engine/packed.ts";
import { contracts } from "../contract/table.ts";
import { merchants } from "../merchant/table.ts";
import { build, prepare } from "../engine/statement.ts";

const NOTICES_MAX = 20;

const at = sql.placeholder;
const row = pack([deductionNotices, ""]);
const toldRow = pack([deductionNotices, ""], [merchants, "m_"]);
/** Sent, unused, and not too old on the clock of the merchant that may charge on it. */
const mayBeCharged = and(
  sql`${deductionNotices.usedBy} is null and ${deductionNotices.state} = 'sent'`,
  gt(deductionNotices.chargeableFrom, sql`${at("validAfter")} + ${merchants.clockOffsetMs}`),
);
const standing = () =>
  build.select(toldRow.fields).from(deductionNotices)
    .innerJoin(merchants, eq(merchants.merchantNo, deductionNotices.merchantNo));
const ofContract = eq(deductionNotices.contractId, at("contractId"));

const unusedNotices = forCaller<{ contractId: string; fen: number; validAfter: number }>((no) =>
  standing()
    .where(and(
      ofContract,
      mayBeCharged,
      eq(deductionNotices.merchantNo, no),
      gte(deductionNotices.amount, at("fen")),
    ))
    .orderBy(asc(deductionNotices.chargeableFrom)).limit(NOTICES_MAX)
);
type Same = { contractId: string; fen: number; subject: string; chargeAt: number | undefined };
const sameNotice = forCaller<Same>((no) =>
  build.select(row.fields).from(deductionNotices)
    .where(and(
      ofContract,
      sql`${deductionNotices.usedBy} is null`,
      eq(deductionNotices.merchantNo, no),
      eq(deductionNotices.amount, at("fen")),
      eq(deductionNotices.subject, at("subject")),
      sql`${deductionNotices.chargeAt} is ${at("chargeAt")}`,
    ))
    .orderBy(desc(deductionNotices.recordedAt)).limit(1)
);
const byId = prepare(
  build.select(row.fields).from(deductionNotices)
    .where(eq(deductionNotices.noticeId, at("noticeId"))),
);
const announced = prepare<{ contractId: string; validAfter: number; max: number }>(
  standing().where(and(ofContract, mayBeCharged))
    .orderBy(asc(deductionNotices.chargeableFrom)).limit(at("max")),
);
const ofTheSession = sql`${contracts.consumerId} = (
  select consumer_id from consumer_sessions where token_digest = ${at("tokenDigest")})`;
const announcedToSession = prepare<{ tokenDigest: string; validAfter: number; max: number }>(
  standing().innerJoin(contracts, eq(contracts.contractId, deductionNotices.contractId))
    .where(and(
      ofTheSession,
      sql`${contracts.state} = 'active'`,
      mayBeCharged,
    ))
    .orderBy(asc(deductionNotices.chargeableFrom)).limit(at("max")),
);
export const noticeStore: NoticeStore = {
  unusedNotices: (caller, { contractId, amount: { fen }, now }) =>
    all(
      toldRow,
      unusedNotices(caller, { contractId, fen, validAfter: now - PRE_NOTICE_VALID_FOR }),
      readAnnounced,
    ),
  sameNotice: (caller, { contractId, amount: { fen }, subject, chargeAt }) =>
    first(row, sameNotice(caller, { contractId, fen, subject, chargeAt }), readNotice),
  noticeById: (noticeId) => first(row, byId({ noticeId }), readNotice),
  announced: (contractId, now, max) =>
    all(
      toldRow,
      announced({ contractId, max, validAfter: now - PRE_NOTICE_VALID_FOR }),
      readAnnounced,
    ),
  announcedToSession: (tokenDigest, now, max) =>
    all(
      toldRow,
      announcedToSession({ tokenDigest, max, validAfter: now - PRE_NOTICE_VALID_FOR }),
      readAnnounced,
    ),
};

export function readNotice(found: Row): DeductionNotice {
  const columns = new Columns(found);
  const facts = {
    noticeId: columns.text("notice_id") as DeductionNoticeId,
    contractId: columns.text("contract_id") as ContractId,
    merchantNo: columns.text("merchant_no") as MerchantNo,
    amount: cny(columns.int("amount")),
    subject: columns.text("subject"),
    chargeAt: timeOrNone(columns, "charge_at"),
    recordedAt: instant(columns.int("recorded_at")),
    version: columns.int("version"),
  };
  const state = columns.text("state") as DeductionNotice["state"];
  if (state === "sending") return { ...facts, state };
  return {
    ...facts,
    state,
    sentAt: instant(columns.int("sent_at")),
    chargeableFrom: instant(columns.int("chargeable_from")),
  };
}

function readAnnounced(found: Row): AnnouncedCharge {
  const notice = readNotice(found);
  if (notice.state === "sent") return { ...notice, payee: new Columns(found, "m_").text("name") };
  throw new TypeError(`Cannot read notice ${notice.noticeId}: it was not sent`);
}
