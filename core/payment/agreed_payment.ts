import { base64url } from "jose";
import { canonicalJson } from "../canonical_json.ts";
import type { Deps } from "../deps.ts";
import { sha256 } from "../sha256.ts";
import { rfc3339 } from "../time.ts";
import type { BalanceFacts } from "./balance_facts.ts";
import type { CardFacts } from "./card_facts.ts";
import type { PayingFacts } from "./paying_facts.ts";

type Agreed =
  & Pick<PayingFacts, "order" | "merchant">
  & (Pick<CardFacts, "binding"> | Pick<BalanceFacts, "binding" | "wallet">);

/** Exactly what somebody agrees to when they pay: which order, whom, how much, with what. */
function agreed(facts: Agreed) {
  const { order, merchant } = facts;
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
    ...withWhat(facts),
  };
}

function withWhat(facts: Agreed) {
  if (!facts.binding) return { wallet: facts.wallet.channel };
  const { bindingId: card_id, issuer, lastFour: last_four } = facts.binding;
  return { card: { card_id, issuer, last_four } };
}

/** What a step-up for this payment names: it is good for no other order, amount, card or wallet. */
export function agreedDigest(facts: Agreed): Promise<string> {
  return sha256(canonicalJson(agreed(facts)));
}

/** Of the payment in what a passkey signed of it. */
export function agreedDigestIn(text: string): Promise<string> {
  const { asked_at: _, nonce: __, ...agreed } = JSON.parse(text);
  return sha256(canonicalJson(agreed));
}

const NONCE_BYTES = 16;

/** What a passkey signs: the same, and what makes it one signing of its own. */
export function agreedText(
  { random, now }: Pick<Deps, "random" | "now">,
  facts: Agreed,
): string {
  const nonce = base64url.encode(random(NONCE_BYTES));
  return canonicalJson({ ...agreed(facts), asked_at: rfc3339(now()), nonce });
}
