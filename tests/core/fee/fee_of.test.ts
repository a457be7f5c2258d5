import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Fee, feeOf, noFee, returnedFee } from "../../../core/fee/fee_of.ts";
import { roundedParts } from "../../../core/fee/rounded_parts.ts";
import { feeClasses, feeParts, type Rate } from "../../../core/fee/tariff.ts";
import { AMOUNT_FEN_MAX, cny } from "../../../core/money.ts";
import type { BusinessDay } from "../../../core/time.ts";

const RUNS = { numRuns: 10_000 };
const TODAY = "2026-11-20" as BusinessDay;
const uncapped = (millionths: number): Rate => ({ millionths, capFen: undefined });
/** Together with the regulated parts 0.6 % of a debit card's payment, below its caps. */
const standard = {
  feeClass: "standard",
  acquirer: { debit: uncapped(1_850), credit: uncapped(850) },
} as const;

function parts(fee: Fee | undefined): readonly number[] | undefined {
  return fee && [fee.total.fen, ...feeParts.map((part) => fee.parts[part].fen)];
}

function debit(
  fen: number,
  on = TODAY,
  agreement: Parameters<typeof feeOf>[1]["agreement"] = standard,
) {
  return parts(feeOf(cny(fen), { agreement, cardType: "debit", on }));
}

function credit(fen: number) {
  return parts(feeOf(cny(fen), { agreement: standard, cardType: "credit", on: TODAY }));
}

describe("feeOf", () => {
  it("shares a payment's fee among issuer, network and acquirer", () => {
    expect(debit(100_000)).toEqual([600, 350, 33, 32, 185]);
    expect(credit(100_000)).toEqual([600, 450, 33, 32, 85]);
    expect(debit(1)).toEqual([0, 0, 0, 0, 0]);
  });

  it("rounds the sum once, an exact half up, where rounding each part would give another", () => {
    expect(debit(83_800)).toEqual([503, 294, 27, 27, 155]);
    expect(debit(1_250)).toEqual([8, 4, 1, 1, 2]);
    expect(debit(1_249)).toEqual([7, 4, 1, 0, 2]);
  });

  it("stops at the caps: the issuer's of a debit card, the network's on either side", () => {
    expect(debit(371_428)).toEqual([2_229, 1_300, 121, 121, 687]);
    expect(debit(371_429)).toEqual([2_229, 1_300, 121, 121, 687]);
    expect(debit(1_000_000)).toEqual([3_800, 1_300, 325, 325, 1_850]);
    expect(debit(2_000_000)).toEqual([5_650, 1_300, 325, 325, 3_700]);
    expect(credit(2_000_000)).toEqual([11_350, 9_000, 325, 325, 1_700]);
  });

  it("reduces the regulated parts for two years, and leaves the exempt the acquirer's", () => {
    const preferential = { ...standard, feeClass: "preferential" } as const;
    expect(debit(100_000, "2018-09-05" as BusinessDay, preferential)).toEqual([
      509,
      273,
      26,
      25,
      185,
    ]);
    expect(debit(100_000, "2018-09-06" as BusinessDay, preferential)).toEqual(debit(100_000));
    expect(debit(100_000, TODAY, { ...standard, feeClass: "exempt" })).toEqual([185, 0, 0, 0, 185]);
    expect(debit(100_000, "2016-09-05" as BusinessDay)).toBeUndefined();
  });

  it("drifts by no fen, whatever the rates, caps, classes and days", () => {
    const rate = fc.record({
      millionths: fc.integer({ min: 0, max: 30_000 }),
      capFen: fc.option(fc.integer({ min: 0, max: 100_000 }), { nil: undefined }),
    });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: AMOUNT_FEN_MAX }),
        fc.record({
          feeClass: fc.constantFrom(...feeClasses),
          acquirer: fc.record({ debit: rate, credit: rate }),
        }),
        fc.constantFrom("debit" as const, "credit" as const),
        fc.constantFrom("2016-09-06", "2018-09-05", "2018-09-06", "2026-11-20"),
        (fen, agreement, cardType, day) => {
          const on = day as BusinessDay;
          const fee = feeOf(cny(fen), { agreement, cardType, on });
          if (!fee) throw new Error("no tariff");
          const [total, ...shared] = parts(fee) ?? [];
          expect(shared.reduce((sum, each) => sum + each, 0)).toBe(total);
          expect(Math.min(...shared)).toBeGreaterThanOrEqual(0);
          const { capFen } = agreement.acquirer[cardType];
          expect(fee.parts.acquirer.fen).toBeLessThanOrEqual(capFen ?? Infinity);
          expect(fee.parts.network_of_issuer.fen).toBeLessThanOrEqual(325);
          if (cardType === "debit") expect(fee.parts.issuer.fen).toBeLessThanOrEqual(1_300);
        },
      ),
      RUNS,
    );
  });
});

