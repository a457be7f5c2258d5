import { describe, expect, it } from "vitest";
import { testApp } from "../support/test_app.ts";
import { limitsAsModel } from "./limits_as_a_model.ts";

const DAYS = 10_000;

describe(`${DAYS} random days of payments, charges, late money, refunds and limits of one's own`, () => {
  it("pass no cap, and count what a simple model counts", async () => {
    const app = await testApp();
    try {
      const { days } = await limitsAsModel(app, { lanes: 10, runs: 80, steps: 60 });
      expect(days).toBeGreaterThanOrEqual(DAYS);
    } finally {
      await app.close();
    }
  });
});
