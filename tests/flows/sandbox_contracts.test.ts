import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Channel } from "../../core/channel/channel.ts";
import type {
  ContractChannel,
  DeductAtChannel,
  SignAtChannel,
  UnsignAtChannel,
} from "../../core/channel/contract_channel.ts";
import { APP_CODE_LIFETIME, makeAppCode } from "../../core/channel/sandbox/app_codes.ts";
import { closeAccount, endAtBank } from "../../core/channel/sandbox/end_at_bank.ts";
import { lastCodeFor, MESSAGES_PER_PHONE_MAX } from "../../core/channel/sandbox/inbox.ts";
import { SLOW } from "../../core/channel/sandbox/magic.ts";
import {
  deductionBehaviours,
  LATER,
  magicDeductions,
} from "../../core/channel/sandbox/magic_contracts.ts";
import { personOf } from "../../core/channel/sandbox/persons.ts";
import { sendDueNotices } from "../../core/channel/sandbox/send_notices.ts";
import { type BankDeps, hasBank } from "../../core/channel/sandbox/write_at_bank.ts";
import { channelOrderNo, type ContractId } from "../../core/id.ts";
import { cny } from "../../core/money.ts";
import { minutes } from "../../core/time.ts";
import { type TestApp, testApp } from "../support/test_app.ts";
import { type Told, toldBy } from "../support/told_by_bank.ts";

let app: TestApp;
let bank: BankDeps;
let channel: Channel;
let contracts: ContractChannel;
let told: Told[];

beforeEach(async () => {
  app = await testApp();
  channel = app.deps.channels.sandbox!;
  contracts = channel.contracts!;
  told = [];
  const deps = { ...app.deps, http: toldBy(channel, told, () => 200) };
  if (!hasBank(deps)) throw new Error("no bank");
  bank = deps;
});
afterEach(() => app.close());

describe("identify", () => {
  it("tells who made the code, with their cards, once", async () => {
    const code = await makeAppCode(app.deps, "person_a");
    const { personNo, name, phone, idNumber, cards } = personOf("person_a")!;
    expect(await identify(code)).toEqual({
      type: "known",
      person: { channelUserId: personNo, name, phone, idNumber, cards },
    });
    expect(await identify(code)).toEqual({ type: "refused" });
  });

  it("gives a code to one of many that come with it at once", async () => {
    const code = await makeAppCode(app.deps, "person_b");
    const outcomes = await Promise.all(Array.from({ length: 12 }, () => identify(code)));
    expect(outcomes.filter((each) => each.type === "known")).toHaveLength(1);
    expect(outcomes.filter((each) => each.type === "refused")).toHaveLength(11);
  });

  it("refuses a code that is too old, and one that nobody made", async () => {
    const code = await makeAppCode(app.deps, "person_a");
    app.clock.advance(APP_CODE_LIFETIME);
    expect(await identify(code)).toEqual({ type: "refused" });
    expect(await identify("AAAAAAAAAAAAAAAAAAAAAA")).toEqual({ type: "refused" });
  });

  it("makes codes of 128 bits and keeps none of them", async () => {
    const codes = await Promise.all([1, 2, 3].map(() => makeAppCode(app.deps, "person_a")));
    expect(new Set(codes).size).toBe(3);
    for (const code of codes) expect(code).toMatch(/^[0-9A-Za-z_-]{22}$/);
  });
});

