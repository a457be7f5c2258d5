import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { APP_CODE_LIFETIME, makeAppCode } from "../../sandbox/bank/app_codes.ts";
import { closeAccount, endAtBank } from "../../sandbox/bank/end_at_bank.ts";
import { lastCodeFor, MESSAGES_PER_PHONE_MAX, messagesOf } from "../../sandbox/bank/inbox.ts";
import { SLOW } from "../../sandbox/bank/magic.ts";
import { personOf } from "../../sandbox/bank/persons.ts";
import { sendDueNotices } from "../../sandbox/bank/send_notices.ts";
import { cny } from "../../core/money.ts";
import { type BankCounter, bankCounter, idOf } from "../support/bank_counter.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
let at: BankCounter;
beforeEach(async () => {
  app = await testApp();
  at = bankCounter(app);
});
afterEach(() => app.close());

describe("identify", () => {
  it("reveals whose code it is, with their cards, once", async () => {
    const code = await makeAppCode(app.deps, "person_a");
    const { personNo, name, phone, idNumber, cards } = personOf("person_a")!;
    expect(await at.identify(code)).toEqual({
      type: "known",
      person: { channelUserId: personNo, name, phone, idNumber, cards },
    });
    expect(await at.identify(code)).toEqual({ type: "refused" });
  });

  it("accepts a code from only one of many concurrent uses", async () => {
    const code = await makeAppCode(app.deps, "person_b");
    const outcomes = await Promise.all(Array.from({ length: 12 }, () => at.identify(code)));
    expect(outcomes.filter((each) => each.type === "known")).toHaveLength(1);
    expect(outcomes.filter((each) => each.type === "refused")).toHaveLength(11);
  });

  it("refuses a code that is too old, and one that was never issued", async () => {
    const code = await makeAppCode(app.deps, "person_a");
    app.clock.advance(APP_CODE_LIFETIME);
    expect(await at.identify(code)).toEqual({ type: "refused" });
    expect(await at.identify("AAAAAAAAAAAAAAAAAAAAAA")).toEqual({ type: "refused" });
  });

  it("makes codes of 128 bits and keeps none of them", async () => {
    const codes = await Promise.all([1, 2, 3].map(() => makeAppCode(app.deps, "person_a")));
    expect(new Set(codes).size).toBe(3);
    for (const code of codes) expect(code).toMatch(/^[0-9A-Za-z_-]{22}$/);
  });
});

