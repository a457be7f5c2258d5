/** Reads of plans; each is a query for `load`. */
// deno-lint-ignore no-empty-interface
export interface PlanStore {}
