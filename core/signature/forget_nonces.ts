import type { Deps } from "../deps.ts";
import { instant } from "../time.ts";
import { SIGNATURE_AGE_MAX, SIGNATURE_LEAD_MAX } from "./verify_request.ts";

/** Twice the time in which a signature could be replayed, in ms. */
const NONCE_KEPT = 2 * (SIGNATURE_AGE_MAX + SIGNATURE_LEAD_MAX);
const NONCES_PER_WRITE_MAX = 500;
const WRITES_MAX = 20;

/** Forgets the `jti` that are too old to be replayed, in short writes; reads first, so that idling writes nothing. */
export async function forgetNonces(
  deps: Pick<Deps, "now" | "load" | "write" | "nonces">,
): Promise<void> {
  const before = instant(deps.now() - NONCE_KEPT);
  for (let writes = 0; writes < WRITES_MAX; writes++) {
    const [some] = await deps.load(deps.nonces.anyBefore(before));
    if (!some) return;
    await deps.write(deps.nonces.forget(before, NONCES_PER_WRITE_MAX));
  }
}
