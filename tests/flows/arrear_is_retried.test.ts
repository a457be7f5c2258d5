import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { retryArrears } from "../../core/arrear/retry_arrears.ts";
import { suspendContract } from "../../core/contract/suspend_contract.ts";
import { resumeFromCopy } from "../../core/restore/resume_from_copy.ts";
import { cny } from "../../core/money.ts";
import { days, endOfBusinessDay, seconds } from "../../core/time.ts";
import {
  owe,
  owingContract,
  poor,
  readArrear,
  retryNow,
  retryWith,
  toldOfArrears,
} from "../support/arrears.ts";
import {
  charge,
  chargeableContract,
  countedDays,
  inbox,
  readDeduction,
  refill,
  succeeded,
  tell,
} from "../support/deductions.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
});
afterEach(() => app.close());

describe("a charge that fails for want of money", () => {
  it("is owed where the contract says so, with the times of its retries", async () => {
    const { contractId } = await owingContract(app);
    const arrear = await owe(app, contractId);
    expect(arrear).toMatchObject({
      state: "owed",
      amount: 1_000,
      merchant_order_no: "A-1",
      opened_at: "2026-11-20T06:00:00.000Z",
      retry_times: [
        "2026-11-21T06:00:00.000Z",
        "2026-11-23T06:00:00.000Z",
        "2026-11-27T06:00:00.000Z",
      ],
      next_retry_at: "2026-11-21T06:00:00.000Z",
      retries_end: null,
      settled_by: null,
    });
    expect(await toldOfArrears(app)).toEqual(["arrear.opened"]);
    expect(await readDeduction(app, arrear.deduction_id)).toMatchObject({ left_today: 100_000 });
  });

  it("is told to its consumer, with when it is tried again", async () => {
    const { contractId } = await owingContract(app);
    await owe(app, contractId);
    await app.settle();
    expect((await inbox(app))[0]).toBe(
      "【欠款通知】清风茶馆 Breeze Teahouse按「会员续杯」扣款 ¥10.00（续杯一次）没有成功：余额不足，这笔记为欠款。" +
        "2026-11-21 14:00 再扣一次，你也可以到“我的签约”付清。",
    );
  });

  it("is not owed otherwise, and neither is one that fails for another reason", async () => {
    const { contractId } = await chargeableContract(app);
    expect(await owe(app, contractId)).toBeUndefined();
    const owing = await owingContract(app);
    const { deduction_id } = await (await charge(app, refill(owing.contractId, "B-1"))).json();
    await tell(app, deduction_id, { type: "failed", reason: "card_expired" });
    expect((await (await app.api("/v1/arrears")).json()).data).toEqual([]);
  });

  it("is tried again at its times until one brings the money", async () => {
    const { contractId } = await owingContract(app);
    const { arrear_id, deduction_id } = await owe(app, contractId);
    app.clock.advance(days(1));
    app.clock.advance(seconds(-1));
    expect(await retryNow(app, arrear_id)).toBeNull();
    app.clock.advance(seconds(1));
    await retryWith(app, arrear_id, poor);
    expect(await readArrear(app, arrear_id)).toMatchObject({
      state: "owed",
      next_retry_at: "2026-11-23T06:00:00.000Z",
      retrying_deduction_id: null,
    });
    app.clock.advance(days(2));
    const second = await retryNow(app, arrear_id);
    expect(await readDeduction(app, `${second}`)).toMatchObject({
      arrear_id,
      contract_id: contractId,
      amount: 1_000,
      left_today: 99_000,
      merchant_order_no: `retry-${second}`,
    });
    await tell(app, second!, succeeded);
    expect(await readArrear(app, arrear_id)).toMatchObject({
      state: "settled",
      settled_by: "retry",
      settling_deduction_id: second,
      settled_at: "2026-11-23T06:00:00.000Z",
    });
    expect(await toldOfArrears(app)).toEqual([
      "arrear.opened",
      "arrear.retried",
      "arrear.retry_failed",
      "arrear.retried",
      "arrear.settled",
    ]);
    app.clock.advance(days(10));
    expect(await retryNow(app, arrear_id)).toBeNull();
    expect(await readDeduction(app, deduction_id)).toMatchObject({ state: "failed" });
  });

  it("is no longer tried once all its times have passed, and stays owed", async () => {
    const { contractId } = await owingContract(app, { arrearRetryDays: [1] });
    const { arrear_id } = await owe(app, contractId);
    app.clock.advance(days(1));
    await retryWith(app, arrear_id, poor);
    expect(await readArrear(app, arrear_id)).toMatchObject({
      state: "owed",
      next_retry_at: null,
      retries_end: "schedule_over",
    });
  });

  it("is tried once for several times that passed at once", async () => {
    const { contractId } = await owingContract(app);
    const { arrear_id } = await owe(app, contractId);
    app.clock.advance(days(4));
    await retryWith(app, arrear_id, poor);
    expect(await readArrear(app, arrear_id)).toMatchObject({
      next_retry_at: "2026-11-27T06:00:00.000Z",
    });
    expect(await retryNow(app, arrear_id)).toBeNull();
  });

  it("stays as it is while a retry has no result", async () => {
    const { contractId } = await owingContract(app);
    const { arrear_id } = await owe(app, contractId);
    app.clock.advance(days(1));
    const deductionId = await retryNow(app, arrear_id);
    app.clock.advance(days(9));
    expect(await retryNow(app, arrear_id)).toBe(deductionId);
    expect(await readArrear(app, arrear_id)).toMatchObject({ state: "owed", next_retry_at: null });
  });
});

