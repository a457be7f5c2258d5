import { describe, it } from "vitest";
import { testApp } from "../support/test_app.ts";
import { randomDays } from "./random_days.ts";

describe("random days of payments, failures, late money and refunds", () => {
  it("pass no cap, and count what a simple model counts", async () => {
    const app = await testApp();
    try {
      await randomDays(app, { rounds: 6, together: 20 });
    } finally {
      await app.close();
    }
  });
});
