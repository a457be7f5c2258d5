import { it } from "vitest";
import { testApp } from "../support/test_app.ts";
import { suspensionsAsModel } from "./suspensions_as_a_model.ts";

it("each reason is set and lifted by itself, in whatever order, 200 lives of 30 steps", async () => {
  const app = await testApp();
  await suspensionsAsModel(app, { runs: 200, steps: 30 });
  await app.close();
});
