import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { byOperator } from "../../core/actor.ts";
import { decidePlan } from "../../core/plan/decide_plan.ts";
import { signedContract } from "../support/contracts.ts";
import { owingContract } from "../support/arrears.ts";
import { failed, tell } from "../support/deductions.ts";
import { openedDispute } from "../support/disputes.ts";
import { registerKey, signedRequest } from "../support/signer.ts";
import { planForm } from "../support/signers.ts";
import { type TestApp, testApp, type TestMerchant } from "../support/test_app.ts";

let app: TestApp;
/** Whose everything is: it has a number above it and one below. */
let owner: TestMerchant;
let others: Readonly<Record<"stranger" | "parent" | "child", TestMerchant>>;
let ids: Readonly<Record<string, string>>;

beforeAll(async () => {
  app = await testApp();
  const parent = await app.openMerchant("总店");
  owner = await app.openMerchant("清风茶馆", { parentNo: parent.merchantNo });
  const child = await app.openMerchant("档口", { parentNo: owner.merchantNo });
  others = { stranger: await app.openMerchant("对面面馆"), parent, child };
  const key = owner.secretKey;
  const ask = async (path: string) => await (await app.api(path, { key })).json();
  const made = async (path: string, body: unknown) =>
    await (await app.api(path, { body, key })).json();
  const order = await made("/v1/orders", { merchant_order_no: "T-1", amount: 100, subject: "茶" });
  await made(`/v1/test_helpers/orders/${order.order_id}/payment`, { outcome: "succeeded" });
  const refund = await made(`/v1/orders/${order.order_id}/refunds`, {
    merchant_refund_no: "T-R-1",
    amount: 1,
  });
  const endpoint = await made("/v1/webhook_endpoints", { url: "http://127.0.0.1:9/hook" });
  const { kid } = await registerKey(app, "EdDSA", owner);
  const link = await made("/v1/links", { subject: "茶" });
  const screen = await made("/v1/screens", { name: "一号柜台" });
  const plan = await made("/v1/plans", { ...planForm, verify_phone: true });
  await decidePlan(app.deps, { planId: plan.plan_id, verdict: { type: "approved" } });
  const signing = await made("/v1/signings", { plan_id: plan.plan_id, contract_code: "T-1" });
  const { contractId } = await signedContract(app, { merchant: owner });
  const deduction = await made("/v1/deductions", {
    contract_id: contractId,
    merchant_order_no: "T-D-1",
    amount: 1,
    subject: "茶",
  });
  const owing = await owingContract(app, { merchant: owner });
  const poor = await made("/v1/deductions", {
    contract_id: owing.contractId,
    merchant_order_no: "T-D-9",
    amount: 1,
    subject: "茶",
  });
  await tell(app, poor.deduction_id, failed);
  await app.settle();
  const events = await ask("/v1/events");
  const paid = await ask(`/v1/orders/${order.order_id}`);
  ids = {
    order_id: order.order_id,
    refund_id: refund.refund_id,
    plan_id: plan.plan_id,
    contract_id: contractId,
    dispute_id: await openedDispute(app, paid.payment.payment_id),
    signing_id: signing.signing_id,
    deduction_id: deduction.deduction_id,
    arrear_id: (await ask("/v1/arrears")).data[0].arrear_id,
    payment_id: paid.payment.payment_id,
    endpoint_id: endpoint.endpoint_id,
    link_id: link.link_id,
    screen_id: screen.screen_id,
    event_id: events.data[0].event_id,
    merchant_no: owner.merchantNo,
    application_id: await applied(),
    app_application_id: (await made("/v1/app_applications", {
      reference: "T-1",
      name: "茶小程序",
      agreement_digest: "b".repeat(64),
    })).app_application_id,
    kid,
  };
});
afterAll(() => app.close());

