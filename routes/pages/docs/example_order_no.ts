import { type Instant, rfc3339 } from "../../../core/time.ts";

/** New for each reader, so that the first answer to a pasted example is a new order. */
export function exampleOrderNo(now: Instant): string {
  return `TEA-${rfc3339(now).replace(/\D/g, "").slice(0, 14)}`;
}
