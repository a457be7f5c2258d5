import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { closeAccount, endAtBank } from "../../core/channel/sandbox/end_at_bank.ts";
import { SLOW } from "../../core/channel/sandbox/magic.ts";
import { sendDueNotices } from "../../core/channel/sandbox/send_notices.ts";
import { type BankDeps, hasBank } from "../../core/channel/sandbox/write_at_bank.ts";
import type { ContractId } from "../../core/id.ts";
import { eventTypes } from "../support/payer.ts";
import { approvedPlan, openedSigning, planForm } from "../support/signers.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
let bank: BankDeps;
let codes = 0;
beforeEach(async () => {
  app = await testApp();
  if (!hasBank(app.deps)) throw new Error("no bank");
  bank = app.deps;
});
afterEach(() => app.close());

const ends = async () =>
  (await eventTypes(app)).filter((each) => each === "contract.terminated").length;

describe("POST /v1/test_helpers/contracts/{contract_id}/consumer_termination", () => {
  it("ends the contract before it answers, once however often it is asked", async () => {
    const contractId = await signed();
    const answers = await Promise.all(Array.from({ length: 6 }, () => terminate(contractId)));
    answers.push(await terminate(contractId));
    for (const { status, body } of answers) {
      expect(status).toBe(200);
      expect(body).toMatchObject({
        contract_id: contractId,
        state: "terminated",
        terminated_by: "consumer",
      });
    }
    expect(await ends()).toBe(1);
  });

  it("knows only the caller's own contracts, and only in test mode", async () => {
    const contractId = await signed();
    const other = await app.openMerchant("另一家");
    expect((await terminate(contractId, other.secretKey)).status).toBe(404);
    expect((await terminate("ctr_nonsense")).status).toBe(404);
    const live = await app.openMerchant("真店", { mode: "live" });
    expect((await terminate(contractId, live.secretKey)).status).not.toBe(200);
    expect((await contractOf(contractId)).state).toBe("active");
  });
});

describe("a contract of a magic plan", () => {
  it("stays terminating while the bank refuses, and is asked until it agrees", async () => {
    const contractId = await signed("MAGIC-UNSIGN-REFUSED-2 续杯");
    expect(await end(contractId)).toMatchObject({ state: "terminating" });
    await advance(61);
    expect(await contractOf(contractId)).toMatchObject({ state: "terminating" });
    await advance(301);
    expect(await contractOf(contractId)).toMatchObject({
      state: "terminated",
      terminated_by: "merchant",
    });
    expect(await ends()).toBe(1);
  });

  it.each(["MAGIC-UNSIGN-LATE", "MAGIC-UNSIGN-LOST", "MAGIC-UNSIGN-FORGOTTEN"])(
    "%s is terminating until the bank is asked again",
    async (title) => {
      const contractId = await signed(title);
      expect(await end(contractId)).toMatchObject({ state: "terminating" });
      await advance(61);
      expect(await contractOf(contractId)).toMatchObject({
        state: "terminated",
        terminated_by: "merchant",
      });
      expect(await ends()).toBe(1);
    },
  );

  it("ends once when its end is noticed twice, and stays ended when its signing is noticed late", async () => {
    const contractId = await signed("MAGIC-NOTICES-MIXED 续杯");
    expect((await terminate(contractId)).body).toMatchObject({ state: "terminated" });
    app.clock.advance(SLOW);
    await sendDueNotices(bank);
    await app.settle();
    expect(await contractOf(contractId)).toMatchObject({ state: "terminated" });
    expect(await ends()).toBe(1);
    expect(await undelivered()).toBe(0);
  });

  it("is signed though the answer is lost", async () => {
    const plan = await approvedPlan(app, { ...planForm, title: "MAGIC-SIGN-LOST 续杯" });
    const { signing_id } = await openedSigning(app, { plan_id: plan, contract_code: "lost-1" });
    await confirm(signing_id);
    await advance(3_600);
    const answer = await app.api(`/v1/signings/${signing_id}`);
    expect(await answer.json()).toMatchObject({ state: "signed" });
  });
});

describe("a contract that ends at the bank", () => {
  it("tells which side ended it: the bank, or the account", async () => {
    const first = await signed();
    await endAtBank(bank, { contractId: first, by: "channel" });
    expect(await contractOf(first)).toMatchObject({
      state: "terminated",
      terminated_by: "channel",
    });
    const second = await signed("茶点套餐");
    expect(await closeAccount(bank, "person_a")).toBe(1);
    expect(await contractOf(second)).toMatchObject({
      state: "terminated",
      terminated_by: "account_closure",
    });
  });
});

async function signed(title = planForm.title): Promise<ContractId> {
  const plan = await approvedPlan(app, { ...planForm, title });
  const body = { plan_id: plan, contract_code: `member-${++codes}` };
  const { signing_id } = await openedSigning(app, body);
  const { contract_id } = await confirm(signing_id);
  return contract_id;
}

async function confirm(signingId: string) {
  const path = `/v1/test_helpers/signings/${signingId}/confirmation`;
  const answer = await app.api(path, { body: { outcome: "signed" } });
  if (answer.status !== 200) throw new Error(`Not confirmed: ${await answer.text()}`);
  return await answer.json();
}

async function terminate(contractId: string, key = app.merchant.secretKey) {
  const path = `/v1/test_helpers/contracts/${contractId}/consumer_termination`;
  const answer = await app.api(path, { method: "POST", key });
  return { status: answer.status, body: await answer.json() };
}

async function end(contractId: ContractId) {
  const answer = await app.api(`/v1/contracts/${contractId}/termination`, { body: {} });
  return await answer.json();
}

async function contractOf(contractId: ContractId) {
  return await (await app.api(`/v1/contracts/${contractId}`)).json();
}

async function advance(by: number): Promise<void> {
  const moved = await app.api("/v1/test_helpers/clock", { body: { advance_seconds: by } });
  expect(moved.status).toBe(200);
}

/** Notices of the bank that the portal has not taken. */
async function undelivered(): Promise<number> {
  const [left] = await app.deps.load({
    statement: {
      sql: "select count(*) as n from sandbox_notices where state <> 'delivered'",
      args: [],
    },
    read: (rows) => Number(rows[0]?.["n"]),
  });
  return left;
}
