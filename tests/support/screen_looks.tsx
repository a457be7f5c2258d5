import type { MerchantFacts } from "../../core/merchant/merchant.ts";
import { cny } from "../../core/money.ts";
import type { ScreenShow } from "../../core/screen/order_screen.ts";
import { milliseconds } from "../../core/time.ts";
import { NotGrantedPage } from "../../views/screen/not_granted_page.tsx";
import { PairingPage } from "../../views/screen/pairing_page.tsx";
import { ScreenPage } from "../../views/screen/screen_page.tsx";
import type { Shown } from "../../views/screen/shown.ts";
import { START } from "./fake_clock.ts";
import { openOrder, teaHouse } from "./fixtures.ts";
import { type Looks, looksOf } from "./look.ts";

/** Where every look's code leads. */
const SHOWN_URL = "https://pay.example/q/k3Jd8_aQ6f0BzqTn4WvYx1RsLe7MhG";

const paid = { amount: openOrder.amount, orderNoEnding: "0042" };

function order(show: ScreenShow, given: Partial<MerchantFacts> = {}, fen = 8_800): Shown {
  const mark = `${openOrder.orderId}.${show.state}`;
  return {
    state: "order",
    order: { ...openOrder, amount: cny(fen) },
    merchant: { ...teaHouse, name: "清风茶馆 Breeze Teahouse", ...given },
    show,
    codeUrl: show.state === "showing" ? SHOWN_URL : undefined,
    changesIn: "changesAt" in show ? milliseconds(60_000) : undefined,
    said: mark,
    mark,
  };
}

const showing: ScreenShow = { state: "showing", rotation: 0, changesAt: START };
const waiting = {
  merchant: { ...teaHouse, name: "清风茶馆 Breeze Teahouse" },
  said: "s",
  mark: "s",
};

/** Everything a shop's screen can show, by name. */
export const screens = {
  showing: order(showing),
  showing_live: order(showing, { mode: "live" }),
  showing_large: order(
    showing,
    { name: "Breeze & Bamboo Teahouse Trading Company, Hangzhou" },
    1_000_000_000,
  ),
  scanned: order({ state: "scanned", changesAt: START }),
  paying: order({ state: "paying", changesAt: START }),
  unclear: order({ state: "unclear" }),
  paid: order({ state: "paid", ...paid }),
  paid_large: order(
    { state: "paid", ...paid },
    { name: "Breeze & Bamboo Teahouse Trading Company, Hangzhou", mode: "live" },
    1_000_000_000,
  ),
  refunded: order({ state: "refunded", ...paid }),
  failed: order({ state: "failed", changesAt: START }),
  expired: order({ state: "expired", late: undefined }),
  expired_late: order({
    state: "expired",
    late: { amount: openOrder.amount, reason: "order_ended" },
  }),
  closed: order({ state: "closed", late: undefined }),
  idle: { state: "idle", ...waiting },
  till_not_granted: { state: "not_granted", ...waiting },
} as const satisfies Record<string, Shown>;

type ScreenName = keyof typeof screens;
const names = Object.keys(screens) as readonly ScreenName[];

const pages = {
  pairing: { refused: undefined, unpaired: false },
  pairing_unpaired: { refused: undefined, unpaired: true },
  pairing_refused: { refused: "k7mp 3qx", unpaired: false },
} as const;
type PairingName = keyof typeof pages;
const pairingNames = Object.keys(pages) as readonly PairingName[];

const shownLooks = looksOf("screen", names, (name) => (frame) => {
  const place = name === "idle" || name === "till_not_granted" ? "till" : "order";
  return <ScreenPage frame={frame} shown={screens[name]} place={place} />;
});

/** Pages with a field or a link; the others are only for viewing. */
const pageLooks: Looks = {
  ...looksOf(
    "screen",
    pairingNames,
    (name) => (frame) => <PairingPage frame={frame} {...pages[name]} />,
  ),
  "screen/not_granted": (frame) => <NotGrantedPage frame={frame} />,
};

/** Every look of a shop's screen. */
export const screenLooks: Looks = { ...shownLooks, ...pageLooks };
/** What is shown on a counter: all of it must fit on the screen. */
export const counterLooks: readonly string[] = Object.keys(shownLooks);
