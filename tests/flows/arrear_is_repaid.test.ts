import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openRepayment } from "../../core/arrear/open_repayment.ts";
import { retryArrears } from "../../core/arrear/retry_arrears.ts";
import type { Contract } from "../../core/contract/contract.ts";
import { recordOutcome } from "../../core/payment/record_outcome.ts";
import { channelOrderNo, type OrderId, type PaymentId } from "../../core/id.ts";
import { days, minutes } from "../../core/time.ts";
import {
  owe,
  owingContract,
  poor,
  readArrear,
  retryNow,
  toldOfArrears,
} from "../support/arrears.ts";
import { succeeded, tell } from "../support/deductions.ts";
import { twoPortals } from "../support/portals.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
});
afterEach(() => app.close());

describe("paying what is owed at the checkout", () => {
  it("settles it in the write of the payment, and nobody tries again", async () => {
    const { contract, arrear_id } = await indebted(app);
    const order = await repay(app, contract, arrear_id);
    expect(order).toMatchObject({ state: "open", amount: 1_000, arrear_id, subject: "续杯一次" });
    await pay(app, order.order_id, "succeeded");
    const settled = await readArrear(app, arrear_id);
    expect(settled).toMatchObject({
      state: "settled",
      settled_by: "checkout",
      order_id: order.order_id,
      next_retry_at: null,
    });
    const paid = await (await app.api(`/v1/orders/${order.order_id}`)).json();
    expect(paid).toMatchObject({
      state: "paid",
      payment: { payment_id: settled.settling_payment_id },
    });
    const page = await app.fetch(new Request(`http://portal.test/checkout/${order.order_id}`));
    expect(await page.text()).toMatch(/href="\/wallet"[^>]*>返回我的签约</);
    app.clock.advance(days(9));
    expect(await retryNow(app, arrear_id)).toBeNull();
    expect(await toldOfArrears(app)).toEqual(["arrear.opened", "arrear.settled"]);
  });

  it("gives the same order while that is open, and a new one after it has expired", async () => {
    const { contract, arrear_id } = await indebted(app);
    const [first, second] = await Promise.all([
      repay(app, contract, arrear_id),
      repay(app, contract, arrear_id),
    ]);
    expect(second.order_id).toBe(first.order_id);
    app.clock.advance(minutes(31));
    await app.settle();
    const third = await repay(app, contract, arrear_id);
    expect(third.order_id).not.toBe(first.order_id);
    await pay(app, third.order_id, "succeeded");
    expect(await readArrear(app, arrear_id)).toMatchObject({ state: "settled" });
  });

  it("is for nobody else", async () => {
    const { arrear_id } = await indebted(app);
    const stranger = await owingContract(app);
    const refused = await openRepayment(app.deps, {
      arrearId: arrear_id,
      consumerId: stranger.consumerId,
    });
    expect(refused).toMatchObject({ ok: false, error: { code: "arrear_not_found" } });
  });

  it("is still possible when the contract has ended", async () => {
    const { contract, arrear_id } = await indebted(app);
    await app.api(`/v1/contracts/${contract.contractId}/termination`, { body: {} });
    await app.settle();
    const { order_id } = await repay(app, contract, arrear_id);
    await pay(app, order_id, "succeeded");
    expect(await readArrear(app, arrear_id)).toMatchObject({ settled_by: "checkout" });
  });
});

