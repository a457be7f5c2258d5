import { byConsumer } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import { changeAllSuspensions } from "../contract/change_all_suspensions.ts";
import { suspensionsOf } from "../contract/contract.ts";
import { has } from "../contract/suspension.ts";
import type { Deps } from "../deps.ts";
import type { ContractId } from "../id.ts";
import { ok, rejected, type Result } from "../result.ts";
import { consumerOfSession } from "../session/consumer_of_session.ts";
import type { ClosedCharging } from "./close_charging.ts";
import { isProven } from "./lost_phone.ts";

export interface ReopenCharging {
  readonly session: string;
  /** Those that may be charged again; every other stays as it is. */
  readonly resumed: readonly ContractId[];
}

export type ReopenChargingRefusal =
  | { readonly code: "session_over" }
  /** Whoever opens it has to have shown who they are just now. */
  | { readonly code: "session_not_fresh" }
  /** First the phone has to be found: whoever has it would open this. */
  | { readonly code: "phone_lost" };

/**
 * Opens password-free charging again, and resumes the contracts that the person chose and no other. Those that they left
 * can be resumed later in the same way.
 */
export async function reopenCharging(
  deps: Deps,
  { session, resumed }: ReopenCharging,
): Promise<Result<ClosedCharging, ReopenChargingRefusal>> {
  const here = await consumerOfSession(deps, session);
  if (!here) return rejected({ code: "session_over" });
  if (!isProven(here, deps.now())) return rejected({ code: "session_not_fresh" });
  const { consumerId } = here.consumer;
  const by = byConsumer(consumerId);
  const opened = await retryOnConflict(async () => {
    const [found, contracts] = await deps.load(
      deps.consumers.byId(consumerId),
      deps.contracts.inForceOf(consumerId, deps.now()),
    );
    const consumer = found?.consumer ?? here.consumer;
    if (consumer.phoneLostAt !== undefined) return rejected({ code: "phone_lost" } as const);
    const chosen = contracts.filter(({ contract }) =>
      resumed.includes(contract.contractId) && has(suspensionsOf(contract), "charging_closed")
    );
    if (consumer.chargingClosedAt === undefined && chosen.length === 0) {
      return ok({ contracts: 0 });
    }
    const steps = await changeAllSuspensions(deps, chosen, {
      change: { lift: "charging_closed" },
      by,
    });
    const after = { ...consumer, chargingClosedAt: undefined, version: consumer.version + 1 };
    await deps.commit([
      // Also where it is open by now: whoever closes it meanwhile moves the same history on, and one of them decides again.
      {
        type: "consumer.charging_reopened",
        consumer: after,
        contracts: steps.length,
        eventId: deps.newId("evt"),
        at: deps.now(),
        by,
      },
      ...steps,
    ]);
    return ok({ contracts: steps.length });
  });
  if (!opened.ok) return opened;
  deps.nudge("deliver_webhooks");
  deps.nudge("tell_consumers");
  return opened;
}
