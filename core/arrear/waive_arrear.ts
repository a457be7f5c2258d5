import { byCaller } from "../actor.ts";
import { conflictOf, retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { EventBody } from "../event.ts";
import type { ArrearId } from "../id.ts";
import type { Caller, CallerRefusal } from "../merchant/caller.ts";
import { merchantNow } from "../merchant/merchant.ts";
import { ok, rejected, type Result } from "../result.ts";
import { advance, type Arrear, type ArrearNotOwed } from "./arrear.ts";
import { withRepayment } from "./debt.ts";
import { closed } from "./follow_deduction.ts";

export interface WaiveArrear {
  readonly caller: Caller;
  readonly arrearId: ArrearId;
  readonly reason: string | undefined;
}

export type WaiveArrearRefusal =
  | CallerRefusal
  | { readonly code: "arrear_not_found" }
  | ArrearNotOwed
  | { readonly code: "arrear_being_paid"; readonly arrear_id: ArrearId };

/**
 * Its merchant no longer wants it: nobody tries again and nobody pays it any more. Waiving it again changes nothing. Not
 * while a charge or a payment of it has no result.
 */
export async function waiveArrear(
  deps: Deps,
  { caller, arrearId, reason }: WaiveArrear,
): Promise<Result<Arrear, WaiveArrearRefusal>> {
  const waived = await retryOnConflict<Result<Arrear, WaiveArrearRefusal>>(async () => {
    const [merchant, arrear] = await deps.load(
      deps.merchants.calling(caller),
      deps.arrears.ownById(caller, arrearId),
    );
    if (!merchant) return rejected({ code: "key_unknown" });
    if (!arrear) return rejected({ code: "arrear_not_found" });
    if (arrear.state === "waived") return ok(arrear);
    const at = merchantNow(merchant, deps.now());
    const next = advance(arrear, { type: "waived", at, reason });
    if (!next.ok) return next;
    const beingPaid = rejected({ code: "arrear_being_paid", arrear_id: arrearId } as const);
    if (arrear.state === "owed" && arrear.retrying !== undefined) return beingPaid;
    const events: readonly EventBody[] = [
      ...closed(await withRepayment(deps, arrear), at),
      { type: "arrear.waived", arrear: next.value },
    ];
    const by = byCaller(caller);
    const conflict = await conflictOf(
      deps.commit(events.map((each) => ({ ...each, eventId: deps.newId("evt"), at, by }))),
    );
    if (conflict?.constraint === "not_being_repaid") return beingPaid;
    if (conflict) throw conflict;
    return ok(next.value);
  });
  if (waived.ok) deps.nudge("deliver_webhooks");
  return waived;
}
