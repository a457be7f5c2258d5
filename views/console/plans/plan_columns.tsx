import type { PlanState } from "../../../core/plan/plan.ts";
import type { ListedPlan } from "../../../core/plan/plan_store.ts";
import type { Mark } from "../../parts/state_mark.tsx";
import type { Lang } from "../../words.ts";
import { columnsOf } from "../columns.tsx";
import type { ListColumn } from "../list_column.ts";
import { planWords } from "./plan_words.ts";

export const planMarks: Readonly<Record<PlanState, Mark>> = {
  submitted: "processing",
  approved: "paid",
  rejected: "failed",
  retired: "closed",
};

/** What a list of plans shows, each in its latest version, and what its file has. */
export function planColumns(lang: Lang): readonly ListColumn<ListedPlan>[] {
  const { columns, states, kinds, requests } = planWords(lang);
  const { filed, amount, time, state } = columnsOf<ListedPlan>(lang);
  return [
    {
      csv: { header: columns.title, type: "text", of: ({ plan }) => plan.title },
      cell: ({ plan }) => <bdi>{plan.title}</bdi>,
    },
    amount(columns.perDay, ({ plan }) => plan.perDayLimit),
    state(columns.state, ({ plan }) => plan.state, planMarks, states),
    time(columns.submitted, ({ plan }) => plan.submittedAt),
    filed(columns.shortName, ({ plan }) => plan.shortName),
    {
      csv: {
        header: columns.perTransaction,
        type: "amount",
        of: ({ plan }) => plan.perTransactionLimit,
      },
    },
    filed(columns.kind, ({ plan }) => kinds[plan.kind]),
    filed(columns.request, ({ plan }) => requests[plan.request]),
    { csv: { header: columns.version, type: "number", of: ({ plan }) => plan.version } },
    {
      csv: {
        header: columns.approvedVersion,
        type: "number",
        of: ({ approvedVersion }) => approvedVersion,
      },
    },
    filed(columns.reason, ({ plan }) => plan.rejectionReason),
    filed(columns.planId, ({ plan }) => plan.planId),
    filed(columns.appId, ({ plan }) => plan.appId),
  ];
}
