import { describe, it } from "vitest";
import { testApp } from "../support/test_app.ts";
import { limitsAsModel } from "./limits_as_a_model.ts";

describe("random days of payments, charges, late money, refunds and limits of one's own", () => {
  it("pass no cap, and count what a simple model counts", async () => {
    const app = await testApp();
    try {
      await limitsAsModel(app, { lanes: 6, runs: 5, steps: 40 });
    } finally {
      await app.close();
    }
  });
});
