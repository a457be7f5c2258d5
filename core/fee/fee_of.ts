import type { CardType } from "../channel/card.ts";
import { cny, type Money } from "../money.ts";
import type { BusinessDay } from "../time.ts";
import type { FeeAgreement } from "./fee_agreement.ts";
import { roundedParts } from "./rounded_parts.ts";
import { type FeePart, feeParts, type RateInForce, regulatedRates } from "./tariff.ts";

/** What a merchant pays for one payment. */
export interface Fee {
  readonly total: Money;
  /** They come to the total. */
  readonly parts: Readonly<Record<FeePart, Money>>;
  /** The channel is the acquirer, and keeps that part too. */
  readonly acquiredByChannel?: boolean | undefined;
}

/** What one party gets before anything is rounded. */
export interface ExactPart {
  readonly part: FeePart;
  readonly rate: RateInForce;
  /** In hundred-millionths of a fen. */
  readonly exact: bigint;
  /** Its share of the amount would be more. */
  readonly isCapped: boolean;
}

interface Terms {
  readonly agreement: Pick<FeeAgreement, "feeClass" | "acquirer" | "acquiredBy">;
  readonly cardType: CardType;
  readonly on: BusinessDay;
}

const MILLIONTHS = 1_000_000n;
const HUNDREDTHS = 100n;
/** So many of an exact part are a fen. */
export const EXACT_UNIT = MILLIONTHS * HUNDREDTHS;

/**
 * The fee of one payment [000, 发改价格〔2016〕557号]: the merchant bears all parts. Each is its share of the amount, at
 * most its cap; only their sum is rounded. Undefined for a day before the first tariff.
 */
export function feeOf(amount: Money, terms: Terms): Fee | undefined {
  const exact = exactParts(amount, terms);
  if (!exact) return undefined;
  const { total, parts } = roundedParts(exact.map((each) => each.exact), EXACT_UNIT);
  const acquiredByChannel = terms.agreement.acquiredBy === "channel";
  return { total: cny(total), parts: feeOfParts(parts), acquiredByChannel };
}

/** The same before it is rounded, part by part, in the order of `feeParts`. */
export function exactParts(
  amount: Money,
  { agreement: { feeClass, acquirer }, cardType, on }: Terms,
): readonly ExactPart[] | undefined {
  const regulated = regulatedRates(on, { cardType, feeClass });
  if (!regulated) return undefined;
  const rates = { ...regulated, acquirer: { ...acquirer[cardType], hundredths: 100 } };
  return feeParts.map((part) => ({ part, rate: rates[part], ...exactOf(amount, rates[part]) }));
}

function exactOf({ fen }: Money, { millionths, capFen, hundredths }: RateInForce) {
  const share = BigInt(fen) * BigInt(millionths) * BigInt(hundredths);
  const cap = capFen === undefined ? undefined : BigInt(capFen) * EXACT_UNIT;
  const isCapped = cap !== undefined && share > cap;
  return { exact: isCapped ? cap : share, isCapped };
}

/** In the order of `feeParts`. */
function feeOfParts([issuer = 0, ofIssuer = 0, ofAcquirer = 0, acquirer = 0]: readonly number[]) {
  return {
    issuer: cny(issuer),
    network_of_issuer: cny(ofIssuer),
    network_of_acquirer: cny(ofAcquirer),
    acquirer: cny(acquirer),
  };
}

/**
 * What of a fee a refund gives back. When so much of the amount was given back in all, so much of the fee was in all,
 * rounded once, an exact half up; so the last refund returns what is left, to the fen. `returned` is what earlier refunds
 * gave back, and each part gives its share of what is left of it.
 */
export function returnedFee(
  fee: Fee,
  { amount, refunded, refund, returned }: {
    readonly amount: Money;
    /** By earlier refunds. */
    readonly refunded: Money;
    readonly refund: Money;
    readonly returned: Fee;
  },
): Fee {
  const inAll = roundedParts(
    [BigInt(fee.total.fen) * BigInt(refunded.fen + refund.fen)],
    BigInt(amount.fen),
  );
  const due = inAll.total - returned.total.fen;
  const left = feeParts.map((part) => fee.parts[part].fen - returned.parts[part].fen);
  const leftInAll = fee.total.fen - returned.total.fen;
  if (leftInAll === 0) return noFee;
  const { total, parts } = roundedParts(
    left.map((each) => BigInt(each) * BigInt(due)),
    BigInt(leftInAll),
  );
  const { acquiredByChannel } = fee;
  return { total: cny(total), parts: feeOfParts(parts), acquiredByChannel };
}

export const noFee: Fee = { total: cny(0), parts: feeOfParts([]) };
