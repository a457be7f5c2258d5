import { env } from "node:process";
import type { JWK } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { seededRandom } from "../support/random.ts";
import { makeKey } from "../support/signer.ts";
import type { DeductionId } from "../../core/id.ts";
import { decidePlan } from "../../core/plan/decide_plan.ts";
import { owe, owingContract } from "../support/arrears.ts";
import { charge, chargeableContract } from "../support/deductions.ts";
import { openedDispute } from "../support/disputes.ts";
import { planForm } from "../support/signers.ts";
import { type TestApp, testApp } from "../support/test_app.ts";
import { badRequest, type Known, type Target } from "./random_bad_requests.ts";

const REQUESTS = 10_000;
const SEED = Number(env["FUZZ_SEED"] ?? Math.trunc(Math.random() * 2 ** 32));
const ORIGIN = "http://portal.test";

let app: TestApp;
let known: Known;
let paidOrderId: string;
let childNo: string;
let targets: readonly Target[];
let codes = 0;

beforeAll(async () => {
  app = await testApp();
  known = await fill();
  const asked = await operations();
  // Listed twice, because there is more to get wrong in a body than in a path.
  targets = [...asked, ...asked.filter(({ body }) => body), ...asked, ...pages()];
});
afterAll(() => app.close());

/** A portal with one of everything, so that a bad request can come near a good one. */
async function fill(): Promise<Known> {
  const made = async (path: string, body: unknown) => await (await app.api(path, { body })).json();
  const open = await made("/v1/orders", {
    merchant_order_no: "OPEN-1",
    amount: 100,
    subject: "茶",
  });
  // A screen opens its codes when it is first shown.
  await app.fetch(new Request(`${ORIGIN}/screen/${open.order_id}`));
  const paid = await made("/v1/orders", {
    merchant_order_no: "PAID-1",
    amount: 100,
    subject: "茶",
  });
  await made(`/v1/test_helpers/orders/${paid.order_id}/payment`, { outcome: "succeeded" });
  paidOrderId = paid.order_id;
  childNo = (await made("/v1/merchants", { name: "分店" })).merchant_no;
  const refund = await made(`/v1/orders/${paid.order_id}/refunds`, {
    merchant_refund_no: "R-1",
    amount: 1,
  });
  const key = await made("/v1/keys", { jwk: (await makeKey("ES256")).jwk });
  const endpoint = await made("/v1/webhook_endpoints", { url: "http://127.0.0.1:9/hook" });
  const plan = await made("/v1/plans", application);
  await decidePlan(app.deps, { planId: plan.plan_id, verdict: { type: "approved" } });
  await app.settle();
  const events = await (await app.api("/v1/events")).json();
  const ids: string[] = [open.order_id, refund.refund_id, key.kid, endpoint.endpoint_id];
  ids.push(events.data[0].event_id, paid.order_id);
  ids.push(childNo, plan.plan_id, (await made("/v1/links", { subject: "茶" })).link_id);
  expect(ids.every((id) => typeof id === "string")).toBe(true);
  return {
    origin: ORIGIN,
    secretKey: app.merchant.secretKey,
    foreignKey: (await app.openMerchant("对面面馆 Noodles Opposite")).secretKey,
    ids,
  };
}

const application = { ...planForm, verify_phone: true, network_advance: { wanted: false } };

