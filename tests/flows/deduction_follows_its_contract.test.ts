import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Deps } from "../../core/deps.ts";
import { deduct } from "../../core/deduction/deduct.ts";
import { terminateContract } from "../../core/contract/terminate_contract.ts";
import type { DomainEvent } from "../../core/event.ts";
import type { ContractId } from "../../core/id.ts";
import { cny } from "../../core/money.ts";
import { type Instant, milliseconds, rfc3339 } from "../../core/time.ts";
import { sendDeductions } from "../../core/deduction/send_deductions.ts";
import { charge, chargeableContract, countedDays, signedBy } from "../support/deductions.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
});
afterEach(() => app.close());

describe("deductions at the end of their contract", () => {
  it("are never recorded nor sent after the unsign's commit, when 100 race it", async () => {
    const { contractId } = await chargeableContract(app, { perDayLimit: cny(10_000_000) });
    const asked = channelCalls(app.deps);
    const racing = Array.from({ length: 100 }, async (_, i) => {
      if (i === 50) {
        await terminateContract(app.deps, { contractId, by: "merchant" });
        return undefined;
      }
      const sending = i % 10 === 9 ? sendDeductions(asked.deps) : undefined;
      const answer = await charge(app, {
        contract_id: contractId,
        merchant_order_no: `A-${i}`,
        amount: 100,
      });
      await sending;
      return { status: answer.status, code: (await answer.json()).code };
    });
    const answers = (await Promise.all(racing)).filter((each) => each !== undefined);
    expect(answers).toHaveLength(99);
    for (const { status, code } of answers) {
      expect(status === 202 || code === "contract_not_active").toBe(true);
    }
    await sendDeductions(asked.deps);
    const requested = await events("deduction.requested");
    const sent = await events("deduction.sent");
    const [ended] = await events("contract.termination_asked");
    expect(requested.length).toBe(answers.filter((each) => each.status === 202).length);
    for (const seq of [...requested, ...sent]) expect(seq).toBeLessThan(ended!);
    // What was recorded and not sent failed without a call to the channel.
    expect(asked.count()).toBe(sent.length);
    expect((await events("deduction.failed")).length).toBe(requested.length - sent.length);
  });

  it("are refused when the unsign is committed between their reading and their writing", async () => {
    const { contractId } = await chargeableContract(app);
    const deps = endingBefore("deduction.requested", contractId);
    const refused = await deduct(deps, {
      caller: signedBy(app.merchant),
      contractId,
      merchantOrderNo: "A-1",
      amount: cny(100),
      subject: "续杯",
      settleMerchantNo: undefined,
    });
    expect(refused).toMatchObject({ ok: false, error: { code: "contract_not_active" } });
    expect(await countedDays(app, contractId)).toEqual([]);
  });

  it("are not sent when the unsign is committed between their reading and their sending", async () => {
    const { contractId } = await chargeableContract(app);
    const { deduction_id } = await charged(contractId, "A-1", 500);
    const asked = channelCalls(endingBefore("deduction.sent", contractId));
    await sendDeductions(asked.deps);
    await sendDeductions(asked.deps);
    expect(asked.count()).toBe(0);
    expect(await read(deduction_id)).toMatchObject({ failure: { code: "contract_ended" } });
  });

  it("fail without a call to the channel when the contract ended before they were sent", async () => {
    const { contractId } = await chargeableContract(app);
    const { deduction_id } = await charged(contractId, "A-1", 500);
    await terminateContract(app.deps, { contractId, by: "consumer" });
    const asked = channelCalls(app.deps);
    await sendDeductions(asked.deps);
    expect(asked.count()).toBe(0);
    expect(await read(deduction_id)).toMatchObject({
      state: "failed",
      failure: { code: "contract_ended" },
      left_today: 100_000,
      next_poll_at: null,
    });
    expect(await countedDays(app, contractId)).toMatchObject([{ spent: 0 }]);
    const refused = await charge(app, {
      contract_id: contractId,
      merchant_order_no: "A-2",
      amount: 500,
    });
    expect([refused.status, (await refused.json()).code]).toEqual([409, "contract_not_active"]);
    const replayed = await charge(app, {
      contract_id: contractId,
      merchant_order_no: "A-1",
      amount: 500,
    });
    expect([replayed.status, (await replayed.json()).deduction_id]).toEqual([200, deduction_id]);
  });

  it("wait for a channel that is not connected any more, and keep no other waiting", async () => {
    const [stranded, other] = [await chargeableContract(app), await chargeableContract(app)];
    const waiting = await Promise.all(
      Array.from({ length: 130 }, (_, i) => charged(stranded.contractId, `S-${i}`, 1)),
    );
    for (const table of ["contracts", "deductions"]) {
      const args = [stranded.contractId];
      const sql = `update ${table} set channel = 'unionpay' where contract_id = ?`;
      await app.deps.write({ statements: [{ sql, args }] });
    }
    const { unionpay: _, ...channels } = app.deps.channels;
    const without = { ...app.deps, channels };
    const { deduction_id } = await charged(other.contractId, "A-1", 500);
    await sendDeductions(without);
    expect(await read(deduction_id)).toMatchObject({ state: "succeeded" });

    await terminateContract(app.deps, { contractId: stranded.contractId, by: "operator" });
    await sendDeductions(without);
    expect(await read(waiting[0].deduction_id)).toMatchObject({
      failure: { code: "contract_ended" },
    });
    expect((await events("deduction.failed")).length).toBe(130);
  });

  it("in flight end by their own truth", async () => {
    const { contractId } = await chargeableContract(app);
    // Paid at the bank, but its answer is lost: only a later query reveals it.
    const { deduction_id } = await charged(contractId, "A-1", 7_717);
    await sendDeductions(app.deps);
    expect(await read(deduction_id)).toMatchObject({ state: "processing" });
    await terminateContract(app.deps, { contractId, by: "merchant" });
    app.clock.advance(milliseconds(6 * 60_000));
    await app.settle();
    expect(await read(deduction_id)).toMatchObject({ state: "succeeded" });
  });
});

