import { ENDING_CHARACTERS } from "../../core/till/find_sale.ts";
import type { TillWords } from "./words_zh.ts";

export const tillEn: TillWords = {
  title: "Till",
  door: "Staff",
  toScreen: "Back to the payment code",
  lock: "Lock",
  sound: {
    on: "Turn the payment sound off",
    off: "Turn the payment sound on",
    hint: "Your browser plays sound only after you press this.",
  },

  unlockTitle: "Staff",
  unlockHow: (name) =>
    `${name}: enter the PIN to open the till. It locks after five minutes without anyone using it.`,
  pin: "PIN",
  pinHint: "6 digits. The owner sets it in the console, under Screens.",
  unlock: "Unlock",
  noPin: "This screen has no PIN yet. The owner can set one in the console, under Screens.",
  pinMalformed: "The PIN has 6 digits.",
  pinWrong: (left) =>
    left === 0
      ? "Wrong PIN. No more tries for now."
      : `Wrong PIN. ${left} ${left === 1 ? "try" : "tries"} left.`,
  pinTooMany: (time) =>
    `Too many tries. Try again after ${time}, or ask the owner to set another PIN.`,

  today: (day) => `Today, ${day}`,
  paid: "Paid",
  refunded: "Refunded",
  net: "Net",
  count: (n) => `${n}`,
  shift: "Shift",
  shiftSince: (time) => `Since ${time}`,
  noShift: "No shift is open. One that you begin has totals of its own.",
  beginShift: "Begin shift",
  endShift: "End shift",
  lastShifts: "Earlier shifts",
  slip: "Shift total",
  slipOpen: "It hasn't ended: this is the total so far.",
  from: "Began",
  to: "Ended",
  atTill: "Till",
  refundedHere: "Refunded here",
  print: "Print",
  back: "Back",

  sales: "Payments",
  noSales: "No payments today yet. The next one will appear here.",
  older: "Older",
  newest: "Newest",
  part: (amount) => `${amount} refunded`,
  pending: (amount) => `${amount} on its way back`,
  refundedAll: "Refunded in full",
  ending: (ending) => `…${ending}`,

  find: "Find a payment",
  endingLabel: `Last ${ENDING_CHARACTERS} of the number`,
  endingHint: "Of your order number, or of the order id on the receipt. The last seven days.",
  search: "Find",
  endingMalformed: `Enter ${ENDING_CHARACTERS} letters or digits.`,
  none: (ending, looked) =>
    `No payment of the last seven days ends in ${ending} (of the newest ${looked} at most).`,
  several: (n) => `${n} payments end like this. Compare the amount and the time.`,

  scan: "Scan a customer's code",
  scanLabel: "Customer's payment code",
  scanHint: "Use a scanner, or type the digits and press Enter.",
  scanButton: "Charge",
  scanned: {
    title: "Customers' codes can't be scanned here yet",
    text: (channels) =>
      `No money was taken. ${channels} can't take them yet. Ask the customer to scan the code on the screen.`,
    nothing: "No money was taken. No channel is connected here.",
    empty: "No code was read. Scan it again.",
  },
  channels: { sandbox: "The sandbox", unionpay: "UnionPay", bank_transfer: "The bank" },

  sale: "Payment",
  orderNo: "Order number",
  paidAt: "Paid at",
  amount: "Amount",
  left: "Left to refund",
  refundTitle: "Refund",
  refundAmount: "Amount to refund",
  more: "For more, ask the owner.",
  refundHint: (left) => `Up to ${left} here. It goes back the way it was paid.`,
  refund: "Refund the amount above",
  refundOf: (amount) => `Refund ${amount}`,
  askOwner: "That's more than this till may refund. Ask the owner to do it in the console instead.",
  notHere: "This till may not refund. Ask the owner.",
  nothingLeft: "Nothing is left to refund.",
  onItsWay: (amount) => `${amount} is being refunded. Don't refund it again.`,
  errors: {
    amount_missing: "Enter the amount to refund.",
    amount_wrong: "Enter an amount like 12 or 12.30.",
    over_paid: "That's more than is left to refund. Nothing was refunded.",
    form_stale:
      "This payment has just been refunded, so nothing more was. Below is how it stands now: look again.",
  },
  overLimit: (each, left) =>
    `That's more than this till may refund, so nothing was: up to ${each} each time, ${left} left today. Ask the owner to do it in the console instead.`,
  unknown: "There's no such payment.",
  unknownHelp: "It isn't one of this till's, or the link is incomplete.",
};
