import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { cny } from "../../core/money.ts";
import { instant } from "../../core/time.ts";
import { charge, chargeableContract, countedDays } from "../support/deductions.ts";
import { type Sqld, startSqld } from "../support/sqld.ts";
import { type TestApp, testApp } from "../support/test_app.ts";
import { deductionLimits as limits, randomRounds } from "./random_deductions.ts";

let app: TestApp;

describe("deductions on a file", () => {
  beforeEach(async () => {
    app = await testApp();
  });
  afterEach(() => app.close());

  it("spend exactly the day's limit when 200 arrive at once", () => twoHundredAtOnce());

  it("never overspend in 5 rounds of random amounts with repeated numbers", () =>
    randomRounds(app, 5));

  it("have a limit of their own on each side of midnight in Shanghai", () => eachSideOfMidnight());

  it("are all accepted by the bank, and what the limits refuse is not", async () => {
    const { contractId } = await chargeableContract(app, limits);
    const amounts = [1_000, 2_000, 30_000, 3_000];
    const answers = await Promise.all(
      amounts.map((amount, i) =>
        charge(app, { contract_id: contractId, merchant_order_no: `A-${i}`, amount })
      ),
    );
    expect(answers.map((each) => each.status)).toEqual([202, 202, 409, 202]);
    await app.settle();
    expect(await countedDays(app, contractId)).toMatchObject([{ spent: 6_000, counted: 6_000 }]);
  });
});

describe("deductions on a libSQL server", () => {
  let sqld: Sqld;
  beforeAll(async () => {
    sqld = await startSqld();
  });
  afterAll(() => sqld.stop());
  beforeEach(async () => {
    app = await testApp({ databaseUrl: sqld.url });
  });
  afterEach(() => app.close());

  it("spend exactly the day's limit when 200 arrive at once", () => twoHundredAtOnce());

  it("spend exactly the day's limit when 200 come to two portals", () =>
    twoHundredAtTwoPortals(sqld.url));

  it("have a limit of their own on each side of midnight in Shanghai", () => eachSideOfMidnight());

  it("never overspend in 5 rounds of random amounts with repeated numbers", () =>
    randomRounds(app, 5));
});

/** At 23:59:59.999 the one day is charged, at 00:00:00.000 the next: of a month, of a year, of a leap day. */
async function eachSideOfMidnight() {
  const nights: readonly (readonly [string, string])[] = [
    ["2026-11-30", "2026-12-01"],
    ["2026-12-31", "2027-01-01"],
    ["2028-02-28", "2028-02-29"],
  ];
  for (const [day, next] of nights) {
    const { contractId } = await chargeableContract(app, { ...limits, perDayLimit: cny(10_000) });
    const charged = async (no: string, amount: number) =>
      await (await charge(app, {
        contract_id: contractId,
        merchant_order_no: `${day}-${no}`,
        amount,
      })).json();
    const full = { code: "day_limit_exceeded", used: 10_000, left: 0 };
    for (const time of [`${day}T23:59:59.999+08:00`, `${next}T00:00:00.000+08:00`]) {
      app.clock.set(instant(Date.parse(time)));
      expect(await charged(time.slice(11, 19), 10_000)).toMatchObject({ left_today: 0 });
      expect(await charged("more", 1)).toMatchObject(full);
    }
    app.clock.set(instant(Date.parse(`${day}T23:59:59.999+08:00`)));
    expect(await charged("more", 1)).toMatchObject(full);
    const spent = { spent: 10_000, counted: 10_000 };
    expect(await countedDays(app, contractId)).toEqual([{ day, ...spent }, {
      day: next,
      ...spent,
    }]);
  }
}

async function twoHundredAtOnce() {
  const { contractId } = await chargeableContract(app, limits);
  const answers = await Promise.all(
    Array.from({ length: 200 }, async (_, i) => {
      const answer = await charge(app, {
        contract_id: contractId,
        merchant_order_no: `N-${i}`,
        amount: 1_000,
      });
      return { status: answer.status, body: await answer.json() };
    }),
  );
  const accepted = answers.filter((each) => each.status === 202);
  const refused = answers.filter((each) => each.body.code === "day_limit_exceeded");
  expect([accepted.length, refused.length]).toEqual([100, 100]);
  for (const { status, body } of refused) {
    expect([status, body.limit, body.amount]).toEqual([409, 100_000, 1_000]);
    expect(body.used + body.left).toBe(100_000);
    expect(body.left).toBeLessThan(1_000);
  }
  expect(await countedDays(app, contractId)).toMatchObject([{ spent: 100_000, counted: 100_000 }]);
}

/** Each portal has a writer of its own, as two processes would. */
async function twoHundredAtTwoPortals(databaseUrl: string) {
  const second = await testApp({ databaseUrl });
  try {
    const { contractId } = await chargeableContract(app, limits);
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, i) =>
        charge(i % 2 === 0 ? app : second, {
          contract_id: contractId,
          merchant_order_no: `P-${i}`,
          amount: 1_000,
        }, app.merchant)),
    );
    const statuses = answers.map((each) => each.status);
    expect([202, 409].map((status) => statuses.filter((each) => each === status).length))
      .toEqual([100, 100]);
    expect(await countedDays(app, contractId)).toMatchObject([{ spent: 100_000 }]);
  } finally {
    await second.close();
  }
}
