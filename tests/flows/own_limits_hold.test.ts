import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Contract } from "../../core/contract/contract.ts";
import type { ConsumerId } from "../../core/id.ts";
import { cny, type Money } from "../../core/money.ts";
import type { Bounds, LimitedThing } from "../../core/own_limit/own_limit.ts";
import { setOwnLimit } from "../../core/own_limit/set_own_limit.ts";
import { hours, minutes } from "../../core/time.ts";
import { cameIn, tapSign } from "../support/app_browser.ts";
import { charge, chargeableContract, failed, tell } from "../support/deductions.ts";
import { must } from "../support/fixtures.ts";
import { textIn } from "../support/render_checkout.tsx";
import { approvedPlan, openedSigning } from "../support/signers.ts";
import { type Sqld, startSqld } from "../support/sqld.ts";
import { type TestApp, testApp } from "../support/test_app.ts";
import { payNew, told, verifiedDays } from "../support/verified_payments.ts";

let app: TestApp;
let numbers = 0;

const limits = { perTransactionLimit: cny(10_000), perDayLimit: cny(100_000) };

function bounds(perDay?: number, perTransaction?: number): Bounds {
  const money = (fen: number | undefined): Money | undefined =>
    fen === undefined ? undefined : cny(fen);
  return { perDay: money(perDay), perTransaction: money(perTransaction) };
}

async function limit(contract: Contract, about: LimitedThing, wanted: Bounds, age = minutes(0)) {
  const [found] = await app.deps.load(app.deps.consumers.byId(contract.consumerId));
  if (!found) throw new Error("Cannot find the consumer");
  const session = {
    sessionId: "ses_01KAG8M0000000000000000001",
    tokenDigest: "d",
    consumerId: contract.consumerId,
    proof: "phone",
    client: "?",
    knownSince: undefined,
    createdAt: (app.clock.now() - age) as typeof contract.signedAt,
    seenAt: app.clock.now(),
    expiresAt: app.clock.now(),
    steppedUp: undefined,
  } as const;
  const here = { consumer: found.consumer, session };
  return await setOwnLimit(app.deps, { here, about, wanted });
}

/** As if that person had signed it. */
async function give({ contractId }: Contract, consumerId: ConsumerId): Promise<void> {
  const sql = "update contracts set consumer_id = ? where contract_id = ?";
  await app.deps.write({ statements: [{ sql, args: [consumerId, contractId] }] });
}

async function charged({ contractId }: Contract, amount: number, portal: TestApp = app) {
  const answer = await charge({
    api: (path, init) => portal.api(path, { ...init, key: app.merchant.secretKey }),
  }, {
    contract_id: contractId,
    merchant_order_no: `own-${++numbers}`,
    amount,
  });
  return { status: answer.status, body: await answer.json() };
}

const over = (per: string) => ({
  status: 409,
  body: expect.objectContaining({ code: "consumer_limit_exceeded", per }),
});

