import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { MerchantNo } from "../../core/id.ts";
import { suspendMerchant } from "../../core/merchant/suspend_merchant.ts";
import { startPayment } from "../../core/payment/start_payment.ts";
import { charge, chargeableContract, refill } from "../support/deductions.ts";
import { must } from "../support/fixtures.ts";
import { openedLink, payLink } from "../support/links.ts";
import { agree, approvedPlan, entered, idOf, openedSigning, planForm } from "../support/signers.ts";
import { type Sqld, startSqld } from "../support/sqld.ts";
import { type TestApp, testApp, type TestMerchant } from "../support/test_app.ts";

let app: TestApp;

const order = { merchant_order_no: "S-1", amount: 100, subject: "茶" };

describe("a suspended merchant number", () => {
  beforeEach(async () => {
    app = await testApp();
  });
  afterEach(() => app.close());

  it("can begin nothing, until it is resumed", async () => {
    const planId = await approvedPlan(app);
    const { contractId } = await chargeableContract(app, { kind: "periodic" });
    const linkId = await openedLink(app);
    await app.api(`/v1/links/${linkId}`, { method: "PATCH", body: { state: "paused" } });
    const begins: readonly (readonly [string, string, unknown])[] = [
      ["POST", "/v1/orders", { ...order, merchant_order_no: "S-2" }],
      ["POST", "/v1/links", { subject: "茶" }],
      ["PATCH", `/v1/links/${linkId}`, { state: "active" }],
      ["POST", "/v1/screens", { name: "一号柜台" }],
      ["POST", "/v1/plans", { ...planForm, title: "新套餐" }],
      ["POST", "/v1/signings", { plan_id: planId, contract_code: "S-1" }],
      ["POST", `/v1/contracts/${contractId}/deduction_notices`, { amount: 1, subject: "茶" }],
    ];
    const ask = () =>
      Promise.all(begins.map(async ([method, path, body]) => {
        const answer = await app.api(path, { method, body });
        return [method, path, answer.ok ? "done" : (await answer.json()).code];
      }));
    await suspend();
    expect(await ask()).toEqual(begins.map(([m, p]) => [m, p, "merchant_not_active"]));
    await resume();
    expect(await ask()).toEqual(begins.map(([m, p]) => [m, p, "done"]));
  });

  it("can read, refund, and end what it began", async () => {
    const paid = await placed("S-1");
    await app.api(`/v1/test_helpers/orders/${paid}/payment`, { body: { outcome: "succeeded" } });
    const open = await placed("S-2");
    const { contractId } = await chargeableContract(app);
    const linkId = await openedLink(app);
    await suspend();
    const refund = { merchant_refund_no: "R-1", amount: 1 };
    const asked: readonly (readonly [string, string, unknown])[] = [
      ["GET", `/v1/orders/${paid}`, undefined],
      ["POST", "/v1/orders", { ...order, merchant_order_no: "S-1" }],
      ["POST", `/v1/orders/${paid}/refunds`, refund],
      ["POST", `/v1/orders/${open}/closure`, {}],
      ["POST", `/v1/contracts/${contractId}/termination`, {}],
      ["PATCH", `/v1/links/${linkId}`, { state: "paused" }],
      ["GET", "/v1/events", undefined],
    ];
    for (const [method, path, body] of asked) {
      const answer = await app.api(path, { method, body });
      expect([method, path, answer.ok]).toEqual([method, path, true]);
    }
  });

  it("is paid no open order: the page offers nothing, and what a payer sends anyway is refused", async () => {
    const orderId = await placed("S-1");
    const page = async () =>
      await (await app.fetch(new Request(`http://portal.test/checkout/${orderId}`))).text();
    expect(await page()).toContain('name="method"');
    await suspend();
    const shown = await page();
    expect(shown).not.toContain('name="method"');
    expect(shown).toContain("这里没有可用的付款方式");
    const refused = await app.api(`/v1/test_helpers/orders/${orderId}/payment`, {
      body: { outcome: "succeeded" },
    });
    expect([refused.status, await refused.json()]).toMatchObject([403, {
      code: "merchant_not_active",
      merchant_no: app.merchant.merchantNo,
      state: "suspended",
    }]);
  });

  it("is paid through no link, and none of its parent's orders settles at it", async () => {
    const child = await app.openMerchant("分店", { parentNo: app.merchant.merchantNo });
    const linkId = await openedLink(app, undefined, child);
    const settled = await placed("S-1", child.merchantNo);
    await suspend(child);
    const page = await app.fetch(new Request(`http://portal.test/l/${linkId}`));
    expect(await page.text()).toContain("收款码不能用");
    expect(await payLink(app, linkId, { amount: 100 })).toMatchObject({
      ok: false,
      error: { code: "merchant_not_active" },
    });
    expect(await started(settled)).toMatchObject({ code: "merchant_not_active" });
    const more = await app.api("/v1/orders", {
      body: { ...order, merchant_order_no: "S-2", settle_merchant_no: child.merchantNo },
    });
    expect((await more.json()).code).toBe("merchant_not_active");
  });

  it("charges no contract; what was recorded but not sent fails", async () => {
    const { contractId } = await chargeableContract(app);
    const recorded = await (await charge(app, refill(contractId, "D-1"))).json();
    await suspend();
    const refused = await charge(app, refill(contractId, "D-2"));
    expect([refused.status, (await refused.json()).code]).toEqual([403, "merchant_not_active"]);
    await app.settle();
    const read = await app.api(`/v1/deductions/${recorded.deduction_id}`);
    expect(await read.json()).toMatchObject({
      state: "failed",
      failure: { code: "merchant_not_active" },
    });
    const contract = await (await app.api(`/v1/contracts/${contractId}`)).json();
    expect([contract.state, contract.used_today]).toEqual(["active", 0]);
  });

  it("is signed with by nobody", async () => {
    const { signing_id } = await openedSigning(app, {
      plan_id: await approvedPlan(app),
      contract_code: "c-1",
    });
    const person = await entered(app, "person_a");
    await suspend();
    expect(await agree(app, idOf<"sgn">(signing_id), person)).toMatchObject({
      ok: false,
      error: { code: "merchant_not_active" },
    });
    const page = await app.fetch(new Request(`http://portal.test/sign/${signing_id}`));
    expect(await page.text()).toContain("现在不能签约");
  });

  it("tells a waiting checkout, whose mark changes", async () => {
    const orderId = await placed("S-1");
    const page = await app.fetch(new Request(`http://portal.test/checkout/${orderId}`));
    const before = /mark=([^"&]+)/.exec(await page.text())?.[1];
    await suspend();
    const again = await app.fetch(new Request(`http://portal.test/checkout/${orderId}`));
    expect(/mark=([^"&]+)/.exec(await again.text())?.[1]).not.toBe(before);
  });

  it("is recorded with the reason and by whom", async () => {
    await suspend();
    await suspend();
    await resume();
    const [rows] = await app.deps.load({
      statement: {
        sql: `select type, by, data from events where subject_id = ? order by version`,
        args: [app.merchant.merchantNo],
      },
      read: (found) => found.map(({ type, by, data }) => [type, by, JSON.parse(String(data))]),
    });
    expect(rows.slice(1)).toEqual([
      ["merchant.suspended", "operator:li.wei", { state: "suspended", reason: "风险排查" }],
      ["merchant.resumed", "operator", { state: "active", reason: null }],
    ]);
  });

  it("begins nothing from the commit on", () => suspendAmongOrders(app));
});

describe("a suspended merchant number, on a libSQL server", () => {
  let sqld: Sqld;
  beforeEach(async () => {
    sqld = await startSqld();
    app = await testApp({ databaseUrl: sqld.url });
  });
  afterEach(async () => {
    await app.close().finally(() => sqld.stop());
  });

  it("begins nothing from the commit on at another portal", async () => {
    const second = await testApp({ databaseUrl: sqld.url });
    await suspendAmongOrders(second).finally(() => second.close());
  });
});

/** Each portal has a writer of its own, as two processes would. */
async function suspendAmongOrders(elsewhere: TestApp): Promise<void> {
  const orders = (from: number) =>
    Array.from(
      { length: 20 },
      (_, i) => app.api("/v1/orders", { body: { ...order, merchant_order_no: `A-${from + i}` } }),
    );
  const [first, , second] = await Promise.all([
    Promise.all(orders(0)),
    suspend(app.merchant, elsewhere),
    Promise.all(orders(20)),
  ]);
  const refused = [...first, ...second].filter(({ status }) => status !== 201);
  for (const each of refused) {
    expect([each.status, (await each.json()).code]).toEqual([403, "merchant_not_active"]);
  }
  const [{ before, after }] = await app.deps.load({
    statement: {
      sql: `select count(*) filter (where seq < halted) as before,
          count(*) filter (where seq > halted) as after
        from events, (select max(seq) as halted from events where type = 'merchant.suspended')
        where type = 'order.placed'`,
      args: [],
    },
    read: ([row]) => ({ before: Number(row?.["before"]), after: Number(row?.["after"]) }),
  });
  expect([before + refused.length, after]).toEqual([40, 0]);
}

async function placed(no: string, settle_merchant_no?: string): Promise<string> {
  const body = {
    ...order,
    merchant_order_no: no,
    ...(settle_merchant_no ? { settle_merchant_no } : {}),
  };
  return (await (await app.api("/v1/orders", { body })).json()).order_id;
}

async function started(orderId: string) {
  const result = await startPayment(app.deps, {
    orderId: idOf<"ord">(orderId),
    method: "quickpass",
    client: "desktop",
    device: "a-phone",
    lang: "en",
  });
  return result.ok ? result.value : result.error;
}

const noOf = ({ merchantNo }: TestMerchant) => merchantNo as MerchantNo;

async function suspend(merchant = app.merchant, portal = app): Promise<void> {
  const by = { type: "operator", name: "li.wei" } as const;
  must(await suspendMerchant(portal.deps, { merchantNo: noOf(merchant), reason: "风险排查", by }));
}

async function resume(): Promise<void> {
  const by = { type: "operator" } as const;
  must(await suspendMerchant(app.deps, { merchantNo: noOf(app.merchant), reason: undefined, by }));
}
