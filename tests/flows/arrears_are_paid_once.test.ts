import { it } from "vitest";
import { twoPortals } from "../support/portals.ts";
import { randomArrears } from "./random_arrears.ts";

it("random days of charges, retries, repayments and ends pay each debt at most once", async () => {
  await using portals = await twoPortals();
  await randomArrears(portals, 120);
});