describe("a retry and a payment of the consumer", () => {
  it("never happen at once: a retry waits while an order is open or a payment without a result", async () => {
    const { contract, arrear_id } = await indebted(app);
    app.clock.advance(days(1));
    const { order_id } = await repay(app, contract, arrear_id);
    expect(await retryNow(app, arrear_id)).toBeNull();
    await pay(app, order_id, "unclear");
    app.clock.advance(minutes(31));
    await app.settle();
    expect((await (await app.api(`/v1/orders/${order_id}`)).json()).state).toBe("expired");
    expect(await retryNow(app, arrear_id)).toBeNull();
    const again = await openRepayment(app.deps, {
      arrearId: arrear_id,
      consumerId: contract.consumerId,
    });
    expect(again).toMatchObject({ ok: false, error: { code: "repayment_in_flight", order_id } });

    await outcomeOf(app, order_id, poor);
    expect(await retryNow(app, arrear_id)).toMatch(/^ded_/);
  });

  it("never happen at once: no order is opened while a retry has no result", async () => {
    const { contract, arrear_id } = await indebted(app);
    app.clock.advance(days(1));
    const retry = await retryNow(app, arrear_id);
    const refused = await openRepayment(app.deps, {
      arrearId: arrear_id,
      consumerId: contract.consumerId,
    });
    expect(refused).toMatchObject({ ok: false, error: { code: "arrear_being_retried" } });
    await tell(app, retry!, poor);
    expect(await repay(app, contract, arrear_id)).toMatchObject({ state: "open" });
  });

  it("settle it once when the first charge succeeds after all: its order closes, a payment goes back", async () => {
    const { contract, arrear_id, deduction_id } = await indebted(app);
    const { order_id } = await repay(app, contract, arrear_id);
    await pay(app, order_id, "unclear");
    await tell(app, deduction_id, succeeded);
    expect(await readArrear(app, arrear_id)).toMatchObject({ settled_by: "charge" });
    expect((await (await app.api(`/v1/orders/${order_id}`)).json()).state).toBe("closed");
    await outcomeOf(app, order_id, succeeded);
    const { data: [refund] } = await (await app.api(`/v1/refunds?order_id=${order_id}`)).json();
    expect(refund).toMatchObject({ amount: 1_000, cause: "late_payment" });
  });

  it("give the money of the charge back when the consumer has paid", async () => {
    const { contract, arrear_id, deduction_id } = await indebted(app);
    const { order_id } = await repay(app, contract, arrear_id);
    await pay(app, order_id, "succeeded");
    await tell(app, deduction_id, succeeded);
    expect(await goingBack(app, deduction_id)).toBe(1_000);
    expect(await readArrear(app, arrear_id)).toMatchObject({ settled_by: "checkout" });
  });

  it("are kept apart between two processes, in whichever order they write", async () => {
    await using sharing = await twoPortals();
    const [one, other] = sharing.portals;
    for (let round = 0; round < 8; round++) {
      const { contract, arrear_id } = await indebted(one, `R-${round}`);
      sharing.clock.advance(days(1));
      const opening = { arrearId: arrear_id, consumerId: contract.consumerId };
      const [opened] = await Promise.all([
        openRepayment(one.deps, opening),
        retryArrears(other.deps),
        retryArrears(one.deps),
      ]);
      const arrear = await readArrear(one, arrear_id);
      expect([opened.ok, arrear.retrying_deduction_id !== null].filter(Boolean)).toHaveLength(1);
      const { data: retries } = await (
        await one.api(`/v1/deductions?contract_id=${contract.contractId}`)
      ).json();
      expect(retries).toHaveLength(opened.ok ? 1 : 2);
    }
  });

  it("settle it once when two processes hear of two charges at the same time", async () => {
    await using sharing = await twoPortals();
    const [one, other] = sharing.portals;
    const { arrear_id, deduction_id } = await indebted(one);
    sharing.clock.advance(days(1));
    const retry = await retryNow(one, arrear_id);
    await Promise.all([tell(one, deduction_id, succeeded), tell(other, retry!, succeeded)]);
    const { settling_deduction_id } = await readArrear(one, arrear_id);
    const back = [deduction_id, retry].filter((each) => each !== settling_deduction_id);
    expect(back).toHaveLength(1);
    expect(await goingBack(one, `${back[0]}`)).toBe(1_000);
    expect(await goingBack(one, settling_deduction_id)).toBe(0);
  });
});

async function indebted(portal: TestApp, no = "A-1") {
  const contract = await owingContract(portal);
  return { contract, ...await owe(portal, contract.contractId, { no }) };
}

/** How much of a charge is on its way back, because the debt was paid already. */
async function goingBack(portal: TestApp, deductionId: string): Promise<number> {
  const { data } = await (await portal.api(`/v1/refunds?deduction_id=${deductionId}`)).json();
  return data.reduce((sum: number, { amount }: { readonly amount: number }) => sum + amount, 0);
}

async function repay(portal: TestApp, { consumerId }: Contract, arrearId: `arr_${string}`) {
  const opened = await openRepayment(portal.deps, { arrearId, consumerId });
  if (!opened.ok) throw new TypeError(`Cannot repay: ${opened.error.code}`);
  return await (await portal.api(`/v1/orders/${opened.value.orderId}`)).json();
}

async function pay(portal: TestApp, orderId: string, outcome: string): Promise<void> {
  const path = `/v1/test_helpers/orders/${orderId}/payment`;
  const answer = await portal.api(path, { body: { outcome } });
  expect(answer.ok).toBe(true);
}

/** Its channel reports about the order's payment. */
async function outcomeOf(
  portal: TestApp,
  orderId: OrderId,
  outcome: Parameters<typeof recordOutcome>[1]["outcome"],
): Promise<void> {
  const [payments] = await portal.deps.load(portal.deps.payments.ofOrder(orderId));
  const paymentId = payments[0]?.paymentId as PaymentId;
  await recordOutcome(portal.deps, {
    channelOrderNo: channelOrderNo(paymentId),
    outcome,
    amount: undefined,
  });
}