describe("the limits of a retry", () => {
  it("are those of charges: what the day has no room for is left out", async () => {
    const { contractId } = await owingContract(app, { perDayLimit: cny(10_000) });
    const { arrear_id } = await owe(app, contractId, { amount: 6_000 });
    app.clock.advance(days(1));
    await charge(app, refill(contractId, "A-2", 5_000));
    expect(await retryNow(app, arrear_id)).toBeNull();
    const { data: [event] } = await (
      await app.api("/v1/events?type=arrear.retry_skipped")
    ).json();
    expect(event.data).toMatchObject({
      skipped_because: "day_limit_exceeded",
      next_retry_at: "2026-11-23T06:00:00.000Z",
    });
    expect(await countedDays(app, contractId)).toMatchObject([
      { day: "2026-11-20", spent: 0 },
      { day: "2026-11-21", spent: 5_000 },
    ]);
  });

  it("end with the contract: no time after its last day is on the schedule", async () => {
    const expiresAt = endOfBusinessDay(app.clock.now(), 1);
    const { contractId } = await owingContract(app, { expiresAt });
    expect(await owe(app, contractId)).toMatchObject({
      retry_times: ["2026-11-21T06:00:00.000Z"],
    });
    const soon = await owingContract(app, { expiresAt: endOfBusinessDay(app.clock.now(), 0) });
    expect(await owe(app, soon.contractId, { no: "B-1" })).toMatchObject({
      retry_times: [],
      next_retry_at: null,
      retries_end: "contract_ended",
    });
  });
});

describe("a contract", () => {
  it("that is ended keeps what is owed, and nobody tries again", async () => {
    const { contractId } = await owingContract(app);
    const { arrear_id } = await owe(app, contractId);
    await app.api(`/v1/contracts/${contractId}/termination`, { body: {} });
    await retryArrears(app.deps);
    expect(await readArrear(app, arrear_id)).toMatchObject({
      state: "owed",
      next_retry_at: null,
      retries_end: "contract_ended",
    });
    expect(await toldOfArrears(app)).toEqual(["arrear.opened", "arrear.retries_ended"]);
    app.clock.advance(days(30));
    expect(await retryNow(app, arrear_id)).toBeNull();
  });

  it("that is ended while a retry is on its way lets it end as its channel says", async () => {
    const { contractId } = await owingContract(app);
    const { arrear_id } = await owe(app, contractId);
    app.clock.advance(days(1));
    const deductionId = await retryNow(app, arrear_id);
    await app.api(`/v1/contracts/${contractId}/termination`, { body: {} });
    await tell(app, deductionId!, poor);
    await retryArrears(app.deps);
    expect(await readArrear(app, arrear_id)).toMatchObject({
      state: "owed",
      retries_end: "contract_ended",
    });
  });

  it("that is suspended pauses them until it is resumed", async () => {
    const { contractId } = await owingContract(app);
    const { arrear_id } = await owe(app, contractId);
    await suspendContract(app.deps, { contractId, reason: "投诉处理中" });
    app.clock.advance(days(2));
    expect(await retryNow(app, arrear_id)).toBeNull();
    await suspendContract(app.deps, { contractId, reason: undefined });
    expect(await retryNow(app, arrear_id)).toMatch(/^ded_/);
  });
});

