import { sql } from "drizzle-orm";
import type { Card, CardDevice, DeviceCard } from "../../core/cardholder/cardholder.ts";
import type { CardholderEvent } from "../../core/cardholder/cardholder_events.ts";
import type { Suspension } from "../../core/cardholder/suspension.ts";
import type { CardholderId } from "../../core/id.ts";
import type { Statement } from "../../core/unit.ts";
import type { Changes } from "../engine/changes.ts";
import { build, prepare } from "../engine/statement.ts";
import { cardDevices, cardholders, cards, cardSuspensions, deviceCards } from "./table.ts";

const at = sql.placeholder;
const nothing = () => [];

export const cardholderChanges = {
  "cardholder.changed": ({ held: { holder }, changed }) => {
    const { cardholderId } = holder;
    const things = [
      ...changed.cards.map((each) => [each.cardId, each] as const),
      ...changed.devices.map((each) => [each.deviceId, each] as const),
      ...changed.deviceCards.map((each) => [each.deviceCardId, each] as const),
    ];
    return [
      putHolder({ ...holder }),
      ...changed.cards.map((each) => putCard(cardRow(cardholderId, each))),
      ...changed.devices.map((each) => putDevice(deviceRow(cardholderId, each))),
      ...changed.deviceCards.toSorted(givingWay).map((each) =>
        putDeviceCard(deviceCardRow(cardholderId, each))
      ),
      ...things.flatMap(([ofId, { suspensions }]) =>
        suspensionsOf(cardholderId, ofId, suspensions)
      ),
    ];
  },
  "card.bound": nothing,
  "card.suspended": nothing,
  "card.resumed": nothing,
  "card.deleted": nothing,
} satisfies Changes<CardholderEvent>;

/** What ends or is no default any more makes room first, because an index counts after every row. */
function givingWay(a: DeviceCard, b: DeviceCard): number {
  return Number(a.state !== "deleted") - Number(b.state !== "deleted") ||
    Number(a.isDefault) - Number(b.isDefault);
}

function cardRow(cardholderId: CardholderId, { face, ...card }: Card) {
  const { noPasswordLimit, type: cardType, upCash, ...shown } = face;
  return {
    ...card,
    ...shown,
    cardholderId,
    cardType,
    upCash: Number(upCash),
    noPasswordLimit: noPasswordLimit?.fen,
  };
}

function deviceRow(cardholderId: CardholderId, { emptied, ...device }: CardDevice) {
  return {
    ...device,
    cardholderId,
    emptiedSequence: emptied?.sequence,
    emptiedBecause: emptied?.because,
  };
}

function deviceCardRow(cardholderId: CardholderId, { deleted, isDefault, ...each }: DeviceCard) {
  return {
    ...each,
    cardholderId,
    isDefault: Number(isDefault),
    deletedAt: deleted?.at,
    deletedBecause: deleted?.because,
  };
}

function suspensionsOf(
  cardholderId: CardholderId,
  ofId: string,
  suspensions: readonly Suspension[],
): readonly Statement[] {
  return suspensions.map((each) =>
    putSuspension({ ...each, ofId, cardholderId, inForce: Number(each.inForce) })
  );
}

const putHolder = prepare(
  build.insert(cardholders).values({
    cardholderId: at("cardholderId"),
    channel: at("channel"),
    subject: at("subject"),
    version: at("version"),
  }).onConflictDoUpdate({
    target: cardholders.cardholderId,
    set: { version: sql`excluded.version` },
  }),
);

const putCard = prepare<ReturnType<typeof cardRow>>(
  build.insert(cards).values({
    cardId: at("cardId"),
    cardholderId: at("cardholderId"),
    token: at("token"),
    lastFour: at("lastFour"),
    issuer: at("issuer"),
    cardType: at("cardType"),
    expires: at("expires"),
    upCash: at("upCash"),
    noPasswordLimit: at("noPasswordLimit"),
    faceSequence: at("faceSequence"),
    state: at("state"),
    deletedAt: at("deletedAt"),
  }).onConflictDoUpdate({
    target: cards.cardId,
    set: {
      lastFour: sql`excluded.last_four`,
      issuer: sql`excluded.issuer`,
      cardType: sql`excluded.card_type`,
      expires: sql`excluded.expires`,
      upCash: sql`excluded.up_cash`,
      noPasswordLimit: sql`excluded.no_password_limit`,
      faceSequence: sql`excluded.face_sequence`,
      state: sql`excluded.state`,
      deletedAt: sql`excluded.deleted_at`,
    },
  }),
);

const putDevice = prepare<ReturnType<typeof deviceRow>>(
  build.insert(cardDevices).values({
    deviceId: at("deviceId"),
    cardholderId: at("cardholderId"),
    deviceNo: at("deviceNo"),
    name: at("name"),
    emptiedSequence: at("emptiedSequence"),
    emptiedBecause: at("emptiedBecause"),
  }).onConflictDoUpdate({
    target: cardDevices.deviceId,
    set: {
      emptiedSequence: sql`excluded.emptied_sequence`,
      emptiedBecause: sql`excluded.emptied_because`,
    },
  }),
);

const putDeviceCard = prepare<ReturnType<typeof deviceCardRow>>(
  build.insert(deviceCards).values({
    deviceCardId: at("deviceCardId"),
    cardholderId: at("cardholderId"),
    cardId: at("cardId"),
    deviceId: at("deviceId"),
    token: at("token"),
    loadSequence: at("loadSequence"),
    loadedAt: at("loadedAt"),
    activatedAt: at("activatedAt"),
    state: at("state"),
    isDefault: at("isDefault"),
    deletedAt: at("deletedAt"),
    deletedBecause: at("deletedBecause"),
    revision: at("revision"),
    tellAfter: at("tellAfter"),
    tells: at("tells"),
  }).onConflictDoUpdate({
    target: deviceCards.deviceCardId,
    set: {
      activatedAt: sql`excluded.activated_at`,
      state: sql`excluded.state`,
      isDefault: sql`excluded.is_default`,
      deletedAt: sql`excluded.deleted_at`,
      deletedBecause: sql`excluded.deleted_because`,
      revision: sql`excluded.revision`,
      tellAfter: sql`excluded.tell_after`,
      tells: sql`excluded.tells`,
    },
  }),
);

const putSuspension = prepare(
  build.insert(cardSuspensions).values({
    ofId: at("ofId"),
    reason: at("reason"),
    setBy: at("setBy"),
    cardholderId: at("cardholderId"),
    inForce: at("inForce"),
    at: at("at"),
    sequence: at("sequence"),
  }).onConflictDoUpdate({
    target: [cardSuspensions.ofId, cardSuspensions.reason, cardSuspensions.setBy],
    set: {
      inForce: sql`excluded.in_force`,
      at: sql`excluded.at`,
      sequence: sql`excluded.sequence`,
    },
  }),
);
