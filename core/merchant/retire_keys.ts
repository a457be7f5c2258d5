import { conflictOf } from "../conflict.ts";
import { byClock } from "../actor.ts";
import type { Deps } from "../deps.ts";
import type { FlowOptions } from "../flow.ts";
import { sweepEachClock } from "../sweep.ts";
import type { Instant } from "../time.ts";
import type { MerchantKey } from "./merchant_key.ts";
import { merchantKeyMachine } from "./merchant_key.ts";

/** Records that keys have retired, each on its merchant's clock; they stopped verifying at the date itself. */
export async function retireKeys(deps: Deps, options?: FlowOptions): Promise<void> {
  const retired = await sweepEachClock<MerchantKey>(deps, {
    name: "retire_keys",
    subject: ({ kid: id, merchantNo }) => ({ id, merchantNo }),
    due: (...given) => deps.merchants.keysToRetire(...given),
    work: (key, now) => retire(deps, key, now),
  }, options);
  if (retired > 0) deps.nudge("deliver_webhooks");
}

async function retire(deps: Deps, key: MerchantKey, at: Instant): Promise<boolean> {
  const state = merchantKeyMachine[key.state].retired;
  if (!state) return false;
  const retired: MerchantKey = { ...key, state, version: key.version + 1 };
  // Revoked at the same moment: that takes precedence, and the next sweep no longer sees it.
  return !await conflictOf(
    deps.commit([{
      type: "key.retired",
      key: retired,
      eventId: deps.newId("evt"),
      at,
      by: byClock,
    }]),
  );
}
