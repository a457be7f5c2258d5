import type { Deps } from "../deps.ts";
import { digestTillToken } from "../screen/pair_screen.ts";
import { digestToken } from "../staff/one_time_link.ts";
import { between } from "../time.ts";
import { type OpenTill, TILL_IDLE, TILL_TOUCH_EVERY } from "./till.ts";

export interface TillTokens {
  readonly tillToken: string;
  readonly sessionToken: string;
}

/**
 * The till of this browser while it is unlocked, or undefined. `somebody`: a person asks, so that its idle time begins
 * anew; a page that asks by itself keeps no till open.
 */
export async function openTill(
  deps: Deps,
  { tillToken, sessionToken }: TillTokens,
  { somebody }: { readonly somebody: boolean },
): Promise<OpenTill | undefined> {
  const now = deps.now();
  const digests = {
    till: await digestTillToken(tillToken),
    session: await digestToken(sessionToken),
  };
  const [till] = await deps.load(deps.tills.unlocked(digests, { now, idle: TILL_IDLE }));
  if (till && somebody && between(till.seenAt, now) >= TILL_TOUCH_EVERY) {
    await deps.write(deps.tills.touch(till.sessionId, now));
  }
  return till;
}
