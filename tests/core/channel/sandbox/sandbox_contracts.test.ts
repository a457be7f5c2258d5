import { describe, expect, it } from "vitest";
import type { HttpRequest, HttpResponse } from "../../../../core/channel/http.ts";
import { createSandboxChannel } from "../../../../core/channel/sandbox/sandbox_channel.ts";
import { createSeal, type SealPurpose } from "../../../../core/channel/sandbox/seal.ts";
import { channelOrderNo, type ContractId, merchantNo } from "../../../../core/id.ts";
import { cny } from "../../../../core/money.ts";
import { instant } from "../../../../core/time.ts";

const seal = createSeal({ mac: () => Promise.resolve("5a".repeat(32)) });
const channel = createSandboxChannel(seal, "https://pay.example");
const contracts = channel.contracts!;

const contractId: ContractId = "ctr_01KAF0ZV9Q3W5X7Y9Z1B3D5F7H";
const contractNo = "202611200000000000001";
const ended = { contractId, channelContractNo: contractNo };
const unclear = { type: "unclear" };

async function answered(purpose: SealPurpose, body: string): Promise<HttpResponse> {
  const headers = { "Sandbox-Signature": await seal.sign(purpose, body) };
  return { status: 200, headers, body };
}

async function noticed(body: string): Promise<HttpRequest> {
  const headers = { "sandbox-signature": await seal.sign("notice", body) };
  return { method: "POST", url: "https://pay.example/notify/sandbox", headers, body };
}

