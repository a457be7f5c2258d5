import { cny, type Money } from "../money.ts";

/**
 * How well the payer is verified. There are three kinds of factors (knowledge, possession, inherence), besides
 * certificates and e-signatures. A: two kinds, including a certificate or e-signature. B: two kinds. C: fewer. D: a
 * static code, whatever the factors [条码支付业务规范（试行）, 银发〔2017〕296号].
 */
const tiers = ["A", "B", "C", "D"] as const;
export type Tier = (typeof tiers)[number];
/** A's limit is agreed between the institution and its customer, so we set no cap. */
export type CappedTier = Exclude<Tier, "A">;

/** What one account may pay per day in Asia/Shanghai, inclusive [the same rule]: ¥5,000, ¥1,000, ¥500. */
export const dailyCaps: Readonly<Record<CappedTier, Money>> = {
  B: cny(500_000),
  C: cny(100_000),
  D: cny(50_000),
};

/** The tier of every payment started from a printed code or a tag. The channel enforces the other tiers. */
export const STATIC_TIER: CappedTier = "D";
