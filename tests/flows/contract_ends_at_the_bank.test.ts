import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { closeAccount } from "../../sandbox/bank/end_at_bank.ts";
import { decidePlan } from "../../core/plan/decide_plan.ts";
import { seconds } from "../../core/time.ts";
import { startReceiver } from "../support/receiver.ts";
import { planForm } from "../support/signers.ts";
import { type TestApp, testApp, type TestMerchant } from "../support/test_app.ts";

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
});
afterEach(() => app.close());

describe("a signed contract", () => {
  it("ends at the bank when the merchant ends it, and every subscriber is notified in order", async () => {
    const child = await app.openMerchant("清风茶馆运河店", { parentNo: app.merchant.merchantNo });
    const receivers = [startReceiver(), startReceiver(), startReceiver()] as const;
    const [all, ends, parents] = receivers;
    const add = (url: string, key: string, event_types: readonly string[] = []) =>
      app.api("/v1/webhook_endpoints", { body: { url, event_types }, key });
    await add(all.url, child.secretKey);
    await add(ends.url, child.secretKey, ["contract.terminated"]);
    await add(parents.url, app.merchant.secretKey, ["contract.signed", "contract.terminated"]);

    const { contract_id } = await sign("会员续杯", child);
    const ended = await terminate(contract_id, child);
    expect(ended).toMatchObject({ state: "terminated", terminated_by: "merchant" });
    await app.settle();
    const told = (receiver: typeof all) =>
      receiver.received.filter(({ json }) => json.type.startsWith("contract.")).map(({ json }) =>
        `${json.type} ${json.data["sequence"]} ${json.data["terminated_by"]}`
      );
    const [signed, terminated] = ["contract.signed 1 null", "contract.terminated 2 merchant"];
    expect(told(all)).toEqual([signed, terminated]);
    expect(told(ends)).toEqual([terminated]);
    expect(told(parents)).toEqual([signed, terminated]);
    await Promise.all(receivers.map((each) => each.stop()));
  });

  it("stays under way while the bank refuses, as often as it does", async () => {
    const { contract_id } = await sign("MAGIC-UNSIGN-REFUSED-3");
    expect(await terminate(contract_id)).toMatchObject({ state: "terminating" });
    expect(await later(contract_id, 60)).toMatchObject({ state: "terminating" });
    expect(await later(contract_id, 5 * 60)).toMatchObject({ state: "terminating" });
    expect(await later(contract_id, 30 * 60)).toMatchObject({
      state: "terminated",
      terminated_by: "merchant",
    });
    expect(await types()).toEqual(["contract.terminated", "contract.signed", "plan.approved"]);
  });

  it("ends by the next question when the bank agrees late, or an answer or the request was lost", async () => {
    for (const title of ["MAGIC-UNSIGN-LATE", "MAGIC-UNSIGN-LOST", "MAGIC-UNSIGN-FORGOTTEN"]) {
      const { contract_id } = await sign(title);
      expect(await terminate(contract_id)).toMatchObject({ state: "terminating" });
      // The bank's own delays run on the portal's clock.
      app.clock.advance(seconds(10));
      expect([title, await later(contract_id, 50)]).toMatchObject([title, {
        state: "terminated",
        terminated_by: "merchant",
      }]);
    }
  });

  it("ends once when the consumer ends it in the app, reported twice and out of order", async () => {
    const { contract_id } = await sign("MAGIC-NOTICES-MIXED");
    const path = `/v1/test_helpers/contracts/${contract_id}/consumer_termination`;
    const ended = await app.api(path, { method: "POST" });
    expect(await ended.json()).toMatchObject({ state: "terminated", terminated_by: "consumer" });
    for (let step = 0; step < 5; step++) {
      app.clock.advance(seconds(10));
      await app.settle();
    }
    expect(await read(contract_id)).toMatchObject({ state: "terminated" });
    expect(await types()).toEqual(["contract.terminated", "contract.signed", "plan.approved"]);
    expect(await terminate(contract_id)).toMatchObject({ terminated_by: "consumer" });
  });

  it("ends with its consumer's account, with all their other contracts", async () => {
    const other = await app.openMerchant("山下书店 Foothill Books");
    const mine = await sign("会员续杯");
    const theirs = await sign("借书押金", other);
    await closeAccount(app.deps, "person_a");
    await app.settle();
    expect(await read(mine.contract_id)).toMatchObject({ terminated_by: "account_closure" });
    expect(await read(theirs.contract_id, other)).toMatchObject({
      state: "terminated",
      terminated_by: "account_closure",
    });
  });

  it("can be signed again after its end, as another contract of the same person", async () => {
    const first = await sign("会员续杯");
    await terminate(first.contract_id);
    const again = await signPlan(first.plan_id, app.merchant);
    expect(again.contract_id).not.toBe(first.contract_id);
    expect(again.open_id).toBe(first.open_id);
    expect(again.state).toBe("active");
  });
});

/** A contract of a plan with this title, as person_a signs it. */
async function sign(title: string, merchant: TestMerchant = app.merchant) {
  const submitted = await app.api("/v1/plans", {
    key: merchant.secretKey,
    body: { ...planForm, title, verify_phone: true },
  });
  const { plan_id: planId } = await submitted.json();
  await decidePlan(app.deps, { planId, verdict: { type: "approved" } });
  return await signPlan(planId, merchant);
}

let codes = 0;

async function signPlan(plan_id: string, merchant: TestMerchant) {
  const { secretKey: key } = merchant;
  const opened = await app.api("/v1/signings", {
    key,
    body: { plan_id, contract_code: `c-${++codes}` },
  });
  const { signing_id } = await opened.json();
  const path = `/v1/test_helpers/signings/${signing_id}/confirmation`;
  const confirmed = await app.api(path, { key, body: { outcome: "signed" } });
  const { contract_id } = await confirmed.json();
  return await read(contract_id, merchant);
}

async function terminate(contractId: string, { secretKey: key }: TestMerchant = app.merchant) {
  const path = `/v1/contracts/${contractId}/termination`;
  return await (await app.api(path, { method: "POST", key })).json();
}

async function read(contractId: string, { secretKey: key }: TestMerchant = app.merchant) {
  return await (await app.api(`/v1/contracts/${contractId}`, { key })).json();
}

/** The contract after that much time on the merchant's clock. */
async function later(contractId: string, advance_seconds: number) {
  await app.api("/v1/test_helpers/clock", { body: { advance_seconds } });
  return await read(contractId);
}

/** Types of the merchant's events, newest first. */
async function types(): Promise<string[]> {
  const { data } = await (await app.api("/v1/events")).json();
  return data.map((each: { type: string }) => each.type);
}
