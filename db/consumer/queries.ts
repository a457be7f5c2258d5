import { and, eq, gt, type SQL, sql } from "drizzle-orm";
import type { ChannelName } from "../../core/channel/channel.ts";
import type { Consumer } from "../../core/consumer/consumer.ts";
import type { ConsumerStore, ConsumerWithCards } from "../../core/consumer/consumer_store.ts";
import type { PhoneCode } from "../../core/consumer/phone_code.ts";
import { SESSION_IDLE, type SessionConsumer } from "../../core/consumer/session.ts";
import type { ConsumerId } from "../../core/id.ts";
import type { Row } from "../../core/query.ts";
import { after, instant, milliseconds } from "../../core/time.ts";
import { Columns } from "../engine/columns.ts";
import { consumerCards, consumers, consumerSessions, smsCodes } from "./table.ts";
import { all, first, pack } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";

export function readConsumer(row: Row, prefix = ""): Consumer {
  const columns = new Columns(row, prefix);
  return {
    consumerId: columns.text("consumer_id") as ConsumerId,
    channel: columns.text("channel") as ChannelName,
    channelUserId: columns.text("channel_user_id"),
    sealedName: columns.text("sealed_name"),
    sealedPhone: columns.text("sealed_phone"),
    sealedIdNumber: columns.text("sealed_id_number"),
    phoneDigest: columns.textOrNone("phone_digest"),
    idNumberDigest: columns.textOrNone("id_number_digest"),
    tellAfterCharge: columns.int("tell_after_charge") === 1,
    createdAt: instant(columns.int("created_at")),
    version: columns.int("version"),
  };
}

function readWithCards(row: Row): ConsumerWithCards {
  return {
    consumer: readConsumer(row),
    sealedCards: new Columns(row, "k_").textOrNone("sealed"),
  };
}

function readSession(row: Row): SessionConsumer {
  return { ...readWithCards(row), seenAt: instant(new Columns(row, "s_").int("seen_at")) };
}

export function readCode(row: Row): PhoneCode {
  const columns = new Columns(row);
  return {
    subject: columns.text("subject"),
    consumerId: columns.text("consumer_id") as ConsumerId,
    digest: columns.text("digest"),
    sentAt: instant(columns.int("sent_at")),
    expiresAt: instant(columns.int("expires_at")),
  };
}

const at = sql.placeholder;

const withCards = pack([consumers, ""], [consumerCards, "k_"]);
const bareRow = pack([consumers, ""]);
const inSession = pack([consumers, ""], [consumerCards, "k_"], [consumerSessions, "s_"]);
const codeRow = pack([smsCodes, ""]);

const find = (condition: SQL | undefined) =>
  build.select(withCards.fields).from(consumers)
    .leftJoin(consumerCards, eq(consumerCards.consumerId, consumers.consumerId)).where(condition);
const byId = prepare(find(eq(consumers.consumerId, at("consumerId"))));
const byChannelUser = prepare(find(and(
  eq(consumers.channel, at("channel")),
  eq(consumers.channelUserId, at("channelUserId")),
)));
const ofSession = prepare(
  build.select(inSession.fields).from(consumerSessions)
    .innerJoin(consumers, eq(consumers.consumerId, consumerSessions.consumerId))
    .leftJoin(consumerCards, eq(consumerCards.consumerId, consumers.consumerId))
    .where(and(
      eq(consumerSessions.tokenDigest, at("tokenDigest")),
      gt(consumerSessions.expiresAt, at("now")),
      gt(consumerSessions.seenAt, at("idleSince")),
    )),
);
const undigested = prepare(
  build.select(bareRow.fields).from(consumers).where(sql`${consumers.phoneDigest} is null`)
    .limit(at("max")),
);
const keepDigests = prepare(
  build.update(consumers).set({
    phoneDigest: sql`${at("phoneDigest")}`,
    idNumberDigest: sql`${at("idNumberDigest")}`,
  }).where(sql`${consumers.consumerId} = ${at("consumerId")} and ${consumers.phoneDigest} is null`),
);
const phoneCode = prepare(
  build.select(codeRow.fields).from(smsCodes).where(and(
    eq(smsCodes.subject, at("subject")),
    gt(smsCodes.expiresAt, at("now")),
  )),
);

const insertSession = prepare(
  build.insert(consumerSessions).values({
    tokenDigest: at("tokenDigest"),
    consumerId: at("consumerId"),
    createdAt: at("createdAt"),
    seenAt: at("createdAt"),
    expiresAt: at("expiresAt"),
  }),
);
const sweepSessions = prepare(
  build.delete(consumerSessions).where(sql`token_digest in (
    select token_digest from consumer_sessions where expires_at <= ${at("now")} limit 50)`),
);
const keepCards = prepare(
  build.insert(consumerCards).values({ consumerId: at("consumerId"), sealed: at("sealed") })
    .onConflictDoUpdate({
      target: consumerCards.consumerId,
      set: { sealed: sql`excluded.sealed` },
    }),
);
const touch = prepare(
  build.update(consumerSessions).set({ seenAt: sql`max(seen_at, ${at("now")})` })
    .where(eq(consumerSessions.tokenDigest, at("tokenDigest"))),
);
const end = prepare(
  build.delete(consumerSessions).where(eq(consumerSessions.tokenDigest, at("tokenDigest"))),
);

const putCode = prepare(
  build.insert(smsCodes).values({
    subject: at("subject"),
    consumerId: at("consumerId"),
    digest: at("digest"),
    sentAt: at("sentAt"),
    expiresAt: at("expiresAt"),
  }).onConflictDoUpdate({
    target: smsCodes.subject,
    set: {
      digest: sql`excluded.digest`,
      sentAt: sql`excluded.sent_at`,
      expiresAt: sql`excluded.expires_at`,
    },
  }),
);
const sweepCodes = prepare(
  build.delete(smsCodes).where(sql`subject in (
    select subject from sms_codes where expires_at <= ${at("now")} limit 50)`),
);
export const consumerStore: ConsumerStore = {
  byId: (consumerId) => first(withCards, byId({ consumerId }), readWithCards),
  byChannelUser: (channel, channelUserId) =>
    first(withCards, byChannelUser({ channel, channelUserId }), readWithCards),
  undigested: (max) => all(bareRow, undigested({ max }), (found) => readConsumer(found)),
  keepDigests: (digested) => ({ statements: digested.map((each) => keepDigests({ ...each })) }),
  ofSession: (tokenDigest, now) =>
    first(
      inSession,
      ofSession({ tokenDigest, now, idleSince: after(now, milliseconds(-SESSION_IDLE)) }),
      readSession,
    ),
  beginSession: ({ tokenDigest, consumerId, createdAt, expiresAt }, sealed) => ({
    statements: [
      sweepSessions({ now: createdAt }),
      insertSession({ tokenDigest, consumerId, createdAt, expiresAt }),
      keepCards({ consumerId, sealed }),
    ],
  }),
  touchSession: (tokenDigest, now) => ({ statements: [touch({ tokenDigest, now })] }),
  endSession: (tokenDigest) => ({ statements: [end({ tokenDigest })] }),
  phoneCode: (subject, now) => first(codeRow, phoneCode({ subject, now }), readCode),
  putPhoneCode: ({ subject, consumerId, digest, sentAt, expiresAt }) => ({
    statements: [
      sweepCodes({ now: sentAt }),
      putCode({ subject, consumerId, digest, sentAt, expiresAt }),
    ],
  }),
};
