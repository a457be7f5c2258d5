import { describe, expect, it } from "vitest";
import type { HttpResponse } from "../../../../core/channel/http.ts";
import { createSandboxChannel } from "../../../../core/channel/sandbox/sandbox_channel.ts";
import { createSeal, type SealPurpose } from "../../../../core/channel/sandbox/seal.ts";
import { channelOrderNo, merchantNo } from "../../../../core/id.ts";
import { cny } from "../../../../core/money.ts";
import { instant } from "../../../../core/time.ts";

const vault = { mac: () => Promise.resolve("5a".repeat(32)) };
const seal = createSeal(vault);
const channel = createSandboxChannel(seal, "https://pay.example");
const no = channelOrderNo("pay_01KAF0ZV9Q3W5X7Y9Z1B3D5F7H");

const start = {
  channelOrderNo: no,
  merchantNo: merchantNo("898110148990001"),
  payee: "清风茶馆",
  amount: cny(1234),
  subject: "明前龙井 100 g",
  method: "quickpass",
  flow: "app_link",
  sentAt: instant(1_763_618_400_000),
  payBefore: instant(1_763_619_300_000),
  returnUrl: "https://pay.example/checkout/ord_1",
  noticeUrl: "https://pay.example/notify/sandbox",
  lang: "zh",
} as const;

async function answered(purpose: SealPurpose, body: string): Promise<HttpResponse> {
  return {
    status: 200,
    headers: { "Sandbox-Signature": await seal.sign(purpose, body) },
    body,
  };
}

async function noticed(body: string) {
  const headers = { "sandbox-signature": await seal.sign("notice", body) };
  return { method: "POST", url: "https://pay.example/notify/sandbox", headers, body } as const;
}

