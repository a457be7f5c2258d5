import { playPayer } from "../bank/play_payer.ts";
import { tellWhatIsDue } from "./tell_what_is_due.ts";
import type { SandboxDeps } from "./sandbox_deps.ts";
import type { OrderId } from "../../core/id.ts";
import type { Caller, CallerRefusal } from "../../core/merchant/caller.ts";
import { ok, rejected, type Result } from "../../core/result.ts";
import { cancelAtChannel } from "../../core/payment/cancel_payment.ts";
import { channelFor } from "../../core/payment/channel_for.ts";
import type { Payment } from "../../core/payment/payment.ts";
import { startPayment, type StartPaymentRefusal } from "../../core/payment/start_payment.ts";

export interface PayAsConsumer {
  readonly caller: Caller;
  readonly orderId: OrderId;
  readonly outcome: "succeeded" | "failed" | "unclear" | "late";
}

export type PayAsConsumerRefusal =
  | CallerRefusal
  | { readonly code: "test_mode_only" }
  | StartPaymentRefusal;

/**
 * Does what a consumer would do on the checkout page and at the bank. A payment on its way is continued, so repeating
 * the call after a lost answer never pays twice; an order already paid stays as it is.
 */
export async function payAsConsumer(
  deps: SandboxDeps,
  { caller, orderId, outcome }: PayAsConsumer,
): Promise<Result<undefined, PayAsConsumerRefusal>> {
  const [merchant, found, payments, fees] = await deps.load(
    deps.merchants.calling(caller),
    deps.orders.ownById(caller, orderId),
    deps.payments.ofOrder(orderId),
    deps.feeAgreements.ofOrder(orderId, deps.now()),
  );
  if (!merchant) return rejected({ code: "key_unknown" });
  if (merchant.mode !== "test") return rejected({ code: "test_mode_only" });
  if (channelFor(merchant) !== "sandbox") {
    return rejected({ code: "channel_not_available", channel: channelFor(merchant) });
  }
  if (!found) return rejected({ code: "order_not_found", order_id: orderId });
  if (found.order.state === "paid" && outcome === "succeeded") return ok(undefined);

  const payment = await onItsWay(deps, orderId, payments);
  if (!payment.ok) return payment;
  const played = await playPayer(deps, payment.value.channelOrderNo, outcome);
  // Late on an order that is over already: there is nothing left to wait for.
  if (played.ok && outcome === "late") await tellWhatIsDue(deps);
  if (played.ok || played.error.code !== "bank_payment_not_found") return ok(undefined);

  // It was sent by a process that died before the bank got it: a clear failure from the bank frees the order.
  await cancelAtChannel(deps, { ...found, payment: payment.value, merchant, fees });
  const again = await onItsWay(deps, orderId, []);
  if (!again.ok) return again;
  await playPayer(deps, again.value.channelOrderNo, outcome);
  return ok(undefined);
}

async function onItsWay(
  deps: SandboxDeps,
  orderId: OrderId,
  payments: readonly Payment[],
): Promise<Result<Payment, StartPaymentRefusal>> {
  const inFlight = payments.find((each) => each.state === "processing");
  if (inFlight) return ok(inFlight);
  return await startPayment(deps, {
    orderId,
    method: "quickpass",
    client: "program",
    device: undefined,
    lang: "en",
  });
}
