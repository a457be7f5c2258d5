import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PlanId } from "../../core/id.ts";
import { products } from "../../core/merchant/merchant.ts";
import { decidePlan } from "../../core/plan/decide_plan.ts";
import { retirePlan } from "../../core/plan/retire_plan.ts";
import { seconds } from "../../core/time.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
});
afterEach(() => app.close());

const form = {
  request: "new",
  kind: "usage",
  short_name: "清风茶馆",
  title: "会员续杯",
  package_text: "一、会员在店续杯，用完即付。\n二、随时可以解约。",
  per_transaction_limit: 10_000,
  per_day_limit: 100_000,
  requires_credit_card: false,
  verify_phone: true,
  verify_id_number: false,
  network_advance: { wanted: true, reason: "门店网络不稳" },
  no_fixed_merchant_reason: "各门店按同一套餐收费",
  unsign_notice_url: "https://teahouse.example/unsign",
};

describe("applying for a plan", () => {
  it("keeps the whole form and waits for a decision", async () => {
    const answer = await app.api("/v1/plans", { body: form });
    const plan = await answer.json();
    expect([answer.status, answer.headers.get("location")]).toEqual([
      201,
      `/v1/plans/${plan.plan_id}`,
    ]);
    expect(plan).toMatchObject({
      ...form,
      plan_id: expect.stringMatching(/^pln_/),
      version: 1,
      approved_version: null,
      state: "submitted",
      fixed_merchant_nos: [],
      rejection_reason: null,
      app_id: app.merchant.merchant.appId,
      merchant_no: app.merchant.merchantNo,
    });
    expect(await read(plan.plan_id)).toEqual(plan);
    expect(await types()).toEqual([]);
  });

  it("returns the same application when the same form comes again, however fast", async () => {
    const { plan_id } = await submit(form);
    const again = await app.api("/v1/plans", { body: form });
    expect([again.status, (await again.json()).plan_id]).toEqual([200, plan_id]);
    const other = await app.api("/v1/plans", { body: { ...form, title: "会员点心" } });
    expect([other.status, (await other.json()).plan_id === plan_id]).toEqual([201, false]);
  });

  it("creates one application when the same form comes many times at once", async () => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => app.api("/v1/plans", { body: form })),
    );
    const ids = await Promise.all(answers.map(async (each) => (await each.json()).plan_id));
    expect(new Set(ids).size).toBe(1);
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(11).fill(200), 201]);
    await reject(ids[0], "套餐内容看不出收什么钱");
    expect((await submitted(form))[0]).toBe(201);
  });

  it("is refused field by field", async () => {
    const { no_fixed_merchant_reason: _, ...noReason } = form;
    const fixed = [app.merchant.merchantNo];
    const wrong: readonly (readonly [string, object, string, string])[] = [
      ["no limit", { ...form, per_transaction_limit: 0 }, "per_transaction_limit", "too_small"],
      [
        "half a fen",
        { ...form, per_transaction_limit: 1.5 },
        "per_transaction_limit",
        "wrong_type",
      ],
      ["no end", { ...form, per_day_limit: 1_000_000_001 }, "per_day_limit", "too_big"],
      ["no kind", { ...form, kind: "weekly" }, "kind", "not_allowed"],
      ["no request", { ...form, request: "renew" }, "request", "not_allowed"],
      ["no title", { ...form, title: "" }, "title", "too_short"],
      ["a long title", { ...form, title: "茶".repeat(41) }, "title", "too_long"],
      ["a long short name", { ...form, short_name: "茶".repeat(21) }, "short_name", "too_long"],
      ["a line break in a title", { ...form, title: "茶\n水" }, "title", "control_character"],
      ["a bell", { ...form, package_text: "茶\u0007水" }, "package_text", "control_character"],
      ["a flag as text", { ...form, verify_phone: "yes" }, "verify_phone", "wrong_type"],
      [
        "an advance without why",
        { ...form, network_advance: { wanted: true } },
        "network_advance.reason",
        "missing",
      ],
      [
        "why without an advance",
        { ...form, network_advance: { wanted: false, reason: "茶" } },
        "network_advance.reason",
        "not_allowed",
      ],
      ["neither numbers nor why", noReason, "no_fixed_merchant_reason", "missing"],
      [
        "numbers and why not",
        { ...form, fixed_merchant_nos: fixed },
        "no_fixed_merchant_reason",
        "not_allowed",
      ],
      [
        "a number twice",
        { ...noReason, fixed_merchant_nos: [...fixed, ...fixed] },
        "fixed_merchant_nos",
        "repeated",
      ],
      [
        "no merchant number",
        { ...noReason, fixed_merchant_nos: ["1,2"] },
        "fixed_merchant_nos.0",
        "wrong_format",
      ],
      [
        "a notice address without host",
        { ...form, unsign_notice_url: "https:///x" },
        "unsign_notice_url",
        "not_a_url",
      ],
      ["a change of nothing", { ...form, request: "change" }, "plan_id", "missing"],
      [
        "a new one of an old one",
        { ...form, plan_id: app.deps.newId("pln") },
        "plan_id",
        "not_allowed",
      ],
    ];
    for (const [name, body, path, code] of wrong) {
      const answer = await app.api("/v1/plans", { body });
      const problem = await answer.json();
      expect([name, answer.status, problem.errors?.[0]]).toMatchObject([
        name,
        422,
        { path, code, detail: expect.any(String) },
      ]);
    }
    expect((await (await app.api("/v1/plans")).json()).data).toEqual([]);
  });

  it("is refused a day below one charge", async () => {
    const refused = await app.api("/v1/plans", { body: { ...form, per_day_limit: 9_999 } });
    expect([refused.status, await refused.json()]).toMatchObject([
      409,
      { code: "plan_limits_contradict", per_day_limit: 9_999 },
    ]);
  });

  it("fixes only numbers that could charge its contracts", async () => {
    const mine = app.merchant.merchantNo;
    const child = await app.openMerchant("清风茶馆运河店", { parentNo: mine });
    const grandchild = await app.openMerchant("运河店外卖窗口", { parentNo: child.merchantNo });
    const stranger = await app.openMerchant("山下书店 Foothill Books");
    const { no_fixed_merchant_reason: _, ...rest } = form;
    const fixed = (nos: readonly string[]) =>
      app.api("/v1/plans", { body: { ...rest, fixed_merchant_nos: nos } });
    for (const no of [stranger.merchantNo, "888888888888888"]) {
      const refused = await fixed([mine, no]);
      expect([refused.status, await refused.json()]).toMatchObject([
        403,
        { code: "fixed_merchant_not_allowed", merchant_no: no },
      ]);
    }
    const numbers = [mine, child.merchantNo, grandchild.merchantNo];
    const taken = await fixed(numbers);
    expect(await taken.json()).toMatchObject({
      fixed_merchant_nos: numbers,
      no_fixed_merchant_reason: null,
    });
  });

  it("needs the permission to make contracts", async () => {
    const without = await app.openMerchant("只收现金", {
      products: products.filter((each) => each !== "contract"),
    });
    const answer = await app.api("/v1/plans", { body: form, key: without.secretKey });
    expect([answer.status, await answer.json()]).toMatchObject([
      403,
      { code: "product_not_enabled", product: "contract" },
    ]);
  });
});

