import { cny, type Money } from "../money.ts";

/**
 * How surely we know who pays. Factors are of three kinds (known, possessed, of the body), and beside them stand
 * certificates and e-signatures. A: two kinds, a certificate or e-signature among them. B: two kinds. C: fewer.
 * D: a static code, whatever the factors [条码支付业务规范（试行）, 银发〔2017〕296号].
 */
const tiers = ["A", "B", "C", "D"] as const;
export type Tier = (typeof tiers)[number];
/** A's limit is agreed between the institution and its customer, so no cap of ours holds it. */
export type CappedTier = Exclude<Tier, "A">;

/** What one account may pay over a day of Asia/Shanghai, inclusive [the same rule]: ¥5,000, ¥1,000, ¥500. */
export const dailyCaps: Readonly<Record<CappedTier, Money>> = {
  B: cny(500_000),
  C: cny(100_000),
  D: cny(50_000),
};

/** Of every payment that a printed code or a tag began. The other tiers are not enforced here: the channel holds them. */
export const STATIC_TIER: CappedTier = "D";
