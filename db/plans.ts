import type { PlanStore } from "../core/plan/plan_store.ts";

export const planStore: PlanStore = {};