describe("money that comes after all", () => {
  it("of the charge itself settles what is owed for it", async () => {
    const { contractId } = await owingContract(app);
    const { arrear_id, deduction_id } = await owe(app, contractId);
    await tell(app, deduction_id, succeeded);
    expect(await readArrear(app, arrear_id)).toMatchObject({
      state: "settled",
      settled_by: "charge",
      settling_deduction_id: deduction_id,
    });
  });

  it("goes back when it was paid already", async () => {
    const { contractId } = await owingContract(app);
    const { arrear_id, deduction_id } = await owe(app, contractId);
    app.clock.advance(days(1));
    await retryWith(app, arrear_id, succeeded);
    await tell(app, deduction_id, succeeded);
    await app.settle();
    expect(await readDeduction(app, deduction_id)).toMatchObject({ state: "succeeded" });
    const { data: [refund] } = await (
      await app.api(`/v1/refunds?deduction_id=${deduction_id}`)
    ).json();
    expect(refund).toMatchObject({
      amount: 1_000,
      merchant_refund_no: `arrear-${deduction_id}`,
    });
    expect(await readArrear(app, arrear_id)).toMatchObject({ settled_by: "retry" });
  });
});

describe("a waiver", () => {
  it("ends what is owed, once", async () => {
    const { contractId } = await owingContract(app);
    const { arrear_id } = await owe(app, contractId);
    const body = { reason: "老顾客" };
    const waived = await (await app.api(`/v1/arrears/${arrear_id}/waiver`, { body })).json();
    expect(waived).toMatchObject({ state: "waived", waiver_reason: "老顾客", next_retry_at: null });
    const again = await app.api(`/v1/arrears/${arrear_id}/waiver`, { body: {} });
    expect([again.status, await again.json()]).toEqual([200, waived]);
    const { data: told } = await (await app.api("/v1/events?type=arrear.waived")).json();
    expect(told).toMatchObject([{ type: "arrear.waived", data: { arrear_id, state: "waived" } }]);
    app.clock.advance(days(1));
    expect(await retryNow(app, arrear_id)).toBeNull();
  });

  it("is refused while a retry has no result, and after it was settled", async () => {
    const { contractId } = await owingContract(app);
    const { arrear_id } = await owe(app, contractId);
    app.clock.advance(days(1));
    const deductionId = await retryNow(app, arrear_id);
    const early = await app.api(`/v1/arrears/${arrear_id}/waiver`, { body: {} });
    expect([early.status, (await early.json()).code]).toEqual([409, "arrear_being_paid"]);
    await tell(app, deductionId!, succeeded);
    const late = await app.api(`/v1/arrears/${arrear_id}/waiver`, { body: {} });
    expect(await late.json()).toMatchObject({ code: "arrear_not_owed", state: "settled" });
  });
});

describe("a portal that was restored from a copy", () => {
  it("tries nothing again that is owed in it: it may have been paid since", async () => {
    const { contractId } = await owingContract(app);
    const { arrear_id: tried } = await owe(app, contractId);
    app.clock.advance(days(1));
    const retry = await retryNow(app, tried);
    const { arrear_id: waiting } = await owe(app, contractId, { no: "A-2" });
    await resumeFromCopy(app.deps);
    await tell(app, retry!, poor);
    app.clock.advance(days(10));
    for (const each of [tried, waiting]) {
      expect(await retryNow(app, each)).toBeNull();
      expect(await readArrear(app, each)).toMatchObject({
        state: "owed",
        next_retry_at: null,
        retries_end: "copy_restored",
      });
    }
  });
});
