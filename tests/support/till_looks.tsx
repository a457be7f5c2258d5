import type { OrderId, ScreenId, SessionId, ShiftId } from "../../core/id.ts";
import { cny, noMoney } from "../../core/money.ts";
import type { OpenTill, PaidOrder, Sale, Shift } from "../../core/till/till.ts";
import type { TillDay } from "../../core/till/view_day.ts";
import { after, businessDay, hours, minutes } from "../../core/time.ts";
import { CounterPage } from "../../views/till/counter_page.tsx";
import { FoundPage } from "../../views/till/found_page.tsx";
import { LockedPage, type PinProblem } from "../../views/till/locked_page.tsx";
import { NotePage } from "../../views/till/note_page.tsx";
import { SalePage, type SaleProblem } from "../../views/till/sale_page.tsx";
import { SlipPage } from "../../views/till/slip_page.tsx";
import { tillWords } from "../../views/till/words.ts";
import { START } from "./fake_clock.ts";
import { openOrder, teaHouse } from "./fixtures.ts";
import { type Look, type Looks, looksOf, withNotice } from "./look.ts";

const screenId: ScreenId = "scr_01KAG8M0000000000000000001";
const shift: Shift = {
  shiftId: "shf_01KAG8M0000000000000000001" as ShiftId,
  screenId,
  beganAt: after(START, hours(-3)),
  endedAt: undefined,
};
const ended: Shift = { ...shift, endedAt: START };

const till: OpenTill = {
  screen: {
    screenId,
    merchantNo: teaHouse.merchantNo,
    name: "一号柜台",
    createdAt: START,
    seenAt: START,
    pin: { digest: "d", setAt: START },
    refundLimit: { each: cny(20_000), perDay: cny(50_000) },
    version: 3,
    state: "paired",
    pairedAt: START,
    tokenDigest: "d",
    afterOrderId: undefined,
  },
  merchant: { ...teaHouse, name: "清风茶馆 Breeze Teahouse" },
  sessionId: "ses_01KAG8M0000000000000000001" as SessionId,
  seenAt: START,
  shift,
};
const long: OpenTill = {
  ...till,
  screen: { ...till.screen, name: "Counter 12, second floor, by the stairs" },
  merchant: { ...till.merchant, name: "Breeze & Bamboo Teahouse Trading Company, Hangzhou" },
};

function sale(n: number, fen: number, refunded = 0, pending = 0): Sale {
  const order: PaidOrder = {
    ...openOrder,
    orderId: `ord_01KAG8M00000000000000000${10 + n}` as OrderId,
    merchantOrderNo: `T-20261120-${1000 + 37 * n}`,
    amount: cny(fen),
    state: "paid",
    paidAt: after(START, minutes(-7 * n)),
    settledPaymentId: "pay_01KAG8M0000000000000000002",
  };
  return {
    order,
    refunded: cny(refunded),
    refundable: cny(fen - refunded - pending),
  };
}

const sales = [
  sale(0, 8_800),
  sale(1, 12_300, 2_300),
  sale(2, 1_000, 0, 1_000),
  sale(3, 6_800, 6_800),
  sale(4, 123_456_789),
  sale(5, 500),
];

const day: TillDay = {
  day: businessDay(START),
  sales,
  before: { paidAt: START, orderId: openOrder.orderId },
  paid: { count: 26, sum: cny(123_986_189) },
  refunded: { count: 3, sum: cny(10_100) },
  shift: {
    shift,
    paid: { count: 6, sum: cny(29_400) },
    refunded: { count: 1, sum: cny(2_300) },
  },
  mark: "m",
};
const nothing = { count: 0, sum: noMoney };
const emptyDay: TillDay = {
  ...day,
  sales: [],
  before: undefined,
  paid: nothing,
  refunded: nothing,
  shift: undefined,
};

function counter(given: Partial<Parameters<typeof CounterPage>[0]> = {}): Look {
  return (frame) => <CounterPage frame={frame} till={till} day={day} shifts={[ended]} {...given} />;
}

