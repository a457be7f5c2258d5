import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { byOperator } from "../../core/actor.ts";
import { suspendMerchant } from "../../core/merchant/suspend_merchant.ts";
import { after, businessDay, days } from "../../core/time.ts";
import { chargeableContract, refill } from "../support/deductions.ts";
import { must } from "../support/fixtures.ts";
import { agreedSharing, withdrawn } from "../support/sharing.ts";
import { makeKey, registerKey, signedRequest, type Signer } from "../support/signer.ts";
import { type Sqld, startSqld } from "../support/sqld.ts";
import { type TestApp, testApp, type TestMerchant } from "../support/test_app.ts";

let app: TestApp;
let child: TestMerchant;

const order = { merchant_order_no: "P-1", amount: 100, subject: "茶" };

describe("a parent", () => {
  beforeEach(async () => {
    app = await testApp();
    child = await app.openMerchant("分店", { parentNo: app.merchant.merchantNo });
  });
  afterEach(() => app.close());

  it("acts for its child with its own keys, as far as their agreement says", async () => {
    await agreedSharing(app, { parentMay: ["create", "charge"] });
    const signer = await registerKey(app, "EdDSA");
    const byKey = await asked("/v1/orders", { body: order });
    const placed = await byKey.json();
    expect([byKey.status, placed.merchant_no]).toEqual([201, child.merchantNo]);
    const signed = await asked("/v1/orders", { body: order, signer });
    expect([signed.status, (await signed.json()).order_id]).toEqual([200, placed.order_id]);
    const own = await app.api(`/v1/orders/${placed.order_id}`, { key: child.secretKey });
    expect(own.status).toBe(200);
    expect((await app.api(`/v1/orders/${placed.order_id}`)).status).toBe(404);
    expect((await asked(`/v1/orders/${placed.order_id}`)).status).toBe(200);

    const { contractId } = await chargeableContract(app, { merchant: child });
    const charged = await asked("/v1/deductions", {
      body: { ...refill(contractId), subject: "茶" },
    });
    expect(charged.status).toBe(202);
    const [by] = await app.deps.load({
      statement: { sql: "select by from events where subject_id = ?", args: [placed.order_id] },
      read: (rows) => rows.map((row) => String(row["by"])),
    });
    expect(by[0]).toMatch(/^secret_key:/);
  });

  it("does nothing for it that the agreement does not say, and never changes its settings", async () => {
    await agreedSharing(app, { parentMay: ["create"] });
    const { contractId } = await chargeableContract(app, { merchant: child });
    const { jwk } = await makeKey("EdDSA");
    const denied: readonly (readonly [string, unknown, string])[] = [
      ["/v1/deductions", { ...refill(contractId), subject: "茶" }, "charge"],
      [`/v1/contracts/${contractId}/termination`, {}, "sign"],
      ["/v1/orders/ord_1/refunds", { merchant_refund_no: "R", amount: 1 }, "refund"],
      ["/v1/keys", { jwk }, "settings"],
      ["/v1/merchants", { name: "下级" }, "settings"],
      ["/v1/webhook_endpoints", { url: "http://127.0.0.1:9/" }, "settings"],
    ];
    for (const [path, body, scope] of denied) {
      const answer = await asked(path, { body });
      expect([path, answer.status, await answer.json()]).toMatchObject([path, 403, {
        code: "key_scope_missing",
        scope,
      }]);
    }
  });

  it("does nothing for it without an agreement that covers it today", async () => {
    const refused = async (no = child.merchantNo) => {
      const answer = await asked("/v1/orders", { no });
      return [answer.status, (await answer.json()).code];
    };
    expect(await refused()).toEqual([403, "acting_not_agreed"]);
    await agreedSharing(app, { sharesContracts: true, parentMay: [] });
    expect(await refused()).toEqual([403, "acting_not_agreed"]);
    const tomorrow = businessDay(after(app.clock.now(), days(1)));
    await agreedSharing(app, { firstDay: tomorrow, lastDay: tomorrow, parentMay: ["create"] });
    expect(await refused()).toEqual([403, "acting_not_agreed"]);
    app.clock.advance(days(1));
    expect((await asked("/v1/orders")).status).toBe(200);
    const deep = await app.openMerchant("档口", { parentNo: child.merchantNo });
    expect(await refused(deep.merchantNo)).toEqual([403, "acting_not_agreed"]);
    await agreedSharing(app, { covers: "all_below", parentMay: ["create"] });
    expect((await asked("/v1/orders", { no: deep.merchantNo })).status).toBe(200);
    app.clock.advance(days(1));
    expect((await asked("/v1/orders")).status).toBe(200);
  });

  it("finds nobody who is not below it", async () => {
    const stranger = await app.openMerchant("对面面馆");
    await agreedSharing(app, { covers: "all_below", parentMay: ["create"] });
    for (const no of [stranger.merchantNo, "990100000000009", "nobody", ""]) {
      const answer = await asked("/v1/orders", { no });
      expect([no, answer.status, (await answer.json()).code])
        .toEqual([no, 404, "merchant_not_found"]);
    }
    const upwards = await asked("/v1/orders", {
      no: app.merchant.merchantNo,
      key: child.secretKey,
    });
    expect(upwards.status).toBe(404);
    expect((await asked("/v1/orders", { no: app.merchant.merchantNo })).status).toBe(200);
  });

  it("says for whom in what it signs: a header beside it changes nothing", async () => {
    await agreedSharing(app, { parentMay: ["create"] });
    const signer = await registerKey(app, "EdDSA");
    const request = await signedRequest(app, signer, { path: "/v1/orders" });
    request.headers.set("Countersign-Merchant", child.merchantNo);
    const answer = await app.fetch(request);
    expect([answer.status, (await answer.json()).code]).toEqual([401, "signature_other_request"]);
  });

  it("acts within the scopes of its own key, too", async () => {
    await agreedSharing(app, { parentMay: ["create", "charge"] });
    const { jwk, privateKey } = await makeKey("EdDSA");
    const added = await app.api("/v1/keys", { body: { jwk, scopes: ["refund"] } });
    const { kid } = await added.json();
    const signer: Signer = { kid, alg: "EdDSA", privateKey };
    const answer = await asked("/v1/orders", { body: order, signer });
    expect([answer.status, (await answer.json()).code]).toEqual([403, "key_scope_missing"]);
  });

  it("does nothing while it is suspended itself", async () => {
    await agreedSharing(app, { parentMay: ["create"] });
    const { merchantNo } = app.merchant.merchant;
    must(await suspendMerchant(app.deps, { merchantNo, reason: "排查", by: byOperator }));
    const answer = await asked("/v1/orders", { body: order });
    expect([answer.status, (await answer.json()).code]).toEqual([403, "merchant_not_active"]);
  });

  it("does nothing from the commit on that withdraws the agreement", () =>
    withdrawAmongOrders(app));
});