/** An application of the owner, as a live number would have made it. */
async function applied(): Promise<string> {
  const applicationId = app.deps.newId("apl");
  const contact = { name: "柳*", phone: "199****0001" };
  const account = { bank: "江湾银行", lastFour: "3445", holder: "运*" };
  await app.deps.commit([{
    type: "application.submitted",
    within: undefined,
    application: {
      applicationId,
      version: 1,
      parentNo: owner.merchant.merchantNo,
      reference: "T-1",
      name: "运河店",
      licenceNo: "91000000MA0000001R",
      legalName: "运河餐饮有限公司",
      products: [],
      returnUrls: [],
      embedOrigins: [],
      agreementDigest: "a".repeat(64),
      masked: { contact, account },
      sealed: "test.sealed",
      formDigest: "f",
      phoneDigest: undefined,
      state: "submitted",
      rejectionReason: undefined,
      merchantNo: undefined,
      submittedAt: app.clock.now(),
      decidedAt: undefined,
      filedBy: undefined,
      decidedBy: undefined,
    },
    eventId: app.deps.newId("evt"),
    at: app.clock.now(),
    by: byOperator,
  }]);
  return applicationId;
}

interface Operation {
  readonly method: string;
  readonly path: string;
}

async function operations(): Promise<readonly Operation[]> {
  const document = await (await app.fetch(new Request("http://portal.test/openapi.json"))).json();
  return Object.entries<object>(document.paths).flatMap(([path, item]) =>
    Object.keys(item).map((method) => ({ method: method.toUpperCase(), path }))
  );
}

const bodies: Readonly<Record<string, unknown>> = {
  "/v1/orders/{order_id}/payments": { flow: "app_control" },
  "/v1/orders/{order_id}/refunds": { merchant_refund_no: "T-R-2", amount: 1 },
  "/v1/deductions/{deduction_id}/refunds": { merchant_refund_no: "T-R-3", amount: 1 },
  "/v1/contracts/{contract_id}/deduction_notices": { amount: 1, subject: "茶" },
  "/v1/test_helpers/orders/{order_id}/payment": { outcome: "succeeded" },
  "/v1/links/{link_id}": { state: "paused" },
  "/v1/disputes/{dispute_id}/answer": { text: "有小票" },
  "/v1/deductions": { merchant_order_no: "T-D-2", amount: 1, subject: "茶" },
};

/** With the id of this kind wherever the path takes one. */
function fill(path: string, kind?: string): string {
  return path.replace(
    /\{(\w+)\}/g,
    (_, name: string) => name === "day" ? "2026-11-20" : ids[kind ?? name] ?? `no id for ${name}`,
  );
}

/** What a parent sees of those below it without an agreement, and what it may set. */
function isParents(path: string): boolean {
  return path.startsWith("/v1/events/") || path === "/v1/merchants/{merchant_no}";
}

/** What every table contains about the owner. */
async function owned(): Promise<unknown> {
  const [rows] = await app.deps.load({
    statement: {
      sql: "select count(*) as events, max(seq) as last from events where merchant_no = ?",
      args: [owner.merchantNo],
    },
    read: (found) => [...found],
  });
  return rows;
}

