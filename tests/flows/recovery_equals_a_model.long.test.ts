import { it } from "vitest";
import { testApp } from "../support/test_app.ts";
import { recoveryAsModel } from "./recovery_as_a_model.ts";

it("an account that is lost, found, recovered and cancelled is as a model has it", async () => {
  const app = await testApp();
  try {
    await recoveryAsModel(app, { runs: 150, steps: 30 });
  } finally {
    await app.close();
  }
});