describe("an operator's decision", () => {
  it("puts a plan in force and notifies the merchant, once", async () => {
    const { plan_id } = await submit(form);
    for (let times = 0; times < 2; times++) {
      expect(await approve(plan_id)).toMatchObject({ ok: true });
    }
    expect(await read(plan_id)).toMatchObject({ state: "approved", approved_version: 1 });
    expect(await types()).toEqual(["plan.approved"]);
    const { data: [told] } = await (await app.api("/v1/events")).json();
    expect(told.data).toMatchObject({ plan_id, version: 1, state: "approved", sequence: 1 });
  });

  it("rejects with a reason the merchant reads", async () => {
    const { plan_id } = await submit(form);
    const rejected = await reject(plan_id, "套餐内容看不出收什么钱");
    expect(rejected).toMatchObject({ ok: true });
    expect(await read(plan_id)).toMatchObject({
      state: "rejected",
      rejection_reason: "套餐内容看不出收什么钱",
      approved_version: null,
    });
    expect(await types()).toEqual(["plan.rejected"]);
    expect(await approve(plan_id)).toMatchObject({
      ok: false,
      error: { code: "plan_already_decided", state: "rejected", version: 1 },
    });
  });

  it("is refused for an unknown plan", async () => {
    const planId = app.deps.newId("pln");
    expect(await approve(planId)).toMatchObject({ ok: false, error: { code: "plan_not_found" } });
    expect(await retirePlan(app.deps, planId)).toMatchObject({
      ok: false,
      error: { code: "plan_not_found" },
    });
  });

  it("retires what is in force, and nothing else", async () => {
    const { plan_id } = await submit(form);
    expect(await retirePlan(app.deps, plan_id)).toMatchObject({
      ok: false,
      error: { code: "plan_not_approved", state: "submitted" },
    });
    await approve(plan_id);
    for (let times = 0; times < 2; times++) {
      expect(await retirePlan(app.deps, plan_id)).toMatchObject({ ok: true });
    }
    expect(await read(plan_id)).toMatchObject({ state: "retired", approved_version: null });
  });

  it("is accepted from one of ten concurrent uses", async () => {
    const { plan_id } = await submit(form);
    const decided = await Promise.all(
      Array.from({ length: 10 }, (_, i) => i % 2 ? approve(plan_id) : reject(plan_id, "不行")),
    );
    expect(decided.filter((each) => each.ok)).toHaveLength(5);
    expect(await types()).toHaveLength(1);
  });
});

