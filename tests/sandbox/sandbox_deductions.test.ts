import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { DeductAtChannel } from "../../core/channel/contract_channel.ts";
import { SLOW } from "../../sandbox/bank/magic.ts";
import {
  type DeductionBehaviourName,
  deductionBehaviours,
  LATER,
  magicDeductions,
} from "../../sandbox/bank/magic_contracts.ts";
import { sendDueNotices } from "../../sandbox/bank/send_notices.ts";
import { cny } from "../../core/money.ts";
import { type Duration, milliseconds, minutes, seconds } from "../../core/time.ts";
import { type BankCounter, bankCounter } from "../support/bank_counter.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
let at: BankCounter;
beforeEach(async () => {
  app = await testApp();
  at = bankCounter(app);
});
afterEach(() => app.close());

describe("a deduction at the sandbox bank", () => {
  it("takes the money once, however often and concurrently it is reported", async () => {
    const command = at.deductOf("N1", await at.signed(at.signOf("N1")));
    const outcomes = await Promise.all(Array.from({ length: 12 }, () => at.deduct(command)));
    expect(outcomes[0]).toMatchObject({
      type: "succeeded",
      cardType: "debit",
      cardLastFour: "0014",
    });
    expect(new Set(outcomes.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(await at.queryDeduction(command)).toEqual(outcomes[0]);
  });

  it("gives no usable answer when a number is reused for another amount", async () => {
    const command = at.deductOf("N2", await at.signed(at.signOf("N2")));
    await at.deduct(command);
    expect(await at.deduct({ ...command, amount: cny(1) })).toEqual({ type: "unclear" });
  });

  it("is refused after it was queried, without a contract, and over the limit per charge", async () => {
    const contract = await at.signed(at.signOf("N3"));
    const asked = at.deductOf("N3A", contract);
    expect(await at.queryDeduction(asked)).toEqual({
      type: "failed",
      reason: "unknown_at_channel",
    });
    expect(await at.deduct(asked)).toEqual({ type: "failed", reason: "refused_by_channel" });
    const nowhere = { ...at.deductOf("N3B", contract), channelContractNo: "000000000000000000000" };
    expect(await at.deduct(nowhere)).toEqual({ type: "failed", reason: "refused_by_channel" });
    expect(await at.queryDeduction(nowhere)).toEqual({
      type: "failed",
      reason: "refused_by_channel",
    });
    expect(await at.deduct({ ...at.deductOf("N3C", contract), amount: cny(10_001) })).toEqual({
      type: "failed",
      reason: "limit_exceeded_at_bank",
    });
  });

  it("never takes money after the contract has ended, even in a race", async () => {
    const contract = await at.signed(at.signOf("N4"));
    const charges = Array.from({ length: 30 }, (_, i) => at.deductOf(`N4X${i}`, contract));
    const [ended, ...outcomes] = await Promise.all([
      at.unsign(contract),
      ...charges.map((each) => at.deduct(each)),
    ]);
    expect(ended).toEqual({ type: "terminated" });
    for (const outcome of outcomes) {
      if (outcome.type === "succeeded") continue;
      expect(outcome).toEqual({ type: "failed", reason: "refused_by_channel" });
    }
    expect(await at.deduct(at.deductOf("N4AFTER", contract))).toEqual({
      type: "failed",
      reason: "refused_by_channel",
    });
    for (const [i, charge] of charges.entries()) {
      expect(await at.queryDeduction(charge)).toEqual(outcomes[i]);
    }
  });
});

describe("a deduction of a magic amount", () => {
  const declining = Object.entries(deductionBehaviours).flatMap(([name, behaviour]) =>
    behaviour.answer.type === "declined" && behaviour.start === "answers"
      ? [[name, behaviour.answer.reason] as const]
      : []
  );
  it.each(declining)("%s is declined", async (name, reason) => {
    const command = await magicDeduction(name);
    expect(await at.deduct(command)).toEqual({ type: "failed", reason });
    expect(await at.queryDeduction(command)).toEqual({ type: "failed", reason });
    await sendDueNotices(at.bank);
    expect(at.told).toEqual([]);
  });

  it.each([
    ["by_notice", 1, { type: "succeeded" }],
    ["declined_by_notice", 1, { type: "failed", reason: "insufficient_funds" }],
    ["notice_twice", 2, { type: "succeeded" }],
    ["unclear_at_start_but_paid", 1, { type: "succeeded" }],
  ])("%s is unclear at first and at.told by %i notices", async (name, count, outcome) => {
    const command = await magicDeduction(name);
    expect(await at.deduct(command)).toEqual({ type: "unclear" });
    await sendDueNotices(at.bank);
    expect(at.told).toMatchObject(
      Array.from({ length: count }, () => ({
        about: "deduction",
        channelOrderNo: command.channelOrderNo,
        amount: command.amount,
        outcome,
      })),
    );
    expect(await at.queryDeduction(command)).toMatchObject(outcome);
  });

  it("slow is told some seconds later", async () => {
    const command = await magicDeduction("slow");
    expect(await at.deduct(command)).toEqual({ type: "unclear" });
    await sendDueNotices(at.bank);
    expect([at.told, await at.queryDeduction(command)]).toEqual([[], { type: "unclear" }]);
    app.clock.advance(SLOW);
    await sendDueNotices(at.bank);
    expect(at.told).toMatchObject([{ about: "deduction", outcome: { type: "succeeded" } }]);
  });

  it("never_answers says nothing, ever", async () => {
    const command = await magicDeduction("never_answers");
    expect(await at.deduct(command)).toEqual({ type: "unclear" });
    app.clock.advance(minutes(60 * 24 * 7));
    await sendDueNotices(at.bank);
    expect([at.told, await at.queryDeduction(command)]).toEqual([[], { type: "unclear" }]);
  });

  it("answers_late is found by a later question, on the merchant's own clock", async () => {
    const command = await magicDeduction("answers_late");
    expect(await at.deduct(command)).toEqual({ type: "unclear" });
    await advanceMerchant(milliseconds(LATER - 1_000));
    expect(await at.queryDeduction(command)).toEqual({ type: "unclear" });
    await advanceMerchant(seconds(1));
    expect(await at.queryDeduction(command)).toMatchObject({ type: "succeeded" });
    expect(at.told).toEqual([]);
  });

  it("unclear_at_start is forgotten, and unknown when queried", async () => {
    const command = await magicDeduction("unclear_at_start");
    expect(await at.deduct(command)).toEqual({ type: "unclear" });
    expect(await at.queryDeduction(command)).toEqual({
      type: "failed",
      reason: "unknown_at_channel",
    });
  });

  it("answer_lost is paid, and found by a query alone", async () => {
    const command = await magicDeduction("answer_lost");
    expect(await at.deduct(command)).toEqual({ type: "unclear" });
    expect(await at.queryDeduction(command)).toMatchObject({ type: "succeeded" });
    await sendDueNotices(at.bank);
    expect(at.told).toEqual([]);
  });
});

async function magicDeduction(name: string): Promise<DeductAtChannel> {
  const amount = cny(magicDeductions[name as DeductionBehaviourName]);
  return { ...at.deductOf("Z1", await at.signed(at.signOf("Z1"))), amount };
}

async function advanceMerchant(by: Duration): Promise<void> {
  const body = { advance_seconds: by / 1_000 };
  expect((await app.api("/v1/test_helpers/clock", { body })).status).toBe(200);
}
