import type { Deps } from "../deps.ts";
import { type ShownSignature, shownSignature } from "../factor/shown_signature.ts";
import type { OrderId, PaymentId } from "../id.ts";

const EVENTS_MAX = 200;

/** Which of an order's payments their payers have signed with a passkey, and what is shown of it. */
export async function signedPayments(
  deps: Pick<Deps, "load" | "passkeySignatures" | "desk">,
  orderId: OrderId,
  paymentIds: readonly PaymentId[],
): Promise<ReadonlyMap<PaymentId, ShownSignature>> {
  const [signatures] = await deps.load(deps.passkeySignatures.of(orderId));
  // Few orders have any.
  if (signatures.length === 0) return new Map();
  const events = await deps.load(...paymentIds.map((id) => deps.desk.eventsOf(id, EVENTS_MAX)));
  const signed = paymentIds.flatMap((paymentId, i) => {
    const sent = events[i]?.find(({ type }) => type === "payment.sent");
    const found = signatures.find(({ signatureId }) => signatureId === sent?.data["signature_id"]);
    return found ? [[paymentId, found] as const] : [];
  });
  return new Map(
    await Promise.all(signed.map(async ([id, each]) => [id, await shownSignature(each)] as const)),
  );
}
