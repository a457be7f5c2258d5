import { describe, it } from "vitest";
import { testApp } from "../support/test_app.ts";
import { limitsAsModel } from "./limits_as_a_model.ts";

const DAYS = 10_000;

describe(`${DAYS} random days of payments, charges, late money, refunds and limits of one's own`, () => {
  it("pass no cap, and count what a simple model counts", async () => {
    const app = await testApp();
    try {
      for (let days = 0; days < DAYS;) {
        ({ days } = await limitsAsModel(app, { lanes: 10, runs: 16, steps: 60 }));
      }
    } finally {
      await app.close();
    }
  });
});
