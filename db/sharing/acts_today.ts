import { type Column, type SQL, sql } from "drizzle-orm";
import { todayOn } from "../merchant/today.ts";

/** Whether the agreement `a` lets the parent act today for who is that far below it; `now` is a placeholder. */
export function actsToday(parent: { readonly clockOffsetMs: Column }, depth: Column): SQL {
  return sql`a.state = 'in_force' and a.parent_may <> '[]'
    and a.first_day <= ${todayOn(parent)} and ${todayOn(parent)} <= a.last_day
    and (a.covers = 'all_below' or ${depth} = 1)`;
}