describe("a parent, on a libSQL server", () => {
  let sqld: Sqld;
  beforeEach(async () => {
    sqld = await startSqld();
    app = await testApp({ databaseUrl: sqld.url });
    child = await app.openMerchant("分店", { parentNo: app.merchant.merchantNo });
  });
  afterEach(async () => {
    await app.close().finally(() => sqld.stop());
  });

  it("does nothing from the commit on that withdraws the agreement at another portal", async () => {
    const second = await testApp({ databaseUrl: sqld.url });
    await withdrawAmongOrders(second).finally(() => second.close());
  });
});

async function withdrawAmongOrders(elsewhere: TestApp): Promise<void> {
  const agreementId = await agreedSharing(app, { parentMay: ["create"] });
  const orders = (from: number) =>
    Array.from(
      { length: 15 },
      (_, i) => asked("/v1/orders", { body: { ...order, merchant_order_no: `W-${from + i}` } }),
    );
  const [first, , second] = await Promise.all([
    Promise.all(orders(0)),
    withdrawn(elsewhere, agreementId),
    Promise.all(orders(20)),
  ]);
  const refused = [...first, ...second].filter(({ status }) => status !== 201);
  for (const each of refused) {
    const { code } = await each.json();
    expect([[403, "acting_not_agreed"], [409, "changed_meanwhile"]]).toContainEqual([
      each.status,
      code,
    ]);
  }
  const [afterwards] = await app.deps.load({
    statement: {
      sql: `select count(*) as n from events where type = 'order.placed'
        and seq > (select max(seq) from events where type = 'sharing.withdrawn')`,
      args: [],
    },
    read: ([row]) => Number(row?.["n"]),
  });
  expect(afterwards).toBe(0);
  expect((await asked("/v1/orders")).status).toBe(403);
}

interface Asked {
  readonly body?: unknown;
  readonly signer?: Signer;
  readonly no?: string;
  readonly key?: string;
}

async function asked(path: string, { body, signer, no = child.merchantNo, key }: Asked = {}) {
  if (!signer) {
    const headers = { "Countersign-Merchant": no };
    return await app.api(path, {
      headers,
      ...(body === undefined ? {} : { body }),
      ...(key === undefined ? {} : { key }),
    });
  }
  return await app.fetch(
    await signedRequest(app, signer, {
      path,
      header: { merchant_no: no },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  );
}
