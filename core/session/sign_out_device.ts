import { assertCommitted } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { SessionId } from "../id.ts";
import { consumerOfSession } from "./consumer_of_session.ts";

/**
 * Ends one of this person's sessions, or all. Another person's is left alone, and one that is over stays over. Answers
 * whether the session that asks goes on; undefined when it had ended before.
 */
export async function signOutDevice(
  deps: Deps,
  { session, ended }: { readonly session: string; readonly ended: SessionId | "all" },
): Promise<boolean | undefined> {
  const here = await consumerOfSession(deps, session);
  if (!here) return undefined;
  assertCommitted(await deps.write(deps.sessions.endOf(here.consumer.consumerId, ended)));
  return ended !== "all" && ended !== here.session.sessionId;
}