function ofSale(
  given: Sale,
  {
    allowed = given.refundable.fen,
    problem,
    at = till,
  }: { readonly allowed?: number; readonly problem?: SaleProblem; readonly at?: OpenTill } = {},
): Look {
  const view = { sale: given, allowed: cny(allowed), once: "01KAG8M0000000000000000009" };
  return (frame) => <SalePage frame={frame} till={at} view={view} problem={problem} />;
}

function locked(problem?: PinProblem, hasPin = true): Look {
  return (frame) => (
    <LockedPage frame={frame} mode="test" name="一号柜台" hasPin={hasPin} problem={problem} />
  );
}

const takings = { paid: day.paid, refunded: day.refunded };
const noLimit = {
  ...till,
  screen: { ...till.screen, refundLimit: { each: noMoney, perDay: noMoney } },
};
const errors = [
  "amount_missing",
  "amount_wrong",
  "over_paid",
  "balance_too_low",
  "form_stale",
] as const;

/** Every look of the shop assistant's side of a till. */
export const tillLooks: Looks = {
  "till/locked": locked(),
  "till/no_pin": locked(undefined, false),
  "till/pin_malformed": locked({ code: "pin_malformed" }),
  "till/pin_wrong": locked({ code: "pin_wrong", left: 3 }),
  "till/pin_wrong_last": locked({ code: "pin_wrong", left: 0 }),
  "till/pin_too_many": locked({ code: "too_many_requests", until: after(START, minutes(10)) }),
  "till/day": counter(),
  "till/day_long": counter({ till: long }),
  "till/empty": counter({ day: emptyDay, till: { ...till, shift: undefined }, shifts: [] }),
  "till/older": counter({ older: true }),
  "till/offline": withNotice(counter(), "offline"),
  "till/unreachable": withNotice(counter(), "unreachable"),
  "till/sale": ofSale(sale(0, 8_800)),
  "till/sale_part": ofSale(sale(1, 12_300, 2_300)),
  "till/sale_pending": ofSale(sale(2, 8_800, 0, 1_000)),
  "till/sale_refunded": ofSale(sale(3, 6_800, 6_800)),
  "till/sale_over_limit": ofSale(sale(4, 123_456_789), { allowed: 20_000 }),
  "till/sale_day_used_up": ofSale(sale(0, 8_800), { allowed: 0 }),
  "till/sale_no_refunds": ofSale(sale(0, 8_800), { at: noLimit }),
  ...looksOf("till/returned", errors, (code) => ofSale(sale(0, 8_800), { problem: { code } })),
  "till/returned/over_till_limit": ofSale(sale(4, 123_456_789), {
    allowed: 20_000,
    problem: { code: "over_till_limit", each: cny(20_000), leftToday: cny(50_000) },
  }),
  "till/found_several": (frame) => (
    <FoundPage frame={frame} till={till} typed="1037" sales={sales.slice(0, 2)} />
  ),
  "till/found_none": (frame) => <FoundPage frame={frame} till={till} typed="zzzz" sales={[]} />,
  "till/find_malformed": (frame) => (
    <FoundPage frame={frame} till={till} typed="12" sales={undefined} />
  ),
  "till/slip": (frame) => <SlipPage frame={frame} till={till} shift={ended} takings={takings} />,
  "till/slip_open": (frame) => (
    <SlipPage frame={frame} till={till} shift={shift} takings={takings} />
  ),
  "till/scanned": (frame) => {
    const { title, text } = tillWords(frame.lang).scanned;
    const channel = tillWords(frame.lang).channels.sandbox;
    return <NotePage frame={frame} till={till} mark="closed" title={title} text={text(channel)} />;
  },
  "till/scanned_nothing": (frame) => {
    const w = tillWords(frame.lang);
    return (
      <NotePage frame={frame} till={till} mark="failed" title={w.scan} text={w.scanned.empty} />
    );
  },
  "till/unknown_sale": (frame) => {
    const w = tillWords(frame.lang);
    return (
      <NotePage frame={frame} till={till} mark="closed" title={w.unknown} text={w.unknownHelp} />
    );
  },
};
