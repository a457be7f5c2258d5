import type { WireCardWord, WireFace } from "../../core/channel/sandbox/device_card_messages.ts";
import type { ChannelOrderNo } from "../../core/id.ts";
import type { Query } from "../../core/query.ts";
import { sameText } from "../../core/same_text.ts";
import type { Unit } from "../../core/unit.ts";
import type { BankEntry } from "./bank_entry.ts";
import type { BankNotice } from "./bank_notice.ts";
import type { Person, PersonNo } from "./persons.ts";

/** The devices that each of the sandbox's people has. */
export const bankDevices = ["phone", "watch"] as const;
export type BankDevice = (typeof bankDevices)[number];
const deviceNames: Readonly<Record<BankDevice, string>> = { phone: "测试手机", watch: "测试手表" };

/** A card on a device, as the simulated token service keeps it. */
export interface BankDeviceCard {
  readonly token: string;
  readonly personNo: PersonNo;
  readonly cardToken: string;
  readonly device: BankDevice;
  readonly gone: boolean;
  /** Of what its holder wants, as the portal last said. */
  readonly revision: number;
  readonly suspended: boolean;
  readonly isDefault: boolean;
}

/** Why it cannot be charged now: `ofNo` is a card's or device card's token, or a device's number. */
export interface CardHold {
  readonly ofNo: string;
  readonly reason: string;
  readonly isSet: boolean;
}

/** What one word to the portal means here. */
export interface KeptWord {
  readonly entry: BankEntry;
  readonly notice: BankNotice;
  readonly bound?: BankDeviceCard;
  /** What is gone from now on: every device card with this token, card or device. */
  readonly gone?: { readonly personNo: PersonNo; readonly column: GoneColumn; readonly no: string };
  readonly hold?: CardHold & { readonly personNo: PersonNo };
}

export type GoneColumn = "token" | "card_token" | "device";

export interface BankDeviceCardStore {
  byToken(token: string): Query<BankDeviceCard | undefined>;
  /** Those that are not gone. */
  ofPerson(personNo: string): Query<readonly BankDeviceCard[]>;
  /** What cannot be charged now, by token or number of a device. */
  held(personNo: string): Query<readonly string[]>;
  /** How many words the portal was sent about this person's cards. */
  wordsSoFar(subjectNo: ChannelOrderNo): Query<number>;
  /** Refused with `sandbox_log…` when another word took the same number. */
  keep(words: readonly KeptWord[]): Unit;
  /** What the portal says of it, unless something newer was said. */
  keepWill(
    will: Pick<BankDeviceCard, "token" | "gone" | "revision" | "suspended" | "isDefault">,
  ): Unit;
}

export function deviceNo(personNo: PersonNo, device: BankDevice): string {
  return `${personNo}_${device}`;
}

/** The number that the bank's log and notices use for all words about this person's cards. */
export function wordsSubject(personNo: PersonNo): ChannelOrderNo {
  return `cards_${personNo}` as ChannelOrderNo;
}

/** What is known of a person's card without its number. */
export function faceOf(person: Person, cardToken: string): WireFace | undefined {
  const card = person.cards.find((each) => sameText(each.token, cardToken));
  if (!card) return undefined;
  const { lastFour: last_four, bank, type } = card;
  const isDebit = type === "debit";
  return {
    last_four,
    bank,
    type,
    expires: "2031-12",
    up_cash: isDebit,
    ...(isDebit ? { no_password_limit: 100_000 } : {}),
  };
}

export function loadedWord(
  { token, personNo, cardToken, device }: BankDeviceCard,
  face: WireFace,
): WireCardWord {
  return {
    type: "loaded",
    token,
    card_token: cardToken,
    face,
    device: { no: deviceNo(personNo, device), name: deviceNames[device] },
  };
}