/** For each operation with a body, a valid one. */
const bodiesOf = (jwk: JWK): Readonly<Record<string, Readonly<Record<string, unknown>>>> => ({
  "POST /v1/orders": {
    merchant_order_no: "BAD-1",
    amount: 100,
    currency: "CNY",
    subject: "茶",
    return_url: "https://shop.example/back",
    expires_in: 600,
    metadata: { table: "7" },
    settle_merchant_no: app.merchant.merchantNo,
  },
  "POST /v1/orders/{order_id}/payments": { flow: "app_control" },
  "POST /v1/orders/{order_id}/refunds": { merchant_refund_no: "R-2", amount: 1, reason: "退" },
  "POST /v1/deductions/{deduction_id}/refunds": { merchant_refund_no: "R-3", amount: 1 },
  "POST /v1/keys": {
    jwk,
    not_before: "2026-11-20T08:00:00Z",
    retire_at: "2027-11-20T08:00:00Z",
  },
  "POST /v1/links": { subject: "茶", amount: 100, currency: "CNY" },
  "PATCH /v1/links/{link_id}": { state: "active" },
  "POST /v1/plans": application,
  "POST /v1/signings": { plan_id: idOf("pln_"), contract_code: "C-1", user_id: "guest" },
  "POST /v1/contracts/{contract_id}/termination": { reason: "moved away" },
  "POST /v1/contracts/{contract_id}/deduction_notices": { amount: 1, subject: "茶" },
  "POST /v1/upsdk_configurations": { url: "https://shop.example/pay" },
  "POST /v1/disputes/{dispute_id}/answer": { text: "有签约存证" },
  "POST /v1/arrears/{arrear_id}/waiver": { reason: "regular guest" },
  "POST /v1/deductions": {
    contract_id: idOf("ctr_"),
    merchant_order_no: "D-2",
    amount: 1,
    subject: "茶",
  },
  "POST /v1/test_helpers/signings/{signing_id}/confirmation": { outcome: "declined" },
  "POST /v1/webhook_endpoints": {
    url: "http://127.0.0.1:9/other",
    event_types: ["order.paid"],
    merchant_nos: [],
  },
  "POST /v1/app_applications": {
    reference: "mini-1",
    name: "茶小程序",
    agreement_digest: "b".repeat(64),
  },
  "POST /v1/merchants": { name: "分店", reference: "B-1", products: ["cashier"], return_urls: [] },
  "PATCH /v1/merchants/{merchant_no}": { name: "分店" },
  "POST /v1/screens": { name: "一号柜台" },
  "PUT /v1/embedding": { origins: ["https://shop.example"] },
  "PATCH /v1/webhook_endpoints/{endpoint_id}": {
    url: "http://127.0.0.1:9/moved",
    event_types: ["order.paid"],
    merchant_nos: [],
    state: "enabled",
  },
  "POST /v1/webhook_endpoints/{endpoint_id}/secrets": { overlap_seconds: 60 },
  "POST /v1/webhook_endpoints/{endpoint_id}/test_deliveries": { type: "order.paid" },
  "POST /v1/events/{event_id}/redeliveries": { endpoint_id: idOf("whe_") },
  "POST /v1/test_helpers/orders/{order_id}/payment": { outcome: "succeeded" },
  "POST /v1/test_helpers/clock": { advance_seconds: 60 },
  "POST /v1/test_helpers/device_cards": { person: "person_a" },
  "POST /v1/test_helpers/card_events": { event: "card_lost" },
});

function idOf(prefix: string): string {
  return known.ids.find((id) => id.startsWith(prefix)) ?? "";
}

async function operations(): Promise<readonly Target[]> {
  const bodies = bodiesOf((await makeKey("EdDSA")).jwk);
  const document = await (await app.fetch(new Request(`${ORIGIN}/openapi.json`))).json();
  const found = Object.entries<Record<string, Operation>>(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([verb, operation]): Target => {
      const method = verb.toUpperCase();
      const body = bodies[`${method} ${path}`];
      if (operation.requestBody && !body) throw new Error(`Say a good body for ${method} ${path}`);
      return {
        method,
        path,
        page: false,
        bodyOptional: operation.requestBody?.required === false,
        ...(body ? { body } : {}),
      };
    })
  );
  expect(found.length).toBeGreaterThan(20);
  return found;
}

interface Operation {
  readonly requestBody?: { readonly required?: boolean };
}

/** Everything else that is mounted. The demo receiver stores whatever arrives: that is its purpose. */
function pages(): readonly Target[] {
  const routes = app.routes.filter(({ method, path }) =>
    method !== "ALL" && !path.startsWith("/v1/") && path !== "/demo/receiver/hook"
  );
  return [
    ...routes.map(({ method, path }) => ({ method, path, page: true })),
    { method: "POST", path: "/notify/sandbox", page: true },
    { method: "POST", path: "/notify/unionpay", page: true },
  ];
}

// Rows written by reads: readiness, job leases, the simulated app opening our page, and what a passkey is asked to sign.
const NOT_STATE = new Set([
  "sandbox_app_codes",
  "canary",
  "jobs",
  "budgets",
  "passkey_challenges",
]);

/** Every row of every table. */
async function everything(): Promise<Readonly<Record<string, unknown>>> {
  const select = async (sql: string) => {
    const [rows] = await app.deps.load({
      statement: { sql, args: [] },
      read: (found) => [...found],
    });
    return rows;
  };
  const names = (await select("select name from sqlite_master where type = 'table'"))
    .map(({ name }) => String(name)).filter((name) => !NOT_STATE.has(name));
  const tables = await Promise.all(
    names.map(async (name) => [name, await select(`select * from "${name}"`)] as const),
  );
  return Object.fromEntries(tables);
}

