/** Whole fen that come to a rounded total. */
export interface RoundedParts {
  readonly total: number;
  readonly parts: readonly number[];
}

/**
 * Parts of so many units of `1/unit` fen each, none negative: their sum is rounded once, an exact half up, and then
 * shared out by the largest remainder, of equal ones to the first. No part is further than a fen from what it is exactly,
 * one that is whole stays as it is, and the parts come to the total, always.
 */
export function roundedParts(exact: readonly bigint[], unit: bigint): RoundedParts {
  const sum = exact.reduce((all, each) => all + each, 0n);
  const total = (2n * sum + unit) / (2n * unit);
  const floors = exact.map((each) => each / unit);
  let left = total - floors.reduce((all, each) => all + each, 0n);
  const parts = floors.map(Number);
  const byRemainder = exact.map((each, i) => ({ i, remainder: each % unit }))
    .toSorted((a, b) => Number(b.remainder > a.remainder) - Number(b.remainder < a.remainder));
  for (const { i } of byRemainder) {
    if (left <= 0n) break;
    parts[i] = parts[i]! + 1;
    left--;
  }
  return { total: Number(total), parts };
}
