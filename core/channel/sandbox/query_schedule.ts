import { hours, minutes } from "../../time.ts";
import type { QuerySchedule } from "../query_ladder.ts";

/**
 * As the manual of 无感支付 has it: wait five minutes for the notice, because an earlier question reads a stale answer,
 * then ever longer, because frequent ones get blocked. After a day nobody asks by program any more.
 */
export const querySchedule: QuerySchedule = {
  waits: [5, 10, 20, 40, 80, 160, 320, 640].map(minutes),
  endAfter: hours(24),
};
