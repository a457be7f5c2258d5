import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ageDisputes } from "../../core/dispute/age_disputes.ts";
import { days } from "../../core/time.ts";
import { chargedOn, disputed, type Payer, payerWithContract } from "../support/disputes.ts";
import { textIn } from "../support/render_checkout.tsx";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
let payer: Payer;
beforeEach(async () => {
  app = await testApp();
  payer = await payerWithContract(app);
});
afterEach(() => app.close());

describe("a charge that its payer does not recognise", () => {
  it("is disputed from the wallet, told to the merchant with its evidence, and refunded once", async () => {
    const deductionId = await chargedOn(app, payer.contractId);
    const wallet = await (await payer.browser.ask("/wallet")).text();
    expect(wallet).toContain(`href="/wallet/charges/${deductionId}/dispute"`);
    const form = await payer.browser.ask(`/wallet/charges/${deductionId}/dispute`);
    expect(textIn(await form.text(), "h1")).toBe("What's wrong with it?");
    const disputeId = await disputed(payer, deductionId);
    expect(await disputed(payer, deductionId, "wrong_amount")).toBe(disputeId);

    expect(await get(`/v1/disputes/${disputeId}`)).toMatchObject({
      state: "open",
      reason: "not_mine",
      opened_by: "consumer",
      deduction_id: deductionId,
      amount: 1_000,
      evidence: { contract: { contract_id: payer.contractId }, payment: null },
    });
    expect(await get("/v1/disputes?state=open")).toMatchObject({
      data: [{ dispute_id: disputeId }],
    });
    const accepted = await post(`/v1/disputes/${disputeId}/acceptance`);
    expect(accepted).toMatchObject({ status: 200, state: "accepted", amount: 1_000 });
    expect(await post(`/v1/disputes/${disputeId}/acceptance`)).toEqual(accepted);
    await app.settle();
    expect(await get(`/v1/refunds/${accepted.refund_id}`)).toMatchObject({
      state: "succeeded",
      amount: 1_000,
      reason: disputeId,
    });
    expect(await told()).toEqual(["dispute.opened", "dispute.closed"]);
    const page = await (await payer.browser.ask(`/wallet/disputes/${disputeId}`)).text();
    expect(page).toContain("The merchant accepted it.");
    expect(await (await payer.browser.ask("/wallet")).text()).toContain("Accepted, refunded");
  });

  it("gives the money back once, whatever refunds are asked for at the same moment", async () => {
    for (let round = 0; round < 5; round++) {
      const deductionId = await chargedOn(app, payer.contractId, 1_000);
      const disputeId = await disputed(payer, deductionId);
      const answers = await Promise.all([
        post(`/v1/disputes/${disputeId}/acceptance`),
        ...[700, 600].map((amount) =>
          post(`/v1/deductions/${deductionId}/refunds`, {
            merchant_refund_no: `R-${round}-${amount}`,
            amount,
          })
        ),
        post(`/v1/disputes/${disputeId}/acceptance`),
      ]);
      expect(answers[0]).toMatchObject({ status: 200, state: "accepted" });
      await app.settle();
      expect(await get(`/v1/deductions/${deductionId}`)).toMatchObject({ refunded_amount: 1_000 });
    }
  });

  it("is contested with reasons that the payer sees, and may take to the institution", async () => {
    const deductionId = await chargedOn(app, payer.contractId);
    const disputeId = await disputed(payer, deductionId);
    const early = await payer.browser.ask(`/wallet/disputes/${disputeId}/escalation`, {
      fields: {},
    });
    expect(early.status).toBe(409);
    const text = "11 月 20 日在运河店续杯，有小票。";
    const contested = await post(`/v1/disputes/${disputeId}/answer`, { text });
    expect(contested).toMatchObject({ status: 200, state: "contested", answer: { text } });
    expect(await post(`/v1/disputes/${disputeId}/answer`, { text })).toEqual(contested);
    expect(await post(`/v1/disputes/${disputeId}/answer`, { text: "…" })).toMatchObject({
      status: 409,
      code: "dispute_answered",
    });
    const page = await (await payer.browser.ask(`/wallet/disputes/${disputeId}`)).text();
    expect(page).toContain(text);
    await payer.browser.ask(`/wallet/disputes/${disputeId}/escalation`, { fields: {} });
    expect(await get(`/v1/disputes/${disputeId}`)).toMatchObject({ state: "escalated" });
    expect(await told()).toEqual(["dispute.opened", "dispute.answered", "dispute.escalated"]);
  });

  it("is only its payer's to dispute, and its merchant's to answer", async () => {
    const deductionId = await chargedOn(app, payer.contractId);
    const path = `/wallet/charges/${deductionId}/dispute`;
    const { cookie, ask } = (await payerOfAnother()).browser;
    expect(cookie).not.toBe("");
    expect((await ask(path)).status).toBe(404);
    expect((await ask(path, { fields: { reason: "not_mine" } })).status).toBe(404);
    const disputeId = await disputed(payer, deductionId);
    expect((await ask(`/wallet/disputes/${disputeId}`)).status).toBe(404);
    const shop = await app.openMerchant("江湾书店");
    const answer = await app.api(`/v1/disputes/${disputeId}`, { key: shop.secretKey });
    expect(await answer.json()).toMatchObject({ status: 404, code: "dispute_not_found" });
  });

  it("is not disputed when nothing is left of it, nor without a reason, nor after 180 days", async () => {
    const refunded = await chargedOn(app, payer.contractId);
    await post(`/v1/deductions/${refunded}/refunds`, { merchant_refund_no: "R-1", amount: 1_000 });
    const path = `/wallet/charges/${refunded}/dispute`;
    expect(await (await payer.browser.ask(path)).text()).toContain("nothing is left to dispute");
    const answer = await payer.browser.ask(path, { fields: { reason: "not_mine" } });
    expect(answer.status).toBe(422);
    const deductionId = await chargedOn(app, payer.contractId);
    const form = { fields: { reason: "nonsense" } };
    const missing = await payer.browser.ask(`/wallet/charges/${deductionId}/dispute`, form);
    expect(missing.status).toBe(422);
    expect(await get("/v1/disputes")).toMatchObject({ data: [] });
  });
});

