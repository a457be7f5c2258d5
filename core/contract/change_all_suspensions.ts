import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import {
  changeSuspension,
  type SuspensionChange,
  type SuspensionStep,
} from "./change_suspension.ts";
import type { ContractWithUse } from "./contract_store.ts";

/** The same change to several contracts in force, for one commit: a step for each that it changes. */
export async function changeAllSuspensions(
  deps: Deps,
  contracts: readonly ContractWithUse[],
  { change, by }: { readonly change: SuspensionChange; readonly by: Actor },
): Promise<readonly SuspensionStep[]> {
  const steps: SuspensionStep[] = [];
  const now = deps.now();
  for (const found of contracts) {
    const step = await changeSuspension(found, change, { eventId: deps.newId("evt"), now, by });
    if (step.ok && step.value) steps.push(step.value);
  }
  return steps;
}