describe("changing a plan", () => {
  it("makes the next version, while the approved one stays in force until it is approved too", async () => {
    const { plan_id } = await submit(form);
    await approve(plan_id);
    const change = { ...form, request: "change", plan_id, per_day_limit: 200_000 };
    const changed = await submit(change);
    expect(changed).toMatchObject({
      plan_id,
      version: 2,
      state: "submitted",
      approved_version: 1,
      per_day_limit: 200_000,
    });
    expect(await submitted(change)).toEqual([200, changed]);
    const hasty = await app.api("/v1/plans", { body: { ...change, per_day_limit: 300_000 } });
    expect([hasty.status, await hasty.json()]).toMatchObject([
      409,
      { code: "plan_change_pending", plan_id, version: 2 },
    ]);
    expect(await inForce(plan_id)).toBe(1);

    await approve(plan_id);
    expect(await read(plan_id)).toMatchObject({
      version: 2,
      state: "approved",
      approved_version: 2,
    });
    expect(await inForce(plan_id)).toBe(2);
    const first = await (await app.api(`/v1/plans/${plan_id}?version=1`)).json();
    expect(first).toMatchObject({ version: 1, state: "retired", per_day_limit: 100_000 });
    expect(await types()).toEqual(["plan.approved", "plan.approved"]);
  });

  it("leaves the approved version in force when the change is rejected, and allows another try", async () => {
    const { plan_id } = await submit(form);
    await approve(plan_id);
    const change = { ...form, request: "change", plan_id, per_day_limit: 900_000 };
    await submit(change);
    await reject(plan_id, "单日限额过高");
    expect(await read(plan_id)).toMatchObject({ state: "rejected", approved_version: 1 });
    expect(await retirePlan(app.deps, plan_id)).toMatchObject({ ok: true });
    const third = await submit({ ...change, per_day_limit: 150_000 });
    expect(third).toMatchObject({ version: 3, approved_version: null });
    await approve(plan_id);
    expect(await inForce(plan_id)).toBe(3);
  });

  it("is for one's own plans", async () => {
    const { plan_id } = await submit(form);
    const other = await app.openMerchant("山下书店 Foothill Books");
    for (const id of [plan_id, app.deps.newId("pln"), "pln_x"]) {
      const body = { ...form, request: "change", plan_id: id };
      const answer = await app.api("/v1/plans", { body, key: other.secretKey });
      expect([answer.status, (await answer.json()).code]).toEqual([404, "plan_not_found"]);
    }
    const peek = await app.api(`/v1/plans/${plan_id}`, { key: other.secretKey });
    const version = await app.api(`/v1/plans/${plan_id}?version=1`, { key: other.secretKey });
    expect([peek.status, version.status]).toEqual([404, 404]);
    expect((await (await app.api("/v1/plans", { key: other.secretKey })).json()).data).toEqual([]);
  });
});

describe("the list of plans", () => {
  it("is newest first, each in its newest version, page by page", async () => {
    const ids: string[] = [];
    for (const title of ["一", "二", "三"]) {
      app.clock.advance(seconds(1));
      ids.unshift((await submit({ ...form, title })).plan_id);
    }
    await approve(ids[2]! as PlanId);
    await submit({ ...form, request: "change", plan_id: ids[2], title: "一改" });
    const first = await (await app.api("/v1/plans?limit=2")).json();
    expect(first.data.map((each: { title: string }) => each.title)).toEqual(["三", "二"]);
    const rest = await (await app.api(`/v1/plans?limit=2&before=${first.next}`)).json();
    expect(rest).toMatchObject({
      data: [{ title: "一改", version: 2, approved_version: 1 }],
      next: null,
    });
  });
});

describe("round trips of plans", () => {
  it("are two to apply and one to read or list", async () => {
    const trips = async (path: string, init = {}) => {
      const before = app.roundTrips();
      await (await app.api(path, init)).text();
      return app.roundTrips() - before;
    };
    expect(await trips("/v1/plans", { body: form })).toBe(2);
    const { data: [{ plan_id }] } = await (await app.api("/v1/plans")).json();
    expect(await trips(`/v1/plans/${plan_id}`)).toBe(1);
    expect(await trips("/v1/plans")).toBe(1);
  });
});

async function submitted(body: object): Promise<readonly [number, unknown]> {
  const answer = await app.api("/v1/plans", { body });
  return [answer.status, await answer.json()];
}

async function submit(body: object) {
  const answer = await app.api("/v1/plans", { body });
  const plan = await answer.json();
  expect([answer.status, plan.code]).toEqual([201, undefined]);
  return plan;
}

async function read(planId: string) {
  return await (await app.api(`/v1/plans/${planId}`)).json();
}

function approve(planId: PlanId) {
  return decidePlan(app.deps, { planId, verdict: { type: "approved" } });
}

function reject(planId: PlanId, reason: string) {
  return decidePlan(app.deps, { planId, verdict: { type: "rejected", reason } });
}

/** The version that can be signed. */
async function inForce(planId: PlanId): Promise<number | undefined> {
  const [plan] = await app.deps.load(app.deps.plans.approved(planId));
  return plan?.version;
}

/** Types of the merchant's events, newest first. */
async function types(): Promise<string[]> {
  const { data } = await (await app.api("/v1/events")).json();
  return data.map((each: { type: string }) => each.type);
}
