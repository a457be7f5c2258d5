import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { byOperator } from "../../core/actor.ts";
import type { GivenBankFile } from "../../core/bank_file/read_bank_file.ts";
import { importBankFile } from "../../core/bank_line/import_bank_file.ts";
import { settleLines } from "../../core/bank_line/settle_lines.ts";
import { bankCsv, bankXlsx, BUYER } from "../support/bank_files.ts";
import { must } from "../support/fixtures.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
let placed = 0;
beforeEach(async () => {
  app = await testApp();
});
afterEach(() => app.close());

async function order(fields: Readonly<Record<string, unknown>> = {}) {
  const answer = await app.api("/v1/orders", {
    body: {
      merchant_order_no: `B2B-${++placed}`,
      amount: 123_456_700,
      subject: "十吨茶叶",
      transfer: { buyer_name: BUYER, payer_must_be_buyer: true },
      ...fields,
    },
  });
  expect(answer.status).toBe(201);
  return await answer.json();
}

const stateOf = async (orderId: string) =>
  (await (await app.api(`/v1/orders/${orderId}`)).json()).state;

const imported = (file: GivenBankFile) => importBankFile(app.deps, { file, by: byOperator });

async function lines() {
  const pages = await app.deps.load(
    ...(["new", "suspense", "settled"] as const).map((state) =>
      app.deps.bankLines.page({ state, merchantNo: undefined, past: undefined, max: 50 })
    ),
  );
  return pages.flat();
}

