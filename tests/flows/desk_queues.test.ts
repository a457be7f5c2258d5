import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Place } from "../../core/desk/queue.ts";
import { proposeFinding } from "../../core/unclear/propose_finding.ts";
import { terminateContract } from "../../core/contract/terminate_contract.ts";
import { queryDeductions } from "../../core/deduction/query_deductions.ts";
import { sendDeductions } from "../../core/deduction/send_deductions.ts";
import type { Deps } from "../../core/deps.ts";
import { minutes } from "../../core/time.ts";
import { charge, chargeableContract, refill } from "../support/deductions.ts";
import { planForm } from "../support/signers.ts";
import { signedIn } from "../support/staff.ts";
import { type TestApp, testApp } from "../support/test_app.ts";
import { MOMENTS, pass, unclearPayment, unclearRefund } from "../support/unclear.ts";

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
});
afterEach(() => app.close());

const first = { past: undefined, max: 20 } as const;

describe("the desk's queues", () => {
  it("hold a payment that nobody answered for, and its proposal, until it is settled", async () => {
    const { paymentId } = await unclearPayment(app);
    expect(await app.deps.load(app.deps.desk.payments(first))).toEqual([[]]);
    await pass(app, MOMENTS);
    const [waiting] = await app.deps.load(app.deps.desk.payments(first));
    expect(waiting).toMatchObject([{
      id: paymentId,
      merchantNo: app.merchant.merchantNo,
      amount: { fen: 8_800 },
      channel: "sandbox",
    }]);
    await proposeFinding(app.deps, {
      of: paymentId,
      finding: { type: "failed", reason: "unknown_at_channel" },
      evidence: "Letter 7",
      here: await signedIn(app, "admin"),
    });
    expect(await app.deps.load(app.deps.proposals.waiting(undefined, app.deps.now())))
      .toMatchObject([[{ act: { of: paymentId }, state: "waiting" }]]);
  });

  it("hold a refund and a deduction alike", async () => {
    const { refundId } = await unclearRefund(app);
    await pass(app, MOMENTS);
    expect(await app.deps.load(app.deps.desk.refunds(first))).toMatchObject([[{ id: refundId }]]);

    const { contractId } = await chargeableContract(app);
    const { deduction_id } = await (await charge(app, refill(contractId, "A-1"))).json();
    const deps: Deps = { ...app.deps, http: () => Promise.reject(new Error("no line")) };
    await sendDeductions(deps);
    for (const _ of MOMENTS) {
      app.clock.advance(minutes(1_440));
      await queryDeductions(deps);
    }
    expect(await app.deps.load(app.deps.desk.deductions(first)))
      .toMatchObject([[{ id: deduction_id }]]);
  });

  it("hold an unsign until its channel confirms it", async () => {
    const { contractId } = await chargeableContract(app);
    const deps: Deps = { ...app.deps, http: () => Promise.reject(new Error("no line")) };
    await terminateContract(deps, { contractId, by: "operator", reason: undefined });
    expect(await app.deps.load(app.deps.desk.unsigns(first)))
      .toMatchObject([[{ contractId, endedBy: "operator", asks: 0 }]]);
    app.clock.advance(minutes(60));
    await app.settle();
    expect(await app.deps.load(app.deps.desk.unsigns(first))).toEqual([[]]);
  });

  it("hold plans in the order they came, a page at a time, each once", async () => {
    const ids: string[] = [];
    for (let no = 0; no < 5; no++) {
      const body = { ...planForm, title: `Plan ${no}` };
      ids.push((await (await app.api("/v1/plans", { body })).json()).plan_id);
      // Two that came in the same millisecond stand in the order of their ids.
      if (no > 0) app.clock.advance(minutes(1));
    }
    const seen: string[] = [];
    let past: Place | undefined;
    for (let page = 0; page < 3; page++) {
      const [plans] = await app.deps.load(app.deps.desk.plans({ past, max: 2 }));
      seen.push(...plans.map(({ planId }) => planId));
      const last = plans.at(-1);
      if (last) past = { at: last.submittedAt, id: last.planId };
    }
    expect(seen).toEqual([...ids.slice(0, 2).sort(), ...ids.slice(2)]);
  });
});
