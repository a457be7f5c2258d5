import type { Deps } from "../deps.ts";
import { instant } from "../time.ts";
import { SIGNATURE_AGE_MAX, SIGNATURE_LEAD_MAX } from "./verify_request.ts";

/** Twice the time in which a signature could be taken again. */
export const NONCE_KEPT = 2 * (SIGNATURE_AGE_MAX + SIGNATURE_LEAD_MAX);
const NONCES_MAX = 500;

/** Forgets at most 500 of the `jti` that are too old to be replayed; call it again for more. */
export async function forgetNonces(deps: Pick<Deps, "now" | "write" | "nonces">): Promise<void> {
  await deps.write(deps.nonces.forget(instant(deps.now() - NONCE_KEPT), NONCES_MAX));
}
