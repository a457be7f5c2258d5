import { cny, type Money } from "../money.ts";

/**
 * How well the payer is verified. There are three kinds of factors (knowledge, possession, inherence), besides
 * certificates and e-signatures. A: two kinds, including a certificate or e-signature. B: two kinds. C: fewer. D: a
 * static code, whatever the factors [条码支付业务规范（试行）, 银发〔2017〕296号].
 */
export type Tier = "A" | "B" | "C" | "D";
/** Of every payment that a printed code or a tag started. */
export type StaticTier = "D";
/** Of what we verify ourselves. */
export type VerifiedTier = Exclude<Tier, StaticTier>;

export const STATIC_TIER: StaticTier = "D";

/**
 * What one account may pay per day in Asia/Shanghai, inclusive [the same rule]: ¥5,000, ¥1,000, ¥500. A's limit is
 * agreed on between the institution and its customers.
 */
export const dailyCaps: Readonly<Record<Exclude<Tier, "A">, Money>> = {
  B: cny(500_000),
  C: cny(100_000),
  D: cny(50_000),
};

/** The cap of a tier; without an agreed one A's is B's. */
export function capOf(tier: Tier, agreed: Money | undefined): Money {
  return tier === "A" ? agreed ?? dailyCaps.B : dailyCaps[tier];
}

/** What a payer proves who they are with, the least trouble first. */
export const factors = ["pin", "code", "passkey", "signature"] as const;
export type Factor = (typeof factors)[number];

const kinds = {
  pin: "known",
  /** Sent to a phone, good once. */
  code: "possessed",
  /** Taken only if the device verified its owner. */
  passkey: "inherence",
  /** By a passkey, over exactly what is agreed. */
  signature: "e_signature",
} as const satisfies Record<Factor, string>;

/** The tier of a payment by the factors that were used for it: how many kinds they are, not how many factors. */
export function tierOf(used: readonly Factor[]): VerifiedTier {
  if (new Set(used.map((each) => kinds[each])).size < 2) return "C";
  return used.includes("signature") ? "A" : "B";
}
