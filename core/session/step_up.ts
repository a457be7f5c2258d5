import { base64url } from "jose";
import { assertCommitted } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import { sha256 } from "../sha256.ts";
import { type ConsumerSession, type StepUp, TOKEN_BYTES } from "./session.ts";

/**
 * Writes into a session what has just been shown in it. It goes on under another token, and the one before is dead in
 * the same write; undefined when the session was over. A session has one step-up: the latest.
 */
export async function stepUp(
  deps: Deps,
  { tokenDigest }: Pick<ConsumerSession, "tokenDigest">,
  shown: Omit<StepUp, "at">,
): Promise<string | undefined> {
  const token = base64url.encode(deps.random(TOKEN_BYTES));
  const steppedUp: StepUp = { ...shown, at: deps.now() };
  const verdict = await deps.write(
    deps.sessions.stepUp(tokenDigest, { tokenDigest: await sha256(token), steppedUp }),
  );
  assertCommitted(verdict);
  return verdict.rows.flat().length > 0 ? token : undefined;
}
