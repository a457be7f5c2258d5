import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { decidePlan } from "../../core/plan/decide_plan.ts";
import { seconds } from "../../core/time.ts";
import { must } from "../support/fixtures.ts";
import { approvedPlan, idOf, planForm } from "../support/signers.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

const url = "https://teahouse.example/unsign";
const mine = { url, event_types: ["contract.terminated"] };

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
});
afterEach(() => app.close());

describe("the unsign-notice address of an approved plan", () => {
  it("gets every end of a contract, as one endpoint however often it is approved", async () => {
    await approvedPlan(app, { unsign_notice_url: url });
    await approvedPlan(app, { unsign_notice_url: url, title: "会员点心" });
    expect(await endpoints()).toMatchObject([{ ...mine, state: "enabled" }]);
  });

  it("gets them although an endpoint there gets other types, or is disabled", async () => {
    const other = { url, event_types: ["order.paid"] };
    await app.api("/v1/webhook_endpoints", { body: other });
    app.clock.advance(seconds(1));
    const { endpoint_id } = await (await app.api("/v1/webhook_endpoints", { body: mine })).json();
    const off = { method: "PATCH", body: { state: "disabled" } };
    await app.api(`/v1/webhook_endpoints/${endpoint_id}`, off);
    app.clock.advance(seconds(1));

    const planId = idOf<"pln">(await approvedPlan(app, { unsign_notice_url: url }));
    must(await decidePlan(app.deps, { planId, verdict: { type: "approved" } }));
    expect(await endpoints()).toMatchObject([
      { ...other, state: "enabled" },
      { ...mine, state: "disabled" },
      { ...mine, state: "enabled" },
    ]);
  });

  it("is not listened at while the plan is only applied for or rejected", async () => {
    const body = { ...planForm, unsign_notice_url: url };
    const { plan_id: planId } = await (await app.api("/v1/plans", { body })).json();
    must(await decidePlan(app.deps, { planId, verdict: { type: "rejected", reason: "额度过高" } }));
    expect(await endpoints()).toEqual([]);
  });
});

async function endpoints() {
  return (await (await app.api("/v1/webhook_endpoints")).json()).data;
}
