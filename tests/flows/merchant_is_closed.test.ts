import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { byOperator } from "../../core/actor.ts";
import type { MerchantNo } from "../../core/id.ts";
import { closeMerchant } from "../../core/merchant/close_merchant.ts";
import { openMerchant } from "../../core/merchant/open_merchant.ts";
import { suspendMerchant } from "../../core/merchant/suspend_merchant.ts";
import { charge, chargeableContract, refill } from "../support/deductions.ts";
import { hours } from "../../core/time.ts";
import { must } from "../support/fixtures.ts";
import { agree, approvedPlan, entered, openedSigning } from "../support/signers.ts";
import { makeKey, registerKey, signedRequest } from "../support/signer.ts";
import { type Sqld, startSqld } from "../support/sqld.ts";
import { type TestApp, testApp, type TestMerchant } from "../support/test_app.ts";

let app: TestApp;
let shop: TestMerchant;

describe("a closed merchant number", () => {
  beforeEach(async () => {
    app = await testApp();
    shop = await app.openMerchant("打烊书店 Closing Books");
  });
  afterEach(() => app.close());

  it("has no key that opens anything, and is closed for good", async () => {
    const signer = await registerKey(app, "EdDSA", shop);
    must(await close());
    expect((await app.api("/v1/orders", { key: shop.secretKey })).status).toBe(401);
    const signed = await app.fetch(await signedRequest(app, signer, { path: "/v1/orders" }));
    expect([signed.status, (await signed.json()).code]).toEqual([401, "signature_key_not_active"]);
    const resumed = await suspendMerchant(app.deps, {
      merchantNo: noOf(shop),
      reason: undefined,
      by: byOperator,
    });
    expect(resumed).toMatchObject({ ok: false, error: { code: "merchant_signal_refused" } });
    expect(must(await close()).version).toBe(2);
  });

  it("has its open orders closed, and what is paid by then goes back", async () => {
    const [open, moving] = [await placed("C-1"), await placed("C-2")];
    const late = { body: { outcome: "late" }, key: shop.secretKey };
    await app.api(`/v1/test_helpers/orders/${moving}/payment`, late);
    must(await close());
    await app.settle();
    expect(await statesOf("orders", "order_id")).toEqual({ [open]: "closed", [moving]: "closed" });
    const { clock } = app;
    clock.advance(hours(1));
    await app.settle();
    const [[payment]] = await app.deps.load({
      statement: {
        sql: `select p.state, r.cause, r.state as refund from payments p
          left join refunds r on r.payment_id = p.payment_id where p.order_id = ?`,
        args: [moving],
      },
      read: (found) => found.map((row) => Object.values(row)),
    });
    expect(payment).toEqual(["succeeded", "late_payment", "succeeded"]);
  });

  it("has its contracts ended by account closure, once, and everybody told", async () => {
    const { contractId } = await chargeableContract(app, { merchant: shop });
    const suspended = await chargeableContract(app, { merchant: shop });
    await charge(app, refill(contractId), shop);
    must(await close());
    await app.settle();
    await app.settle();
    expect(await statesOf("contracts", "contract_id")).toEqual({
      [contractId]: "terminated",
      [suspended.contractId]: "terminated",
    });
    const [told] = await app.deps.load({
      statement: {
        sql:
          `select json_extract(data, '$.terminated_by') as cause, json_extract(data, '$.reason') as why
          from events where type = 'contract.terminated' and merchant_no = ? and sequence is not null`,
        args: [shop.merchantNo],
      },
      read: (found) => found.map((row) => Object.values(row)),
    });
    expect(told).toEqual([["account_closure", "停业"], ["account_closure", "停业"]]);
    expect(await windingUp()).toBe(0);
  });

  it("ends what a consumer agreed to just before, once the channel has answered", async () => {
    const key = shop.secretKey;
    const planId = await approvedPlan(app, {}, key);
    const { signing_id } = await openedSigning(app, { plan_id: planId, contract_code: "c" }, key);
    const silent: TestApp = {
      ...app,
      deps: { ...app.deps, http: () => Promise.reject(new Error("no answer")) },
    };
    const agreed = must(await agree(silent, signing_id, await entered(app, "person_a")));
    expect(agreed.signing.state).toBe("confirming");
    must(await close());
    await app.settle();
    app.clock.advance(hours(1));
    await app.settle();
    await app.settle();
    const left = Object.values(await statesOf("signings", "signing_id"));
    expect(left.every((state) => state !== "confirming")).toBe(true);
    expect(
      Object.values(await statesOf("contracts", "contract_id")).filter((each) =>
        each === "active" || each === "suspended"
      ),
    ).toEqual([]);
  });

  it("is closed after its children, and has none afterwards", async () => {
    const child = await app.openMerchant("分店", { parentNo: shop.merchantNo });
    expect(await close()).toEqual({
      ok: false,
      error: { code: "child_not_closed", merchant_no: child.merchantNo },
    });
    must(await close(child));
    must(await close());
    const late = await openMerchant(app.deps, {
      merchantNo: "990100000000077" as MerchantNo,
      parentNo: noOf(shop),
      name: "再开",
      mode: "test",
      products: [],
      returnUrls: [],
    });
    expect(late).toMatchObject({ ok: false, error: { code: "merchant_not_active" } });
  });

  it("is found by verify when somebody brings back what it had", async () => {
    const orderId = await placed("C-1");
    must(await close());
    await app.settle();
    const no = shop.merchantNo;
    const damages = [
      [
        `update secret_keys set revoked_at = null where merchant_no = '${no}'`,
        `update secret_keys set revoked_at = 1 where merchant_no = '${no}'`,
        "a key of a closed merchant number",
      ],
      [
        `update orders set state = 'open', ended_at = null where order_id = '${orderId}'`,
        `update orders set state = 'closed', ended_at = ${app.clock.now()} where order_id = '${orderId}'`,
        "something open at a merchant number that was wound up",
      ],
    ] as const;
    for (const [damage, undo, said] of damages) {
      await app.deps.write({ statements: [{ sql: damage, args: [] }] });
      await expect(app.check()).rejects.toThrow(said);
      await app.deps.write({ statements: [{ sql: undo, args: [] }] });
      await app.check();
    }
  });

  it("gets no key while it is being closed", () => closeAmongKeys(app));
});

