import { byConsumer } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import { changeAllSuspensions } from "../contract/change_all_suspensions.ts";
import type { Deps } from "../deps.ts";
import { ok, rejected, type Result } from "../result.ts";
import { consumerOfSession } from "../session/consumer_of_session.ts";
import { isFresh } from "../session/session.ts";
import { rfc3339 } from "../time.ts";
import type { ClosedCharging } from "./close_charging.ts";
import { isDoubted, phoneCountsFrom } from "./lost_phone.ts";

export type FindPhoneRefusal =
  | { readonly code: "session_over" }
  | { readonly code: "session_not_fresh" }
  /** The session began with a code to a phone, or from an app, that may be in other hands. */
  | { readonly code: "sign_in_proves_nothing"; readonly until: string };

/** The phone is there again, or another has its number: what was suspended for its loss is not any more. */
export async function findPhone(
  deps: Deps,
  { session }: { readonly session: string },
): Promise<Result<ClosedCharging, FindPhoneRefusal>> {
  const here = await consumerOfSession(deps, session);
  if (!here) return rejected({ code: "session_over" });
  const { consumerId } = here.consumer;
  const by = byConsumer(consumerId);
  const back = await retryOnConflict(async () => {
    const now = deps.now();
    const [found, contracts] = await deps.load(
      deps.consumers.byId(consumerId),
      deps.contracts.inForceOf(consumerId, now),
    );
    const consumer = found?.consumer ?? here.consumer;
    const { phoneLostAt } = consumer;
    if (phoneLostAt === undefined) return ok({ contracts: 0 });
    if (isDoubted(here.session, phoneLostAt, now)) {
      const until = rfc3339(phoneCountsFrom(phoneLostAt));
      return rejected({ code: "sign_in_proves_nothing", until } as const);
    }
    if (!isFresh(here.session, now)) return rejected({ code: "session_not_fresh" } as const);
    const steps = await changeAllSuspensions(deps, contracts, {
      change: { lift: "phone_lost" },
      by,
    });
    const after = { ...consumer, phoneLostAt: undefined, version: consumer.version + 1 };
    await deps.commit([...steps, {
      // Last: its guard looks at the contracts as this commit leaves them.
      type: "consumer.phone_found",
      consumer: after,
      contracts: steps.length,
      eventId: deps.newId("evt"),
      at: now,
      by,
    }]);
    return ok({ contracts: steps.length });
  });
  if (!back.ok) return back;
  deps.nudge("deliver_webhooks");
  deps.nudge("tell_consumers");
  return back;
}
