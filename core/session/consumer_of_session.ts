import { assertCommitted } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import { sha256 } from "../sha256.ts";
import { between, minutes } from "../time.ts";
import type { BoundCard } from "../channel/card.ts";
import { openCards } from "../consumer/seal_person.ts";
import type { ConsumerSession, SessionConsumer } from "./session.ts";

// Often enough that idle time is measured well, seldom enough that a form is usually one write.
const TOUCH_EVERY = minutes(1);

export interface ConsumerHere extends Pick<SessionConsumer, "consumer" | "identity" | "session"> {
  readonly cards: readonly BoundCard[];
}

/**
 * The consumer of this session, who is about to do something: the idle time begins anew. Undefined when there is none,
 * nothing was done for 15 minutes, or it is 8 hours old. A page that only reads looks the session up by itself, because
 * it must not write.
 */
export async function consumerOfSession(
  deps: Deps,
  token: string,
): Promise<ConsumerHere | undefined> {
  const tokenDigest = await sha256(token);
  const [found] = await deps.load(deps.sessions.consumerIn(tokenDigest, deps.now()));
  if (!found) return undefined;
  await keepSession(deps, found.session);
  const { consumer, identity, session } = found;
  return { consumer, identity, session, cards: await openCards(deps.vault, found) };
}

async function keepSession(
  deps: Deps,
  { tokenDigest, seenAt }: ConsumerSession,
): Promise<void> {
  const now = deps.now();
  if (between(seenAt, now) < TOUCH_EVERY) return;
  await deps.write(deps.sessions.touch(tokenDigest, now));
}

/** Ends the session at once; a copy of the token opens nothing any more. */
export async function leave(deps: Deps, token: string): Promise<void> {
  assertCommitted(await deps.write(deps.sessions.end(await sha256(token))));
}
