import type { PaymentOutcome } from "../../core/channel/outcome.ts";
import type { Contract } from "../../core/contract/contract.ts";
import { retryArrears } from "../../core/arrear/retry_arrears.ts";
import type { DeductionId } from "../../core/id.ts";
import { charge, chargeableContract, failed, refill, tell } from "./deductions.ts";
import type { TestApp } from "./test_app.ts";

export const poor = failed;

/** A contract by which a charge that fails for want of money is owed. */
export function owingContract(
  app: TestApp,
  given: Parameters<typeof chargeableContract>[1] = {},
): Promise<Contract> {
  return chargeableContract(app, { arrearRetryDays: [1, 3, 7], ...given });
}

/** A charge that fails for want of money: what is owed for it, as its merchant reads it. */
export async function owe(
  app: TestApp,
  contractId: string,
  { no = "A-1", amount = 1_000 }: { readonly no?: string; readonly amount?: number } = {},
) {
  const { deduction_id } = await (await charge(app, refill(contractId, no, amount))).json();
  await tell(app, deduction_id, poor);
  const { data: [arrear] } = await (
    await app.api(`/v1/arrears?deduction_id=${deduction_id}`)
  ).json();
  return arrear;
}

export async function readArrear(app: TestApp, arrearId: string) {
  return await (await app.api(`/v1/arrears/${arrearId}`)).json();
}

/** Lets what is due be tried again, without sending it: the charge that tries it, if one was made. */
export async function retryNow(app: TestApp, arrearId: string): Promise<DeductionId | null> {
  await retryArrears(app.deps);
  return (await readArrear(app, arrearId)).retrying_deduction_id;
}

/** The same, and its channel's answer. */
export async function retryWith(
  app: TestApp,
  arrearId: string,
  outcome: PaymentOutcome,
): Promise<void> {
  const deductionId = await retryNow(app, arrearId);
  if (deductionId === null) throw new TypeError(`Cannot answer: ${arrearId} was not tried again`);
  await tell(app, deductionId, outcome);
}

/** What merchants are told of arrears, oldest first. */
export async function toldOfArrears(app: TestApp): Promise<readonly string[]> {
  const { data } = await (await app.api("/v1/events?after=&limit=100")).json();
  return data.map((each: { readonly type: string }) => each.type)
    .filter((type: string) => type.startsWith("arrear."));
}
