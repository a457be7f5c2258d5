import type { Deps } from "../deps.ts";
import type { SessionId } from "../id.ts";
import { sha256 } from "../sha256.ts";
import type { ConsumerSession, Proof } from "./session.ts";

/** Where somebody is signed in. */
export interface Devices {
  /** The browser that asks. */
  readonly here: SessionId;
  /** How it was begun. */
  readonly proof: Proof;
  /** This one too, the latest begun first. */
  readonly sessions: readonly ConsumerSession[];
}

/** In one round trip; undefined when the session has ended. */
export async function viewDevices(deps: Deps, session: string): Promise<Devices | undefined> {
  const tokenDigest = await sha256(session);
  const now = deps.now();
  const [found, sessions] = await deps.load(
    deps.sessions.consumerIn(tokenDigest, now),
    deps.sessions.openBeside(tokenDigest, now),
  );
  if (!found) return undefined;
  const { sessionId: here, proof } = found.session;
  return { here, proof, sessions };
}
