import type { Deps } from "../deps.ts";
import { firstIdAt } from "../id.ts";
import { after, milliseconds } from "../time.ts";
import { ATTEMPTS_KEPT } from "./delivery.ts";

const DELIVERIES_PER_WRITE_MAX = 200;
const WRITES_MAX = 50;

/**
 * Forgets what was sent and answered long ago, in short writes; the delivery and how it ended stay. Reads first, so that
 * idling writes nothing.
 */
export async function forgetAttempts(
  deps: Pick<Deps, "now" | "load" | "write" | "deliveries">,
): Promise<void> {
  const now = deps.now();
  const before = firstIdAt("dlv", after(now, milliseconds(-ATTEMPTS_KEPT)));
  for (let writes = 0; writes < WRITES_MAX; writes++) {
    const [some] = await deps.load(deps.deliveries.anyAttemptBefore(before));
    if (!some) return;
    await deps.write(deps.deliveries.forgetAttempts(before, DELIVERIES_PER_WRITE_MAX, now));
  }
}
