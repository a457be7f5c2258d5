import { bindingContext, type BoundCard } from "../card_binding/card_binding.ts";
import type { CardToken } from "../channel/card_channel.ts";
import type { Deps } from "../deps.ts";
import type { OrderId, PaymentId } from "../id.ts";
import { ok, rejected, type Result } from "../result.ts";
import { isPayer, type PayerProof } from "./payer_key.ts";
import { type AwaitingCode, awaitsCode } from "./payment.ts";
import type { PaymentWithOrder } from "./record_outcome.ts";

export interface AboutCode extends PayerProof {
  readonly orderId: OrderId;
  readonly paymentId: PaymentId;
}

export type CodeRefusal =
  | { readonly code: "payment_not_found"; readonly payment_id: string }
  /** Its code was typed, or it has its result: the page that asked is an old one. */
  | { readonly code: "code_not_awaited"; readonly payment_id: PaymentId };

export interface CodeFacts extends PaymentWithOrder {
  readonly payment: AwaitingCode;
  /** Undefined when it was removed meanwhile. */
  readonly card: BoundCard | undefined;
}

/** A payment that waits for its code, for whoever started it and nobody else. */
export async function loadCodeFacts(
  deps: Deps,
  { orderId, paymentId, ...proof }: AboutCode,
): Promise<Result<CodeFacts, CodeRefusal>> {
  const [payment, found, merchant, fees] = await deps.load(
    deps.payments.byId(paymentId),
    deps.orders.byId(orderId),
    deps.merchants.ofOrder(orderId),
    deps.feeAgreements.ofOrder(orderId, deps.now()),
  );
  const own = payment?.orderId === orderId && await isPayer(deps.vault, payment, proof);
  if (!payment || !own || !found || !merchant) {
    return rejected({ code: "payment_not_found", payment_id: paymentId });
  }
  if (!awaitsCode(payment)) return rejected({ code: "code_not_awaited", payment_id: paymentId });
  const [binding] = await deps.load(deps.cardBindings.byId(payment.launch.bindingId));
  const card = binding?.state === "bound" ? binding : undefined;
  return ok({ ...found, payment, merchant, fees, card });
}

export async function tokenOf(
  { vault }: Pick<Deps, "vault">,
  { bindingId, sealedToken, requestor }: BoundCard,
): Promise<CardToken> {
  return { token: await vault.open(sealedToken, bindingContext(bindingId)), requestor };
}
