import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { DisputeId } from "../../core/id.ts";
import { paths } from "../../core/paths.ts";
import { hiddenIn } from "../support/app_browser.ts";
import { chargedOn, disputed, type Payer, payerWithContract } from "../support/disputes.ts";
import { joined, type Person } from "../support/staff.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
let payer: Payer;
let deductionId: string;
let disputeId: string;
beforeEach(async () => {
  app = await testApp();
  payer = await payerWithContract(app);
  deductionId = await chargedOn(app, payer.contractId, 1_000);
  disputeId = await disputed(payer, deductionId);
});
afterEach(() => app.close());

describe("a dispute in the console", () => {
  it("is listed, shows its evidence, and is contested or refunded by those who may", async () => {
    const { merchantNo } = app.merchant.merchant;
    const finance = await joined(app, "finance", merchantNo);
    const viewer = await joined(app, "viewer", merchantNo);
    expect(await textOf(finance, "/console/disputes?state=open")).toContain(disputeId);
    const csv = await (await finance.ask("/console/disputes?state=open&format=csv")).text();
    expect(csv).toContain(disputeId);
    const path = paths.consoleDispute(disputeId);
    const page = await textOf(finance, path);
    expect(page).toContain(payer.contractId);
    expect(await textOf(viewer, path)).not.toContain("<textarea");

    const answer = paths.consoleDisputeAnswer(disputeId);
    expect((await finance.ask(answer, { text: " " })).status).toBe(422);
    expect((await finance.ask(answer, { text: "有小票" })).status).toBe(303);
    expect((await finance.ask(answer, { text: "另一个理由" })).status).toBe(422);
    const accept = paths.consoleDisputeAcceptance(disputeId);
    expect((await finance.ask(accept, { left: "999" })).status).toBe(422);
    expect((await finance.ask(accept, hiddenIn(await textOf(finance, path)))).status).toBe(303);
    await app.settle();
    expect(await get(`/v1/deductions/${deductionId}`)).toMatchObject({ refunded_amount: 1_000 });
    expect(await textOf(finance, path)).toContain("Accepted, refunded");
  });
});

describe("a dispute that was taken to the institution", () => {
  let li: Person;
  let chen: Person;
  beforeEach(async () => {
    [li, chen] = [await joined(app, "reviewer"), await joined(app, "admin")];
    await post(`/v1/disputes/${disputeId}/answer`, { text: "有小票" });
    await payer.browser.ask(paths.walletEscalation(disputeId), { fields: {} });
  });

  it("waits at the desk, and goes back to the payer when two people say so", async () => {
    expect(await textOf(li, "/ops")).toContain(`href="${paths.opsDisputes()}"`);
    expect(await textOf(li, paths.opsDisputes())).toContain(disputeId);
    expect((await li.ask(paths.opsDisputesCsv())).status).toBe(403);
    const admin = await (await chen.ask(paths.opsDisputesCsv())).text();
    expect(admin).toContain(disputeId);
    await decide(li, "refund");
    const [proposal] = await app.deps.load(app.deps.proposals.about(disputeId as DisputeId));
    const confirm = (person: Person) =>
      person.ask(paths.proposalConfirmation("ops", proposal[0]!.proposalId), {
        digest: proposal[0]!.digest,
      });
    expect((await confirm(li)).status).toBe(422);
    expect(await get(`/v1/disputes/${disputeId}`)).toMatchObject({ state: "escalated" });
    const confirmed = await confirm(chen);
    expect(confirmed.headers.get("location")).toBe(paths.opsDispute(disputeId));
    await app.settle();
    expect(await get(`/v1/disputes/${disputeId}`)).toMatchObject({
      state: "refunded",
      decision: "双方记录已核对",
    });
    expect(await get(`/v1/deductions/${deductionId}`)).toMatchObject({ refunded_amount: 1_000 });
    const wallet = await payer.browser.ask(paths.walletDispute(disputeId));
    expect(await wallet.text()).toContain("双方记录已核对");
  });

  it("is declined by one, and then neither refunded nor decided again", async () => {
    await decide(li, "decline");
    expect(await get(`/v1/disputes/${disputeId}`)).toMatchObject({ state: "declined" });
    expect((await decide(chen, "refund")).status).toBe(422);
    const told = await (await payer.browser.ask(paths.walletMessages())).text();
    expect(told).toContain("The merchant has answered your dispute of ¥10.00 (order");
    expect(told).toMatch(
      /Your dispute of ¥10\.00 \(order [^)]+\) was decided: there is no refund\./,
    );
    expect(await post(`/v1/disputes/${disputeId}/acceptance`)).toMatchObject({ status: 409 });
  });

  it("is not refunded by the institution when the merchant accepted it meanwhile", async () => {
    await decide(li, "refund");
    const [[proposal]] = await app.deps.load(app.deps.proposals.about(disputeId as DisputeId));
    await post(`/v1/disputes/${disputeId}/acceptance`);
    const { proposalId, digest } = proposal!;
    const late = await chen.ask(paths.proposalConfirmation("ops", proposalId), { digest });
    expect(late.status).toBe(422);
    await app.settle();
    expect(await get(`/v1/deductions/${deductionId}`)).toMatchObject({ refunded_amount: 1_000 });
  });
});

describe("a payment that somebody made while they were signed in", () => {
  it("is in their wallet and can be disputed, with what the order says", async () => {
    const body = { merchant_order_no: "DSP-ORDER", amount: 3_000, subject: "明前龙井" };
    const { order_id } = await (await app.api("/v1/orders", { body })).json();
    const outcome = { outcome: "succeeded" };
    await app.api(`/v1/test_helpers/orders/${order_id}/payment`, { body: outcome });
    const { payment: { payment_id } } = await get(`/v1/orders/${order_id}`);
    expect((await payer.browser.ask(paths.walletDisputing(payment_id))).status).toBe(404);
    await app.deps.write({
      statements: [{
        sql: `insert into payment_consumers
          select ?, consumer_id from contracts where contract_id = ?`,
        args: [payment_id, payer.contractId],
      }],
    });
    const wallet = await (await payer.browser.ask("/wallet")).text();
    expect(wallet).toContain(`href="${paths.walletDisputing(payment_id)}"`);
    const id = await disputed(payer, payment_id, "not_received");
    expect(await get(`/v1/disputes/${id}`)).toMatchObject({
      order_id,
      payment_id,
      amount: 3_000,
      evidence: { subject: "明前龙井", contract: null },
    });
    await post(`/v1/disputes/${id}/acceptance`);
    await app.settle();
    expect(await get(`/v1/orders/${order_id}`)).toMatchObject({ refunded_amount: 3_000 });
  });
});

async function decide(person: Person, verdict: string): Promise<Response> {
  await person.confirm();
  const page = await textOf(person, paths.opsDispute(disputeId));
  const { version = "0" } = hiddenIn(page);
  return await person.ask(paths.opsDisputeDecision(disputeId), {
    version,
    verdict,
    reason: "双方记录已核对",
  });
}

async function textOf(person: Person, path: string): Promise<string> {
  return await (await person.ask(path)).text();
}

async function get(path: string) {
  return await (await app.api(path)).json();
}

async function post(path: string, body?: object) {
  const answer = await app.api(path, { method: "POST", ...(body ? { body } : {}) });
  return { status: answer.status, ...await answer.json() };
}
