import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cny } from "../../core/money.ts";
import { queryRefunds } from "../../core/refund/query_refunds.ts";
import { hours } from "../../core/time.ts";
import { magicRefunds } from "../../sandbox/bank/magic.ts";
import { charge, chargeableContract } from "../support/deductions.ts";
import { startSqld } from "../support/sqld.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

const DAY_LIMIT = 100_000;
const PLENTY = { perTransactionLimit: cny(1_000_000), perDayLimit: cny(2_000_000) };

/** An amount that the sandbox bank declines. */
const FAILS = 7_702;

let app: TestApp;
afterEach(() => app.close());

describe("refunds of deductions on a file", () => {
  beforeEach(async () => {
    app = await testApp();
  });

  it("never exceed what was charged when 200 arrive at once", () => twoHundredAtOnce());

  it("are made once per number, over orders and deductions alike", async () => {
    const { deductionId } = await charged(8_800);
    const first = await refund(deductionId, "R-1", 1_000);
    expect(first).toMatchObject({
      status: 201,
      deduction_id: deductionId,
      order_id: null,
      payment_id: null,
      cause: "merchant",
    });
    expect(await refund(deductionId, "R-1", 1_000)).toMatchObject({
      status: 200,
      refund_id: first.refund_id,
    });
    expect(await refund(deductionId, "R-1", 2_000)).toMatchObject({
      status: 409,
      code: "refund_no_reused",
    });
    const orderId = await paidOrder(5_000);
    expect(await refund(orderId, "R-1", 1_000, "orders")).toMatchObject({
      status: 409,
      code: "refund_no_reused",
    });

    await app.settle();
    expect(await get(`/v1/refunds/${first.refund_id}`)).toMatchObject({ state: "succeeded" });
    expect(await get(`/v1/deductions/${deductionId}`)).toMatchObject({
      state: "succeeded",
      refunded_amount: 1_000,
    });
    expect(await told()).toEqual([["refund.succeeded", { refund_id: first.refund_id }]]);
  });

  it("say what is left when more is requested, and give it back when one fails", async () => {
    const contract = await chargeableContract(app, PLENTY);
    const { deductionId } = await charged(900_000, contract.contractId);
    expect(await refund(deductionId, "R-1", magicRefunds.refused)).toMatchObject({ status: 201 });
    expect(await refund(deductionId, "R-2", 100_000)).toMatchObject({
      status: 409,
      code: "refund_exceeds_paid",
      refundable: 99_999,
    });
    await app.settle();
    expect((await told()).map(([type]) => type)).toEqual(["refund.failed"]);
    expect(await refund(deductionId, "R-2", 900_000)).toMatchObject({ status: 201 });
  });

  it("are refused while nothing was paid, and of what failed", async () => {
    const contract = await chargeableContract(app);
    const made = await charge(app, {
      contract_id: contract.contractId,
      merchant_order_no: "D-1",
      amount: FAILS,
    });
    const { deduction_id: deductionId } = await made.json();
    expect(await refund(deductionId, "R-1", 1)).toMatchObject({
      status: 409,
      code: "deduction_not_paid",
      state: "processing",
    });
    await app.settle();
    expect(await refund(deductionId, "R-1", 1)).toMatchObject({
      code: "deduction_not_paid",
      state: "failed",
    });
  });

  it("do not give the day back", async () => {
    const contract = await chargeableContract(app, { perDayLimit: cny(DAY_LIMIT) });
    const { deductionId, left_today: left } = await charged(10_000, contract.contractId);
    expect(left).toBe(DAY_LIMIT - 10_000);
    await refund(deductionId, "R-1", 10_000);
    await app.settle();
    expect(await get(`/v1/deductions/${deductionId}`)).toMatchObject({
      refunded_amount: 10_000,
      left_today: DAY_LIMIT - 10_000,
    });
  });

  it("are told late, lost and never like any refund", async () => {
    const contract = await chargeableContract(app, PLENTY);
    const refundOf = async (no: string, amount: number) => {
      const { deductionId } = await charged(900_000, contract.contractId, `D-${no}`);
      return (await refund(deductionId, no, amount)).refund_id;
    };
    const lost = await refundOf("R-1", magicRefunds.returned_but_answer_lost);
    const never = await refundOf("R-2", magicRefunds.never_answers);
    await app.settle();
    expect(await get(`/v1/refunds/${lost}`)).toMatchObject({ state: "processing" });
    for (let hour = 0; hour < 25; hour++) {
      app.clock.advance(hours(1));
      await queryRefunds(app.deps);
    }
    expect(await told()).toEqual([
      ["refund.succeeded", { refund_id: lost }],
      ["refund.unclear", { refund_id: never }],
    ]);
    expect(await get(`/v1/refunds/${never}`)).toMatchObject({ state: "processing" });
  });
});

describe("refunds of deductions on a libSQL server", () => {
  it("never exceed what was charged when 200 arrive at once", async () => {
    const sqld = await startSqld();
    try {
      app = await testApp({ databaseUrl: sqld.url });
      await twoHundredAtOnce();
    } finally {
      await app.close();
      await sqld.stop();
      app = await testApp();
    }
  });
});

async function twoHundredAtOnce() {
  const contract = await chargeableContract(app, PLENTY);
  const { deductionId } = await charged(100_000, contract.contractId);
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, i) => refund(deductionId, `R-${i}`, 1_000)),
  );
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(100);
  expect(answers.filter(({ code }) => code === "refund_exceeds_paid")).toHaveLength(100);
  await app.settle();
  expect((await get(`/v1/deductions/${deductionId}`)).refunded_amount).toBe(100_000);
}

async function charged(amount: number, contractId?: string, no = "D-1") {
  const contract_id = contractId ?? (await chargeableContract(app)).contractId;
  const made = await (await charge(app, { contract_id, merchant_order_no: no, amount })).json();
  await app.settle();
  const deduction = await get(`/v1/deductions/${made.deduction_id}`);
  expect(deduction).toMatchObject({ state: "succeeded", refunded_amount: 0 });
  return { deductionId: String(made.deduction_id), left_today: deduction.left_today };
}

async function paidOrder(amount: number): Promise<string> {
  const placed = await app.api("/v1/orders", {
    body: { merchant_order_no: "T-1", amount, subject: "茶" },
  });
  const { order_id } = await placed.json();
  await app.api(`/v1/test_helpers/orders/${order_id}/payment`, { body: { outcome: "succeeded" } });
  return order_id;
}

async function refund(id: string, no: string, amount: number, of = "deductions") {
  const body = { merchant_refund_no: no, amount };
  const answer = await app.api(`/v1/${of}/${id}/refunds`, { body });
  return { status: answer.status, ...await answer.json() };
}

async function get(path: string) {
  return await (await app.api(path)).json();
}

/** What webhooks said of refunds, oldest first. */
async function told() {
  const { data } = await get("/v1/events?after=&limit=100");
  const events: { type: string; data: { refund_id: string } }[] = data;
  return events.filter(({ type }) => type.startsWith("refund."))
    .map(({ type, data: { refund_id } }) => [type, { refund_id }]);
}