describe("a contract at the sandbox bank", () => {
  it("is the same contract when signed again, even many times at once", async () => {
    const command = at.signOf("A");
    const outcomes = await Promise.all(Array.from({ length: 12 }, () => at.sign(command)));
    expect(outcomes[0]).toMatchObject({ type: "signed" });
    expect(new Set(outcomes.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(await at.querySign(command.contractId)).toEqual(outcomes[0]);
  });

  it("gives no usable answer when an id is reused for another person or another limit", async () => {
    await at.sign(at.signOf("B"));
    expect(await at.sign({ ...at.signOf("B"), perDayLimit: cny(99) })).toEqual({ type: "unclear" });
    const other = { ...at.signOf("B"), channelUserId: "person_b", cardToken: "sbxcard_b_debit" };
    expect(await at.sign(other)).toEqual({ type: "unclear" });
  });

  it("refuses a card that is not that person's", async () => {
    const command = { ...at.signOf("C"), cardToken: "sbxcard_b_debit" };
    expect(await at.sign(command)).toEqual({ type: "refused", reason: "card_unknown" });
    expect(await at.querySign(command.contractId)).toEqual({
      type: "refused",
      reason: "card_unknown",
    });
  });

  it("refuses a signing that arrives after it was queried, so that not found is final", async () => {
    const command = at.signOf("D");
    expect(await at.querySign(command.contractId)).toEqual({
      type: "refused",
      reason: "unknown_at_channel",
    });
    expect(await at.sign(command)).toEqual({ type: "refused", reason: "refused_by_bank" });
  });

  it("ends when the portal asks, and says so again", async () => {
    const contract = await at.signed(at.signOf("E"));
    expect(await at.queryUnsign(contract)).toEqual({ type: "refused", reason: "still_signed" });
    expect(await at.unsign(contract)).toEqual({ type: "terminated" });
    expect(await at.unsign(contract)).toEqual({ type: "terminated" });
    expect(await at.queryUnsign(contract)).toEqual({ type: "terminated" });
    expect(await at.querySign(contract.contractId)).toEqual({
      type: "refused",
      reason: "ended_at_bank",
    });
    expect(at.told).toEqual([]);
  });

  it("has nothing to end when it never was there", async () => {
    const unknown = { contractId: idOf("F"), channelContractNo: "000000000000000000000" };
    expect(await at.unsign(unknown)).toEqual({ type: "terminated" });
  });

  it("notifies the portal before it answers when the consumer ends it in the app", async () => {
    const contract = await at.signed(at.signOf("G"));
    const { contractId } = contract;
    const ended = await endAtBank(at.bank, { contractId, by: "consumer", personNo: "person_a" });
    expect(ended).toMatchObject({ ok: true, value: { state: "ended" } });
    const end = { about: "contract", contractId, outcome: "terminated", by: "consumer" };
    expect(at.told).toEqual([end]);
    await endAtBank(at.bank, { contractId, by: "consumer" });
    expect(at.told).toEqual([end, end]);
    expect(await at.unsign(contract)).toEqual({ type: "terminated" });
  });

  it("is ended by its own person only", async () => {
    const { contractId } = await at.signed(at.signOf("H"));
    const refused = { ok: false, error: { code: "bank_contract_not_found" } };
    expect(await endAtBank(at.bank, { contractId, by: "consumer", personNo: "person_b" }))
      .toEqual(refused);
    expect(await endAtBank(at.bank, { contractId: idOf("NONE"), by: "channel" })).toEqual(refused);
    expect(at.told).toEqual([]);
  });

  it("ends with the account, like every other contract of that person and no one else's", async () => {
    const mine = [await at.signed(at.signOf("J1")), await at.signed(at.signOf("J2"))];
    const theirs = await at.signed({
      ...at.signOf("J3"),
      channelUserId: "person_b",
      cardToken: "sbxcard_b_debit",
    });
    expect(await closeAccount(at.bank, "person_a")).toBe(2);
    expect(await closeAccount(at.bank, "person_a")).toBe(0);
    expect(new Set(at.told.map((each) => JSON.stringify(each)))).toEqual(
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
    expect(await at.queryUnsign(theirs)).toEqual({ type: "refused", reason: "still_signed" });
  });
});

describe("a plan with a magic title", () => {
  it("is refused, for ever", async () => {
    const command = at.signOf("M1", "MAGIC-SIGN-REFUSED tea");
    const refused = { type: "refused", reason: "refused_by_bank" };
    expect(await at.sign(command)).toEqual(refused);
    expect(await at.querySign(command.contractId)).toEqual(refused);
  });

  it("is signed without an answer, and found by a query", async () => {
    const command = at.signOf("M2", "MAGIC-SIGN-LOST tea");
    expect(await at.sign(command)).toEqual({ type: "unclear" });
    expect(await at.querySign(command.contractId)).toMatchObject({ type: "signed" });
  });

  it("is lost on the way, and then unknown", async () => {
    const command = at.signOf("M3", "MAGIC-SIGN-FORGOTTEN tea");
    expect(await at.sign(command)).toEqual({ type: "unclear" });
    expect(await at.querySign(command.contractId)).toEqual({
      type: "refused",
      reason: "unknown_at_channel",
    });
  });

  it("refuses to end as often as the title says, and then agrees", async () => {
    const contract = await at.signed(at.signOf("M4", "MAGIC-UNSIGN-REFUSED-3 tea"));
    const refused = { type: "refused", reason: "refused_by_bank" };
    expect([await at.unsign(contract), await at.unsign(contract), await at.unsign(contract)])
      .toEqual([refused, refused, refused]);
    expect(await at.queryUnsign(contract)).toEqual({ type: "refused", reason: "still_signed" });
    expect(await at.unsign(contract)).toEqual({ type: "terminated" });
  });

  it("agrees late to end: nothing can be charged, and it says so some seconds later", async () => {
    const contract = await at.signed(at.signOf("M5", "MAGIC-UNSIGN-LATE tea"));
    expect(await at.unsign(contract)).toEqual({ type: "unclear" });
    expect(await at.unsign(contract)).toEqual({ type: "unclear" });
    expect(await at.deduct(at.deductOf("M5", contract))).toEqual({
      type: "failed",
      reason: "refused_by_channel",
    });
    app.clock.advance(SLOW);
    expect(await at.queryUnsign(contract)).toEqual({ type: "terminated" });
  });

  it("ends without an answer until it is queried again", async () => {
    const contract = await at.signed(at.signOf("M6", "MAGIC-UNSIGN-LOST tea"));
    expect(await at.unsign(contract)).toEqual({ type: "unclear" });
    expect(await at.unsign(contract)).toEqual({ type: "terminated" });
  });

  it("loses the first request to end, and agrees to the second", async () => {
    const contract = await at.signed(at.signOf("M7", "MAGIC-UNSIGN-FORGOTTEN tea"));
    expect(await at.unsign(contract)).toEqual({ type: "unclear" });
    expect(await at.queryUnsign(contract)).toEqual({ type: "refused", reason: "still_signed" });
    expect(await at.unsign(contract)).toEqual({ type: "terminated" });
  });

  it("reports an end in the app twice, and only then that it was signed", async () => {
    const { contractId, channelContractNo } = await at.signed(
      at.signOf("M8", "MAGIC-NOTICES-MIXED tea"),
    );
    await endAtBank(at.bank, { contractId, by: "consumer" });
    app.clock.advance(SLOW);
    await sendDueNotices(at.bank);
    const end = { about: "contract", contractId, outcome: "terminated", by: "consumer" };
    expect(at.told).toEqual([
      end,
      end,
      { about: "contract", contractId, outcome: "signed", channelContractNo },
    ]);
  });
});

describe("the inbox", () => {
  it("keeps each phone's newest messages, and finds the newest code", async () => {
    const { sms } = app.deps;
    await sms({
      phone: "19900000002",
      text: "【测试】签约码 111111\n@pay.example #111111",
      test: true,
    });
    for (let i = 0; i < MESSAGES_PER_PHONE_MAX + 5; i++) {
      await sms({
        phone: "19900000001",
        text: `SIGN 2000${i + 10}\n@pay.example #2000${i + 10}`,
        test: true,
      });
    }
    await sms({ phone: "19900000001", text: "Charged ¥10.00, order #424242.", test: true });
    expect(await lastCodeFor(app.deps, "19900000001")).toBe("200034");
    expect(await lastCodeFor(app.deps, "19900000002")).toBe("111111");
    expect(await lastCodeFor(app.deps, "19900000009")).toBeUndefined();
    const kept = await messagesOf(app.deps, "19900000001", 100);
    expect(kept).toHaveLength(MESSAGES_PER_PHONE_MAX);
    expect(kept[0]?.text).toBe("Charged ¥10.00, order #424242.");
  });
});
