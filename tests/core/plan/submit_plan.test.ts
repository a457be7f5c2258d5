import { describe, expect, it } from "vitest";
import { merchantNo, type PlanId } from "../../../core/id.ts";
import { cny } from "../../../core/money.ts";
import type { Plan, PlanForm } from "../../../core/plan/plan.ts";
import { decide } from "../../../core/plan/submit_plan.ts";
import { after, hours } from "../../../core/time.ts";
import { START } from "../../support/fake_clock.ts";
import { must, refillForm as form, teaHouse } from "../../support/fixtures.ts";

const caller = { type: "secret_key", digest: "d" } as const;
const given = {
  planId: "pln_01KAG8M0000000000000000001" as PlanId,
  eventId: "evt_01KAG8M0000000000000000002",
  now: START,
} as const;
const nothing = { merchant: teaHouse, waiting: [], chargers: [], latest: undefined };
const first: Plan = must(decide({ caller, form, planId: undefined }, nothing, given)).plan;
const approved: Plan = { ...first, state: "approved", decidedAt: START, eventVersion: 2 };

describe("decide", () => {
  it("makes the first version, on the merchant's own clock", () => {
    const merchant = { ...teaHouse, clockOffset: hours(1) };
    const made = must(decide({ caller, form, planId: undefined }, { ...nothing, merchant }, given));
    expect(made.plan).toMatchObject({
      ...form,
      planId: given.planId,
      version: 1,
      state: "submitted",
      appId: teaHouse.appId,
      submittedAt: after(START, hours(1)),
      eventVersion: 1,
    });
    expect(made.events).toHaveLength(1);
  });

  it("makes the next version of the plan it changes, after all its events", () => {
    const change = { ...form, request: "change", perDayLimit: cny(200_000) } as const;
    const command = { caller, form: change, planId: first.planId };
    const made = must(decide(command, { ...nothing, latest: approved }, given));
    expect(made.plan).toMatchObject({ planId: first.planId, version: 2, eventVersion: 3 });
  });

  it("finds the same form waiting, field by field", () => {
    const facts = { ...nothing, waiting: [first] };
    const again = (changes: Partial<PlanForm>) =>
      must(decide({ caller, form: { ...form, ...changes }, planId: undefined }, facts, given))
        .replayed;
    const changes: readonly Partial<PlanForm>[] = [
      { request: "add" },
      { kind: "periodic" },
      { shortName: "茶馆" },
      { title: "续杯" },
      { packageText: "先付后用" },
      { perTransactionLimit: cny(1) },
      { perDayLimit: cny(100_001) },
      { contractDays: 365 },
      { requiresCreditCard: true },
      { verifyPhone: false },
      { verifyIdNumber: true },
      { networkAdvanceReason: "门店网络不稳" },
      { noFixedMerchantReason: "其他" },
      { unsignNoticeUrl: "https://teahouse.example/unsign" },
    ];
    expect(again({})).toBe(true);
    for (const change of changes) expect([change, again(change)]).toEqual([change, false]);
  });

  it("refuses an unknown key, a missing permission, another's number and a second change", () => {
    const no = merchantNo("888000000000009");
    const refusal = (facts: Partial<Parameters<typeof decide>[1]>, planId?: PlanId) => {
      const wanted = { ...form, fixedMerchantNos: [no] };
      const decided = decide({ caller, form: wanted, planId }, { ...nothing, ...facts }, given);
      return decided.ok ? "ok" : decided.error;
    };
    expect(refusal({ merchant: undefined })).toEqual({ code: "key_unknown" });
    expect(refusal({ merchant: { ...teaHouse, products: ["cashier"] } })).toEqual({
      code: "product_not_enabled",
      product: "contract",
    });
    expect(refusal({})).toEqual({ code: "fixed_merchant_not_allowed", merchant_no: no });
    expect(refusal({ chargers: [no] })).toBe("ok");
    expect(refusal({}, first.planId)).toEqual({ code: "plan_not_found", plan_id: first.planId });
    expect(refusal({ latest: first }, first.planId)).toEqual({
      code: "plan_change_pending",
      plan_id: first.planId,
      version: 1,
    });
  });
});
