import { isolated } from "../../core/text/isolated.ts";
import type { OverviewWords } from "./words_zh.ts";

export const overviewEn: OverviewWords = {
  weekdays: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
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
  endpointFailing: (host, since) =>
    `${
      isolated(host)
    } hasn't taken webhooks since ${since}. We keep trying; after five days of failures it's disabled.`,
  endpointDisabled: (host) => `${isolated(host)} is disabled. No more webhooks are sent there.`,
  unclear: {
    payments: (count) =>
      `${count} ${
        count === "1" ? "payment" : "payments"
      } without a result. Don't collect the money again; the institution will find out.`,
    refunds: (count) =>
      `${count} ${
        count === "1" ? "refund" : "refunds"
      } without a result. The institution will find out.`,
    deductions: (count) =>
      `${count} ${
        count === "1" ? "charge" : "charges"
      } without a result. Don't charge again; the institution will find out.`,
  },
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
  lastWeek: (weekday, amount) => `Last ${weekday} ${amount}`,
  paidReading: (clock, today, weekday, lastWeek) =>
    `${today} received today up to ${clock}; ${lastWeek} by the same time last ${weekday}.`,
  outcomes: {
    paid: (n) => `${n} paid`,
    failed: (n) => `${n} failed`,
    unclear: (n) => `${n} unclear`,
  },
  outcomesReading: (days, paid, failed, unclear) =>
    `In ${days} days: ${paid} paid, ${failed} failed, ${unclear} unclear.`,
  lineLabel: (host, ms) => `${host} ${ms} ms`,
  lineFailed: (host, failed) => `${host} ${failed} failed`,
  deliveriesReading: (host, ms, failed) =>
    `${host}: 95% of webhooks within ${ms} ms in the slowest hour, ${failed} failed.`,
  noDeliveries: "No webhooks were sent in the last 24 hours.",
  now: "now",
  table: "Show the figures",
  download: "Download CSV",
  columns: {
    hour: "Hour (UTC+8)",
    today: "Today",
    lastWeek: (weekday) => `Last ${weekday}`,
    day: "Day (UTC+8)",
    paid: "Paid",
    failed: "Failed",
    unclear: "Unclear",
    endpoint: "Endpoint",
    p95: "95% within (ms)",
    delivered: "Delivered",
  },
  first: "Your first payment",
  firstHelp: {
    test:
      "Three commands to paste into a terminal: they ask for your key, open an order and pay it as a consumer would.",
    live: "Try everything at a test number first; then sign your requests and take real money.",
  },
  firstWays: {
    testNumber: "Goes through the sandbox and moves no money.",
    key: "A live number signs its requests, so it needs a public key.",
    integrate: "Programs in five languages with your own values, ready to paste.",
    secretKeys: "Your key was shown once. If it's lost, make another here.",
    docs: "Every call, field and error code.",
  },
  steps: ["Paste your key (sk_test_…); it isn't shown", "Open an order of ¥68.00", "Pay it"],
  testNumber: "Test number",
  docs: "API reference",
};
