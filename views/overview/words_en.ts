import { failuresOf, slowestOf, sumOf } from "../../core/overview/plots.ts";
import { isolated } from "../../core/text/isolated.ts";
import { formatMoney } from "../parts/money.tsx";
import { hostOf } from "./host_of.ts";
import { totalsOf, untilNow } from "./totals.ts";
import type { OverviewWords } from "./words_zh.ts";

const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const nouns = {
  payments: ["payment", "payments"],
  refunds: ["refund", "refunds"],
  deductions: ["charge", "charges"],
} as const;

export const overviewEn: OverviewWords = {
  needsYou: "Needs you",
  nothingNeedsYou: "Nothing needs you right now.",
  fix: {
    no_endpoint: "Add an endpoint",
    endpoint_failing: "See what it answered",
    endpoint_disabled: "Check it and enable it again",
    unclear: "See which",
    no_key: "Register a key",
    key_ends: "Rotate it",
    plan_rejected: "Change it and apply again",
    application_rejected: "Change it and apply again",
    polled_too_often: "See the charge",
    polling_blocked: "See the charge",
  },
  noEndpoint: "There's no webhook endpoint yet, so your system isn't told what was paid.",
  endpointFailing: (url, since) =>
    `${
      isolated(hostOf(url))
    } hasn't taken webhooks since ${since}. We keep trying; after five days of failures it's disabled.`,
  endpointDisabled: (url) =>
    `${isolated(hostOf(url))} is disabled. No more webhooks are sent there.`,
  unclear: (of, count) =>
    `${count} ${
      nouns[of][count === "1" ? 0 : 1]
    } without a result. Don't collect the money again; the institution will find out.`,
  noKey: "There's no key to sign with, so live requests are refused.",
  keyEnds: (kid, at) =>
    `Your last key, ${kid}, retires at ${at}. Requests are refused after that, so register the next one first.`,
  planRejected: (name, reason) => `The plan “${isolated(name)}” was rejected: ${isolated(reason)}`,
  applicationRejected: (name, reason) =>
    `The application for “${isolated(name)}” was rejected: ${isolated(reason)}`,
  polledTooOften: (id, early, blockedAt) =>
    `${id} is polled too often: ${early} times too early. At ${blockedAt} it's blocked for 10 minutes. Wait until next_poll_at, or for the webhook.`,
  pollingBlocked: (id, until) =>
    `${id} was polled too often and is blocked until ${until}. The webhook will tell you, or poll again then.`,
  todaysFigures: "Today",
  since: (day) => `Since 00:00 on ${day} (UTC+8)`,
  figures: { paid: "Paid", deducted: "Charged by contract", refunded: "Refunded", net: "Net" },
  counts: {
    paid: (n) => n === 1 ? "1 order" : `${n} orders`,
    deducted: (n) => n === 1 ? "1 charge" : `${n} charges`,
    refunded: (n) => n === 1 ? "1 refund" : `${n} refunds`,
  },
  netHelp: "Paid and charged, less refunds",
  plots: "Over time",
  paidTitle: "Received per hour",
  outcomesTitle: "Outcomes per day, 14 days",
  deliveriesTitle: "Webhook time, 24 hours",
  today: (amount) => `Today ${amount}`,
  lastWeek: (weekday, amount) => `Last ${weekdays[weekday]} ${amount}`,
  paidReading: (hours, weekday) => {
    const until = untilNow(hours);
    return `${
      formatMoney(sumOf(until.map(({ today }) => today)))
    } received today up to ${until.length}:00; ${
      formatMoney(sumOf(until.map(({ lastWeek }) => lastWeek)))
    } by the same time last ${weekdays[weekday]}.`;
  },
  outcomes: {
    paid: (n) => `${n} paid`,
    failed: (n) => `${n} failed`,
    unclear: (n) => `${n} unclear`,
  },
  outcomesReading: (days) => {
    const { paid, failed, unclear } = totalsOf(days);
    return `In ${days.length} days: ${paid} paid, ${failed} failed, ${unclear} unclear.`;
  },
  lineLabel: (url, ms, failed) =>
    ms === undefined ? `${hostOf(url)} ${failed} failed` : `${hostOf(url)} ${ms} ms`,
  deliveriesReading: (lines) =>
    lines.map((line) =>
      `${hostOf(line.url)}: 95% of webhooks within ${slowestOf(line)} ms in the slowest hour, ${
        failuresOf(line)
      } failed`
    ).join("; ") + ".",
  noDeliveries: "No webhooks were sent in the last 24 hours.",
  now: "now",
  table: "Show the figures",
  download: "Download CSV",
  columns: {
    hour: "Hour (UTC+8)",
    today: "Today",
    lastWeek: (weekday) => `Last ${weekdays[weekday]}`,
    day: "Day (UTC+8)",
    paid: "Paid",
    failed: "Failed",
    unclear: "Unclear",
    endpoint: "Endpoint",
    p95: "95% within (ms)",
    delivered: "Delivered",
  },
  first: "Your first payment",
  firstHelp:
    "Three commands to paste into a terminal: they ask for your key, open an order and pay it as a consumer would.",
  firstLive:
    "A live number signs its requests. Register a public key, then add an endpoint; the API reference has examples in each language.",
  steps: ["Paste your key (sk_test_…); it isn't shown", "Open an order of ¥68.00", "Pay it"],
  keysPage: "Keys",
  docs: "API reference",
};
