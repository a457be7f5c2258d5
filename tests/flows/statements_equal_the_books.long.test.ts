import { afterEach, beforeEach, describe, it } from "vitest";
import { type TestApp, testApp } from "../support/test_app.ts";
import { randomStatements } from "./random_statements.ts";

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
});
afterEach(() => app.close());

describe("statements", () => {
  it("drift by nothing over ten thousand random payments and refunds", () =>
    randomStatements(app, { days: 20, steps: 500 }));
});
