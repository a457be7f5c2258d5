import { afterEach, describe, it } from "vitest";
import { type Sqld, startSqld } from "../support/sqld.ts";
import { type TestApp, testApp } from "../support/test_app.ts";
import { randomRounds } from "./random_deductions.ts";

const ROUNDS = 100;

let app: TestApp;
let sqld: Sqld | undefined;
afterEach(async () => {
  await app.close();
  await sqld?.stop();
  sqld = undefined;
});

describe("deductions of random amounts with repeated numbers", () => {
  it(`never overspend on a file in ${ROUNDS} rounds`, async () => {
    app = await testApp();
    await randomRounds(app, ROUNDS);
  });

  it(`never overspend on a libSQL server in ${ROUNDS} rounds`, async () => {
    sqld = await startSqld();
    app = await testApp({ databaseUrl: sqld.url });
    await randomRounds(app, ROUNDS);
  });
});
