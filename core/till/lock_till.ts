import { byTill } from "../actor.ts";
import { conflictOf } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import { merchantNow } from "../merchant/merchant.ts";
import type { OpenTill } from "./till.ts";

/** From the commit on its token opens nothing. One that was locked, or unlocked elsewhere, in the meantime stays as it is. */
export async function lockTill(
  deps: Deps,
  { screen, merchant, sessionId }: OpenTill,
): Promise<void> {
  await conflictOf(deps.commit([{
    type: "till.locked",
    screen: { ...screen, version: screen.version + 1 },
    eventId: deps.newId("evt"),
    at: merchantNow(merchant, deps.now()),
    by: byTill(screen.screenId, sessionId),
  }]));
}
