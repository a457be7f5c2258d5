import { byConsumer } from "../actor.ts";
import type { Consumer } from "../consumer/consumer.ts";
import type { Deps } from "../deps.ts";
import { noMoney } from "../money.ts";
import { changeSuspension, type SuspensionStep } from "./change_suspension.ts";
import type { ContractWithUse } from "./contract_store.ts";
import type { SuspensionReason } from "./suspension.ts";

/** The steps, for the commit that makes a contract, by which it is suspended for all that keeps its person's charging closed. */
export async function suspendFromTheStart(
  deps: Deps,
  { contract, owner }: Pick<ContractWithUse, "contract" | "owner">,
  { consumerId, chargingClosedAt, phoneLostAt }: Consumer,
): Promise<readonly SuspensionStep[]> {
  const reasons: readonly SuspensionReason[] = [
    ...(chargingClosedAt === undefined ? [] : ["charging_closed" as const]),
    ...(phoneLostAt === undefined ? [] : ["phone_lost" as const]),
  ];
  const steps: SuspensionStep[] = [];
  for (const reason of reasons) {
    const step = await changeSuspension(
      { contract: steps.at(-1)?.contract ?? contract, owner, usedToday: noMoney },
      { set: reason },
      { eventId: deps.newId("evt"), now: deps.now(), by: byConsumer(consumerId) },
    );
    if (step.ok && step.value) steps.push(step.value);
  }
  return steps;
}
