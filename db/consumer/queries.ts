import { and, eq, gt, sql } from "drizzle-orm";
import type { Consumer } from "../../core/consumer/consumer.ts";
import type { ConsumerStore, ConsumerWithCards } from "../../core/consumer/consumer_store.ts";
import type { PhoneCode } from "../../core/consumer/phone_code.ts";
import type { ConsumerId } from "../../core/id.ts";
import type { Row } from "../../core/query.ts";
import { instant } from "../../core/time.ts";
import { Columns } from "../engine/columns.ts";
import { consumerCards, consumers, smsCodes } from "./table.ts";
import { all, first, pack } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";
import { identities } from "../identity/table.ts";

export function readConsumer(row: Row, prefix = ""): Consumer {
  const columns = new Columns(row, prefix);
  return {
    consumerId: columns.text("consumer_id") as ConsumerId,
    sealedName: columns.text("sealed_name"),
    sealedPhone: columns.text("sealed_phone"),
    sealedIdNumber: columns.text("sealed_id_number"),
    phoneDigest: columns.textOrNone("phone_digest"),
    idNumberDigest: columns.textOrNone("id_number_digest"),
    tellAfterCharge: columns.int("tell_after_charge") === 1,
    chargingClosedAt: columns.intOrNone("charging_closed_at") as Consumer["chargingClosedAt"],
    phoneLostAt: columns.intOrNone("phone_lost_at") as Consumer["phoneLostAt"],
    phoneLosses: columns.int("phone_losses"),
    createdAt: instant(columns.int("created_at")),
    version: columns.int("version"),
  };
}

export function readWithCards(row: Row): ConsumerWithCards {
  return {
    consumer: readConsumer(row),
    sealedCards: new Columns(row, "k_").textOrNone("sealed"),
  };
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
const codeRow = pack([smsCodes, ""]);

const byId = prepare(
  build.select(withCards.fields).from(consumers)
    .leftJoin(consumerCards, eq(consumerCards.consumerId, consumers.consumerId))
    .where(eq(consumers.consumerId, at("consumerId"))),
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
const IN_USE = `select exists (select 1 from contracts where consumer_id = ?1)
    or exists (select 1 from card_bindings where consumer_id = ?1
      and state in ('opening', 'bound', 'deleting'))
    or exists (select 1 from payment_consumers where consumer_id = ?1)
    or exists (select 1 from identities where consumer_id = ?1 and issuer <> 'phone')
    or exists (select 1 from consumer_passkeys where consumer_id = ?1)
    or exists (select 1 from payment_pins where consumer_id = ?1) as in_use`;
const lossesOfPhone = prepare(
  build.select(bareRow.fields).from(identities)
    .innerJoin(consumers, eq(consumers.consumerId, identities.consumerId))
    .where(and(eq(identities.issuer, sql`'phone'`), eq(identities.subject, at("phoneDigest")))),
);
const phoneCode = prepare(
  build.select(codeRow.fields).from(smsCodes).where(and(
    eq(smsCodes.subject, at("subject")),
    gt(smsCodes.expiresAt, at("now")),
  )),
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
  isInUse: (consumerId) => ({
    statement: { sql: IN_USE, args: [consumerId] },
    read: ([row]) => row !== undefined && new Columns(row).int("in_use") === 1,
  }),
  undigested: (max) => all(bareRow, undigested({ max }), (found) => readConsumer(found)),
  keepDigests: (digested) => ({ statements: digested.map((each) => keepDigests({ ...each })) }),
  lossesOfPhone: (phoneDigest) =>
    first(
      bareRow,
      lossesOfPhone({ phoneDigest }),
      (found) => new Columns(found).int("phone_losses"),
    ),
  phoneCode: (subject, now) => first(codeRow, phoneCode({ subject, now }), readCode),
  putPhoneCode: ({ subject, consumerId, digest, sentAt, expiresAt }) => ({
    statements: [
      sweepCodes({ now: sentAt }),
      putCode({ subject, consumerId, digest, sentAt, expiresAt }),
    ],
  }),
};
