import type { Deps } from "../deps.ts";
import type { DeductionId, OrderId } from "../id.ts";
import type { StaffCaller } from "../merchant/caller.ts";
import type { Money } from "../money.ts";
import { leftToRefund } from "../refund/left_to_refund.ts";

/** What can be refunded once it is paid: an order, or a deduction. */
export interface Paid {
  readonly of:
    | { readonly kind: "order"; readonly id: OrderId }
    | { readonly kind: "deduction"; readonly id: DeductionId };
  readonly merchantOrderNo: string;
  readonly subject: string;
  readonly amount: Money;
  /** What is left to refund; undefined where nothing was paid. */
  readonly left: Money | undefined;
}

/** One of the merchant number's orders or deductions, as far as a refund of it asks. */
export async function viewPaid(
  deps: Deps,
  caller: StaffCaller,
  of: Paid["of"],
): Promise<Paid | undefined> {
  if (of.kind === "order") {
    const [found] = await deps.load(deps.orders.ownById(caller, of.id));
    return found && { of, ...found.order, left: leftOf(found.settled) };
  }
  const [found] = await deps.load(deps.deductions.ownById(caller, of.id, deps.now()));
  if (!found) return undefined;
  const { deduction } = found;
  return {
    of,
    ...deduction,
    left: leftOf(deduction.state === "succeeded" ? deduction : undefined),
  };
}

function leftOf(paid: Parameters<typeof leftToRefund>[0] | undefined): Money | undefined {
  return paid && leftToRefund(paid);
}