describe("createSandboxContracts", () => {
  it("writes each command and each query to its own endpoint, signed for that alone", async () => {
    const requests = await Promise.all([
      contracts.identify("abcdefghijklmnopqrstuv"),
      contracts.sign({
        signingId: "sgn_01KAF0ZV9Q3W5X7Y9Z1B3D5F7H",
        contractId,
        merchantNo: merchantNo("898110148990001"),
        payee: "清风茶馆",
        title: "茶位月付",
        channelUserId: "person_a",
        cardToken: "sbxcard_a_debit",
        perTransactionLimit: cny(10_000),
        perDayLimit: cny(50_000),
        noticeUrl: "https://pay.example/notify/sandbox",
      }),
      contracts.querySign({ contractId }),
      contracts.unsign(ended),
      contracts.queryUnsign(ended),
      contracts.deduct({
        channelOrderNo: channelOrderNo("ded_01KAF0ZV9Q3W5X7Y9Z1B3D5F7H"),
        channelContractNo: contractNo,
        merchantNo: merchantNo("898110148990001"),
        payee: "清风茶馆",
        amount: cny(1_000),
        subject: "茶位",
        sentAt: instant(1_763_618_400_000),
        noticeUrl: "https://pay.example/notify/sandbox",
      }),
      contracts.queryDeduction({
        channelOrderNo: channelOrderNo("ded_01KAF0ZV9Q3W5X7Y9Z1B3D5F7H"),
        sentAt: instant(1_763_618_400_000),
      }),
    ]);
    const told = '{"contract_id":"ctr_01KAF0ZV9Q3W5X7Y9Z1B3D5F7H"';
    const unsign = `${told},"contract_no":"202611200000000000001"}`;
    expect(requests.map((each) => `${each.url.split("/").at(-1)} ${each.body}`)).toEqual([
      'identify {"code":"abcdefghijklmnopqrstuv"}',
      'sign {"signing_id":"sgn_01KAF0ZV9Q3W5X7Y9Z1B3D5F7H","contract_id":"ctr_01KAF0ZV9Q3W5X7Y9Z1B3D5F7H","merchant_no":"898110148990001","payee":"清风茶馆","title":"茶位月付","user_id":"person_a","card_token":"sbxcard_a_debit","per_transaction_limit":10000,"per_day_limit":50000,"currency":"CNY","notice_url":"https://pay.example/notify/sandbox"}',
      `sign_query ${told}}`,
      `unsign ${unsign}`,
      `unsign_query ${unsign}`,
      'deduct {"channel_order_no":"01KAF0ZV9Q3W5X7Y9Z1B3D5F7H","contract_no":"202611200000000000001","merchant_no":"898110148990001","payee":"清风茶馆","amount":1000,"currency":"CNY","subject":"茶位","sent_at":1763618400000,"notice_url":"https://pay.example/notify/sandbox"}',
      'deduction_query {"channel_order_no":"01KAF0ZV9Q3W5X7Y9Z1B3D5F7H","sent_at":1763618400000}',
    ]);
    expect(requests[0]?.headers["sandbox-signature"]).toBe(
      await seal.sign("identify", requests[0]?.body ?? ""),
    );
    expect(new Set(requests.map((each) => each.headers["sandbox-signature"])).size).toBe(7);
  });

  const known =
    '{"state":"known","user_id":"person_a","name":"测试甲","phone":"19900000001","id_number":"000000190001010015","cards":[{"token":"t","bank":"测试银行","last_four":"0014","type":"debit"}]}';
  it.each([
    [known, {
      type: "known",
      person: {
        channelUserId: "person_a",
        name: "测试甲",
        phone: "19900000001",
        idNumber: "000000190001010015",
        cards: [{ token: "t", bank: "测试银行", lastFour: "0014", type: "debit" }],
      },
    }],
    ['{"state":"refused"}', { type: "refused" }],
    [known.replace("0014", "14"), unclear],
    [known.replace("debit", "prepaid"), unclear],
    ['{"state":"known"}', unclear],
    ["", unclear],
  ])("reads the identity %s", async (body, outcome) => {
    expect(await contracts.readIdentity(await answered("identify_answer", body))).toEqual(outcome);
  });

  it.each([
    [`{"state":"signed","contract_no":"${contractNo}"}`, {
      type: "signed",
      channelContractNo: contractNo,
    }],
    ['{"state":"refused","reason":"card_unknown"}', { type: "refused", reason: "card_unknown" }],
    ['{"state":"not_found"}', { type: "refused", reason: "unknown_at_channel" }],
    ['{"state":"signed"}', unclear],
    ['{"state":"signed","contract_no":"a-b"}', unclear],
    ['{"state":"pending"}', unclear],
    ["null", unclear],
  ])("reads the answer %s to a signing", async (body, outcome) => {
    expect(await contracts.readSign(await answered("sign_answer", body))).toEqual(outcome);
  });

  it.each([
    ['{"state":"ended"}', { type: "terminated" }],
    ['{"state":"not_found"}', { type: "terminated" }],
    ['{"state":"signed"}', { type: "refused", reason: "still_signed" }],
    ['{"state":"refused","reason":"not_now"}', { type: "refused", reason: "not_now" }],
    ['{"state":"pending"}', unclear],
    ['{"state":"refused"}', unclear],
    ['{"state":"gone"}', unclear],
    ["[]", unclear],
  ])("reads the answer %s to an unsign", async (body, outcome) => {
    expect(await contracts.readUnsign(await answered("unsign_answer", body))).toEqual(outcome);
  });

  it.each([
    ['{"state":"paid","txn_no":"777","card_type":"debit","card_last_four":"0014"}', {
      type: "succeeded",
      channelTxnNo: "777",
      cardType: "debit",
      cardLastFour: "0014",
    }],
    ['{"state":"declined","reason":"insufficient_funds"}', {
      type: "failed",
      reason: "insufficient_funds",
    }],
    ['{"state":"not_found"}', { type: "failed", reason: "unknown_at_channel" }],
    ['{"state":"waiting"}', unclear],
    ['{"state":"paid"}', unclear],
    ['{"state":"declined","reason":"a_reason_of_tomorrow"}', unclear],
  ])("reads the answer %s to a deduction", async (body, outcome) => {
    expect(await contracts.readDeduct(await answered("deduct_answer", body))).toEqual(outcome);
  });

  it("ignores an answer that is unsigned, not 200, or signed for something else", async () => {
    const body = '{"state":"ended"}';
    const good = await answered("unsign_answer", body);
    expect(await contracts.readUnsign({ ...good, headers: {} })).toEqual(unclear);
    expect(await contracts.readUnsign({ ...good, status: 500 })).toEqual(unclear);
    expect(await contracts.readUnsign({ ...good, body: '{"state":"ended" }' })).toEqual(unclear);
    for (const purpose of ["unsign", "sign_answer", "notice"] as const) {
      expect(await contracts.readUnsign(await answered(purpose, body))).toEqual(unclear);
    }
    const paid = '{"state":"paid","txn_no":"777"}';
    expect(await contracts.readDeduct(await answered("query_answer", paid))).toEqual(unclear);
  });
});

