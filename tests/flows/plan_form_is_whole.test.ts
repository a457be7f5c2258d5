import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { decidePlan } from "../../core/plan/decide_plan.ts";
import { must } from "../support/fixtures.ts";
import { planForm as form } from "../support/signers.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
});
afterEach(() => app.close());

describe("an application form of a plan", () => {
  it("names the people on the form to the merchant alone, and stores them sealed", async () => {
    const people = { filled_in_by: "柳青", contact: "岑溪 19900000002" };
    const more = { applicant: "清风茶馆有限公司", filled_in_at: "2026-11-19T02:00:00.000Z" };
    const submitted = await app.api("/v1/plans", { body: { ...form, ...people, ...more } });
    const plan = await submitted.json();
    expect([submitted.status, plan]).toMatchObject([201, { ...people, ...more }]);
    must(
      await decidePlan(app.deps, { planId: plan.plan_id, verdict: { type: "approved" } }),
    );
    const read = await (await app.api(`/v1/plans/${plan.plan_id}`)).json();
    expect(read).toMatchObject({ ...people, ...more, state: "approved" });
    const listed = await (await app.api("/v1/plans")).json();
    expect(listed.data[0]).toMatchObject(people);
    const { data: [told] } = await (await app.api("/v1/events?type=plan.approved")).json();
    expect(told.data).toMatchObject({ ...more, filled_in_by: null, contact: null });
    const [stored] = await app.deps.load({
      statement: {
        sql: "select group_concat(data) from events union all select sealed_people from plans",
        args: [],
      },
      read: (rows) => rows.map((row) => Object.values(row).join()),
    });
    expect(stored.some((text) => /柳青|岑溪/.test(text))).toBe(false);
    const again = await app.api("/v1/plans", { body: { ...form, filled_in_by: "别人" } });
    expect(again.status).toBe(201);
  });
});