describe("a closed merchant number, on a libSQL server", () => {
  let sqld: Sqld;
  beforeEach(async () => {
    sqld = await startSqld();
    app = await testApp({ databaseUrl: sqld.url });
    shop = await app.openMerchant("打烊书店 Closing Books");
  });
  afterEach(async () => {
    await app.close().finally(() => sqld.stop());
  });

  it("gets no key while another portal closes it", async () => {
    const second = await testApp({ databaseUrl: sqld.url });
    await closeAmongKeys(second).finally(() => second.close());
  });
});

async function closeAmongKeys(elsewhere: TestApp): Promise<void> {
  const keys = await Promise.all(Array.from({ length: 12 }, () => makeKey("EdDSA")));
  const adding = keys.map(({ jwk }) => app.api("/v1/keys", { body: { jwk }, key: shop.secretKey }));
  const [closed, answers] = await Promise.all([close(shop, elsewhere), Promise.all(adding)]);
  must(closed);
  expect(answers.every(({ status }) => status === 201 || status === 401)).toBe(true);
  const [active] = await app.deps.load({
    statement: {
      sql: "select count(*) as n from merchant_keys where merchant_no = ? and state = 'active'",
      args: [shop.merchantNo],
    },
    read: ([row]) => Number(row?.["n"]),
  });
  expect(active).toBe(0);
}

const noOf = ({ merchantNo }: TestMerchant) => merchantNo as MerchantNo;

function close(merchant = shop, portal = app) {
  const merchantNo = noOf(merchant);
  return closeMerchant(portal.deps, { merchantNo, reason: "停业", by: byOperator });
}

async function placed(no: string): Promise<string> {
  const body = { merchant_order_no: no, amount: 100, subject: "书" };
  return (await (await app.api("/v1/orders", { body, key: shop.secretKey })).json()).order_id;
}

async function statesOf(table: string, id: string): Promise<Record<string, string>> {
  const [rows] = await app.deps.load({
    statement: {
      sql: `select ${id} as id, state from ${table} where merchant_no = ?`,
      args: [shop.merchantNo],
    },
    read: (found) => Object.fromEntries(found.map(({ id, state }) => [`${id}`, `${state}`])),
  });
  return rows;
}

async function windingUp(): Promise<number> {
  const [count] = await app.deps.load(app.deps.merchants.windingUp(10));
  return count.length;
}
