import { conflictOf } from "../conflict.ts";
import { byClock } from "../actor.ts";
import type { Deps } from "../deps.ts";
import type { FlowOptions } from "../flow.ts";
import { sweepEachClock } from "../sweep.ts";
import type { Instant } from "../time.ts";
import { askChannel } from "./ask_channel.ts";
import { advance, type Signing } from "./signing.ts";
import type { AskedSigning } from "./signing_store.ts";

/** Expires open signings whose time is over, and asks about those whose answer was lost; each on its merchant's clock. */
export async function expireSignings(deps: Deps, options?: FlowOptions): Promise<void> {
  const expired = await sweepEachClock<Signing>(deps, {
    name: "expire_signings",
    subject: ({ signingId: id, merchantNo }) => ({ id, merchantNo }),
    due: (...given) => deps.signings.dueToExpire(...given),
    work: (signing, now) => expire(deps, signing, now),
  }, options);
  if (expired > 0) deps.nudge("deliver_webhooks");
  // Whoever waits for a channel comes last, so that a silent one holds up no expiry.
  await sweepEachClock<AskedSigning>(deps, {
    name: "ask_signings",
    subject: ({ signing: { signingId: id, merchantNo } }) => ({ id, merchantNo }),
    due: (...given) => deps.signings.dueToAsk(...given),
    work: (each, now) => askChannel(deps, each, now),
  }, options);
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