describe("a dispute over time", () => {
  it("reminds the merchant, then goes to the institution", async () => {
    const disputeId = await disputed(payer, await chargedOn(app, payer.contractId));
    await ageDisputes(app.deps);
    expect(await told()).toEqual(["dispute.opened"]);
    app.clock.advance(days(5));
    await ageDisputes(app.deps);
    await ageDisputes(app.deps);
    expect(await told()).toEqual(["dispute.opened", "dispute.due_soon"]);
    app.clock.advance(days(2));
    await ageDisputes(app.deps);
    await ageDisputes(app.deps);
    expect(await get(`/v1/disputes/${disputeId}`)).toMatchObject({ state: "escalated" });
    expect(await told()).toEqual(["dispute.opened", "dispute.due_soon", "dispute.escalated"]);
  });

  it("ends when the payer does not take it further, or has been refunded in another way", async () => {
    const lapsing = await disputed(payer, await chargedOn(app, payer.contractId));
    await post(`/v1/disputes/${lapsing}/answer`, { text: "有小票" });
    const deductionId = await chargedOn(app, payer.contractId);
    const refunded = await disputed(payer, deductionId);
    await post(`/v1/deductions/${deductionId}/refunds`, {
      merchant_refund_no: "R-1",
      amount: 1_000,
    });
    await app.settle();
    await ageDisputes(app.deps);
    expect(await get(`/v1/disputes/${refunded}`)).toMatchObject({ state: "refunded" });
    app.clock.advance(days(14));
    await ageDisputes(app.deps);
    expect(await get(`/v1/disputes/${lapsing}`)).toMatchObject({ state: "lapsed" });
    expect(await post(`/v1/disputes/${lapsing}/acceptance`)).toMatchObject({
      status: 409,
      code: "dispute_over",
      state: "lapsed",
    });
  });
});

async function payerOfAnother(): Promise<Payer> {
  const { cameIn } = await import("../support/app_browser.ts");
  return { browser: await cameIn(app, "/wallet", "person_b"), contractId: "" };
}

async function get(path: string) {
  return await (await app.api(path)).json();
}

async function post(path: string, body?: object) {
  const answer = await app.api(path, { method: "POST", ...(body ? { body } : {}) });
  return { status: answer.status, ...await answer.json() };
}

/** What webhooks said of disputes, oldest first. */
async function told(): Promise<readonly string[]> {
  const { data } = await get("/v1/events?after=&limit=100");
  const events: { type: string }[] = data;
  return events.map(({ type }) => type).filter((type) => type.startsWith("dispute."));
}
