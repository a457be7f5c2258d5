import type { Deps } from "../deps.ts";
import type { SignatureId } from "../id.ts";
import type { StepUp } from "../session/session.ts";
import { agreedDigestIn } from "./agreed_payment.ts";
import type { PayingFacts } from "./paying_facts.ts";

/** The signature by which a session was stepped up for this payment; undefined where something else did it. */
export async function signatureShown(
  deps: Pick<Deps, "load" | "passkeySignatures">,
  { here: { consumer: { consumerId } }, order: { orderId } }: PayingFacts,
  stepped: Pick<StepUp, "factor" | "digest"> | undefined,
): Promise<SignatureId | undefined> {
  if (stepped?.factor !== "signature") return undefined;
  const [signatures] = await deps.load(deps.passkeySignatures.of(orderId));
  for (const each of signatures.toSorted((a, b) => b.signedAt - a.signedAt)) {
    if (each.consumerId !== consumerId) continue;
    if (await agreedDigestIn(each.text) === stepped.digest) return each.signatureId;
  }
  return undefined;
}
