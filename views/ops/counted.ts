import { COUNTED_MAX } from "../../core/health/health.ts";

/** Exact below the most that is counted. */
export function counted(count: number): string {
  return count >= COUNTED_MAX ? `${COUNTED_MAX}+` : String(count);
}