async function consume(answer: Response): Promise<string> {
  if (!answer.headers.get("Content-Type")?.startsWith("text/event-stream")) {
    return await answer.text();
  }
  await answer.body?.cancel();
  return "";
}

describe(`bad requests (FUZZ_SEED=${SEED})`, () => {
  it(`are refused ${REQUESTS} times without a 5xx and without changing a row`, async () => {
    const random = seededRandom(SEED);
    const before = await everything();
    const wrong: string[] = [];
    const statuses: Record<number, number> = {};
    for (let count = 0; count < REQUESTS; count++) {
      const request = badRequest(random, random.pick(targets), known);
      const answer = await app.fetch(request);
      const text = await consume(answer);
      statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
      if (answer.status >= 500) {
        wrong.push(
          `${count}: ${answer.status} ${request.method} ${request.url} ${text.slice(0, 200)}`,
        );
      }
    }
    console.log(`FUZZ_SEED=${SEED}`, statuses);
    expect(wrong).toEqual([]);
    expect(await everything()).toEqual(before);
    expect(app.logged.filter(({ level }) => level === "error")).toEqual([]);
    expect(Object.keys({ ...Object.prototype })).toEqual([]);
    expect(({} as Record<string, unknown>)["admin"]).toBeUndefined();
  });

  it("of 10 MB are refused without being read to the end", async () => {
    const body = new Uint8Array(10 * 1_024 * 1_024).fill(0x20);
    for (
      const [path, type] of [
        ["/v1/orders", "application/json"],
        ["/language", "application/x-www-form-urlencoded"],
      ] as const
    ) {
      const answer = await app.fetch(
        new Request(ORIGIN + path, {
          method: "POST",
          headers: {
            "Content-Type": type,
            Authorization: `Bearer ${known.secretKey}`,
            Origin: ORIGIN,
          },
          body,
        }),
      );
      expect(answer.status).toBe(413);
    }
  });

  it("are one step from good ones: each body they are made from is accepted", async () => {
    const refused: string[] = [];
    const good = new Map(targets.map((each) => [`${each.method} ${each.path}`, each]));
    for (const [name, { method, path, body }] of good) {
      if (!body) continue;
      const { contractId } = await chargeableContract(app);
      const ids: Readonly<Record<string, string>> = {
        order_id: path.endsWith("/refunds") ? paidOrderId : idOf("ord_"),
        endpoint_id: idOf("whe_"),
        event_id: idOf("evt_"),
        link_id: idOf("lnk_"),
        contract_id: contractId,
        deduction_id: path.includes("{deduction_id}") ? await chargedOn(contractId) : "",
        dispute_id: path.includes("{dispute_id}") ? await openDisputeId(contractId) : "",
        arrear_id: path.includes("{arrear_id}") ? await owedArrearId() : "",
        merchant_no: childNo,
        signing_id: path.includes("{signing_id}") ? await openSigningId() : "",
      };
      const filled = path.replace(/\{(\w+)\}/g, (_, parameter) => ids[parameter] ?? "none");
      const given = "contract_id" in body ? { ...body, contract_id: contractId } : body;
      const answer = await app.api(filled, { method, body: given });
      // Its body is good; the sandbox has no open platform to sign it for.
      if (name === "POST /v1/upsdk_configurations") {
        expect(await answer.json()).toMatchObject({ code: "channel_not_available" });
        continue;
      }
      if (!answer.ok) refused.push(`${name}: ${answer.status} ${await answer.text()}`);
    }
    expect(refused).toEqual([]);
  });
});

async function chargedOn(contractId: string): Promise<string> {
  const given = { contract_id: contractId, merchant_order_no: "D-3", amount: 100 };
  const { deduction_id } = await (await charge(app, given)).json();
  await app.settle();
  return deduction_id;
}

async function openDisputeId(contractId: string): Promise<string> {
  return await openedDispute(app, await chargedOn(contractId) as DeductionId);
}

async function owedArrearId(): Promise<string> {
  const { contractId } = await owingContract(app);
  return (await owe(app, contractId, { no: "D-4" })).arrear_id;
}

async function openSigningId(): Promise<string> {
  const body = { plan_id: idOf("pln_"), contract_code: `C-${++codes}` };
  return (await (await app.api("/v1/signings", { body })).json()).signing_id;
}
