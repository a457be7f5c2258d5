import { byCaller } from "../actor.ts";
import type { Deps } from "../deps.ts";
import type { OrderId } from "../id.ts";
import type { Caller, CallerRefusal } from "../merchant/caller.ts";
import type { Order } from "../order/order.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { Payment } from "./payment.ts";
import { startPayment, type StartPaymentRefusal } from "./start_payment.ts";
import type { PayerStopped } from "./verified_payer.ts";

/** What a merchant's own program can start: its app pays, its screen shows a code, its till has read one. */
export const programFlows = ["app_control", "screen_code", "consumer_code"] as const;

export interface PayByProgram {
  readonly caller: Caller;
  readonly orderId: OrderId;
  readonly flow: (typeof programFlows)[number];
  readonly consumerCode: string | undefined;
}

export type PayByProgramRefusal =
  | CallerRefusal
  | Exclude<StartPaymentRefusal, NeverHere>;

/** A program names its flow, and we verify nobody there. */
type NeverHere = PayerStopped | { readonly code: "method_not_offered" | "factor_needed" };

/**
 * Starts a payment that needs no page of ours. Asked for again while that one is on its way it is the same payment, so
 * a lost answer costs nothing; a code that a till has read pays once.
 */
export async function payByProgram(
  deps: Deps,
  { caller, orderId, flow, consumerCode }: PayByProgram,
): Promise<
  Result<
    { readonly payment: Payment; readonly order: Order; readonly replayed: boolean },
    PayByProgramRefusal
  >
> {
  const [merchant, found, payments] = await deps.load(
    deps.merchants.calling(caller),
    deps.orders.ownById(caller, orderId),
    deps.payments.ofOrder(orderId),
  );
  if (!merchant) return rejected({ code: "key_unknown" });
  if (!found) return rejected({ code: "order_not_found", order_id: orderId });
  const { order } = found;
  const inFlight = payments.find((each) => each.state === "processing");
  if (inFlight?.flow === flow && flow !== "consumer_code") {
    return ok({ payment: inFlight, order, replayed: true });
  }
  const started = await startPayment(deps, {
    orderId,
    method: "quickpass",
    client: "merchant",
    flow,
    consumerCode,
    device: undefined,
    lang: "zh",
    by: byCaller(caller),
  });
  if (started.ok) return ok({ payment: started.value, order, replayed: false });
  const { error } = started;
  switch (error.code) {
    case "method_not_offered":
    case "factor_needed":
    case "phone_lost":
    case "payer_blocked":
      throw new TypeError(`Cannot be: ${error.code} of a program's payment`);
  }
  return rejected(error);
}