describe("a person's own limits, on a file", () => {
  beforeEach(async () => {
    app = await testApp();
  });
  afterEach(() => app.close());

  it("of one contract bound each of its charges and its day, from the commit on", async () => {
    const contract = await chargeableContract(app, limits);
    expect((await charged(contract, 3_000)).status).toBe(202);
    must(await limit(contract, contract.contractId, bounds(5_000, 4_000)));
    expect(await charged(contract, 4_001)).toMatchObject(over("transaction"));
    expect(await charged(contract, 2_001)).toMatchObject(over("day"));
    expect((await charged(contract, 2_000)).status).toBe(202);
    expect(await charged(contract, 1)).toMatchObject(over("day"));
    const other = await chargeableContract(app, limits);
    expect((await charged(other, 10_000)).status).toBe(202);
    app.clock.advance(hours(24));
    expect((await charged(contract, 4_000)).status).toBe(202);
  });

  it("of all charges bound them together, however many contracts there are", async () => {
    const one = await chargeableContract(app, limits);
    const two = await chargeableContract(app, limits);
    await give(two, one.consumerId);
    must(await limit(one, "charges", bounds(8_000)));
    expect((await charged(one, 5_000)).status).toBe(202);
    expect(await charged(two, 3_001)).toMatchObject(over("day"));
    expect((await charged(two, 3_000)).status).toBe(202);
    expect(await charged(one, 1)).toMatchObject(over("day"));
    await give(two, two.consumerId);
  });

  it("say nothing of what the person allows themselves", async () => {
    const contract = await chargeableContract(app, limits);
    must(await limit(contract, "charges", bounds(12_34)));
    const { body } = await charged(contract, 2_000);
    expect(JSON.stringify(body)).not.toMatch(/1234/);
  });

  it("give room again when a charge fails", async () => {
    const contract = await chargeableContract(app, limits);
    must(await limit(contract, contract.contractId, bounds(5_000)));
    const first = await charged(contract, 5_000);
    expect(await charged(contract, 1)).toMatchObject(over("day"));
    await tell(app, first.body.deduction_id, failed);
    expect((await charged(contract, 5_000)).status).toBe(202);
  });

  it("are lowered at once, and raised only by whoever has just come in", async () => {
    const contract = await chargeableContract(app, limits);
    const about = contract.contractId;
    must(await limit(contract, about, bounds(5_000), hours(1)));
    must(await limit(contract, about, bounds(4_000, 1_000), hours(1)));
    const stale = [bounds(4_001, 1_000), bounds(4_000), bounds(undefined, 1_000), bounds()];
    for (const wanted of stale) {
      expect(await limit(contract, about, wanted, hours(1)))
        .toEqual({ ok: false, error: { code: "session_not_fresh" } });
    }
    must(await limit(contract, about, bounds()));
    expect((await charged(contract, 10_000)).status).toBe(202);
    const [changes] = await app.deps.load({
      statement: {
        sql: "select version, data from events where type = 'own_limit.changed' order by seq",
        args: [],
      },
      read: (rows) => rows.map((each) => JSON.parse(String(each["data"])).per_day),
    });
    expect(changes).toEqual([5_000, 4_000, null]);
  });

  it("are never above what the contract says, never nothing, and never another person's", async () => {
    const contract = await chargeableContract(app, limits);
    const about = contract.contractId;
    const refusals: readonly (readonly [Bounds, object])[] = [
      [bounds(100_001), { code: "above_contract", of: "perDay" }],
      [bounds(undefined, 10_001), { code: "above_contract", of: "perTransaction" }],
      [bounds(0), { code: "amount_out_of_range", of: "perDay" }],
      [bounds(-1), { code: "amount_out_of_range", of: "perDay" }],
      [bounds(undefined, 0), { code: "amount_out_of_range", of: "perTransaction" }],
    ];
    for (const [wanted, error] of refusals) {
      expect(await limit(contract, about, wanted)).toEqual({ ok: false, error });
    }
    expect(await limit(contract, "charges", bounds(1_000_000_001)))
      .toEqual({ ok: false, error: { code: "amount_out_of_range", of: "perDay" } });
    const stranger = await chargeableContract(app, limits);
    expect(await limit(stranger, about, bounds(1)))
      .toEqual({ ok: false, error: { code: "contract_not_found" } });
    expect((await charged(contract, 10_000)).status).toBe(202);
  });

  it("of what they pay themselves bound a day, whatever the factors", async () => {
    const contract = await chargeableContract(app, limits);
    const { consumerId } = contract;
    must(await limit(contract, "payments", bounds(20_000)));
    const signed = { consumerId, used: ["code", "signature"] } as const;
    const first = must(await payNew(app, 15_000, signed));
    expect(await payNew(app, 5_001, signed)).toEqual({
      ok: false,
      error: { code: "daily_limit_exceeded", tier: "A", cap: 20_000, left: 5_000 },
    });
    await told(app, first, "failed");
    must(await payNew(app, 20_000, signed));
    must(await limit(contract, "payments", bounds()));
    must(await payNew(app, 30_000, signed));
    expect(await verifiedDays(app, consumerId)).toMatchObject([{ spent: 50_000 }]);
  });

  it("hold for charges and payments that come thirty at once", () => thirtyAtOnce([app]));

  it("are set in the wallet, which shows both the contract's and their own", async () => {
    const planId = await approvedPlan(app);
    const { signing_id } = await openedSigning(app, { plan_id: planId, contract_code: "own" });
    const path = `/sign/${signing_id}`;
    const browser = await cameIn(app, path, "person_a");
    await tapSign(browser, path, { fields: { card: "sbxcard_a_debit" } });
    const { contract_id: id } = await (await app.api(`/v1/signings/${signing_id}`)).json();
    expect(await (await browser.ask("/wallet")).text()).toContain('href="/wallet/limits"');

    const set = (about: string, fields: Readonly<Record<string, string>>) =>
      browser.ask(`/wallet/limits/${about}`, { fields });
    const saved = await set(id, { per_transaction: "30", per_day: "５0.5" });
    expect([saved.status, saved.headers.get("location")]).toEqual([303, `/wallet/contracts/${id}`]);
    const page = await (await browser.ask(`/wallet/contracts/${id}`)).text();
    expect(page).toContain("¥100.00");
    expect(page).toContain("up to ¥30.00 per charge, up to ¥50.50 per day");
    expect((await set("charges", { per_day: "80" })).status).toBe(303);
    expect((await set("payments", { per_day: "500", per_transaction: "1" })).status).toBe(303);
    const all = await (await browser.ask("/wallet/limits")).text();
    expect([...all.matchAll(/name="per_\w+" value="([^"]*)"/g)].map(([, value]) => value))
      .toEqual(["", "80.00", "500.00"]);

    const bad: readonly (readonly [string, Readonly<Record<string, string>>, number])[] = [
      [id, { per_day: "viel" }, 422],
      [id, { per_day: "-5" }, 422],
      [id, { per_day: "1e9" }, 422],
      [id, { per_day: "5,000.00" }, 422],
      [id, { per_day: "0" }, 422],
      [id, { per_transaction: "9999999" }, 422],
      ["charges", { per_day: "99999999999999999999" }, 422],
      ["ctr_01KAG8M0000000000000000009", { per_day: "1" }, 404],
      ["everything", { per_day: "1" }, 404],
    ];
    for (const [about, fields, status] of bad) {
      const answer = await set(about, fields);
      expect(answer.status, JSON.stringify([about, fields])).toBe(status);
      if (status === 422) expect(textIn(await answer.text(), "h1")).not.toBe("");
    }
    app.clock.advance(minutes(11));
    const stale = await set("charges", { per_day: "81" });
    expect(stale.status).toBe(422);
    const told = await stale.text();
    expect(told).toContain('href="/wallet/sign_in"');
    expect(told).toContain('value="81"');
    expect((await set("charges", { per_day: "79" })).status).toBe(303);
  });
});

describe("a person's own limits, on a libSQL server", () => {
  let sqld: Sqld;
  beforeEach(async () => {
    sqld = await startSqld();
    app = await testApp({ databaseUrl: sqld.url });
  });
  afterEach(async () => {
    await app.close().finally(() => sqld.stop());
  });

  it("hold when thirty come at two portals at once", async () => {
    const second = await testApp({ databaseUrl: sqld.url });
    await thirtyAtOnce([app, second]).finally(() => second.close());
  });
});

/** Each portal has a writer of its own, as two processes would. */
async function thirtyAtOnce(portals: readonly TestApp[]) {
  const contract = await chargeableContract(app, limits);
  const consumerId: ConsumerId = contract.consumerId;
  must(await limit(contract, "charges", bounds(12_000)));
  must(await limit(contract, "payments", bounds(12_000)));
  const at = (i: number) => portals[i % portals.length] ?? app;
  const thirty = Array.from({ length: 30 }, (_, i) => i);
  const charges = await Promise.all(thirty.map((i) => charged(contract, 1_000, at(i))));
  expect(charges.filter(({ status }) => status === 202)).toHaveLength(12);
  expect(new Set(charges.map(({ body }) => body.code)))
    .toEqual(new Set([undefined, "consumer_limit_exceeded"]));
  const payments = await Promise.all(
    thirty.map((i) => payNew(at(i), 1_000, { consumerId, used: ["code"] })),
  );
  expect(payments.filter(({ ok }) => ok)).toHaveLength(12);
  expect(await verifiedDays(app, consumerId)).toMatchObject([{ spent: 12_000 }]);
}
