import { conflictOf } from "../conflict.ts";
import { byClock } from "../actor.ts";
import type { Deps } from "../deps.ts";
import type { Instant } from "../time.ts";
import { onEachClock } from "./each_clock.ts";
import type { MerchantKey } from "./merchant_key.ts";
import { merchantKeyMachine } from "./merchant_key.ts";

const KEYS_PER_SWEEP_MAX = 200;

/** Records that keys have retired, each on its merchant's clock; they stopped verifying at the date itself. */
export async function retireKeys(deps: Deps): Promise<void> {
  await onEachClock(deps, async (now, merchantNo) => {
    for (;;) {
      const [due] = await deps.load(
        deps.merchants.keysToRetire(now, merchantNo, KEYS_PER_SWEEP_MAX),
      );
      const retired = await Promise.all(due.map((key) => retire(deps, key, now)));
      if (retired.includes(true)) deps.nudge("deliver_webhooks");
      if (due.length < KEYS_PER_SWEEP_MAX || !retired.includes(true)) return;
    }
  });
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