describe("createSandboxChannel", () => {
  it("writes a start as signed JSON that names every fact", async () => {
    const request = await channel.start(start);
    expect(request).toEqual({
      method: "POST",
      url: "https://pay.example/sandbox/gateway/start",
      headers: {
        "content-type": "application/json",
        "sandbox-signature": "f5d97f40341478de6864f790231e03e791c9bbf7b3b97a74bc5c2f156f5ba1d4",
      },
      body:
        '{"channel_order_no":"01KAF0ZV9Q3W5X7Y9Z1B3D5F7H","merchant_no":"898110148990001","payee":"清风茶馆","amount":1234,"currency":"CNY","subject":"明前龙井 100 g","method":"quickpass","flow":"app_link","sent_at":1763618400000,"pay_before":1763619300000,"return_url":"https://pay.example/checkout/ord_1","notice_url":"https://pay.example/notify/sandbox"}',
    });
  });

  it("writes a query, a cancellation, a refund and its query to their own counters", async () => {
    const asked = { channelOrderNo: no, sentAt: instant(1_763_618_400_000) };
    const refund = {
      ...asked,
      channelTxnNo: "202611200000000000001",
      amount: cny(200),
      noticeUrl: "https://pay.example/notify/sandbox",
    };
    const requests = await Promise.all([
      channel.query(asked),
      channel.cancel(asked),
      channel.refund(refund),
      channel.queryRefund(asked),
    ]);
    expect(requests.map((each) => `${each.url.split("/").at(-1)} ${each.body}`)).toEqual([
      'query {"channel_order_no":"01KAF0ZV9Q3W5X7Y9Z1B3D5F7H","sent_at":1763618400000}',
      'cancel {"channel_order_no":"01KAF0ZV9Q3W5X7Y9Z1B3D5F7H","sent_at":1763618400000}',
      'refund {"channel_order_no":"01KAF0ZV9Q3W5X7Y9Z1B3D5F7H","txn_no":"202611200000000000001","amount":200,"currency":"CNY","sent_at":1763618400000,"notice_url":"https://pay.example/notify/sandbox"}',
      'refund_query {"channel_order_no":"01KAF0ZV9Q3W5X7Y9Z1B3D5F7H","sent_at":1763618400000}',
    ]);
    expect(new Set(requests.map((each) => each.headers["sandbox-signature"])).size).toBe(4);
  });

  it.each([
    [
      '{"state":"launched","launch":{"type":"redirect","url":"https://pay.example/sandbox/wallet/t"}}',
      {
        type: "launched",
        launch: { type: "redirect", url: "https://pay.example/sandbox/wallet/t" },
      },
    ],
    [
      '{"state":"launched","launch":{"type":"code","content":"https://b.example/c","url":"https://b.example/c"}}',
      {
        type: "launched",
        launch: { type: "code", content: "https://b.example/c", url: "https://b.example/c" },
      },
    ],
    [
      '{"state":"paid","txn_no":"777","card_type":"credit","card_last_four":"0022"}',
      { type: "succeeded", channelTxnNo: "777", cardType: "credit", cardLastFour: "0022" },
    ],
    ['{"state":"declined","reason":"card_expired"}', { type: "failed", reason: "card_expired" }],
    ['{"state":"waiting"}', { type: "unclear" }],
    ['{"state":"launched"}', { type: "unclear" }],
    ['{"state":"launched","launch":{"type":"redirect","url":"javascript:1"}}', { type: "unclear" }],
    ['{"state":"paid"}', { type: "unclear" }],
    ['{"state":"declined","reason":"a_reason_of_tomorrow"}', { type: "unclear" }],
    ['{"state":"paid","txn_no":"777"', { type: "unclear" }],
    ["null", { type: "unclear" }],
    ["", { type: "unclear" }],
  ])("reads the start answer %s", async (body, outcome) => {
    expect(await channel.readStart(await answered("start_answer", body))).toEqual(outcome);
  });

  it.each([
    ['{"state":"paid","txn_no":"777","card_last_four":"0014"}', "succeeded 777 undefined"],
    ['{"state":"declined","reason":"wrong_password"}', "failed wrong_password"],
    ['{"state":"cancelled"}', "failed cancelled_by_payer"],
    ['{"state":"expired"}', "failed expired_at_channel"],
    ['{"state":"not_found"}', "failed unknown_at_channel"],
    ['{"state":"waiting"}', "unclear"],
    ['{"state":"launched","launch":{"type":"redirect","url":"https://b.example/"}}', "unclear"],
    ['{"state":"settled"}', "unclear"],
    ["[]", "unclear"],
  ])("reads the query and cancel answer %s as %s", async (body, expected) => {
    const query = await channel.readQuery(await answered("query_answer", body));
    const cancel = await channel.readCancel(await answered("cancel_answer", body));
    const told = query.type === "succeeded"
      ? `succeeded ${query.channelTxnNo} ${query.cardType}`
      : query.type === "failed"
      ? `failed ${query.reason}`
      : query.type;
    expect(told).toBe(expected);
    expect(cancel).toEqual(query);
  });

  it.each([
    ['{"state":"returned","txn_no":"888"}', { type: "succeeded", channelTxnNo: "888" }],
    [
      '{"state":"refused","failure":"more_than_paid"}',
      { type: "failed", failure: "more_than_paid" },
    ],
    ['{"state":"not_found"}', { type: "failed", failure: "unknown_at_channel" }],
    ['{"state":"pending"}', { type: "unclear" }],
    ['{"state":"returned"}', { type: "unclear" }],
    ["{", { type: "unclear" }],
  ])("reads the refund answer %s", async (body, outcome) => {
    expect(await channel.readRefund(await answered("refund_answer", body))).toEqual(outcome);
    const asked = await answered("refund_query_answer", body);
    expect(await channel.readQueryRefund(asked)).toEqual(outcome);
  });

  it("treats an answer that is unsigned, signed for something else or not 200 as unclear", async () => {
    const body = '{"state":"paid","txn_no":"777"}';
    const good = await answered("query_answer", body);
    const unclear = { type: "unclear" };
    expect(await channel.readQuery({ ...good, headers: {} })).toEqual(unclear);
    expect(await channel.readQuery({ ...good, body: body.replace("777", "778") })).toEqual(unclear);
    expect(await channel.readQuery(await answered("cancel_answer", body))).toEqual(unclear);
    expect(await channel.readQuery(await answered("notice", body))).toEqual(unclear);
    for (const status of [201, 302, 401, 404, 500, 504]) {
      expect(await channel.readQuery({ ...good, status })).toEqual(unclear);
    }
    expect(await channel.readQuery(good)).toMatchObject({ type: "succeeded" });
  });

  it("reads a notice with its amount, so that the caller can check it", async () => {
    const payment =
      '{"about":"payment","channel_order_no":"01KAF0ZV9Q3W5X7Y9Z1B3D5F7H","amount":1234,"currency":"CNY","answer":{"state":"paid","txn_no":"777","card_type":"debit"}}';
    expect(await channel.readNotice(await noticed(payment))).toEqual({
      ok: true,
      value: {
        about: "payment",
        channelOrderNo: no,
        amount: cny(1234),
        outcome: {
          type: "succeeded",
          channelTxnNo: "777",
          cardType: "debit",
          cardLastFour: undefined,
        },
      },
    });
    const refund =
      '{"about":"refund","channel_order_no":"01KAF0ZV9Q3W5X7Y9Z1B3D5F7H","amount":200,"currency":"CNY","answer":{"state":"refused","failure":"refused_by_bank"}}';
    expect(await channel.readNotice(await noticed(refund))).toEqual({
      ok: true,
      value: {
        about: "refund",
        channelOrderNo: no,
        amount: cny(200),
        outcome: { type: "failed", failure: "refused_by_bank" },
      },
    });
  });

  it.each([
    "",
    "{}",
    "no json",
    '{"about":"payment"}',
    '{"about":"payment","channel_order_no":"01KAF0ZV9Q3W5X7Y9Z1B3D5F7H","amount":12.5,"currency":"CNY","answer":{"state":"paid","txn_no":"777"}}',
    '{"about":"payment","channel_order_no":"01KAF0ZV9Q3W5X7Y9Z1B3D5F7H","amount":-1,"currency":"CNY","answer":{"state":"paid","txn_no":"777"}}',
    '{"about":"payment","channel_order_no":"01KAF0ZV9Q3W5X7Y9Z1B3D5F7H","amount":1234,"currency":"USD","answer":{"state":"paid","txn_no":"777"}}',
    '{"about":"payment","channel_order_no":"../../x","amount":1234,"currency":"CNY","answer":{"state":"paid","txn_no":"777"}}',
  ])("refuses the signed but unreadable notice %s", async (body) => {
    const read = await channel.readNotice(await noticed(body));
    expect(read.ok ? "read" : read.error.code).toBe("notice_not_readable");
  });

  it("refuses a notice with any one byte of its body or signature changed", async () => {
    const body =
      '{"about":"payment","channel_order_no":"01KAF0ZV9Q3W5X7Y9Z1B3D5F7H","amount":1234,"currency":"CNY","answer":{"state":"paid","txn_no":"777"}}';
    const good = await noticed(body);
    const signature = good.headers["sandbox-signature"];
    const forged = [
      ...flips(body).map((each) => ({ ...good, body: each })),
      ...flips(signature).map((each) => ({ ...good, headers: { "sandbox-signature": each } })),
      { ...good, headers: { "sandbox-signature": signature.toUpperCase() } },
      { ...good, headers: { "sandbox-signature": signature.slice(0, 62) } },
      { ...good, headers: { "sandbox-signature": "" } },
      { ...good, headers: {} },
    ];
    const codes = await Promise.all(forged.map(async (each) => {
      const read = await channel.readNotice(each);
      return read.ok ? "read" : read.error.code;
    }));
    expect(forged.length).toBeGreaterThan(body.length + 64);
    expect(new Set(codes)).toEqual(new Set(["notice_signature_wrong"]));
  });

  it("verifies a notice by the key, so another deployment's is refused", async () => {
    const body = "{}";
    const other = createSeal({ mac: () => Promise.resolve("5b".repeat(32)) });
    const read = await channel.readNotice({
      ...await noticed(body),
      headers: { "sandbox-signature": await other.sign("notice", body) },
    });
    expect(read.ok ? "read" : read.error.code).toBe("notice_signature_wrong");
  });
});

/** The text with each character in turn replaced by another one. */
function flips(text: string): readonly string[] {
  return [...text].map((character, i, all) =>
    [...all.slice(0, i), String.fromCharCode(character.charCodeAt(0) ^ 1), ...all.slice(i + 1)]
      .join("")
  );
}
