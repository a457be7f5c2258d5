import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { SLOW } from "../../sandbox/bank/magic.ts";
import {
  type DeductionBehaviourName,
  magicDeductions,
} from "../../sandbox/bank/magic_contracts.ts";
import { eventTypes } from "../support/payer.ts";
import { approvedPlan, openedSigning } from "../support/signers.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
});
afterEach(() => app.close());

/** The state of each magic deduction after an hour of notices and queries. */
const ends: Readonly<Record<DeductionBehaviourName, string>> = {
  approve: "succeeded",
  insufficient_funds: "failed insufficient_funds",
  declined_by_bank: "failed declined_by_bank",
  card_expired: "failed card_expired",
  card_restricted: "failed card_restricted",
  limit_exceeded_at_bank: "failed limit_exceeded_at_bank",
  risk_refused: "failed risk_refused",
  refused_by_channel: "failed refused_by_channel",
  by_notice: "succeeded",
  declined_by_notice: "failed insufficient_funds",
  slow: "succeeded",
  never_answers: "processing",
  answers_late: "succeeded",
  notice_twice: "succeeded",
  unclear_at_start: "failed unknown_at_channel",
  unclear_at_start_but_paid: "succeeded",
  answer_lost: "succeeded",
  advanced: "succeeded",
  advance_repaid: "succeeded",
  advance_written_off: "succeeded",
};

describe("a deduction of a magic amount, charged through the API", () => {
  it("ends as its amount says, and is reported once", async () => {
    const plan_id = await approvedPlan(app, { per_day_limit: 500_000 });
    const { signing_id } = await openedSigning(app, { plan_id, contract_code: "member-1" });
    const path = `/v1/test_helpers/signings/${signing_id}/confirmation`;
    const { contract_id } = await (await app.api(path, { method: "POST" })).json();

    const ids = new Map<string, string>();
    for (const [name, amount] of Object.entries(magicDeductions)) {
      const body = { contract_id, merchant_order_no: name, amount, subject: "续杯" };
      const answer = await app.api("/v1/deductions", { body });
      expect([name, answer.status]).toEqual([name, 202]);
      ids.set(name, (await answer.json()).deduction_id);
    }
    await app.settle();
    app.clock.advance(SLOW);
    await app.settle();
    for (const wait of [301, 601, 1_201, 1_500]) {
      await app.api("/v1/test_helpers/clock", { body: { advance_seconds: wait } });
      await app.settle();
    }

    const stands: Record<string, string> = {};
    for (const [name, id] of ids) {
      const { state, failure } = await (await app.api(`/v1/deductions/${id}`)).json();
      stands[name] = failure ? `${state} ${failure.code}` : state;
    }
    expect(stands).toEqual(ends);
    const told = (await eventTypes(app)).filter((each) => each.startsWith("deduction."));
    const ended = Object.values(ends).filter((each) => each !== "processing");
    const advances = 2;
    expect(told).toHaveLength(ended.length + advances);
  });
});
