import type { Arrear } from "../arrear/arrear.ts";
import type { Deps } from "../deps.ts";
import type { ArrearId } from "../id.ts";
import type { StaffCaller } from "../merchant/caller.ts";
import { type DeliveredEvent, deliveriesOf, historyOf, type Step } from "./history.ts";

export interface ArrearView {
  readonly arrear: Arrear;
  readonly steps: readonly Step[];
  readonly deliveries: readonly DeliveredEvent[];
}

/** One of the merchant number's arrears, with what happened to it and to the charge it is for. */
export async function viewArrear(
  deps: Deps,
  caller: StaffCaller,
  arrearId: ArrearId,
): Promise<ArrearView | undefined> {
  const [arrear] = await deps.load(deps.arrears.ownById(caller, arrearId));
  if (!arrear) return undefined;
  const steps = await historyOf(deps, caller.merchantNo, [arrearId, arrear.deductionId]);
  return { arrear, steps, deliveries: await deliveriesOf(deps, caller, steps) };
}