describe("someone else's id", () => {
  it("is not found by any operation that accepts one, whatever kind it is of", async () => {
    const before = await owned();
    const wrong: string[] = [];
    let asked = 0;
    for (const { method, path } of await operations()) {
      if (!path.includes("{")) continue;
      const body = method === "GET" || method === "DELETE" ? undefined : bodies[path] ?? {};
      for (const kind of Object.keys(ids)) {
        for (const [who, { secretKey: key }] of Object.entries(others)) {
          if (who === "parent" && isParents(path) && path.includes(`{${kind}}`)) continue;
          asked++;
          const answer = await app.api(fill(path, kind), { method, body, key });
          const { code } = await answer.json();
          // A child learns why it may not charge its parent's contract, and nothing of the contract.
          if (who === "child" && code === "merchant_not_in_scope") continue;
          if (answer.status !== 404 || !/_not_found$/.test(code)) {
            wrong.push(`${who} ${method} ${fill(path, kind)}: ${answer.status} ${code}`);
          }
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(asked).toBeGreaterThan(1_000);
    expect(await owned()).toEqual(before);
  });

  it("is not found by a signed request, nor in a body", async () => {
    const before = await owned();
    const signer = await registerKey(app, "ES256", others.stranger);
    const signed = async (method: string, path: string, body?: unknown) => {
      const answer = await app.fetch(
        await signedRequest(app, signer, {
          method,
          path,
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        }),
      );
      return [answer.status, (await answer.json()).code];
    };
    let asked = 0;
    for (const { method, path } of await operations()) {
      if (!path.includes("{")) continue;
      asked++;
      const body = method === "GET" || method === "DELETE" ? undefined : bodies[path] ?? {};
      const [status, code] = await signed(method, fill(path), body);
      expect([method, path, status, /_not_found$/.test(code)]).toEqual([method, path, 404, true]);
    }
    expect(asked).toBeGreaterThan(20);
    const charge = { ...bodies["/v1/deductions"] as object, contract_id: ids["contract_id"] };
    expect(await signed("POST", "/v1/deductions", charge)).toEqual([404, "contract_not_found"]);
    const signing = { plan_id: ids["plan_id"], contract_code: "T-9" };
    expect(await signed("POST", "/v1/signings", signing)).toEqual([404, "plan_not_found"]);
    const endpoint = { url: "http://127.0.0.1:9/x", merchant_nos: [owner.merchantNo] };
    expect((await signed("POST", "/v1/webhook_endpoints", endpoint))[1])
      .toBe("merchant_not_in_family");
    const order = { merchant_order_no: "T-2", amount: 1, subject: "茶" };
    const settled = { ...order, settle_merchant_no: owner.merchantNo };
    expect((await signed("POST", "/v1/orders", settled))[1]).toBe("settle_merchant_not_allowed");
    expect(await owned()).toEqual(before);
  });

  it("is in no list, filter or cursor", async () => {
    const documented = (await operations())
      .filter(({ method, path }) => method === "GET" && !path.includes("{"))
      .map(({ path }) => path);
    const filtered = [
      "/v1/orders?merchant_order_no=T-1",
      `/v1/orders?before=${ids["order_id"]}`,
      "/v1/orders?state=paid&created_from=2020-01-01T00:00:00Z",
      `/v1/orders/${ids["order_id"]}/payments`,
      "/v1/refunds?merchant_refund_no=T-R-1",
      `/v1/refunds?order_id=${ids["order_id"]}`,
      `/v1/refunds?after=${ids["refund_id"]}`,
      "/v1/deductions?after=",
      "/v1/deductions?merchant_order_no=T-D-1",
      `/v1/deductions?contract_id=${ids["contract_id"]}`,
      "/v1/signings?contract_code=T-1",
      `/v1/signings?plan_id=${ids["plan_id"]}`,
      `/v1/plans?before=${ids["plan_id"]}`,
      "/v1/contracts?contract_code=member-7",
      `/v1/contracts?before=${ids["contract_id"]}`,
      `/v1/contracts?plan_id=${ids["plan_id"]}&state=active`,
      `/v1/merchants?before=${ids["merchant_no"]}`,
      `/v1/merchant_applications?after=${ids["application_id"]}`,
      `/v1/links?before=${ids["link_id"]}`,
      "/v1/events?type=order.paid",
      `/v1/events?merchant_no=${owner.merchantNo}`,
      "/v1/events?after=",
      `/v1/events?after=${ids["event_id"]}`,
      `/v1/events?before=${ids["event_id"]}`,
    ];
    expect(documented.length).toBeGreaterThan(10);
    const { merchant_no: above, ...below } = ids;
    for (const [who, { secretKey: key }] of Object.entries(others)) {
      for (const path of [...documented, ...filtered]) {
        // A parent reads its children's events and who they are, and nothing else.
        if (who === "parent" && /^\/v1\/(events|merchants)\b/.test(path)) continue;
        const answer = await app.api(path, { key });
        const text = await answer.text();
        expect([who, path, [200, 404, 422].includes(answer.status)]).toEqual([who, path, true]);
        // A child knows who is above it.
        const hidden = who === "child" ? Object.values(below) : [...Object.values(below), above];
        for (const id of hidden) {
          expect([who, path, text.includes(`${id}`)]).toEqual([who, path, false]);
        }
      }
    }
  });

  it("is seen by a parent where its children's events and numbers are, and nowhere else", async () => {
    const key = others.parent.secretKey;
    const events = await (await app.api("/v1/events", { key })).json();
    expect(events.data.length).toBeGreaterThan(0);
    const own = await app.api(`/v1/merchants/${owner.merchantNo}`, { key });
    expect([own.status, (await own.json()).settlement_account]).toEqual([200, null]);
    const listed = await (await app.api("/v1/merchants", { key })).json();
    expect(listed.data.map((each: { merchant_no: string }) => each.merchant_no))
      .toEqual([others.child.merchantNo, owner.merchantNo]);
  });
});
