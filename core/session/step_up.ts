import { base64url } from "jose";
import { assertCommitted } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import { sha256 } from "../sha256.ts";
import { between, type Duration, type Instant, minutes } from "../time.ts";
import { type ConsumerSession, TOKEN_BYTES } from "./session.ts";

/** By what somebody shows in a session that they are still there. */
export type StepUpFactor = "pin" | "passkey" | "signature";
/** `confirm`: for what gives lasting access; `pay`: one payment. */
export type StepUpPurpose = "confirm" | "pay";

export interface StepUp {
  readonly factor: StepUpFactor;
  readonly at: Instant;
  readonly purpose: StepUpPurpose;
  /** Of exactly what it is about; of nothing where it is for the session itself. */
  readonly digest: string;
}

/** Time enough to get the code and type it, and to start once more. */
const STEP_UP_LIFE: Duration = minutes(10);

/** What shows in this session, lately and for exactly this, who is there; undefined where nothing does. */
export function stepUpFor(
  { steppedUp }: Pick<ConsumerSession, "steppedUp">,
  { purpose, digest, now }: Pick<StepUp, "purpose" | "digest"> & { readonly now: Instant },
): StepUp | undefined {
  return steppedUp?.purpose === purpose && steppedUp.digest === digest &&
      between(steppedUp.at, now) <= STEP_UP_LIFE
    ? steppedUp
    : undefined;
}

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
