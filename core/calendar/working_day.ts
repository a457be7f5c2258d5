import type { BusinessDay } from "../time.ts";
import { holidays } from "./holidays.ts";

/** Whether banks work: Monday to Friday but for public holidays, and the weekends that are worked for them. */
export function isWorkingDay(day: BusinessDay): boolean {
  const year = holidays[day.slice(0, 4)];
  const date = day.slice(5);
  if (year?.worked.includes(date)) return true;
  if (year?.off.some(([first, last]) => first <= date && date <= last)) return false;
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}
