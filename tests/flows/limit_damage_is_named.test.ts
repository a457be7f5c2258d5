import { type Client, createClient } from "@libsql/client";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { noBounds } from "../../core/own_limit/own_limit.ts";
import { byConsumer } from "../../core/actor.ts";
import type { Payment } from "../../core/payment/payment.ts";
import { cny } from "../../core/money.ts";
import { seconds } from "../../core/time.ts";
import { chargeableContract } from "../support/deductions.ts";
import { must } from "../support/fixtures.ts";
import { brokenPromises } from "../support/ledger.ts";
import { tempFolder } from "../support/server.ts";
import { type TestApp, testApp } from "../support/test_app.ts";
import { payNew, told } from "../support/verified_payments.ts";

interface Facts {
  readonly consumerId: string;
  readonly paid: Payment;
  readonly merchantNo: string;
  readonly day: string;
}

let folder: Awaited<ReturnType<typeof tempFolder>>;
let app: TestApp;
let client: Client;
let facts: Facts;
beforeAll(async () => {
  folder = await tempFolder();
  const url = `file:${join(folder.path, "portal.db")}`;
  app = await testApp({ databaseUrl: url });
  const { consumerId } = await chargeableContract(app);
  const at = app.clock.now();
  await app.deps.commit([{
    type: "own_limit.changed",
    ownLimit: {
      consumerId,
      about: "charges",
      perTransaction: undefined,
      perDay: cny(5_000),
      changedAt: at,
      version: 1,
    },
    before: noBounds,
    payee: "",
    eventId: app.deps.newId("evt"),
    at,
    by: byConsumer(consumerId),
  }]);
  const paid = must(await payNew(app, 90_000, { consumerId, used: ["code"] }));
  await told(app, paid, "succeeded");
  app.clock.advance(seconds(1));
  await told(app, must(await payNew(app, 5_000, { consumerId, used: ["code"] })), "failed");
  await app.settle();
  client = createClient({ url });
  const { merchantNo } = app.merchant.merchant;
  facts = { consumerId, paid, merchantNo, day: paid.countsAgainst?.day ?? "" };
});
afterAll(async () => {
  client.close();
  await app.close();
  await folder.remove();
});

/** What verify says once `harm` was done; then it is undone. */
async function named(harm: string) {
  const work = await client.transaction("write");
  try {
    await work.execute(harm);
    return await brokenPromises(work);
  } finally {
    await work.rollback();
  }
}

/** A bound card that nobody bound. */
const card = ({ consumerId, merchantNo }: Facts) =>
  `insert into card_bindings (binding_id, consumer_id, merchant_no, mode, channel,
    channel_order_no, requestor, begun_at, state, asks, sealed_token, bound_at, version)
  values ('bnd_1', '${consumerId}', '${merchantNo}', 'test', 'unionpay', '1', '62000000001', 0,
    'bound', 0, 'sealed', 0, 2)`;

describe("verify, of limits and bound cards", () => {
  it("finds nothing while nothing is wrong", async () => {
    expect(await named("select 1")).toEqual({});
  });

  it.each<[string, string, (facts: Facts) => string, (facts: Facts) => string]>([
    [
      "a counter that is off",
      "a verified day that differs from the payments that count against it",
      () => "update verified_days set spent = spent - 1",
      ({ consumerId, day }) => `${consumerId} test ${day} 89999`,
    ],
    [
      "a counter that is gone",
      "a payment that counts against a verified day that is not there",
      () => "delete from verified_days",
      ({ consumerId, day }) => `${consumerId} test ${day}`,
    ],
    [
      "a payment above its cap",
      "a verified day over every cap of its payments without money that came late",
      ({ paid }) =>
        `update payments set counts_against = json_set(counts_against, '$.cap', 89999)
          where payment_id = '${paid.paymentId}'`,
      ({ consumerId, day }) => `${consumerId} test ${day} 90000`,
    ],
    [
      "a payment by card that is not counted",
      "a payment by a bound card that counts against nothing",
      ({ paid }) =>
        `update payments set flow = 'bound_card', counts_against = null
          where payment_id > '${paid.paymentId}'`,
      () => "pay_",
    ],
    [
      "an own limit that was raised by hand",
      "an own limit that is not what its last event says",
      () => "update own_limits set per_day = 500000",
      ({ consumerId }) => `${consumerId} charges`,
    ],
    [
      "a card that no event bound",
      "a bound card that is not what its events say",
      card,
      () => "bnd_1",
    ],
    [
      "a payment by card without its code",
      "a payment by a bound card whose code was not typed once",
      ({ paid }) =>
        `update payments set flow = 'bound_card' where payment_id = '${paid.paymentId}'`,
      ({ paid }) => paid.paymentId,
    ],
  ])("names %s", async (_, promise, harm, by) => {
    const found = await named(harm(facts));
    expect(Object.keys(found)).toContain(promise);
    expect(JSON.stringify(found[promise])).toContain(by(facts));
  });
});
