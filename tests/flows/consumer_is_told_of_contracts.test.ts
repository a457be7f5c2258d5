import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { askContracts } from "../../core/contract/ask_contracts.ts";
import { type Contract, type TerminatedBy, terminators } from "../../core/contract/contract.ts";
import type { ContractFacts } from "../../core/contract/contract_facts.ts";
import { expireContracts } from "../../core/contract/expire_contracts.ts";
import { recordContractNotice } from "../../core/contract/record_contract_notice.ts";
import { terminateContract } from "../../core/contract/terminate_contract.ts";
import { tellConsumers } from "../../core/message/tell_consumers.ts";
import type { Sms } from "../../core/sms/sms.ts";
import { minutes } from "../../core/time.ts";
import { scriptedBank } from "../support/contracts.ts";
import { chargeableContract, inbox } from "../support/deductions.ts";
import { must } from "../support/fixtures.ts";
import { agree, approvedPlan, entered, openedSigning } from "../support/signers.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
});
afterEach(() => app.close());

const ends = {
  consumer: [
    "【Countersign】已解约（你已解约）：2026-11-20 14:00 起",
    "Countersign: Ended by you.",
  ],
  merchant: [
    "【Countersign】已解约（商家解约）：2026-11-20 14:00 起",
    "Countersign: Ended by the merchant.",
  ],
  operator: [
    "【Countersign】已解约（平台解约）：2026-11-20 14:00 起",
    "Countersign: Ended by us.",
  ],
  channel: [
    "【Countersign】已解约（支付渠道解约）：2026-11-20 14:00 起",
    "Countersign: Ended by the payment channel.",
  ],
  expiry: [
    "【Countersign】已解约（有效期已满）：2026-11-20 14:00 起",
    "Countersign: Ended after its last day.",
  ],
  account_closure: [
    "【Countersign】已解约（账户已注销）：2026-11-20 14:00 起",
    "Countersign: Ended because the account was closed.",
  ],
} as const satisfies Record<TerminatedBy, readonly [string, string]>;

describe("a consumer who signed", () => {
  it("is told so once, in the language they signed in, though they never asked for messages", async () => {
    const person = await entered(app, "person_a");
    for (
      const [lang, text] of [
        [
          "zh",
          `【Countersign】已签约：${app.merchant.merchant.name}（商户号 ${app.merchant.merchantNo}）` +
          "可以按「会员续杯」从测试银行借记卡（0014）免密扣款，每次≤¥100.00，每天≤¥1,234.50。这次没有扣款。" +
          "不是你签的，请到“我的签约”解约，立即停止扣款，不收费。",
        ],
        [
          "en",
          `Countersign: Signed. ${app.merchant.merchant.name} (merchant ${app.merchant.merchantNo}) ` +
          "may charge 测试银行 debit card (0014) up to ¥100.00 each time and ¥1,234.50 a day for " +
          "会员续杯, with no password. Nothing was charged. Not you? End it in My contracts. " +
          "Charges stop at once, free of charge.",
        ],
      ] as const
    ) {
      const body = { plan_id: await approvedPlan(app, { short_name: lang }), contract_code: lang };
      const { signing_id } = await openedSigning(app, body);
      const { contract } = must(await agree(app, signing_id, person, { lang }));
      must(await agree(app, signing_id, person, { lang }));
      await app.settle();
      expect(await inbox(app)).toContain(text);
      expect(await idsOf(contract?.contractId)).toEqual([`${contract?.contractId}-signed`]);
    }
    expect(await inbox(app)).toHaveLength(2);
  });

  it("is not told again when they had signed before", async () => {
    const planId = await approvedPlan(app);
    const person = await entered(app, "person_a");
    for (const contract_code of ["c-1", "c-2"]) {
      const { signing_id } = await openedSigning(app, { plan_id: planId, contract_code });
      must(await agree(app, signing_id, person));
    }
    await app.settle();
    expect(await inbox(app)).toHaveLength(1);
  });
});

describe("a consumer whose contract has ended", () => {
  it.each(terminators)("is told so once: by %s", async (by) => {
    for (const [place, lang] of (["zh", "en"] as const).entries()) {
      const { contractId } = await ended(by, { lang });
      await app.settle();
      const texts = await inbox(app);
      expect(texts).toHaveLength(place + 1);
      expect(texts.filter((each) => each.startsWith(ends[by][place] ?? "none"))).toHaveLength(1);
      expect(await idsOf(contractId)).toEqual([`${contractId}-ended`, `${contractId}-signed`]);
    }
  });

  it("is told when charges stop, and not again when the channel agrees", async () => {
    const bank = await scriptedBank(app, { unsign: ["silent", "terminated"] });
    const contract = await chargeableContract(app);
    const { contractId } = contract;
    must(await terminateContract(bank.deps, { contractId, by: "merchant" }));
    await app.settle();
    const [text] = await inbox(app);
    expect(text).toContain("不能再按「会员续杯」扣款，以前的扣款不变。");
    app.clock.advance(minutes(1));
    await askContracts(bank.deps);
    await endAtBank(contract);
    await recordContractNotice(app.deps, "sandbox", {
      about: "contract",
      contractId,
      outcome: "terminated",
      by: "consumer",
    });
    await app.settle();
    expect(await inbox(app)).toEqual([text]);
  });

  it("gets it under one id however often the line breaks, and from one process of several", async () => {
    const contracts = await Promise.all(
      Array.from({ length: 10 }, () => ended("merchant")),
    );
    const ids: (string | undefined)[] = [];
    const broken = (each: Sms) => {
      ids.push(each.messageId);
      return Promise.reject(new Error("the line broke"));
    };
    const working = (each: Sms) => Promise.resolve(void ids.push(each.messageId));
    const expected = contracts.map(({ contractId }) => `${contractId}-ended`).toSorted();
    for (const sms of [broken, working, working]) {
      await Promise.all([1, 2, 3].map(() => tellConsumers({ ...app.deps, sms })));
      app.clock.advance(minutes(1));
    }
    expect(ids.slice(0, 10).toSorted()).toEqual(expected);
    expect(ids.slice(10).toSorted()).toEqual(expected);
  });
});

/** A contract that was ended by this cause, as it comes about. */
async function ended(by: TerminatedBy, facts: Partial<ContractFacts> = {}): Promise<Contract> {
  const contract = await chargeableContract(app, {
    ...facts,
    ...(by === "expiry" ? { expiresAt: app.clock.now() } : {}),
  });
  const { contractId, consumerId } = contract;
  switch (by) {
    case "consumer":
      must(await terminateContract(app.deps, { contractId, by, consumerId }));
      break;
    case "merchant":
    case "operator":
      must(await terminateContract(app.deps, { contractId, by }));
      break;
    case "channel":
    case "account_closure":
      await endAtBank(contract);
      must(
        await recordContractNotice(app.deps, "sandbox", {
          about: "contract",
          contractId,
          outcome: "terminated",
          by,
        }),
      );
      break;
    case "expiry":
      await expireContracts(app.deps);
  }
  return contract;
}

async function endAtBank(contract: Contract): Promise<void> {
  const request = await app.deps.channels.sandbox?.contracts?.unsign(contract);
  if (!request) throw new TypeError("Cannot end: no sandbox");
  await app.deps.http(request);
}

async function idsOf(contractId: string | undefined): Promise<readonly string[]> {
  const [ids] = await app.deps.load({
    statement: {
      sql: `select message_id from messages where contract_id = ? and told_at is not null
        order by message_id`,
      args: [contractId ?? ""],
    },
    read: (rows) => rows.map((row) => String(row["message_id"])),
  });
  return ids;
}