describe("an order that is paid by bank transfer", () => {
  it("says what to transfer, lives a week unless told otherwise, and is the same again", async () => {
    const first = await order();
    expect(first.transfer).toEqual({
      remittance_code: expect.stringMatching(/^CT\d{10}$/),
      payee: expect.objectContaining({ account_no: "0000000000000000001" }),
      buyer_name: BUYER,
      payer_must_be_buyer: true,
    });
    const life = Date.parse(first.expires_at) - Date.parse(first.created_at);
    expect(life).toBe(7 * 24 * 3_600_000);
    const body = {
      merchant_order_no: first.merchant_order_no,
      amount: 123_456_700,
      subject: "十吨茶叶",
      transfer: { buyer_name: BUYER, payer_must_be_buyer: true },
    };
    const again = await app.api("/v1/orders", { body });
    expect([again.status, (await again.json()).transfer]).toEqual([200, first.transfer]);
    const other = await app.api("/v1/orders", { body: { ...body, transfer: {} } });
    expect([other.status, (await other.json()).differs]).toEqual([409, ["transfer"]]);
    const long = await order({ expires_in: 90 * 86_400 });
    expect(long.state).toBe("open");
  });

  it("wants the buyer's name where the payer must be the buyer", async () => {
    const answer = await app.api("/v1/orders", {
      body: {
        merchant_order_no: "B2B-0",
        amount: 1,
        subject: "茶",
        transfer: { payer_must_be_buyer: true },
      },
    });
    expect(answer.status).toBe(422);
    expect((await answer.json()).errors).toMatchObject([{ path: "transfer.buyer_name" }]);
  });

  it("is told of on its page, and by nothing else paid", async () => {
    const { order_id, transfer } = await order();
    const html = await (await app.fetch(new Request(`http://portal.test/checkout/${order_id}`)))
      .text();
    for (const text of [transfer.remittance_code, BUYER, "1,234,567.00", "大额支付系统"]) {
      expect(html).toContain(text);
    }
    expect(html).not.toContain('name="method"');
    const paid = await app.api(`/v1/orders/${order_id}/payments`, {
      body: { flow: "screen_code" },
    });
    expect([paid.status, (await paid.json()).code]).toEqual([409, "order_paid_by_transfer"]);
  });

  it("is paid by the line with its code, its amount and its buyer, and its webhook is sent once", async () => {
    const { order_id, transfer: { remittance_code } } = await order();
    const file = bankCsv([
      { amount: "1,234,567.00", remark: `货款 ${remittance_code}`, ref: "A1" },
      { out: "500.00", payer: "某某物业", ref: "A2" },
    ]);
    expect(must(await imported(file))).toMatchObject({ lines: 1, known: 0 });
    const paid = await (await app.api(`/v1/orders/${order_id}`)).json();
    expect(paid).toMatchObject({
      state: "paid",
      payment: { method: "bank_transfer", channel: "bank_transfer", channel_txn_no: "A1" },
    });
    expect(await lines()).toMatchObject([{ state: "settled", allocated: { fen: 123_456_700 } }]);
    await settleLines(app.deps);
    const events = await (await app.api("/v1/events?type=order.paid")).json();
    expect(events.data.map((each: { data: { order_id: string } }) => each.data.order_id))
      .toEqual([order_id]);
  });

  it("is paid once however often and by however many the same line comes in", async () => {
    const { order_id, transfer: { remittance_code: remark } } = await order();
    const line = { amount: "1234567.00", remark, ref: "A1" };
    const other = { amount: "8.00", remark: "房租", ref: "A9" };
    const answers = await Promise.all([
      imported(bankCsv([line], { name: "one.csv" })),
      imported(bankCsv([line], { name: "one again.csv" })),
      imported(bankCsv([line, other], { name: "two.csv" })),
      imported(bankXlsx([line], "three.xlsx")),
    ]);
    expect(answers.filter((each) => each.ok)).toHaveLength(3);
    await Promise.all([settleLines(app.deps), settleLines(app.deps)]);
    expect(await stateOf(order_id)).toBe("paid");
    expect((await lines()).map(({ bankRef }) => bankRef).toSorted()).toEqual(["A1", "A9"]);
    const again = await imported(bankCsv([line, other], { name: "two.csv" }));
    expect(again).toMatchObject({ ok: false, error: { code: "bank_file_already_imported" } });
  });

  it.each([
    ["no_code", { remark: "货款" }],
    ["too_little", { amount: "1,234,566.99" }],
    ["too_much", { amount: "1,234,567.01" }],
    ["other_payer", { payer: "青竹贸易（上海）有限公司" }],
  ])("waits for a person when a line has %s", async (reason, change) => {
    const { order_id, transfer: { remittance_code: remark } } = await order();
    must(await imported(bankCsv([{ amount: "1,234,567.00", remark, ref: "A1", ...change }])));
    expect(await stateOf(order_id)).toBe("open");
    expect(await lines()).toMatchObject([{ state: "suspense", reason, allocated: { fen: 0 } }]);
  });

  it("takes the buyer's name in other widths and spaces for the same", async () => {
    const transfer = { buyer_name: "ABC(上海)有限公司", payer_must_be_buyer: true };
    const { order_id, transfer: { remittance_code: remark } } = await order({ transfer });
    const payer = "Ａbc（上海） 有限公司";
    must(await imported(bankCsv([{ amount: "1234567.00", remark, payer }])));
    expect(await stateOf(order_id)).toBe("paid");
  });

  it("keeps a double payment and one for a closed order in suspense", async () => {
    const first = await order();
    const closed = await order();
    await app.api(`/v1/orders/${closed.order_id}/closure`, { body: {} });
    const of = (remark: string, ref: string) => ({ amount: "1234567.00", remark, ref });
    must(
      await imported(bankCsv([
        of(first.transfer.remittance_code, "A1"),
        of(first.transfer.remittance_code, "A2"),
        of(closed.transfer.remittance_code, "A3"),
        of(`${first.transfer.remittance_code} ${closed.transfer.remittance_code}`, "A4"),
      ])),
    );
    expect((await lines()).map(({ bankRef, reason }) => [bankRef, reason]).toSorted()).toEqual([
      ["A1", undefined],
      ["A2", "order_paid"],
      ["A3", "order_ended"],
      ["A4", "several_codes"],
    ]);
  });

  it("is either closed or paid when both are tried at once, and no money is lost", async () => {
    for (let round = 0; round < 5; round++) {
      const { order_id, transfer: { remittance_code: remark } } = await order();
      const [answer, closure] = await Promise.all([
        imported(bankCsv([{ amount: "1234567.00", remark, ref: `C${round}` }])),
        app.api(`/v1/orders/${order_id}/closure`, { body: {} }),
      ]);
      must(answer);
      const paid = await stateOf(order_id) === "paid";
      const line = (await lines()).find(({ bankRef }) => bankRef === `C${round}`);
      expect([closure.status, line?.state]).toEqual(
        paid ? [409, "settled"] : [200, "suspense"],
      );
    }
  });
});
