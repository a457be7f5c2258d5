import type { BusinessDay } from "../../core/time.ts";

/** 0 = Sunday. */
export function weekdayOf(day: BusinessDay): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}
