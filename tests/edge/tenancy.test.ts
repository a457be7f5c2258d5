import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decidePlan } from "../../core/plan/decide_plan.ts";
import { signedContract } from "../support/contracts.ts";
import { registerKey, signedRequest } from "../support/signer.ts";
import { planForm } from "../support/signers.ts";
import { type TestApp, testApp, type TestMerchant } from "../support/test_app.ts";

let app: TestApp;
let stranger: TestMerchant;
let ids: Readonly<Record<string, string>>;

beforeAll(async () => {
  app = await testApp();
  stranger = await app.openMerchant("对面面馆 Noodles Opposite");
  const made = async (path: string, body: unknown) => await (await app.api(path, { body })).json();
  const order = await made("/v1/orders", { merchant_order_no: "T-1", amount: 100, subject: "茶" });
  await made(`/v1/test_helpers/orders/${order.order_id}/payment`, { outcome: "succeeded" });
  const refund = await made(`/v1/orders/${order.order_id}/refunds`, {
    merchant_refund_no: "T-R-1",
    amount: 1,
  });
  const endpoint = await made("/v1/webhook_endpoints", { url: "http://127.0.0.1:9/hook" });
  const { kid } = await registerKey(app, "EdDSA");
  const link = await made("/v1/links", { subject: "茶" });
  const screen = await made("/v1/screens", { name: "一号柜台" });
  const plan = await made("/v1/plans", { ...planForm, verify_phone: true });
  await decidePlan(app.deps, { planId: plan.plan_id, verdict: { type: "approved" } });
  const signing = await made("/v1/signings", { plan_id: plan.plan_id, contract_code: "T-1" });
  const { contractId } = await signedContract(app);
  const deduction = await made("/v1/deductions", {
    contract_id: contractId,
    merchant_order_no: "T-D-1",
    amount: 1,
    subject: "茶",
  });
  await app.settle();
  const events = await (await app.api("/v1/events")).json();
  const child = await made("/v1/merchants", { name: "分店" });
  ids = {
    merchant_no: child.merchant_no,
    order_id: order.order_id,
    refund_id: refund.refund_id,
    plan_id: plan.plan_id,
    contract_id: contractId,
    signing_id: signing.signing_id,
    deduction_id: deduction.deduction_id,
    payment_id: (await (await app.api(`/v1/orders/${order.order_id}`)).json()).payment.payment_id,
    endpoint_id: endpoint.endpoint_id,
    link_id: link.link_id,
    screen_id: screen.screen_id,
    event_id: events.data[0].event_id,
    kid,
  };
});
afterAll(() => app.close());

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
  "/v1/orders/{order_id}/refunds": { merchant_refund_no: "T-R-2", amount: 1 },
  "/v1/deductions/{deduction_id}/refunds": { merchant_refund_no: "T-R-3", amount: 1 },
  "/v1/contracts/{contract_id}/deduction_notices": { amount: 1, subject: "茶" },
  "/v1/test_helpers/orders/{order_id}/payment": { outcome: "succeeded" },
  "/v1/links/{link_id}": { state: "paused" },
};

function fill(path: string): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? `no id for ${name}`);
}

/** What every table contains about the owner. */
async function owned(): Promise<unknown> {
  const [rows] = await app.deps.load({
    statement: {
      sql: "select count(*) as events, max(seq) as last from events where merchant_no = ?",
      args: [app.merchant.merchantNo],
    },
    read: (found) => [...found],
  });
  return rows;
}

describe("someone else's id", () => {
  it("is not found by any operation that accepts one, by key or by signature", async () => {
    const signer = await registerKey(app, "ES256", stranger);
    const before = await owned();
    const wrong: string[] = [];
    let asked = 0;
    for (const { method, path } of await operations()) {
      if (!path.includes("{")) continue;
      const filled = fill(path);
      const body = method === "GET" || method === "DELETE" ? undefined : bodies[path] ?? {};
      const byKey = await app.api(filled, { method, body, key: stranger.secretKey });
      const signed = await app.fetch(
        await signedRequest(app, signer, {
          method,
          path: filled,
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        }),
      );
      for (const answer of [byKey, signed]) {
        asked++;
        const { code } = await answer.json();
        if (answer.status !== 404 || !/_not_found$/.test(code)) {
          wrong.push(`${method} ${filled}: ${answer.status} ${code}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(asked).toBeGreaterThan(20);
    expect(await owned()).toEqual(before);
  });

  it("is in no list, filter or cursor", async () => {
    const paths = [
      "/v1/orders",
      "/v1/orders?merchant_order_no=T-1",
      `/v1/orders?before=${ids["order_id"]}`,
      "/v1/orders?state=paid&created_from=2020-01-01T00:00:00Z",
      `/v1/orders/${ids["order_id"]}/payments`,
      "/v1/refunds",
      "/v1/refunds?merchant_refund_no=T-R-1",
      `/v1/refunds?order_id=${ids["order_id"]}`,
      `/v1/refunds?after=${ids["refund_id"]}`,
      "/v1/deductions?after=",
      "/v1/deductions?merchant_order_no=T-D-1",
      `/v1/deductions?contract_id=${ids["contract_id"]}`,
      "/v1/signings",
      "/v1/signings?contract_code=T-1",
      `/v1/signings?plan_id=${ids["plan_id"]}`,
      "/v1/plans",
      `/v1/plans?before=${ids["plan_id"]}`,
      "/v1/contracts",
      "/v1/contracts?contract_code=member-7",
      `/v1/contracts?before=${ids["contract_id"]}`,
      `/v1/contracts?plan_id=${ids["plan_id"]}&state=active`,
      "/v1/keys",
      "/v1/merchants",
      `/v1/merchants?before=${ids["merchant_no"]}`,
      "/v1/links",
      `/v1/links?before=${ids["link_id"]}`,
      "/v1/webhook_endpoints",
      "/v1/screens",
      "/v1/events",
      "/v1/events?type=order.paid",
      `/v1/events?merchant_no=${app.merchant.merchantNo}`,
      "/v1/events?after=",
      `/v1/events?after=${ids["event_id"]}`,
      `/v1/events?before=${ids["event_id"]}`,
    ];
    expect(Object.keys(ids).length).toBeGreaterThan(5);
    const fresh = await app.openMerchant("新来的 Newcomer");
    for (const path of paths) {
      const answer = await app.api(path, { key: fresh.secretKey });
      const text = await answer.text();
      expect([path, [200, 404, 422].includes(answer.status)]).toEqual([path, true]);
      for (const id of Object.values(ids)) expect([path, text.includes(id)]).toEqual([path, false]);
    }
  });
});
