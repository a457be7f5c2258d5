import { paths } from "../../../../core/paths.ts";
import { type AttemptRow, statusClasses } from "../../../../core/webhook/attempt_row.ts";
import { webhookTypes } from "../../../../core/webhook/event_type.ts";
import { attemptColumns } from "../../../../views/console/webhooks/attempt_columns.tsx";
import { webhookWords } from "../../../../views/console/webhooks/words.ts";
import type { ConsoleList } from "../console_list.tsx";
import { choice, type Filter, text } from "../filter.ts";

const filters = {
  state: choice(["delivered", "failed"]),
  status: choice(statusClasses),
  event_type: choice(webhookTypes),
  endpoint_id: text(30),
} satisfies Readonly<Record<string, Filter>>;

/** Attempts to deliver webhooks, across all endpoints, newest first. */
export const attemptList: ConsoleList<typeof filters, AttemptRow> = {
  noun: "webhooks/attempts",
  section: "attempts",
  permission: "webhooks:read",
  filters,
  days: true,
  search: (deps, caller, page, { state: outcome, ...others }) =>
    deps.deliveries.searchAttempts(caller, page, { ...others, outcome }),
  prefix: "att",
  idOf: ({ attemptId }) => attemptId,
  hrefTo: ({ deliveryId, number }) => paths.consoleDelivery(deliveryId, number),
  columns: attemptColumns,
  words: (lang) => {
    const { attempts, labels, outcomes, statuses, noAttempts } = webhookWords(lang);
    return {
      title: attempts,
      labels,
      options: { state: outcomes, status: statuses },
      none: noAttempts,
    };
  },
};
