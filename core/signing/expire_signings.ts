import { conflictOf } from "../conflict.ts";
import { byClock } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { eachApart } from "../each_apart.ts";
import { onEachClock } from "../merchant/each_clock.ts";
import type { Instant } from "../time.ts";
import { askChannel } from "./ask_channel.ts";
import { advance, type Signing } from "./signing.ts";

const PER_SWEEP_MAX = 200;

/** Expires open signings whose time is up, and queries those whose answer was lost; each on its merchant's clock. */
export async function expireSignings(deps: Deps): Promise<void> {
  await onEachClock(deps, async (now, merchantNo) => {
    for (;;) {
      const [due] = await deps.load(deps.signings.dueToExpire(now, merchantNo, PER_SWEEP_MAX));
      const expired = await eachApart(deps, due, {
        about: ({ signingId }) => ({ signing_id: signingId }),
        work: (signing) => expire(deps, signing, now),
      });
      if (expired.includes(true)) deps.nudge("deliver_webhooks");
      if (due.length < PER_SWEEP_MAX || !expired.includes(true)) break;
    }
    // Signings that wait for a channel come last, so that a silent one holds up no expiry.
    const [lost] = await deps.load(deps.signings.dueToAsk(now, merchantNo, PER_SWEEP_MAX));
    await eachApart(deps, lost, {
      about: ({ signing }) => ({ signing_id: signing.signingId }),
      work: (each) => askChannel(deps, each, now),
    });
  });
}

async function expire(deps: Deps, signing: Signing, at: Instant): Promise<boolean> {
  const expired = advance(signing, { type: "expired" });
  if (!expired.ok) return false;
  const eventId = deps.newId("evt");
  // Agreed to or declined at the same moment: that answer stands.
  return !await conflictOf(
    deps.commit([{ type: "signing.expired", signing: expired.value, eventId, at, by: byClock }]),
  );
}
