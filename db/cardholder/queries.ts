import { and, asc, eq, lte, sql } from "drizzle-orm";
import type { CardholderStore } from "../../core/cardholder/cardholder_store.ts";
import type { CardholderId } from "../../core/id.ts";
import { contracts } from "../contract/table.ts";
import { Columns } from "../engine/columns.ts";
import { all, first, pack } from "../engine/packed.ts";
import { all as allRows } from "../engine/query.ts";
import { build, prepare } from "../engine/statement.ts";
import { events } from "../event/table.ts";
import { identities } from "../identity/table.ts";
import { merchants } from "../merchant/table.ts";
import {
  readCard,
  readContractByCard,
  readDevice,
  readDeviceCard,
  readHolder,
  readSuspension,
} from "./read_held.ts";
import { cardDevices, cardholders, cards, cardSuspensions, deviceCards } from "./table.ts";

/** More than any person has; every list of packed rows has a limit. */
const MAX = 10_000;

const at = sql.placeholder;
const holderRow = pack([cardholders, ""]);
const cardRow = pack([cards, ""]);
const deviceRow = pack([cardDevices, ""]);
const deviceCardRow = pack([deviceCards, ""]);
const suspensionRow = pack([cardSuspensions, ""]);

const bySubject = prepare(
  build.select(holderRow.fields).from(cardholders)
    .where(and(eq(cardholders.channel, at("channel")), eq(cardholders.subject, at("subject")))),
);
const byToken = prepare(
  build.select(holderRow.fields).from(cardholders).where(and(
    eq(cardholders.channel, at("channel")),
    sql`${cardholders.cardholderId} in (
      select cardholder_id from cards where token = ${at("token")}
      union all select cardholder_id from device_cards where token = ${at("token")})`,
  )).limit(1),
);
const byId = prepare(
  build.select(holderRow.fields).from(cardholders).where(eq(cardholders.cardholderId, at("id"))),
);
const ofConsumer = prepare(
  build.select(holderRow.fields).from(identities)
    .innerJoin(
      cardholders,
      and(eq(cardholders.channel, identities.issuer), eq(cardholders.subject, identities.subject)),
    )
    .where(eq(identities.consumerId, at("consumerId"))).limit(MAX),
);
const cardsOf = prepare(
  build.select(cardRow.fields).from(cards).where(eq(cards.cardholderId, at("id")))
    .orderBy(asc(cards.cardId)).limit(MAX),
);
const devicesOf = prepare(
  build.select(deviceRow.fields).from(cardDevices).where(eq(cardDevices.cardholderId, at("id")))
    .orderBy(asc(cardDevices.deviceId)).limit(MAX),
);
const deviceCardsOf = prepare(
  build.select(deviceCardRow.fields).from(deviceCards)
    .where(eq(deviceCards.cardholderId, at("id")))
    .orderBy(asc(deviceCards.deviceCardId)).limit(MAX),
);
const suspensionsOf = prepare(
  build.select(suspensionRow.fields).from(cardSuspensions)
    .where(eq(cardSuspensions.cardholderId, at("id"))).limit(MAX),
);
const contractsBy = prepare(
  build.select({
    cardToken: contracts.cardToken,
    contractId: contracts.contractId,
    contractCode: contracts.contractCode,
    merchantNo: contracts.merchantNo,
    clockOffsetMs: merchants.clockOffsetMs,
  }).from(contracts)
    .innerJoin(merchants, eq(merchants.merchantNo, contracts.merchantNo))
    .where(and(
      sql`${contracts.cardToken} in (select value from json_each(${at("tokens")}) j)`,
      sql`${contracts.state} in ('active', 'suspended')`,
      eq(contracts.channel, at("channel")),
    )),
);
const toldSoFar = prepare(
  build.select({ subjectId: events.subjectId, version: sql`max(${events.version})`.as("version") })
    .from(events)
    .where(sql`${events.subjectId} in (select value from json_each(${at("subjects")}) j)`)
    .groupBy(events.subjectId),
);
const toTell = prepare<{ now: number; max: number }>(
  build.select({ cardholderId: deviceCards.cardholderId }).from(deviceCards)
    .where(and(sql`${deviceCards.tellAfter} is not null`, lte(deviceCards.tellAfter, at("now"))))
    .limit(at("max")),
);

export const cardholderStore: CardholderStore = {
  bySubject: (channel, subject) => first(holderRow, bySubject({ channel, subject }), readHolder),
  byToken: (channel, token) => first(holderRow, byToken({ channel, token }), readHolder),
  byId: (id) => first(holderRow, byId({ id }), readHolder),
  ofConsumer: (consumerId) => all(holderRow, ofConsumer({ consumerId }), readHolder),
  cards: (id) => all(cardRow, cardsOf({ id }), readCard),
  devices: (id) => all(deviceRow, devicesOf({ id }), readDevice),
  deviceCards: (id) => all(deviceCardRow, deviceCardsOf({ id }), readDeviceCard),
  suspensions: (id) => all(suspensionRow, suspensionsOf({ id }), readSuspension),
  contractsBy: (channel, tokens) =>
    allRows(contractsBy({ channel, tokens: JSON.stringify(tokens) }), readContractByCard),
  toldSoFar: (subjects) => ({
    statement: toldSoFar({ subjects: JSON.stringify(subjects) }),
    read: (rows) =>
      new Map(rows.map((row) => {
        const columns = new Columns(row);
        return [columns.text("subject_id"), columns.int("version")];
      })),
  }),
  toTell: (now, max) => ({
    statement: toTell({ now, max }),
    read: (rows) => [
      ...new Set(rows.map((row) => new Columns(row).text("cardholder_id") as CardholderId)),
    ],
  }),
};
