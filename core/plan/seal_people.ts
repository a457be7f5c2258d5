import type { Vault } from "../secret/vault.ts";
import type { Plan } from "./plan.ts";

/** The persons on an application form: 填写人, 对接人. */
export interface PlanPeople {
  readonly filledInBy?: string | undefined;
  readonly contact?: string | undefined;
}

type Place = Pick<Plan, "planId" | "version">;

/** Where they are stored: they open nowhere else. */
export const peopleContext = (planId: string, version: number) =>
  `plans.sealed_people.${planId}.${version}`;

export async function sealPeople(
  vault: Pick<Vault, "seal">,
  { planId, version }: Place,
  people: PlanPeople,
): Promise<string | undefined> {
  if (people.filledInBy === undefined && people.contact === undefined) return undefined;
  return await vault.seal(JSON.stringify(people), peopleContext(planId, version));
}

/** For whoever submitted the form; webhooks and the event log name nobody. */
export async function openPeople(
  vault: Pick<Vault, "open">,
  { planId, version, sealedPeople }: Place & Pick<Plan, "sealedPeople">,
): Promise<PlanPeople> {
  if (sealedPeople === undefined) return {};
  return JSON.parse(await vault.open(sealedPeople, peopleContext(planId, version)));
}
