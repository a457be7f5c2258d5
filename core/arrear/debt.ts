import type { Deduction } from "../deduction/deduction.ts";
import type { Deps } from "../deps.ts";
import type { OrderWithPayment } from "../order/order_store.ts";
import type { Arrear } from "./arrear.ts";

/** What is owed, and the order by which it may be paid. */
export interface Debt {
  readonly arrear: Arrear;
  readonly repayment: OrderWithPayment | undefined;
}

/** Of a charge that failed, or tries again; no other has any, so no other pays for reading it. */
export async function debtOf(deps: Deps, deduction: Deduction): Promise<Debt | undefined> {
  if (deduction.arrearId === undefined && deduction.state !== "failed") return undefined;
  const [arrear] = await deps.load(deps.arrears.ofDeduction(deduction.deductionId));
  return arrear && await withRepayment(deps, arrear);
}

export async function withRepayment(deps: Deps, arrear: Arrear): Promise<Debt> {
  if (arrear.orderId === undefined) return { arrear, repayment: undefined };
  const [repayment] = await deps.load(deps.orders.byId(arrear.orderId));
  return { arrear, repayment };
}
