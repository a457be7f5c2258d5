import type { Deps } from "../deps.ts";
import { signatureOptions, signWithPasskey } from "../factor/sign_with_passkey.ts";
import { type PaymentPinRefusal, tryPaymentPin } from "../factor/try_payment_pin.ts";
import type { Assertion } from "../passkey/webauthn.ts";
import { ok, rejected, type Result } from "../result.ts";
import { stepUp } from "../session/step_up.ts";
import { agreedDigest, agreedText } from "./agreed_payment.ts";
import {
  type AboutPaying,
  loadPayingFacts,
  type PayingFacts,
  type PayingFactsRefusal,
} from "./paying_facts.ts";

interface Verified {
  /** For the cookie: the one before it is dead. The payment starts with it. */
  readonly sessionToken: string;
}

/** Makes the session good for this one payment, for whoever knows the person's PIN. */
export async function verifyPayerByPin(
  deps: Deps,
  { typed, device, ...about }: AboutPaying & {
    readonly typed: string;
    readonly device: string | undefined;
  },
): Promise<
  Result<Verified & { readonly device: string }, PayingFactsRefusal | PaymentPinRefusal>
> {
  const facts = await loadPayingFacts(deps, about);
  if (!facts.ok) return facts;
  const { consumerId } = facts.value.here.consumer;
  const tried = await tryPaymentPin(deps, { consumerId, typed, device });
  if (!tried.ok) return tried;
  const after = await verified(deps, facts.value, "pin");
  return after.ok ? ok({ ...after.value, ...tried.value }) : after;
}

/** What the browser needs to sign exactly this payment. */
export async function payerSignatureOptions(deps: Deps, command: AboutPaying) {
  const facts = await loadPayingFacts(deps, command);
  if (!facts.ok) return facts;
  const { here } = facts.value;
  const about = await aboutOf(facts.value);
  return ok(await signatureOptions(deps, { here, about, text: agreedText(deps, facts.value) }));
}

/** The same for whoever signs it with a passkey of theirs; what they signed is kept. */
export async function verifyPayerBySignature(
  deps: Deps,
  { response, ...command }: AboutPaying & { readonly response: Assertion },
): Promise<Result<Verified, PayingFactsRefusal | { readonly code: "passkey_refused" }>> {
  const facts = await loadPayingFacts(deps, command);
  if (!facts.ok) return facts;
  const { here } = facts.value;
  const about = await aboutOf(facts.value);
  const signed = await signWithPasskey(deps, { here, about, response });
  return signed.ok ? await verified(deps, facts.value, "signature") : signed;
}

async function aboutOf(facts: PayingFacts) {
  return { subjectId: facts.order.orderId, digest: await agreedDigest(facts) };
}

async function verified(
  deps: Deps,
  facts: PayingFacts,
  factor: "pin" | "signature",
): Promise<Result<Verified, PayingFactsRefusal>> {
  const digest = await agreedDigest(facts);
  const sessionToken = await stepUp(deps, facts.here.session, { factor, purpose: "pay", digest });
  return sessionToken === undefined ? rejected({ code: "session_over" }) : ok({ sessionToken });
}
