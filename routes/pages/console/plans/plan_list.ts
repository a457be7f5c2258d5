import type { ListedPlan } from "../../../../core/plan/plan_store.ts";
import { paths } from "../../../../core/paths.ts";
import { planColumns } from "../../../../views/console/plans/plan_columns.tsx";
import { planWords } from "../../../../views/console/plans/plan_words.ts";
import type { ConsoleList } from "../console_list.tsx";
import { choice, type Filter, text } from "../filter.ts";

const filters = {
  state: choice(["submitted", "approved", "rejected", "retired"]),
  kind: choice(["usage", "periodic"]),
  plan_id: text(30),
} satisfies Readonly<Record<string, Filter>>;

/** Plans in their latest version, newest first. */
export const planList: ConsoleList<typeof filters, ListedPlan> = {
  noun: "plans",
  section: "plans",
  permission: "plans:read",
  filters,
  days: false,
  search: (deps, caller, page, values) => deps.plans.search(caller, page, values),
  prefix: "pln",
  idOf: ({ plan }) => plan.planId,
  hrefTo: ({ plan }) => paths.consolePlan(plan.planId),
  columns: planColumns,
  words: (lang) => {
    const { states, kinds, ...words } = planWords(lang);
    return { ...words, options: { state: states, kind: kinds } };
  },
};
