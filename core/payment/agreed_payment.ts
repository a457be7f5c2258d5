import { base64url } from "jose";
import { canonicalJson } from "../canonical_json.ts";
import type { Deps } from "../deps.ts";
import { sha256 } from "../sha256.ts";
import { rfc3339 } from "../time.ts";
import type { CardFacts } from "./card_facts.ts";

/** Exactly what somebody agrees to when they pay by a card: which order, whom, how much, with what. */
function agreed({ order, merchant, binding }: Omit<CardFacts, "here">) {
  const { orderId: order_id, merchantOrderNo: merchant_order_no, amount, subject } = order;
  return {
    type: "payment",
    order_id,
    merchant_no: merchant.merchantNo,
    merchant_order_no,
    payee: merchant.name,
    subject,
    amount: amount.fen,
    currency: amount.currency,
    card: { card_id: binding.bindingId, issuer: binding.issuer, last_four: binding.lastFour },
  };
}

/** What a step-up for this payment names: it is good for no other order, amount or card. */
export function agreedDigest(facts: Omit<CardFacts, "here">): Promise<string> {
  return sha256(canonicalJson(agreed(facts)));
}

const NONCE_BYTES = 16;

/** What a passkey signs: the same, and what makes it one signing of its own. */
export function agreedText(
  { random, now }: Pick<Deps, "random" | "now">,
  facts: Omit<CardFacts, "here">,
): string {
  const nonce = base64url.encode(random(NONCE_BYTES));
  return canonicalJson({ ...agreed(facts), asked_at: rfc3339(now()), nonce });
}
