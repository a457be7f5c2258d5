import { byConsumer } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { OrderId } from "../id.ts";
import { ok, rejected, type Result } from "../result.ts";
import { holds, type LookAtCode } from "./claim_code.ts";
import { phoneOf } from "./claim_key.ts";
import { advance, type DynamicCode } from "./dynamic_code.ts";
import { readCode } from "./read_code.ts";

export type ReleaseCodeRefusal =
  /** Not this phone's, or no longer. */
  | { readonly code: "code_stale" }
  | { readonly code: "payment_in_flight"; readonly order_id: OrderId };

/**
 * The phone that claimed a code gives it back: another may scan the screen at once, and this one would have to scan it
 * again. Not while a payment is on its way.
 */
export function releaseCode(
  deps: Deps,
  { token, ...proof }: LookAtCode,
): Promise<Result<DynamicCode, ReleaseCodeRefusal>> {
  return retryOnConflict(async () => {
    const { scanned } = await readCode(deps, token);
    const phone = await phoneOf(deps.vault, scanned?.code, proof);
    if (!scanned || !holds(scanned, phone)) return rejected({ code: "code_stale" });
    const { order, payments, now } = scanned;
    if (order.state === "open" && payments.some((each) => each.state === "processing")) {
      return rejected({ code: "payment_in_flight", order_id: order.orderId });
    }
    const code = advance(scanned.code, { type: "released" });
    const eventId = deps.newId("evt");
    await deps.commit([{ type: "code.released", code, eventId, at: now, by: byConsumer() }]);
    return ok(code);
  });
}
