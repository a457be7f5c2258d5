import { it } from "vitest";
import { testApp } from "../support/test_app.ts";
import { randomDeviceCards } from "./random_device_cards.ts";

it("random words and acts leave each device card as a model has it, whatever their order", async () => {
  const app = await testApp();
  try {
    await randomDeviceCards(app, { runs: 6, steps: 30 });
  } finally {
    await app.close();
  }
});
