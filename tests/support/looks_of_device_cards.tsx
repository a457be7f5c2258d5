import type { Held } from "../../core/cardholder/cardholder.ts";
import { takeSignal } from "../../core/cardholder/take_signal.ts";
import type { CardSignal } from "../../core/channel/card_signal.ts";
import type { Id, IdPrefix } from "../../core/id.ts";
import { cny } from "../../core/money.ts";
import { DeviceCardRemovalPage } from "../../views/wallet/device_card_removal_page.tsx";
import type { DeviceCardProblem } from "../../views/wallet/device_card_words.ts";
import { DeviceCardsPage } from "../../views/wallet/device_cards_page.tsx";
import { START } from "./fake_clock.ts";
import { must } from "./fixtures.ts";
import type { Look, Looks } from "./look.ts";

let ids = 0;
const newId = <P extends IdPrefix>(prefix: P) =>
  `${prefix}_${`${ids++}`.padStart(26, "0")}` as Id<P>;

const nobody: Held = {
  holder: { cardholderId: newId("chd"), channel: "sandbox", subject: "person_a", version: 1 },
  cards: [],
  devices: [],
  deviceCards: [],
};

const debit = {
  token: "debit",
  lastFour: "0014",
  issuer: "测试银行",
  type: "debit",
  expires: "2031-12",
  upCash: true,
  noPasswordLimit: cny(100_000),
} as const;
const credit = {
  token: "credit",
  lastFour: "0422",
  issuer: "中国某某农村商业银行股份有限公司",
  type: "credit",
  expires: "2029-03",
  upCash: false,
  noPasswordLimit: undefined,
} as const;
const phone = { no: "phone", name: "测试手机" };
const watch = { no: "watch", name: "测试手表" };

function after(held: Held, ...words: readonly CardSignal[]): Held {
  return words.reduce((known, word) => must(takeSignal(known, word, { newId, at: START })), held);
}

const one = after(
  nobody,
  { type: "loaded", sequence: 1, token: "d1", card: debit, device: phone },
  { type: "activated", sequence: 2, token: "d1" },
);
const several = after(
  one,
  { type: "loaded", sequence: 3, token: "c1", card: credit, device: phone },
  { type: "activated", sequence: 4, token: "c1" },
  { type: "loaded", sequence: 5, token: "d2", card: debit, device: watch },
  { type: "loaded", sequence: 6, token: "c2", card: credit, device: watch },
  { type: "activated", sequence: 7, token: "c2" },
  { type: "deleted", sequence: 8, token: "c2", by: "issuer" },
);
const suspended = after(
  several,
  { type: "card_lost", sequence: 9, cardToken: "debit" },
  { type: "suspended", sequence: 10, token: "d1", by: "issuer" },
  { type: "suspended", sequence: 11, token: "c1", by: "holder" },
);
const lost = lostHere(suspended);

/** As its holder says it here. */
function lostHere(held: Held): Held {
  const word = {
    reason: "device_lost",
    setBy: "consumer",
    inForce: true,
    at: START,
    sequence: 1,
  } as const;
  const devices = held.devices.map((each) =>
    each.deviceNo === "phone" ? { ...each, suspensions: [word] } : each
  );
  return after({ ...held, devices }, { type: "activated", sequence: 2, token: "d1" });
}
const emptied = after(several, { type: "device_wiped", sequence: 12, deviceNo: "phone" });

const bindUrl = "/sandbox/wallet";

function look(held: readonly Held[], problem?: DeviceCardProblem): Look {
  return (frame) => (
    <DeviceCardsPage frame={frame} mode="test" own={{ held, bindUrl }} problem={problem} />
  );
}

/** Every look of a person's cards on their devices. */
export const deviceCardLooks: Looks = {
  "wallet/device_cards/none": look([]),
  "wallet/device_cards/one": look([one]),
  "wallet/device_cards/several": look([several]),
  "wallet/device_cards/suspended": look([suspended]),
  "wallet/device_cards/lost": look([lost]),
  "wallet/device_cards/emptied": look([emptied]),
  "wallet/device_cards/not_fresh": look([one], "not_fresh"),
  "wallet/device_cards/phone_lost": look([one], "phone_lost"),
  "wallet/device_cards/unknown": look([one], "unknown"),
  "wallet/device_cards/removal": (frame) => (
    <DeviceCardRemovalPage
      frame={frame}
      mode="test"
      card={one.cards[0]!}
      device={one.devices[0]!}
      deviceCard={one.deviceCards[0]!}
    />
  ),
};
