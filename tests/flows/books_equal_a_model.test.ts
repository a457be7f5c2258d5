import { afterEach, describe, it } from "vitest";
import { type Sqld, startSqld } from "../support/sqld.ts";
import { type TestApp, testApp } from "../support/test_app.ts";
import { randomBooks } from "./random_books.ts";

const STEPS = 60;

let app: TestApp;
let sqld: Sqld | undefined;
afterEach(async () => {
  await app.close();
  await sqld?.stop();
  sqld = undefined;
});

describe("random payments, refunds, late money, deductions and transfers", () => {
  it("leave the books as an independent model has them, at every moment, on a file", async () => {
    app = await testApp();
    await randomBooks(app, STEPS);
  });

  it("do the same on a libSQL server", async () => {
    sqld = await startSqld();
    app = await testApp({ databaseUrl: sqld.url });
    await randomBooks(app, STEPS);
  });
});
