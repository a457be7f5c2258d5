import type { MerchantFacts } from "../../core/merchant/merchant.ts";
import { cny } from "../../core/money.ts";
import type { OrderId } from "../../core/id.ts";
import type { ScreenShow } from "../../core/screen/order_screen.ts";
import type { SigningScreen, SigningShow } from "../../core/screen/view_signing_screen.ts";
import { milliseconds } from "../../core/time.ts";
import { NotGrantedPage } from "../../views/screen/not_granted_page.tsx";
import { PairingPage } from "../../views/screen/pairing_page.tsx";
import { ScreenPage } from "../../views/screen/screen_page.tsx";
import { SigningScreenPage } from "../../views/screen/signing_screen.tsx";
import type { Shown } from "../../views/screen/shown.ts";
import { brandOf } from "./brands.ts";
import { START } from "./fake_clock.ts";
import { openOrder, teaHouse } from "./fixtures.ts";
import { type Covers, keysOf, type Looks, looksOf } from "./look.ts";
import { signings } from "./signings.ts";

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

/** Beside the next order: the one before was just paid. */
function after(fen: number) {
  const lastOrderId: OrderId = "ord_01KAG8M0000000000000000000";
  const lastSale = { orderId: lastOrderId, amount: cny(fen), endsIn: milliseconds(9_000) };
  return { lastOrderId, lastSale };
}

function signing(show: SigningShow, given: Partial<SigningScreen> = {}): SigningScreen {
  const { signing, plan, merchant } = signings.outside;
  const mark = `${signing.signingId}.${show.state}`;
  return { signing, plan, merchant, show, changesIn: undefined, mark, said: mark, ...given };
}

/** Everything the screen of a signing can show, by name. */
export const signingScreens = {
  signing_showing: signing({ state: "showing" }),
  signing_showing_large: signing({ state: "showing" }, {
    merchant: { ...teaHouse, name: "Breeze & Bamboo Teahouse Trading Company, Hangzhou" },
    plan: {
      ...signings.outside.plan,
      title: "Parking fees charged automatically when you leave",
      perTransactionLimit: cny(100_000_000),
      perDayLimit: cny(1_000_000_000),
    },
  }),
  signing_confirming: signing({ state: "confirming" }),
  signing_signed: signing({ state: "signed", again: false }),
  signing_signed_again: signing({ state: "signed", again: true }),
  signing_declined: signing({ state: "declined" }),
  signing_expired: signing({ state: "expired" }),
  signing_plan_changed: signing({ state: "plan_changed" }),
  signing_not_available: signing({ state: "not_available" }),
} as const;

true satisfies Covers<
  SigningShow["state"],
  (typeof signingScreens)[keyof typeof signingScreens]["show"]["state"]
>;

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
  next_after_paid: { ...order(showing), ...after(1_234) },
  next_after_paid_large: {
    ...order(
      showing,
      { name: "Breeze & Bamboo Teahouse Trading Company, Hangzhou" },
      1_000_000_000,
    ),
    ...after(1_000_000_000),
  },
  next_paying_after_paid: { ...order({ state: "paying", changesAt: START }), ...after(1_234) },
  next_paid_after_paid: { ...order({ state: "paid", ...paid }), ...after(1_234) },
  idle: { state: "idle", ...waiting, screen: { name: "一号柜台" }, now: START },
  idle_long: {
    state: "idle",
    ...waiting,
    merchant: { ...waiting.merchant, name: "Breeze & Bamboo Teahouse Trading Company, Hangzhou" },
    screen: { name: "Counter 12, second floor, by the stairs" },
    now: START,
  },
  idle_branded: {
    state: "idle",
    ...waiting,
    merchant: { ...waiting.merchant, brand: brandOf("#2f7d4f") },
    screen: { name: "一号柜台", pin: { digest: "d", setAt: START } },
    now: START,
  },
  showing_with_door: {
    ...order(showing),
    screen: { name: "一号柜台", pin: { digest: "d", setAt: START } },
  },
  paid_with_door: {
    ...order({ state: "paid", ...paid }),
    screen: { name: "一号柜台", pin: { digest: "d", setAt: START } },
  },
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
  const shown: Shown = screens[name];
  const till = shown.state !== "order" || shown.lastSale !== undefined ||
    shown.screen !== undefined;
  return <ScreenPage frame={frame} shown={shown} place={till ? "till" : "order"} />;
});
const signingLooks = looksOf(
  "screen",
  keysOf(signingScreens),
  (name) => (frame) => <SigningScreenPage frame={frame} shown={signingScreens[name]} />,
);

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
export const screenLooks: Looks = { ...shownLooks, ...signingLooks, ...pageLooks };
/** What is shown on a counter: all of it must fit on the screen. */
export const counterLooks: readonly string[] = Object.keys({ ...shownLooks, ...signingLooks });
