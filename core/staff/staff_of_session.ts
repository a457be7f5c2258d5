import type { Deps } from "../deps.ts";
import { between } from "../time.ts";
import { digestToken } from "./one_time_link.ts";
import { type SignedIn, TOUCH_EVERY } from "./session.ts";

/** Whoever this token signs in; their idle time begins anew. Undefined when it is over, or never was. */
export async function staffOfSession(deps: Deps, token: string): Promise<SignedIn | undefined> {
  const now = deps.now();
  const [here] = await deps.load(
    deps.staff.inSession(await digestToken(token), { now, idle: deps.config.staffSessionIdle }),
  );
  if (here && between(here.seenAt, now) >= TOUCH_EVERY) {
    await deps.write(deps.staff.touchSession(here.session.sessionId, now));
  }
  return here;
}
