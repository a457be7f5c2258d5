import type { WireCardWord, WireFace } from "../../core/channel/sandbox/device_card_messages.ts";
import { sameText } from "../../core/same_text.ts";
import {
  type BankDevice,
  type BankDeviceCard,
  deviceNo,
  faceOf,
  type GoneColumn,
} from "./bank_device_card.ts";
import type { BankDeps } from "./bank_deps.ts";
import type { Person } from "./persons.ts";
import { tellOfCards, type Word } from "./tell_of_cards.ts";

export const cardEvents = [
  "issuer_suspended",
  "issuer_resumed",
  "issuer_updated",
  "issuer_deleted",
  "holder_suspended",
  "holder_resumed",
  "holder_deleted",
  "card_lost",
  "card_found",
  "card_renewed",
  "card_deleted",
  "device_lost",
  "device_found",
  "device_wiped",
  "device_restored",
  "signed_out",
  "passcode_removed",
  "fingerprint_removed",
] as const;
export type CardEventName = (typeof cardEvents)[number];

export interface BefallCard {
  readonly person: Person;
  readonly event: CardEventName;
  readonly cardToken: string;
  readonly device: BankDevice;
  /** A renewed card's. */
  readonly lastFour?: string | undefined;
  readonly noPasswordLimit?: number | undefined;
}

/**
 * Something happens to somebody's card, device or device card outside the portal, which is told of it. Undefined: the
 * card is not on this device.
 */
export async function befallCard(deps: BankDeps, given: BefallCard): Promise<number | undefined> {
  const { person: { personNo }, cardToken, device } = given;
  const [own] = await deps.load(deps.bank.deviceCards.ofPerson(personNo));
  const deviceCard = own.find((each) =>
    sameText(each.cardToken, cardToken) && each.device === device
  );
  const word = wordOf(given, deviceCard);
  return word && await tellOfCards(deps, personNo, [word]);
}

function wordOf(given: BefallCard, deviceCard: BankDeviceCard | undefined): Word | undefined {
  const { event, cardToken: card_token, person: { personNo } } = given;
  const device_no = deviceNo(personNo, given.device);
  switch (event) {
    case "issuer_suspended":
    case "issuer_resumed":
    case "issuer_deleted":
    case "holder_suspended":
    case "holder_resumed":
    case "holder_deleted":
      return deviceCard && ofDeviceCard(event, deviceCard);
    case "card_lost":
    case "card_found":
      return {
        said: { type: event, card_token },
        hold: hold(given, card_token, { reason: "card_lost", isSet: event === "card_lost" }),
      };
    case "card_deleted":
      return { said: { type: event, card_token }, gone: gone(given, "card_token", card_token) };
    case "card_renewed":
    case "issuer_updated": {
      const face = newFace(given);
      const type = event === "card_renewed" ? event : "card_updated";
      return face && { said: { type, card_token, face } };
    }
    case "device_lost":
    case "device_found":
      return {
        said: { type: event, device_no },
        hold: hold(given, device_no, { reason: "device_lost", isSet: event === "device_lost" }),
      };
    case "device_wiped":
    case "device_restored":
    case "signed_out":
    case "passcode_removed":
    case "fingerprint_removed":
      return { said: { type: event, device_no }, gone: gone(given, "device", given.device) };
  }
}

type OfDeviceCard = Extract<CardEventName, `issuer_${string}ed` | `holder_${string}`>;

function ofDeviceCard(
  event: Exclude<OfDeviceCard, "issuer_updated">,
  { token, personNo }: BankDeviceCard,
): Word {
  const [by, type] = event.split("_") as ["issuer" | "holder", "suspended" | "resumed" | "deleted"];
  const said: WireCardWord = { type, token, by };
  return type === "deleted"
    ? { said, gone: { personNo, column: "token", no: token } }
    : { said, hold: { personNo, ofNo: token, reason: by, isSet: type === "suspended" } };
}

function newFace(
  { person, cardToken, lastFour, noPasswordLimit }: BefallCard,
): WireFace | undefined {
  const face = faceOf(person, cardToken);
  return face && {
    ...face,
    ...(lastFour === undefined ? {} : { last_four: lastFour, expires: "2036-12" }),
    ...(noPasswordLimit === undefined ? {} : { no_password_limit: noPasswordLimit }),
  };
}

function hold(
  { person: { personNo } }: BefallCard,
  ofNo: string,
  { reason, isSet }: { readonly reason: string; readonly isSet: boolean },
) {
  return { personNo, ofNo, reason, isSet };
}

function gone({ person: { personNo } }: BefallCard, column: GoneColumn, no: string) {
  return { personNo, column, no };
}
