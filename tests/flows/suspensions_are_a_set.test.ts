import { expect, it } from "vitest";
import { testApp } from "../support/test_app.ts";
import { suspensionsAsModel } from "./suspensions_as_a_model.ts";

it("each reason is set and lifted by itself, in whatever order", async () => {
  const app = await testApp();
  await suspensionsAsModel(app, { runs: 8, steps: 15 });
  const [types] = await app.deps.load({
    statement: { sql: "select distinct type from events where type like 'contract.%'", args: [] },
    read: (rows) => rows.map((row) => String(row["type"])),
  });
  expect(types).toContain("contract.suspended");
  await app.close();
});
