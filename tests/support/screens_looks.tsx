import { cny } from "../../core/money.ts";
import type { Page } from "../../core/console/load_page.ts";
import { paths } from "../../core/paths.ts";
import type { Refund } from "../../core/refund/refund.ts";
import { noRefunds, type Screen } from "../../core/screen/screen.ts";
import { after, hours, minutes } from "../../core/time.ts";
import { controlsOf } from "../../routes/pages/console/list_query.ts";
import { screenList } from "../../routes/pages/console/screens/screen_list.ts";
import { ListPage } from "../../views/console/list_page.tsx";
import {
  LimitPage,
  NewScreenPage,
  PairingCodePage,
  PinPage,
  UnpairPage,
} from "../../views/console/screens/screen_forms.tsx";
import { ScreenDeskPage } from "../../views/console/screens/screen_page.tsx";
import { channelOrderNo, type RefundId } from "../../core/id.ts";
import { START } from "./fake_clock.ts";
import { openOrder, teaHouse } from "./fixtures.ts";
import { type Look, type Looks, looksOf } from "./look.ts";
import { atConsole, viewer } from "./staff_people.ts";

const paired: Screen = {
  screenId: "scr_01KAG8M0000000000000000001",
  merchantNo: teaHouse.merchantNo,
  name: "一号柜台",
  createdAt: START,
  seenAt: after(START, hours(2)),
  pin: { digest: "d", setAt: START },
  refundLimit: { each: cny(20_000), perDay: cny(50_000) },
  version: 3,
  state: "paired",
  pairedAt: START,
  tokenDigest: "d",
  afterOrderId: undefined,
};
const pairing: Screen = {
  ...paired,
  screenId: "scr_01KAG8M0000000000000000002",
  name: "Counter 12, second floor, by the stairs",
  seenAt: undefined,
  pin: undefined,
  refundLimit: noRefunds,
  state: "pairing",
  pairingDigest: "d",
  pairingExpiresAt: after(START, minutes(10)),
};
const unpaired: Screen = {
  ...paired,
  screenId: "scr_01KAG8M0000000000000000003",
  name: "旧柜台",
  pin: undefined,
  state: "unpaired",
  unpairedAt: START,
};

const refund: Refund = {
  refundId: "rfd_01KAG8M0000000000000000001",
  of: { orderId: openOrder.orderId, paymentId: "pay_01KAG8M0000000000000000002" },
  merchantNo: teaHouse.merchantNo,
  merchantRefundNo: "till-01KAG8M0000000000000000001",
  amount: cny(2_300),
  reason: undefined,
  settleMerchantNo: undefined,
  cause: "merchant",
  channel: "sandbox",
  channelOrderNo: channelOrderNo("rfd_01KAG8M0000000000000000001"),
  createdAt: START,
  version: 3,
  chain: "",
  state: "succeeded",
  succeededAt: START,
  channelTxnNo: "202611200000009",
};
const refunds: readonly Refund[] = [
  {
    ...refund,
    refundId: "rfd_01KAG8M0000000000000000002" as RefundId,
    amount: cny(100),
    state: "requested",
  },
  refund,
];

const page: Page<Screen> = {
  rows: [paired, pairing, unpaired],
  newer: undefined,
  older: undefined,
  reached: undefined,
};

function list(given: Page<Screen>, who = atConsole): Look {
  return (frame) =>
    ListPage({
      frame,
      who,
      section: screenList.section,
      path: paths.consoleList(screenList.noun),
      controls: controlsOf(screenList),
      typed: {},
      words: screenList.words(frame.lang),
      columns: screenList.columns(frame.lang),
      page: given,
      problem: undefined,
      hrefTo: screenList.hrefTo,
      mayExport: who.role !== "viewer",
      add: who.role === "viewer"
        ? undefined
        : { href: paths.consoleNewScreen(), text: screenList.add?.text(frame.lang) ?? "" },
    });
}

/** Every look of a merchant's screens at its console. */
export const screensLooks: Looks = {
  "console/screens/list": list(page),
  "console/screens/list_empty": list({ ...page, rows: [] }),
  "console/screens/list_viewer": list(page, viewer),
  "console/screens/paired": (frame) => (
    <ScreenDeskPage frame={frame} who={atConsole} screen={paired} refunds={refunds} />
  ),
  "console/screens/pairing": (frame) => (
    <ScreenDeskPage frame={frame} who={atConsole} screen={pairing} refunds={[]} />
  ),
  "console/screens/unpaired": (frame) => (
    <ScreenDeskPage frame={frame} who={atConsole} screen={unpaired} refunds={refunds} />
  ),
  "console/screens/viewer": (frame) => (
    <ScreenDeskPage frame={frame} who={viewer} screen={paired} refunds={refunds} />
  ),
  "console/screens/new": (frame) => <NewScreenPage frame={frame} who={atConsole} typed="" />,
  ...looksOf(
    "console/screens/new",
    ["name", "too_many", "not_enabled", "not_active"] as const,
    (problem) => (frame) => (
      <NewScreenPage frame={frame} who={atConsole} typed="x" problem={problem} />
    ),
  ),
  "console/screens/code": (frame) => (
    <PairingCodePage
      frame={frame}
      who={atConsole}
      screen={pairing}
      code="K7MP-3QXA"
      expiresAt={after(START, minutes(10))}
    />
  ),
  "console/screens/pin": (frame) => <PinPage frame={frame} who={atConsole} screen={pairing} />,
  ...looksOf(
    "console/screens/pin",
    ["pin_malformed", "pin_guessable"] as const,
    (problem) => (frame) => (
      <PinPage frame={frame} who={atConsole} screen={paired} problem={problem} />
    ),
  ),
  "console/screens/limit": (frame) => (
    <LimitPage
      frame={frame}
      who={atConsole}
      screen={paired}
      typed={{ each: "200.00", per_day: "500.00" }}
    />
  ),
  "console/screens/limit_wrong": (frame) => (
    <LimitPage
      frame={frame}
      who={atConsole}
      screen={paired}
      typed={{ each: "abc", per_day: "500.00" }}
      problem="amount"
    />
  ),
  "console/screens/unpair": (frame) => <UnpairPage frame={frame} who={atConsole} screen={paired} />,
};
