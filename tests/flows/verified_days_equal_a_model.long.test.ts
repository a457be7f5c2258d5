import { describe, it } from "vitest";
import { testApp } from "../support/test_app.ts";
import { randomDays } from "./random_days.ts";

const DAYS = 10_000;
const TOGETHER = 50;

describe(`${DAYS} random days of payments, failures, late money and refunds`, () => {
  it("pass no cap, and count what a simple model counts", async () => {
    const app = await testApp();
    try {
      await randomDays(app, { rounds: DAYS / TOGETHER, together: TOGETHER });
    } finally {
      await app.close();
    }
  });
});
