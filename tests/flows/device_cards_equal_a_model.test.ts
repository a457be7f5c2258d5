import { it } from "vitest";
import { testApp } from "../support/test_app.ts";
import { deviceCardsAsModel } from "./device_cards_as_a_model.ts";

it("random words and acts leave each device card as a model has it, whatever their order", async () => {
  const app = await testApp();
  try {
    await deviceCardsAsModel(app, { runs: 10, steps: 30 });
  } finally {
    await app.close();
  }
});
