import type { DeductionStore } from "../core/deduction/deduction_store.ts";

export const deductionStore: DeductionStore = {};