describe("the day of a deduction", () => {
  const lastMoment = "2026-11-20T15:59:59.999Z";
  const midnight = "2026-11-20T16:00:00.000Z";
  const limits = { perTransactionLimit: cny(10_000), perDayLimit: cny(10_000) };

  it("is in Shanghai: the limit resets at 16:00 UTC", async () => {
    const { contractId } = await chargeableContract(app, limits);
    app.clock.set(Date.parse(lastMoment) as Instant);
    await charged(contractId, "A-1", 10_000);
    const over = await charge(app, {
      contract_id: contractId,
      merchant_order_no: "A-2",
      amount: 1,
    });
    expect(await over.json()).toMatchObject({ code: "day_limit_exceeded", used: 10_000, left: 0 });
    app.clock.set(Date.parse(midnight) as Instant);
    expect(await charged(contractId, "A-3", 9_999)).toMatchObject({ left_today: 1 });
    expect(await countedDays(app, contractId)).toMatchObject([
      { day: "2026-11-20", spent: 10_000 },
      { day: "2026-11-21", spent: 9_999 },
    ]);
  });

  it("is the merchant's own clock's", async () => {
    const { contractId } = await chargeableContract(app, limits);
    await moveClock(lastMoment);
    await charged(contractId, "A-1", 10_000);
    await moveClock(midnight);
    await charged(contractId, "A-2", 10_000);
    expect((await countedDays(app, contractId)).map((each) => each.day))
      .toEqual(["2026-11-20", "2026-11-21"]);
  });

  it("does not move with the zone of the process", async () => {
    const before = Deno.env.get("TZ");
    try {
      for (const zone of ["UTC", "America/New_York", "Asia/Kathmandu"]) {
        Deno.env.set("TZ", zone);
        const { contractId } = await chargeableContract(app, limits);
        app.clock.set(Date.parse(lastMoment) as Instant);
        await charged(contractId, `${zone.slice(-5)}-1`, 10_000);
        app.clock.set(Date.parse(midnight) as Instant);
        await charged(contractId, `${zone.slice(-5)}-2`, 10_000);
        expect((await countedDays(app, contractId)).map((each) => each.day), zone)
          .toEqual(["2026-11-20", "2026-11-21"]);
      }
    } finally {
      if (before === undefined) Deno.env.delete("TZ");
      else Deno.env.set("TZ", before);
    }
  });

  it("is the day of the charge even when its failure is reported on the next", async () => {
    const { contractId } = await chargeableContract(app, limits);
    app.clock.set(Date.parse(lastMoment) as Instant);
    const { deduction_id } = await charged(contractId, "A-1", 7_702);
    app.clock.set(Date.parse(midnight) as Instant);
    await charged(contractId, "A-2", 100);
    await app.settle();
    expect(await read(deduction_id)).toMatchObject({ state: "failed", left_today: 9_900 });
    expect(await countedDays(app, contractId)).toMatchObject([{ spent: 0 }, { spent: 100 }]);
  });
});

async function charged(contract_id: string, merchant_order_no: string, amount: number) {
  const answer = await charge(app, { contract_id, merchant_order_no, amount });
  expect(answer.status).toBe(202);
  return await answer.json();
}

async function read(deductionId: string) {
  return await (await app.api(`/v1/deductions/${deductionId}`)).json();
}

async function moveClock(to: string) {
  const answer = await app.api("/v1/test_helpers/clock", { body: { now: to } });
  expect(await answer.json()).toEqual({ now: rfc3339(Date.parse(to) as Instant) });
}

/** The row numbers of the events of a type. */
async function events(type: string): Promise<readonly number[]> {
  const [found] = await app.deps.load({
    statement: { sql: "select seq from events where type = ? order by seq", args: [type] },
    read: (rows) => rows.map((row) => Number(row["seq"])),
  });
  return found;
}

/** The portal's ports, where the contract ends just before the first commit of such an event. */
function endingBefore(type: DomainEvent["type"], contractId: ContractId): Deps {
  let ended = false;
  return {
    ...app.deps,
    commit: async (events) => {
      if (!ended && events[0]?.type === type) {
        ended = true;
        await terminateContract(app.deps, { contractId, by: "merchant" });
      }
      return await app.deps.commit(events);
    },
  };
}

/** Counts the charges requested from the channel. */
function channelCalls(deps: Deps): { readonly deps: Deps; count(): number } {
  let count = 0;
  return {
    deps: {
      ...deps,
      http: (request) => {
        if (request.url.endsWith("/deduct")) count++;
        return deps.http(request);
      },
    },
    count: () => count,
  };
}