describe("a contract at the sandbox bank", () => {
  it("is the same contract when it is signed again, also by many at once", async () => {
    const command = signOf("A");
    const outcomes = await Promise.all(Array.from({ length: 12 }, () => sign(command)));
    expect(outcomes[0]).toMatchObject({ type: "signed" });
    expect(new Set(outcomes.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(await querySign(command.contractId)).toEqual(outcomes[0]);
  });

  it("gives no usable answer when an id is used for another person or another limit", async () => {
    await sign(signOf("B"));
    expect(await sign({ ...signOf("B"), perDayLimit: cny(99) })).toEqual({ type: "unclear" });
    const other = { ...signOf("B"), channelUserId: "person_b", cardToken: "sbxcard_b_debit" };
    expect(await sign(other)).toEqual({ type: "unclear" });
  });

  it("refuses a card that is not that person's", async () => {
    const command = { ...signOf("C"), cardToken: "sbxcard_b_debit" };
    expect(await sign(command)).toEqual({ type: "refused", reason: "card_unknown" });
    expect(await querySign(command.contractId)).toEqual({
      type: "refused",
      reason: "card_unknown",
    });
  });

  it("refuses a signing that comes after it was asked about, so that not found is final", async () => {
    const command = signOf("D");
    expect(await querySign(command.contractId)).toEqual({
      type: "refused",
      reason: "unknown_at_channel",
    });
    expect(await sign(command)).toEqual({ type: "refused", reason: "refused_by_bank" });
  });

  it("ends when the portal asks, and says so again", async () => {
    const contract = await signed(signOf("E"));
    expect(await queryUnsign(contract)).toEqual({ type: "refused", reason: "still_signed" });
    expect(await unsign(contract)).toEqual({ type: "terminated" });
    expect(await unsign(contract)).toEqual({ type: "terminated" });
    expect(await queryUnsign(contract)).toEqual({ type: "terminated" });
    expect(await querySign(contract.contractId)).toEqual({
      type: "refused",
      reason: "ended_at_bank",
    });
    expect(told).toEqual([]);
  });

  it("has nothing to end when it never was there", async () => {
    const unknown = { contractId: idOf("F"), channelContractNo: "000000000000000000000" };
    expect(await unsign(unknown)).toEqual({ type: "terminated" });
  });

  it("tells the portal before it answers when the consumer ends it in the app", async () => {
    const contract = await signed(signOf("G"));
    const { contractId } = contract;
    const ended = await endAtBank(bank, { contractId, by: "consumer", personNo: "person_a" });
    expect(ended).toMatchObject({ ok: true, value: { state: "ended" } });
    const end = { about: "contract", contractId, outcome: "terminated", by: "consumer" };
    expect(told).toEqual([end]);
    await endAtBank(bank, { contractId, by: "consumer" });
    expect(told).toEqual([end, end]);
    expect(await unsign(contract)).toEqual({ type: "terminated" });
  });

  it("is ended by its own person only", async () => {
    const { contractId } = await signed(signOf("H"));
    const refused = { ok: false, error: { code: "bank_contract_not_found" } };
    expect(await endAtBank(bank, { contractId, by: "consumer", personNo: "person_b" }))
      .toEqual(refused);
    expect(await endAtBank(bank, { contractId: idOf("NONE"), by: "channel" })).toEqual(refused);
    expect(told).toEqual([]);
  });

  it("ends with the account, with every other contract of that person and nobody else's", async () => {
    const mine = [await signed(signOf("J1")), await signed(signOf("J2"))];
    const theirs = await signed({
      ...signOf("J3"),
      channelUserId: "person_b",
      cardToken: "sbxcard_b_debit",
    });
    expect(await closeAccount(bank, "person_a")).toBe(2);
    expect(await closeAccount(bank, "person_a")).toBe(0);
    expect(new Set(told.map((each) => JSON.stringify(each)))).toEqual(
      new Set(
        mine.map(({ contractId }) =>
          JSON.stringify({
            about: "contract",
            contractId,
            outcome: "terminated",
            by: "account_closure",
          })
        ),
      ),
    );
    expect(await queryUnsign(theirs)).toEqual({ type: "refused", reason: "still_signed" });
  });
});

describe("a plan with a magic title", () => {
  it("is refused, for ever", async () => {
    const command = signOf("M1", "MAGIC-SIGN-REFUSED tea");
    const refused = { type: "refused", reason: "refused_by_bank" };
    expect(await sign(command)).toEqual(refused);
    expect(await querySign(command.contractId)).toEqual(refused);
  });

  it("is signed without an answer, and found by a query", async () => {
    const command = signOf("M2", "MAGIC-SIGN-LOST tea");
    expect(await sign(command)).toEqual({ type: "unclear" });
    expect(await querySign(command.contractId)).toMatchObject({ type: "signed" });
  });

  it("is lost on the way, and then unknown", async () => {
    const command = signOf("M3", "MAGIC-SIGN-FORGOTTEN tea");
    expect(await sign(command)).toEqual({ type: "unclear" });
    expect(await querySign(command.contractId)).toEqual({
      type: "refused",
      reason: "unknown_at_channel",
    });
  });

  it("refuses to end as often as the title says, and then agrees", async () => {
    const contract = await signed(signOf("M4", "MAGIC-UNSIGN-REFUSED-3 tea"));
    const refused = { type: "refused", reason: "refused_by_bank" };
    expect([await unsign(contract), await unsign(contract), await unsign(contract)])
      .toEqual([refused, refused, refused]);
    expect(await queryUnsign(contract)).toEqual({ type: "refused", reason: "still_signed" });
    expect(await unsign(contract)).toEqual({ type: "terminated" });
  });

  it("agrees late to end: nothing can be charged, and it says so some seconds later", async () => {
    const contract = await signed(signOf("M5", "MAGIC-UNSIGN-LATE tea"));
    expect(await unsign(contract)).toEqual({ type: "unclear" });
    expect(await unsign(contract)).toEqual({ type: "unclear" });
    expect(await deduct(deductOf("M5", contract))).toEqual({
      type: "failed",
      reason: "refused_by_channel",
    });
    app.clock.advance(SLOW);
    expect(await queryUnsign(contract)).toEqual({ type: "terminated" });
  });

  it("ends without an answer until it is asked again", async () => {
    const contract = await signed(signOf("M6", "MAGIC-UNSIGN-LOST tea"));
    expect(await unsign(contract)).toEqual({ type: "unclear" });
    expect(await unsign(contract)).toEqual({ type: "terminated" });
  });

  it("loses the first request to end, and agrees to the second", async () => {
    const contract = await signed(signOf("M7", "MAGIC-UNSIGN-FORGOTTEN tea"));
    expect(await unsign(contract)).toEqual({ type: "unclear" });
    expect(await queryUnsign(contract)).toEqual({ type: "refused", reason: "still_signed" });
    expect(await unsign(contract)).toEqual({ type: "terminated" });
  });

  it("tells an end in the app twice, and only then that it was signed", async () => {
    const { contractId, channelContractNo } = await signed(signOf("M8", "MAGIC-NOTICES-MIXED tea"));
    await endAtBank(bank, { contractId, by: "consumer" });
    app.clock.advance(SLOW);
    await sendDueNotices(bank);
    const end = { about: "contract", contractId, outcome: "terminated", by: "consumer" };
    expect(told).toEqual([
      end,
      end,
      { about: "contract", contractId, outcome: "signed", channelContractNo },
    ]);
  });
});

describe("a deduction at the sandbox bank", () => {
  it("takes the money once, however often and at once it is told", async () => {
    const command = deductOf("N1", await signed(signOf("N1")));
    const outcomes = await Promise.all(Array.from({ length: 12 }, () => deduct(command)));
    expect(outcomes[0]).toMatchObject({
      type: "succeeded",
      cardType: "debit",
      cardLastFour: "0014",
    });
    expect(new Set(outcomes.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(await queryDeduction(command)).toEqual(outcomes[0]);
  });

  it("gives no usable answer when a number is used for another amount", async () => {
    const command = deductOf("N2", await signed(signOf("N2")));
    await deduct(command);
    expect(await deduct({ ...command, amount: cny(1) })).toEqual({ type: "unclear" });
  });

  it("is refused after it was asked about, on no contract, and over the limit of one charge", async () => {
    const contract = await signed(signOf("N3"));
    const asked = deductOf("N3A", contract);
    expect(await queryDeduction(asked)).toEqual({ type: "failed", reason: "unknown_at_channel" });
    expect(await deduct(asked)).toEqual({ type: "failed", reason: "refused_by_channel" });
    const nowhere = { ...deductOf("N3B", contract), channelContractNo: "000000000000000000000" };
    expect(await deduct(nowhere)).toEqual({ type: "failed", reason: "refused_by_channel" });
    expect(await queryDeduction(nowhere)).toEqual({ type: "failed", reason: "refused_by_channel" });
    expect(await deduct({ ...deductOf("N3C", contract), amount: cny(10_001) })).toEqual({
      type: "failed",
      reason: "limit_exceeded_at_bank",
    });
  });

  it("never takes money after the contract has ended, also in a race", async () => {
    const contract = await signed(signOf("N4"));
    const charges = Array.from({ length: 30 }, (_, i) => deductOf(`N4X${i}`, contract));
    const [ended, ...outcomes] = await Promise.all([
      unsign(contract),
      ...charges.map((each) => deduct(each)),
    ]);
    expect(ended).toEqual({ type: "terminated" });
    for (const outcome of outcomes) {
      if (outcome.type === "succeeded") continue;
      expect(outcome).toEqual({ type: "failed", reason: "refused_by_channel" });
    }
    expect(await deduct(deductOf("N4AFTER", contract))).toEqual({
      type: "failed",
      reason: "refused_by_channel",
    });
    for (const [i, charge] of charges.entries()) {
      expect(await queryDeduction(charge)).toEqual(outcomes[i]);
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
    expect(await deduct(command)).toEqual({ type: "failed", reason });
    expect(await queryDeduction(command)).toEqual({ type: "failed", reason });
    await sendDueNotices(bank);
    expect(told).toEqual([]);
  });

  it.each([
    ["by_notice", 1, { type: "succeeded" }],
    ["declined_by_notice", 1, { type: "failed", reason: "insufficient_funds" }],
    ["notice_twice", 2, { type: "succeeded" }],
    ["unclear_at_start_but_paid", 1, { type: "succeeded" }],
  ])("%s is unclear at first and told by %i notices", async (name, count, outcome) => {
    const command = await magicDeduction(name);
    expect(await deduct(command)).toEqual({ type: "unclear" });
    await sendDueNotices(bank);
    expect(told).toMatchObject(
      Array.from({ length: count }, () => ({
        about: "deduction",
        channelOrderNo: command.channelOrderNo,
        amount: command.amount,
        outcome,
      })),
    );
    expect(await queryDeduction(command)).toMatchObject(outcome);
  });

  it("slow is told some seconds later", async () => {
    const command = await magicDeduction("slow");
    expect(await deduct(command)).toEqual({ type: "unclear" });
    await sendDueNotices(bank);
    expect([told, await queryDeduction(command)]).toEqual([[], { type: "unclear" }]);
    app.clock.advance(SLOW);
    await sendDueNotices(bank);
    expect(told).toMatchObject([{ about: "deduction", outcome: { type: "succeeded" } }]);
  });

  it("never_answers says nothing, ever", async () => {
    const command = await magicDeduction("never_answers");
    expect(await deduct(command)).toEqual({ type: "unclear" });
    app.clock.advance(minutes(60 * 24 * 7));
    await sendDueNotices(bank);
    expect([told, await queryDeduction(command)]).toEqual([[], { type: "unclear" }]);
  });

  it("answers_late is found by a later question, on the merchant's own clock", async () => {
    const command = await magicDeduction("answers_late");
    expect(await deduct(command)).toEqual({ type: "unclear" });
    await advanceMerchant(LATER - 1);
    expect(await queryDeduction(command)).toEqual({ type: "unclear" });
    await advanceMerchant(1_000);
    expect(await queryDeduction(command)).toMatchObject({ type: "succeeded" });
    expect(told).toEqual([]);
  });

  it("unclear_at_start is forgotten, and unknown when asked about", async () => {
    const command = await magicDeduction("unclear_at_start");
    expect(await deduct(command)).toEqual({ type: "unclear" });
    expect(await queryDeduction(command)).toEqual({ type: "failed", reason: "unknown_at_channel" });
  });

  it("answer_lost is paid, and found by a query alone", async () => {
    const command = await magicDeduction("answer_lost");
    expect(await deduct(command)).toEqual({ type: "unclear" });
    expect(await queryDeduction(command)).toMatchObject({ type: "succeeded" });
    await sendDueNotices(bank);
    expect(told).toEqual([]);
  });
});

describe("the inbox", () => {
  it("keeps each phone's newest messages, and finds the newest code", async () => {
    const { sms } = app.deps;
    await sms({ phone: "19900000002", text: "【测试】签约码 111111\n@pay.example #111111" });
    for (let i = 0; i < MESSAGES_PER_PHONE_MAX + 5; i++) {
      await sms({ phone: "19900000001", text: `SIGN 2000${i + 10}\n@pay.example #2000${i + 10}` });
    }
    await sms({ phone: "19900000001", text: "Charged ¥10.00, order #424242." });
    expect(await lastCodeFor(app.deps, "19900000001")).toBe("200034");
    expect(await lastCodeFor(app.deps, "19900000002")).toBe("111111");
    expect(await lastCodeFor(app.deps, "19900000009")).toBeUndefined();
    const [kept] = await app.deps.load(bank.sandbox.inbox.of("19900000001", 100));
    expect(kept).toHaveLength(MESSAGES_PER_PHONE_MAX);
    expect(kept[0]?.text).toBe("Charged ¥10.00, order #424242.");
  });
});

function idOf(name: string): ContractId {
  return `ctr_01KAF0ZV9Q3W5X7Y9Z${name.padStart(8, "0").replaceAll(/[ILOU]/g, "0")}`;
}

function signOf(name: string, title = "茶位月付"): SignAtChannel {
  return {
    signingId: "sgn_01KAF0ZV9Q3W5X7Y9Z1B3D5F7H",
    contractId: idOf(name),
    merchantNo: app.merchant.merchant.merchantNo,
    payee: app.merchant.merchant.name,
    title,
    channelUserId: "person_a",
    cardToken: "sbxcard_a_debit",
    perTransactionLimit: cny(10_000),
    perDayLimit: cny(50_000),
    noticeUrl: "http://portal.test/notify/sandbox",
  };
}

function deductOf(name: string, contract: UnsignAtChannel): DeductAtChannel {
  return {
    channelOrderNo: channelOrderNo(`ded_01KAF0ZV9Q3W5X7YDD${name.padStart(8, "0")}`),
    channelContractNo: contract.channelContractNo,
    merchantNo: app.merchant.merchant.merchantNo,
    payee: app.merchant.merchant.name,
    amount: cny(1_000),
    subject: "茶位",
    sentAt: app.clock.now(),
    noticeUrl: "http://portal.test/notify/sandbox",
  };
}

async function magicDeduction(name: string): Promise<DeductAtChannel> {
  const fen = (magicDeductions as Readonly<Record<string, number>>)[name]!;
  const contract = await signed(signOf("Z1"));
  return { ...deductOf("Z1", contract), amount: cny(fen) };
}

async function signed(command: SignAtChannel): Promise<UnsignAtChannel> {
  const outcome = await sign(command);
  if (outcome.type !== "signed") throw new Error(`not signed: ${outcome.type}`);
  return { contractId: command.contractId, channelContractNo: outcome.channelContractNo };
}

async function advanceMerchant(ms: number): Promise<void> {
  const moved = await app.api("/v1/test_helpers/clock", {
    body: { advance_seconds: Math.floor(ms / 1_000) },
  });
  expect(moved.status).toBe(200);
}

async function identify(code: string) {
  return await contracts.readIdentity(await app.deps.http(await contracts.identify(code)));
}

async function sign(command: SignAtChannel) {
  return await contracts.readSign(await app.deps.http(await contracts.sign(command)));
}

async function querySign(contractId: ContractId) {
  return await contracts.readSign(await app.deps.http(await contracts.querySign(contractId)));
}

async function unsign(command: UnsignAtChannel) {
  return await contracts.readUnsign(await app.deps.http(await contracts.unsign(command)));
}

async function queryUnsign(command: UnsignAtChannel) {
  return await contracts.readUnsign(await app.deps.http(await contracts.queryUnsign(command)));
}

async function deduct(command: DeductAtChannel) {
  return await contracts.readDeduct(await app.deps.http(await contracts.deduct(command)));
}

async function queryDeduction(command: DeductAtChannel) {
  return await contracts.readDeduct(await app.deps.http(await contracts.queryDeduction(command)));
}
