import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PaymentOutcome } from "../../core/channel/outcome.ts";
import { queryDeductions } from "../../core/deduction/query_deductions.ts";
import { recordDeductionOutcome } from "../../core/deduction/record_deduction_outcome.ts";
import { channelOrderNo } from "../../core/id.ts";
import { cny } from "../../core/money.ts";
import { minutes } from "../../core/time.ts";
import { sendDeductions } from "../../jobs/send_deductions.ts";
import {
  charge,
  chargeableContract,
  countedDays,
  failed,
  readDeduction,
  refill,
  succeeded,
  tell,
  unclear,
} from "../support/deductions.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
});
afterEach(() => app.close());

describe("a deduction", () => {
  it("is recorded with what is left of today, then succeeds and is reported by webhook", async () => {
    const { contractId } = await chargeableContract(app);
    const answer = await charge(app, refill(contractId));
    expect(answer.status).toBe(202);
    const body = await answer.json();
    expect(body).toMatchObject({
      contract_id: contractId,
      merchant_order_no: "A-1",
      state: "processing",
      amount: 1_000,
      currency: "CNY",
      left_today: 99_000,
      next_poll_at: "2026-11-20T06:00:05.000Z",
      failure: null,
    });
    await app.settle();
    const read = await app.api(answer.headers.get("location")!);
    expect(await read.json()).toMatchObject({ state: "succeeded", next_poll_at: null });
    const { data } = await (await app.api("/v1/events?type=deduction.succeeded")).json();
    expect(data).toHaveLength(1);
    expect(data[0].data).toMatchObject({
      deduction_id: body.deduction_id,
      state: "succeeded",
      left_today: 99_000,
      sequence: 1,
    });
  });

  it("is made once per number, and other facts under it are refused", async () => {
    const { contractId } = await chargeableContract(app);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => charge(app, refill(contractId))),
    );
    const ids = new Set(
      await Promise.all(answers.map(async (each) => (await each.json()).deduction_id)),
    );
    expect(ids.size).toBe(1);
    expect(answers.filter((each) => each.status === 202)).toHaveLength(1);
    expect(answers.filter((each) => each.status === 200)).toHaveLength(19);
    expect(await countedDays(app, contractId)).toMatchObject([{ spent: 1_000 }]);
    const other = await charge(app, { ...refill(contractId), amount: 999, subject: "别的" });
    expect(other.status).toBe(409);
    expect(await other.json()).toMatchObject({
      code: "deduction_no_reused",
      deduction_id: [...ids][0],
      differs: ["amount", "subject"],
    });
  });

  it("gives its amount back when it fails", async () => {
    const { contractId } = await chargeableContract(app);
    const { deduction_id } = await (await charge(app, refill(contractId, "A-1", 7_702))).json();
    await app.settle();
    const read = await readDeduction(app, deduction_id);
    expect(read).toMatchObject({
      state: "failed",
      failure: { code: "insufficient_funds" },
      left_today: 100_000,
    });
    const { data } = await (await app.api("/v1/events?type=deduction.failed")).json();
    expect(data[0].data).toMatchObject({ deduction_id, left_today: 100_000, sequence: 1 });
  });

  it("stays processing without a clear answer, is queried at 5, 15, 35 … minutes and never charged again", async () => {
    const { contractId } = await chargeableContract(app);
    const asked: string[] = [];
    const deps = {
      ...app.deps,
      http: (request: Parameters<typeof app.deps.http>[0]) => {
        const verb = request.url.split("/").at(-1) ?? "";
        asked.push(`${verb} ${minutesSinceStart()}`);
        return app.deps.http(request);
      },
    };
    const startedAt = app.clock.now();
    const minutesSinceStart = () => (app.clock.now() - startedAt) / 60_000;
    const { deduction_id } = await (await charge(app, refill(contractId, "A-1", 7_712))).json();
    await sendDeductions(deps);
    for (let minute = 1; minute <= 26 * 60; minute += 1) {
      app.clock.advance(minutes(1));
      if (minute % 5 === 4 || minute % 5 === 0) await queryDeductions(deps);
    }
    const read = await readDeduction(app, deduction_id);
    expect(read).toMatchObject({ state: "processing" });
    expect(asked).toEqual([
      "deduct 0",
      ...[5, 15, 35, 75, 155, 315, 635, 1_275].map((minute) => `deduction_query ${minute}`),
    ]);
  });

  it("is found by a question when its answer was lost", async () => {
    const { contractId } = await chargeableContract(app);
    const { deduction_id } = await (await charge(app, refill(contractId, "A-1", 7_717))).json();
    await app.settle();
    expect(await readDeduction(app, deduction_id)).toMatchObject({ state: "processing" });
    app.clock.advance(minutes(5));
    await app.settle();
    expect(await readDeduction(app, deduction_id)).toMatchObject({ state: "succeeded" });
  });

  it("is counted again when it succeeds after a failure, also over the limit", async () => {
    const limits = { perTransactionLimit: cny(10_000), perDayLimit: cny(10_000) };
    const { contractId } = await chargeableContract(app, limits);
    const { deduction_id } = await (await charge(app, refill(contractId, "A-1", 6_000))).json();
    await tell(app, deduction_id, failed);
    await charge(app, refill(contractId, "A-2", 6_000));
    await tell(app, deduction_id, succeeded);
    expect(await countedDays(app, contractId)).toMatchObject([{ spent: 12_000 }]);
    const over = await charge(app, refill(contractId, "A-3", 1));
    expect(await over.json()).toMatchObject({
      code: "day_limit_exceeded",
      limit: 10_000,
      used: 12_000,
      left: 0,
    });
    const { data } = await (await app.api("/v1/events?type=deduction.succeeded")).json();
    expect(data[0].data).toMatchObject({ deduction_id, left_today: 0, sequence: 2 });
  });

  it("ends in one state with each effect once, for any order and number of up to five notices", async () => {
    const { contractId } = await chargeableContract(app, { perDayLimit: cny(100_000_000) });
    const orders = arrangements([succeeded, failed, unclear, succeeded, failed])
      .flatMap((order) => [order, order.flatMap((each) => [each, each, each])]);
    const told = [...new Map(orders.map((order) => [words(order), order])).values()];
    expect(told.length).toBeGreaterThan(100);
    const ends = await Promise.all(told.map(async (order, i) => {
      const { deduction_id } = await (await charge(app, refill(contractId, `P-${i}`, 10))).json();
      for (const outcome of order) await tell(app, deduction_id, outcome);
      expect(await webhooksOf(deduction_id), words(order)).toEqual(expectedWebhooks(order));
      return expectedWebhooks(order).at(-1) ?? "processing";
    }));
    const counting = ends.filter((each) => each !== "deduction.failed").length;
    expect(await countedDays(app, contractId)).toMatchObject([{ spent: counting * 10 }]);
  });

  it("is reported once by webhook when the bank reports it twice", async () => {
    const { contractId } = await chargeableContract(app);
    const { deduction_id } = await (await charge(app, refill(contractId, "A-1", 7_714))).json();
    await app.settle();
    app.clock.advance(minutes(1));
    await app.settle();
    expect(await readDeduction(app, deduction_id)).toMatchObject({ state: "succeeded" });
    expect(await webhooksOf(deduction_id)).toEqual(["deduction.succeeded"]);
  });

  it("changes nothing when a notice states a different amount", async () => {
    const { contractId } = await chargeableContract(app);
    const { deduction_id } = await (await charge(app, refill(contractId))).json();
    const told = await recordDeductionOutcome(app.deps, {
      channelOrderNo: channelOrderNo(deduction_id),
      outcome: succeeded,
      amount: cny(1),
    });
    expect(told).toMatchObject({ ok: false, error: { code: "amount_differs" } });
    expect(await readDeduction(app, deduction_id)).toMatchObject({ state: "processing" });
  });

  it("of another merchant is not found, nor is its contract", async () => {
    const { contractId } = await chargeableContract(app);
    const { deduction_id } = await (await charge(app, refill(contractId))).json();
    const other = await app.openMerchant("别家");
    const refused = await charge(app, refill(contractId, "B-1"), other);
    expect([refused.status, (await refused.json()).code]).toEqual([404, "contract_not_found"]);
    const read = await app.api(`/v1/deductions/${deduction_id}`, { key: other.secretKey });
    expect(read.status).toBe(404);
  });

  it("costs two round trips to record or poll, one once it has ended", async () => {
    const { contractId } = await chargeableContract(app);
    const trips = async (ask: () => Promise<Response>) => {
      const before = app.roundTrips();
      const answer = await ask();
      await answer.text();
      expect(answer.ok).toBe(true);
      return app.roundTrips() - before;
    };
    expect(await trips(() => charge(app, refill(contractId)))).toBe(2);
    expect(await trips(() => charge(app, refill(contractId)))).toBe(2);
    const { deduction_id } = await (await charge(app, refill(contractId))).json();
    expect(await trips(() => app.api(`/v1/deductions/${deduction_id}`))).toBe(2);
    await app.settle();
    expect(await trips(() => charge(app, refill(contractId)))).toBe(1);
    expect(await trips(() => app.api(`/v1/deductions/${deduction_id}`))).toBe(1);
  });
});

async function webhooksOf(subjectId: string): Promise<readonly string[]> {
  const [types] = await app.deps.load({
    statement: {
      sql: "select type from events where subject_id = ? and sequence is not null order by version",
      args: [subjectId],
    },
    read: (rows) => rows.map((row) => String(row["type"])),
  });
  return types;
}

/** A success is reported once; a failure only if it came first. */
function expectedWebhooks(order: readonly PaymentOutcome[]): readonly string[] {
  const clear = order.filter((each) => each.type !== "unclear").map((each) => each.type);
  return [
    ...(clear[0] === "failed" ? ["deduction.failed"] : []),
    ...(clear.includes("succeeded") ? ["deduction.succeeded"] : []),
  ];
}

function words(order: readonly PaymentOutcome[]): string {
  return order.map((each) => each.type).join(" ");
}

/** Every permutation of every non-empty subset. */
function arrangements<T>(items: readonly T[]): readonly (readonly T[])[] {
  return items.flatMap((item, i) => [
    [item],
    ...arrangements(items.toSpliced(i, 1)).map((rest) => [item, ...rest]),
  ]);
}
