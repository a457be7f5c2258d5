import type {
  Card,
  CardDevice,
  Cardholder,
  DeletedBecause,
  DeviceCard,
  DeviceCardState,
} from "../../core/cardholder/cardholder.ts";
import type { ContractByCard, KeptSuspension } from "../../core/cardholder/cardholder_store.ts";
import type { SetBy, SuspensionReason } from "../../core/cardholder/suspension.ts";
import type { DeviceEmptying } from "../../core/channel/card_signal.ts";
import type { CardType } from "../../core/channel/card.ts";
import type { ChannelName } from "../../core/channel/channel.ts";
import type {
  CardDeviceId,
  CardholderId,
  CardId,
  ContractId,
  DeviceCardId,
  MerchantNo,
} from "../../core/id.ts";
import { cny } from "../../core/money.ts";
import type { Row } from "../../core/query.ts";
import { type Instant, instant, milliseconds } from "../../core/time.ts";
import { Columns } from "../engine/columns.ts";

export function readHolder(row: Row): Cardholder {
  const columns = new Columns(row);
  return {
    cardholderId: columns.text("cardholder_id") as CardholderId,
    channel: columns.text("channel") as ChannelName,
    subject: columns.text("subject"),
    version: columns.int("version"),
  };
}

export function readCard(row: Row): Omit<Card, "suspensions"> {
  const columns = new Columns(row);
  const limit = columns.intOrNone("no_password_limit");
  return {
    cardId: columns.text("card_id") as CardId,
    token: columns.text("token"),
    face: {
      lastFour: columns.text("last_four"),
      issuer: columns.text("issuer"),
      type: columns.text("card_type") as CardType,
      expires: columns.textOrNone("expires"),
      upCash: columns.int("up_cash") === 1,
      noPasswordLimit: limit === undefined ? undefined : cny(limit),
    },
    faceSequence: columns.int("face_sequence"),
    state: columns.text("state") as Card["state"],
    deletedAt: instantOrNone(columns, "deleted_at"),
  };
}

export function readDevice(row: Row): Omit<CardDevice, "suspensions"> {
  const columns = new Columns(row);
  const sequence = columns.intOrNone("emptied_sequence");
  return {
    deviceId: columns.text("device_id") as CardDeviceId,
    deviceNo: columns.text("device_no"),
    name: columns.text("name"),
    emptied: sequence === undefined
      ? undefined
      : { sequence, because: columns.text("emptied_because") as DeviceEmptying },
  };
}

export function readDeviceCard(row: Row): Omit<DeviceCard, "suspensions"> {
  const columns = new Columns(row);
  const deletedAt = instantOrNone(columns, "deleted_at");
  return {
    deviceCardId: columns.text("device_card_id") as DeviceCardId,
    cardId: columns.text("card_id") as CardId,
    deviceId: columns.text("device_id") as CardDeviceId,
    token: columns.text("token"),
    loadSequence: columns.int("load_sequence"),
    loadedAt: instant(columns.int("loaded_at")),
    activatedAt: instantOrNone(columns, "activated_at"),
    state: columns.text("state") as DeviceCardState,
    isDefault: columns.int("is_default") === 1,
    deleted: deletedAt === undefined
      ? undefined
      : { at: deletedAt, because: columns.text("deleted_because") as DeletedBecause },
    revision: columns.int("revision"),
    tellAfter: instantOrNone(columns, "tell_after"),
    tells: columns.int("tells"),
  };
}

export function readSuspension(row: Row): KeptSuspension {
  const columns = new Columns(row);
  return {
    ofId: columns.text("of_id"),
    reason: columns.text("reason") as SuspensionReason,
    setBy: columns.text("set_by") as SetBy,
    inForce: columns.int("in_force") === 1,
    at: instant(columns.int("at")),
    sequence: columns.int("sequence"),
  };
}

export function readContractByCard(row: Row): ContractByCard {
  const columns = new Columns(row);
  return {
    token: columns.text("card_token"),
    contractId: columns.text("contract_id") as ContractId,
    contractCode: columns.text("contract_code"),
    merchantNo: columns.text("merchant_no") as MerchantNo,
    clockOffset: milliseconds(columns.int("clock_offset_ms")),
  };
}

function instantOrNone(columns: Columns, name: string): Instant | undefined {
  const value = columns.intOrNone(name);
  return value === undefined ? undefined : instant(value);
}
