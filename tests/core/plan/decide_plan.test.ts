import { describe, expect, it } from "vitest";
import type { EventId } from "../../../core/id.ts";
import { decide, type DecidePlan } from "../../../core/plan/decide_plan.ts";
import type { Plan, PlanState } from "../../../core/plan/plan.ts";
import { START } from "../../support/fake_clock.ts";
import { must, refillForm, teaHouse } from "../../support/fixtures.ts";

const submitted: Plan = {
  ...refillForm,
  request: "change",
  planId: "pln_01KAG8M0000000000000000001",
  version: 2,
  appId: teaHouse.appId,
  merchantNo: teaHouse.merchantNo,
  state: "submitted",
  rejectionReason: undefined,
  submittedAt: START,
  decidedAt: undefined,
  eventVersion: 3,
};
const inForce: Plan = { ...submitted, version: 1, state: "approved", decidedAt: START };
const { planId } = submitted;
const approve: DecidePlan = { planId, verdict: { type: "approved" } };
const reject: DecidePlan = { planId, verdict: { type: "rejected", reason: "看不懂" } };

function given() {
  let number = 0;
  return { at: START, newEventId: (): EventId => `evt_${++number}` };
}

describe("decide", () => {
  it("answers each verdict in each state", () => {
    const states: readonly PlanState[] = ["submitted", "approved", "rejected", "retired"];
    const rows = states.map((state) => {
      const latest = { ...submitted, state };
      const cells = [approve, reject].map((command) => {
        const decided = decide(command, { latest, inForce: undefined }, given());
        return decided.ok
          ? `${decided.value.plan.state} ${decided.value.events.length}`
          : decided.error.code;
      });
      return `${state} | ${cells.join(" | ")}`;
    });
    expect(rows).toEqual([
      "submitted | approved 1 | rejected 1",
      "approved | approved 0 | plan_already_decided",
      "rejected | plan_already_decided | plan_already_decided",
      "retired | plan_already_decided | plan_already_decided",
    ]);
  });

  it("retires the version before in the same commit as it approves the next", () => {
    const { plan, events } = must(decide(approve, { latest: submitted, inForce }, given()));
    expect(
      events.map((each) =>
        "plan" in each && [each.type, each.plan.version, each.plan.eventVersion]
      ),
    )
      .toEqual([["plan.retired", 1, 4], ["plan.approved", 2, 5]]);
    expect(plan).toMatchObject({ version: 2, state: "approved", decidedAt: START });
  });

  it("leaves the version before in force when it rejects the next", () => {
    const { plan, events } = must(decide(reject, { latest: submitted, inForce }, given()));
    expect(events.map((each) => each.type)).toEqual(["plan.rejected"]);
    expect(plan).toMatchObject({ rejectionReason: "看不懂", eventVersion: 4 });
  });

  it("returns the same rejection again only for the same reason", () => {
    const latest: Plan = { ...submitted, state: "rejected", rejectionReason: "看不懂" };
    expect(must(decide(reject, { latest, inForce: undefined }, given())).events).toEqual([]);
  });

  it("finds no plan where there is none", () => {
    const decided = decide(approve, { latest: undefined, inForce: undefined }, given());
    expect(decided).toMatchObject({
      ok: false,
      error: { code: "plan_not_found", plan_id: planId },
    });
  });
});
