import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { byOperator } from "../../core/actor.ts";
import { agreeFees } from "../../core/fee/agree_fees.ts";
import type { ChannelOrderNo } from "../../core/id.ts";
import { cny } from "../../core/money.ts";
import { recordOutcome } from "../../core/payment/record_outcome.ts";
import { type BusinessDay, days } from "../../core/time.ts";
import type { GivenFile } from "../../core/statement_file/given_file.ts";
import { PARSER_VERSION } from "../../core/statement_file/statement_file.ts";
import { rematchFiles } from "../../core/statement_file/rematch_files.ts";
import { magicAmounts } from "../../sandbox/bank/magic.ts";
import { importBankFile } from "../../core/bank_line/import_bank_file.ts";
import { bankCsv } from "../support/bank_files.ts";
import { must } from "../support/fixtures.ts";
import { charge, chargeableContract } from "../support/deductions.ts";
import {
  acomnRecord,
  acomRecord,
  fileOf,
  gbk,
  given,
  type Line,
  summaryText,
  zmRecord,
} from "../support/statement_files.ts";
import { importFile } from "../support/imported_file.ts";
import { agreedOnFees } from "../support/statements.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
let placed = 0;

beforeEach(async () => {
  app = await testApp();
});
afterEach(() => app.close());

describe("a channel's file", () => {
  it("matches what was paid, charged and refunded, each once", async () => {
    const paid = await pay(8_800);
    const other = await pay(12_300);
    const refunded = await refund(paid.orderId, 800);
    const charged = await deduct(5_000);
    const lines = [paid, other, charged].map(({ no, amount }) => ({
      orderNo: no,
      amount,
      fee: 53,
    }));
    const back = { orderNo: refunded.no, amount: 800, fee: 5, back: true };
    const summary = gbk(
      summaryText({ lines: 3, amount: 26_100, fee: 159, merchantNo: app.merchant.merchantNo }),
    );
    expect(await imported([...lines], [given(`RD201026112001_${no()}`, summary)])).toEqual({
      kind: "zm",
      clearing_day: "2026-11-20",
      lines: 3,
      amount: 26_100,
      fee: 159,
      net: 25_941,
      matched: 3,
      differing: 0,
      missing_here: 0,
      missing_there: 0,
      summary_agrees: true,
    });
    expect(await imported([back], [], "261121")).toMatchObject({
      lines: 1,
      amount: -800,
      fee: -5,
      net: -795,
      matched: 1,
      summary_agrees: null,
    });
  });

  it("disagrees with a summary that says another total, whichever of the two comes first", async () => {
    const paid = await pay(8_800);
    const line = { orderNo: paid.no, amount: 8_800, fee: 53 };
    const right = { lines: 1, amount: 8_800, fee: 53, merchantNo: no() };
    const summaryOf = (told: Partial<typeof right>, day: string) =>
      given(`RD2010${day}01_${no()}`, gbk(summaryText({ ...right, ...told, day: `20${day}` })));
    const nobodyOn = (day: string) => [
      { ...line, orderNo: `NOBODY${day}`, traceTime: `${day.slice(2)}093000` },
    ];
    expect(await imported([line], [summaryOf({ amount: 8_801 }, "261120")]))
      .toMatchObject({ matched: 1, summary_agrees: false });
    const told = [{}, { lines: 2 }, { amount: 8_799 }, { fee: 54 }].map((each, n) =>
      [each, n === 0] as const
    );
    for (const [n, [each, agrees]] of told.entries()) {
      const day = `26112${n + 1}`;
      expect(await importAs(summaryOf(each, day)))
        .toMatchObject({ kind: "summary", summary_agrees: null });
      expect([each, await imported(nobodyOn(day), [], day)])
        .toMatchObject([each, { kind: "zm", summary_agrees: agrees }]);
    }
    expect(await imported(nobodyOn("261125"), [], "261125"))
      .toMatchObject({ summary_agrees: null });
    expect(await importAs(summaryOf({ fee: 54 }, "261125")))
      .toMatchObject({ kind: "summary", summary_agrees: false });
  });

  it("says by which version of the readers it was read, in its row and its event", async () => {
    const paid = await pay(8_800);
    await imported([{ orderNo: paid.no, amount: 8_800 }]);
    const { rows } = await query(`select f.parser, e.data ->> '$.parser' from statement_files f
      join events e on e.subject_id = f.file_id where e.type = 'statement_file.imported'`);
    expect(rows).toEqual([[PARSER_VERSION, PARSER_VERSION]]);
  });

  it("says in what a line differs, and which is about nothing here", async () => {
    const paid = await pay(8_800);
    const waiting = await pay(magicAmounts.never_answers, "unclear");
    const refunded = await refund(paid.orderId, 800);
    const lines: readonly Line[] = [
      { orderNo: paid.no, amount: 8_801 },
      { orderNo: waiting.no, amount: waiting.amount },
      { orderNo: refunded.no, amount: 800 },
      { orderNo: paid.no, amount: 8_800, txnNo: "202611201111111111111" },
      { orderNo: paid.no, amount: 8_800, txnNo: paid.txnNo },
      { orderNo: paid.no, amount: 8_800, txnNo: paid.txnNo },
      { orderNo: "OF-NOBODY", amount: 100 },
    ];
    expect(await imported(lines)).toMatchObject({ matched: 1, differing: 5, missing_here: 1 });
    expect(await kept("line_no, state, subject_id, differs, occurrence")).toEqual([
      [1, "differing", paid.paymentId, '["amount"]', 1],
      [2, "differing", waiting.paymentId, '["state"]', 1],
      [3, "differing", refunded.refundId, '["direction"]', 1],
      [4, "differing", paid.paymentId, '["txn_no"]', 1],
      [5, "matched", paid.paymentId, "[]", 1],
      [6, "differing", paid.paymentId, '["repeated"]', 2],
      [7, "missing_here", null, "[]", 1],
    ]);
  });

  it("matches an institution's line by how the channel's number begins, beside the merchant's", async () => {
    const paid = await pay(magicAmounts.never_answers, "unclear");
    const txnNo = "202611201402031906248";
    await recordOutcome(app.deps, {
      channelOrderNo: paid.no as ChannelOrderNo,
      amount: cny(paid.amount),
      outcome: { type: "succeeded", channelTxnNo: txnNo, cardType: "debit", cardLastFour: "0048" },
    });
    await imported([{ orderNo: paid.no, txnNo, amount: paid.amount }]);
    const record = acomRecord({ traceTime: "1120140203", amount: paid.amount, merchantNo: no() });
    const found = await importAs(given("IND26112001ACOM", fileOf([record])));
    expect(found).toMatchObject({ kind: "acom", matched: 1, summary_agrees: null });
  });

  it("differs in a fee that is not the one agreed on, from the agreement's first day", async () => {
    const paid = await pay(8_800);
    const other = await pay(8_800);
    const uncapped = (millionths: number) => ({ millionths, capFen: undefined });
    const agreed = (from: string) =>
      agreeFees(app.deps, {
        merchantNo: app.merchant.merchant.merchantNo,
        from: from as BusinessDay,
        feeClass: "standard",
        acquirer: { debit: uncapped(1_850), credit: uncapped(850) },
        by: byOperator,
      });
    expect(await agreed("2026-11-20")).toMatchObject({ ok: true });
    expect(await agreed("2026-11-19")).toMatchObject({ ok: true });
    expect(await agreed("2026-11-20")).toMatchObject({ error: { code: "fees_begin_too_early" } });
    const both = await Promise.all([agreed("2026-11-21"), agreed("2026-11-21")]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    const lines = [
      { orderNo: paid.no, amount: 8_800, fee: 53 },
      { orderNo: other.no, amount: 8_800, fee: 54 },
    ];
    expect(await imported(lines)).toMatchObject({ matched: 1, differing: 1 });
    expect(await kept("line_no, differs")).toEqual([[1, "[]"], [2, '["fee"]']]);
  });

  it("differs in the fee of a refund that is not the one booked back, and in no other's", async () => {
    const free = await pay(50_000);
    const freeBack = await refund(free.orderId, 20_000);
    await agreedOnFees(app);
    const paid = await pay(100_000);
    const [half, rest] = [await refund(paid.orderId, 50_000), await refund(paid.orderId, 50_000)];
    const small = await refund((await pay(8_800)).orderId, 1);
    const keptFee = await refund((await pay(100_000)).orderId, 50_000);
    const back = { amount: 50_000, back: true };
    const lines = [
      { ...back, orderNo: half.no, fee: 308 },
      { ...back, orderNo: rest.no, fee: 1 },
      { orderNo: small.no, amount: 1, back: true, fee: 0 },
      { ...back, orderNo: keptFee.no, fee: 0 },
      { orderNo: freeBack.no, amount: 20_000, back: true, fee: 7 },
    ];
    expect(await imported(lines)).toMatchObject({ matched: 3, differing: 2 });
    const found = [[1, "[]"], [2, '["fee"]'], [3, "[]"], [4, '["fee"]'], [5, "[]"]];
    expect(await kept("line_no, differs")).toEqual(found);
    await rematchFiles(app.deps);
    expect(await kept("line_no, differs")).toEqual(found);
    // An institution's file carries the issuer's part alone.
    const record = acomnRecord({ ...back, orderNo: half.no, fee: 2, merchantNo: no() });
    expect(await importAs(given("IND26112001ACOMN", fileOf([record]))))
      .toMatchObject({ kind: "acomn", matched: 1 });
  });

  it("matches later what was unclear when it came in, and stays as it is otherwise", async () => {
    const waiting = await pay(magicAmounts.never_answers, "unclear");
    const { no: orderNo, amount } = waiting;
    const lines = [{ orderNo, amount }, { orderNo, amount }, { orderNo: "OF-NOBODY" }];
    expect(await imported(lines)).toMatchObject({ matched: 0, differing: 2, missing_here: 1 });
    const before = await kept("*");
    await rematchFiles(app.deps);
    expect(await kept("*")).toEqual(before);
    await recordOutcome(app.deps, {
      channelOrderNo: orderNo as ChannelOrderNo,
      amount: cny(amount),
      outcome: { type: "succeeded", channelTxnNo: "1", cardType: "debit", cardLastFour: "0048" },
    });
    await rematchFiles(app.deps);
    await rematchFiles(app.deps);
    expect(await kept("line_no, state, differs")).toEqual([
      [1, "matched", "[]"],
      [2, "differing", '["repeated"]'],
      [3, "missing_here", "[]"],
    ]);
  });

  it("comes in once, under whatever name and however wrapped", async () => {
    const paid = await pay(8_800);
    const line = { orderNo: paid.no, amount: 8_800 };
    await imported([line]);
    await expect(imported([line])).rejects.toThrow("its content was imported");
    await expect(imported([line, line])).rejects.toThrow("another file of its kind");
    await expect(imported([line], [], "261121")).rejects.toThrow("its content was imported");
    expect(await kept("line_no")).toEqual([[1]]);
  });

  it("comes in once when two import it at the same moment", async () => {
    const paid = await pay(8_800);
    const file = zmFile([{ orderNo: paid.no, amount: 8_800 }]);
    const both = await Promise.allSettled([importAs(file), importAs(file)]);
    expect(both.some(({ status }) => status === "fulfilled")).toBe(true);
    expect(await kept("line_no, state")).toEqual([[1, "matched"]]);
    const { rows: [files] } = await query("select count(*) as n from statement_files");
    expect(files).toEqual([1]);
  });

  it("changes nothing when it is bad, and says where", async () => {
    const lines = fileOf([zmRecord({ merchantNo: no() }), gbk("nothing")]);
    await expect(importAs(given(`INN26112088ZM_${no()}`, lines)))
      .rejects.toThrow("wrong_width 2:8");
    const { rows } = await query("select name from statement_files");
    expect(rows).toEqual([]);
  });

  it("goes on where an import was killed", async () => {
    const paid = await pay(8_800);
    const lines = Array.from({ length: 1_200 }, (_, i) => ({ orderNo: `NOBODY${i}` }));
    const file = zmFile([...lines, { orderNo: paid.no, amount: 8_800 }]);
    await expect(importAs({ ...file, open: cutAfterFirst(file) })).rejects.toThrow("killed");
    const { rows: [begun] } = await query("select state from statement_files");
    expect(begun).toEqual(["importing"]);
    const left = (await kept("line_no")).length;
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThan(1_201);
    expect(await importAs(file)).toMatchObject({ lines: 1_201, matched: 1, missing_here: 1_200 });
    expect((await kept("line_no")).length).toBe(1_201);
  });
});

describe("what no file names", () => {
  it("waits for three days and for every file of them, and is found by a later one", async () => {
    const paid = await pay(8_800);
    const lost = await pay(6_600);
    const line = { orderNo: paid.no, amount: 8_800 };
    expect(await imported([line], [], "261120")).toMatchObject({ missing_there: 0 });
    await transferred();
    app.clock.advance(days(5));
    for (const day of ["261121", "261123"]) {
      const later = { orderNo: `NOBODY${day}`, traceTime: `${day.slice(2)}093000` };
      expect(await imported([later], [], day)).toMatchObject({ missing_there: 0 });
    }
    const last = { orderNo: "NOBODY", traceTime: "1122093000" };
    expect(await imported([last], [], "261122")).toMatchObject({ missing_there: 1 });
    expect(await gaps()).toEqual([[lost.paymentId, "2026-11-20", "open"]]);
    const late = { orderNo: lost.no, amount: 6_600, traceTime: "1120140000" };
    expect(await imported([late], [], "261124")).toMatchObject({ matched: 1, missing_there: 0 });
    expect(await gaps()).toEqual([[lost.paymentId, "2026-11-20", "resolved"]]);
  });

  it("is late on the third day after its own, and missing once that is over", async () => {
    const lost = await pay(6_600);
    const last = await pay(8_800);
    app.clock.advance(days(3));
    for (const day of ["261120", "261121", "261122"]) {
      const nobody = { orderNo: `NOBODY${day}`, traceTime: `${day.slice(2)}093000` };
      await imported([nobody], [], day);
    }
    const line = { orderNo: last.no, amount: 8_800, traceTime: "1120140000" };
    expect(await imported([line], [], "261123")).toMatchObject({ matched: 1, missing_there: 0 });
    await rematchFiles(app.deps);
    expect(await gaps()).toEqual([]);
    app.clock.advance(days(1));
    await rematchFiles(app.deps);
    expect(await gaps()).toEqual([[lost.paymentId, "2026-11-20", "open"]]);
  });
});

function no(): string {
  return app.merchant.merchantNo;
}

function zmFile(lines: readonly Line[], day = "261120"): GivenFile {
  const records = lines.map((line) => zmRecord({ merchantNo: no(), ...line }));
  return given(`INN${day}88ZM_${no()}`, fileOf(records), 100_000);
}

/** What a company transfers is in no file of the channel, and missing in none. */
async function transferred() {
  const placed = await app.api("/v1/orders", {
    body: { merchant_order_no: "B2B-1", amount: 100_000, subject: "茶", transfer: {} },
  });
  const { transfer: { remittance_code: remark } } = await placed.json();
  const file = bankCsv([{ amount: "1,000.00", remark }]);
  must(await importBankFile(app.deps, { file, by: byOperator }));
  const paid = await app.api("/v1/orders?merchant_order_no=B2B-1");
  expect((await paid.json()).data[0].state).toBe("paid");
}

function imported(lines: readonly Line[], beside: readonly GivenFile[] = [], day?: string) {
  return importAs(zmFile(lines, day), beside);
}

function importAs(file: GivenFile, beside: readonly GivenFile[] = []) {
  return importFile(app, file, beside);
}

/** The second time it is read, the process is killed after the first piece. */
function cutAfterFirst({ open }: GivenFile): GivenFile["open"] {
  let opened = 0;
  return async function* () {
    opened++;
    let pieces = 0;
    for await (const piece of open()) {
      if (opened > 1 && pieces++ > 3) throw new Error("killed");
      yield piece;
    }
  };
}

async function pay(amount: number, outcome = "succeeded") {
  const body = { merchant_order_no: `T-${++placed}`, amount, subject: "茶" };
  const { order_id: orderId } = await (await app.api("/v1/orders", { body })).json();
  await app.api(`/v1/test_helpers/orders/${orderId}/payment`, { body: { outcome } });
  const { rows: [row = []] } = await query(
    "select payment_id, channel_order_no, channel_txn_no from payments where order_id = ?",
    orderId,
  );
  const [paymentId, orderNo, txnNo] = row.map(String);
  return { orderId: String(orderId), amount, paymentId, no: orderNo!, txnNo: txnNo! };
}

async function refund(orderId: string, amount: number) {
  const body = { merchant_refund_no: `R-${++placed}`, amount };
  const answer = await app.api(`/v1/orders/${orderId}/refunds`, { body });
  const { refund_id: refundId } = await answer.json();
  await app.settle();
  return { refundId: String(refundId), no: String(refundId).slice(4) };
}

async function deduct(amount: number) {
  const limit = { perTransactionLimit: cny(1_000_000), perDayLimit: cny(2_000_000) };
  const contract = await chargeableContract(app, limit);
  const given = { contract_id: contract.contractId, merchant_order_no: `D-${++placed}`, amount };
  const { deduction_id: deductionId } = await (await charge(app, given)).json();
  await app.settle();
  return { amount, no: String(deductionId).slice(4) };
}

async function query(sql: string, ...args: string[]) {
  const [rows] = await app.deps.load({
    statement: { sql, args },
    read: (found) => found.map((row) => Object.values(row)),
  });
  return { rows };
}

async function kept(columns: string) {
  const { rows } = await query(`select ${columns} from statement_lines order by file_id, line_no`);
  return rows;
}

async function gaps() {
  return (await query("select subject_id, day, state from statement_gaps")).rows;
}