describe("notices about contracts and deductions", () => {
  const told = `{"about":"contract","contract_id":"${contractId}","state":"ended","by":"consumer"}`;

  it.each(["consumer", "channel", "account_closure"])("tell an end by %s", async (by) => {
    expect(await channel.readNotice(await noticed(told.replace("consumer", by)))).toEqual({
      ok: true,
      value: { about: "contract", contractId, outcome: "terminated", by },
    });
  });

  it("report a signing, and a deduction with its amount, so that the caller can check it", async () => {
    const signed =
      `{"about":"contract","contract_id":"${contractId}","state":"signed","contract_no":"${contractNo}"}`;
    expect(await channel.readNotice(await noticed(signed))).toEqual({
      ok: true,
      value: { about: "contract", contractId, outcome: "signed", channelContractNo: contractNo },
    });
    const deduction =
      '{"about":"deduction","channel_order_no":"01KAF0ZV9Q3W5X7Y9Z1B3D5F7H","amount":1000,"currency":"CNY","answer":{"state":"declined","reason":"insufficient_funds"}}';
    expect(await channel.readNotice(await noticed(deduction))).toEqual({
      ok: true,
      value: {
        about: "deduction",
        channelOrderNo: "01KAF0ZV9Q3W5X7Y9Z1B3D5F7H",
        amount: cny(1_000),
        outcome: { type: "failed", reason: "insufficient_funds" },
      },
    });
  });

  it.each([
    told.replace("consumer", "merchant"),
    told.replace("ended", "suspended"),
    told.replace("ctr_", "ord_"),
    told.replace("}", ',"extra":1}'),
    `{"about":"contract","contract_id":"${contractId}","state":"signed"}`,
    '{"about":"deduction","channel_order_no":"01KAF0ZV9Q3W5X7Y9Z1B3D5F7H","amount":-1,"currency":"CNY","answer":{"state":"waiting"}}',
  ])("are refused when signed but unreadable: %s", async (body) => {
    const read = await channel.readNotice(await noticed(body));
    expect(read.ok ? "read" : read.error.code).toBe("notice_not_readable");
  });

  it("are refused with any one byte of body or signature changed", async () => {
    const good = await noticed(told);
    const forged = [...told].map((char, i) => ({
      ...good,
      body: told.slice(0, i) + (char === "x" ? "y" : "x") + told.slice(i + 1),
    }));
    const signature = good.headers["sandbox-signature"] ?? "";
    for (let i = 0; i < signature.length; i++) {
      const other = signature[i] === "0" ? "1" : "0";
      const changed = signature.slice(0, i) + other + signature.slice(i + 1);
      forged.push({ ...good, headers: { "sandbox-signature": changed } });
    }
    const read = await Promise.all(forged.map((each) => channel.readNotice(each)));
    const codes = new Set(read.map((each) => each.ok ? "read" : each.error.code));
    expect(codes).toEqual(new Set(["notice_signature_wrong"]));
  });
});
