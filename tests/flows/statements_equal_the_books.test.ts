import { afterEach, beforeEach, describe, it } from "vitest";
import { type TestApp, testApp } from "../support/test_app.ts";
import { randomStatements } from "./random_statements.ts";

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
});
afterEach(() => app.close());

describe("statements", () => {
  it("say what the books moved by, day by day, whatever was paid and refunded", () =>
    randomStatements(app, { days: 4, steps: 40 }));
});