describe("returnedFee", () => {
  it("gives back with each refund its share, and with the last what is left", () => {
    const fee = feeOf(cny(8_800), { agreement: standard, cardType: "debit", on: TODAY })!;
    expect(parts(fee)).toEqual([53, 31, 3, 3, 16]);
    const first = returnedFee(fee, {
      amount: cny(8_800),
      refunded: cny(0),
      refund: cny(2_200),
      returned: noFee,
    });
    expect(parts(first)).toEqual([13, 7, 1, 1, 4]);
    const last = returnedFee(fee, {
      amount: cny(8_800),
      refunded: cny(2_200),
      refund: cny(6_600),
      returned: first,
    });
    expect(parts(last)).toEqual([40, 24, 2, 2, 12]);
  });

  it("drifts by no fen over any refunds of any payment", () => {
    const refunds = fc.array(fc.integer({ min: 1, max: 1_000_000 }), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(refunds, fc.integer({ min: 0, max: 30_000 }), (given, millionths) => {
        const amount = cny(given.reduce((sum, each) => sum + each, 0));
        const acquirer = { debit: uncapped(millionths), credit: uncapped(0) };
        const agreement = { ...standard, acquirer };
        const fee = feeOf(amount, { agreement, cardType: "debit", on: TODAY })!;
        let [refunded, returned] = [cny(0), noFee];
        for (const each of given) {
          const part = returnedFee(fee, { amount, refunded, refund: cny(each), returned });
          expect(Math.min(...parts(part)!)).toBeGreaterThanOrEqual(0);
          refunded = cny(refunded.fen + each);
          returned = plus(returned, part);
        }
        expect(parts(returned)).toEqual(parts(fee));
      }),
      RUNS,
    );
  });
});

describe("roundedParts", () => {
  it("splits any amount by any weights without a fen of drift", () => {
    const weights = fc.array(fc.integer({ min: 0, max: 1_000_000 }), {
      minLength: 1,
      maxLength: 12,
    })
      .filter((all) => all.some((each) => each > 0));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: AMOUNT_FEN_MAX }), weights, (fen, given) => {
        const sum = BigInt(given.reduce((all, each) => all + each, 0));
        const { total, parts } = roundedParts(given.map((each) => BigInt(fen) * BigInt(each)), sum);
        expect(total).toBe(fen);
        expect(parts.reduce((all, each) => all + each, 0)).toBe(fen);
        for (const [i, each] of given.entries()) {
          const floor = Number((BigInt(fen) * BigInt(each)) / sum);
          expect([floor, floor + 1]).toContain(parts[i]);
        }
      }),
      RUNS,
    );
  });

  it("gives what is left to the first of equal remainders", () => {
    expect(roundedParts([5n, 5n, 5n], 10n)).toEqual({ total: 2, parts: [1, 1, 0] });
  });
});

function plus(a: Fee, b: Fee): Fee {
  const sum = (part: (typeof feeParts)[number]) => cny(a.parts[part].fen + b.parts[part].fen);
  return {
    total: cny(a.total.fen + b.total.fen),
    parts: {
      issuer: sum("issuer"),
      network_of_issuer: sum("network_of_issuer"),
      network_of_acquirer: sum("network_of_acquirer"),
      acquirer: sum("acquirer"),
    },
  };
}
