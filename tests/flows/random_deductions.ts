import { expect } from "vitest";
import { cny } from "../../core/money.ts";
import { charge, chargeableContract, countedDays } from "../support/deductions.ts";
import { seededRandom } from "../support/random.ts";
import type { TestApp } from "../support/test_app.ts";

export const deductionLimits = { perTransactionLimit: cny(10_000), perDayLimit: cny(100_000) };

/** A quarter of the numbers come twice, some with other facts; the day's limit is met in every round. */
export async function randomRounds(app: TestApp, rounds: number): Promise<void> {
  const seed = Math.floor(Math.random() * 2 ** 31);
  console.info(`seed ${seed}`);
  const random = seededRandom(seed);
  for (let round = 0; round < rounds; round++) {
    const perDayLimit = cny(60_000);
    const { contractId } = await chargeableContract(app, { ...deductionLimits, perDayLimit });
    const charges = Array.from({ length: 24 }, () => ({
      contract_id: contractId,
      merchant_order_no: `R-${round}-${random.below(18)}`,
      amount: 1 + random.below(12_000),
    }));
    const answers = await Promise.all(charges.map((each) => charge(app, each)));
    const codes = await Promise.all(answers.map(async (answer) => {
      const body = await answer.json();
      return answer.ok ? "ok" : body.code;
    }));
    const expected = ["ok", "day_limit_exceeded", "per_transaction_limit_exceeded"];
    expect([...expected, "deduction_no_reused"], `seed ${seed}`).toEqual(
      expect.arrayContaining(codes),
    );
    expect(codes, `seed ${seed}`).toContain("ok");
    const days = await countedDays(app, contractId);
    expect(days, `seed ${seed}`).toHaveLength(1);
    for (const { spent, counted } of days) {
      expect(spent, `seed ${seed}`).toBe(counted);
      expect(spent, `seed ${seed}`).toBeGreaterThan(0);
      expect(spent, `seed ${seed}`).toBeLessThanOrEqual(perDayLimit.fen);
    }
  }
}
