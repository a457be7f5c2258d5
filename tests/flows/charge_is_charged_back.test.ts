import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { rematchFiles } from "../../core/statement_file/rematch_files.ts";
import { days } from "../../core/time.ts";
import { unitOf } from "../../db/engine/statement.ts";
import { paths } from "../../core/paths.ts";
import {
  chargedOn,
  corrected,
  disputed,
  type Payer,
  payerWithContract,
} from "../support/disputes.ts";
import { built, settlesAt } from "../support/settlements.ts";
import { joined } from "../support/staff.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

/** As the channel numbers its transactions: by when they were, and their trace. */
const TXN_NO = "202611201402031906248";

let app: TestApp;
let payer: Payer;
let deductionId: string;
beforeEach(async () => {
  app = await testApp();
  payer = await payerWithContract(app);
  deductionId = await chargedOn(app, payer.contractId, 1_000);
  await app.deps.write(unitOf(
    "update deductions set channel_txn_no = ? where deduction_id = ?",
    TXN_NO,
    deductionId,
  ));
  await app.deps.write(unitOf(
    "update sandbox_deductions set txn_no = ? where txn_no is not null",
    TXN_NO,
  ));
});
afterEach(() => app.close());

describe("a line of the channel's corrections", () => {
  it("opens a dispute where there is none, and takes the money from what the number is owed", async () => {
    const before = await payable();
    const { matched, differing, missingHere } = await corrected(app, TXN_NO, -1_000);
    expect({ matched, differing, missingHere }).toEqual({
      matched: 1,
      differing: 0,
      missingHere: 0,
    });
    const { data: [dispute] } = await get("/v1/disputes");
    expect(dispute).toMatchObject({
      state: "charged_back",
      opened_by: "channel",
      reason: "chargeback",
      deduction_id: deductionId,
      charged_back_amount: 1_000,
      evidence: { contract: { contract_id: payer.contractId } },
    });
    expect(await payable()).toBe(before - 1_000);
    expect(await get(`/v1/deductions/${deductionId}`)).toMatchObject({
      charged_back_amount: 1_000,
    });
    expect(await told()).toEqual(["dispute.opened", "dispute.charged_back"]);
    expect(await differences()).toEqual([]);
    await rematchFiles(app.deps);
    expect(await payable()).toBe(before - 1_000);
    const page = await payer.browser.ask(`/wallet/disputes/${dispute.dispute_id}`);
    expect(await page.text()).toContain("Your bank has taken the money back.");
  });

  it("goes into the number's next batch, which carries what it cannot pay", async () => {
    await settlesAt(app);
    await corrected(app, TXN_NO, -700);
    await corrected(app, TXN_NO, 200);
    app.clock.advance(days(4));
    const [batch, ...more] = await built(app);
    expect(more).toEqual([]);
    expect(batch).toMatchObject({
      normal: { count: 0 },
      error: { count: 2, amount: { fen: -500 } },
      paid: { fen: 0 },
      carriedOut: { fen: -500 },
      state: "nothing_due",
    });
  });

  it("leaves nothing to refund, until the channel gives it again", async () => {
    await corrected(app, TXN_NO, -700);
    const refund = (no: string, amount: number) =>
      post(`/v1/deductions/${deductionId}/refunds`, { merchant_refund_no: no, amount });
    expect(await refund("R-1", 301)).toMatchObject({
      status: 409,
      code: "refund_exceeds_paid",
      refundable: 300,
    });
    const before = await payable();
    await corrected(app, TXN_NO, 200);
    expect(await get("/v1/disputes")).toMatchObject({
      data: [{ state: "charged_back", charged_back_amount: 500 }],
    });
    await corrected(app, TXN_NO, 500);
    expect(await get("/v1/disputes")).toMatchObject({
      data: [{ state: "reversed", charged_back_amount: 0 }],
    });
    expect(await payable()).toBe(before + 700);
    expect(await refund("R-1", 1_000)).toMatchObject({ status: 201 });
    await app.settle();
    expect(await told()).toEqual([
      "dispute.opened",
      "dispute.charged_back",
      "dispute.reversed",
      "dispute.reversed",
    ]);
  });

  it("ends what the payer had opened, so that the merchant does not refund it as well", async () => {
    const disputeId = await disputed(payer, deductionId);
    const [accepted] = await Promise.all([
      post(`/v1/disputes/${disputeId}/acceptance`),
      corrected(app, TXN_NO, -1_000),
    ]);
    const { state, charged_back_amount } = await get(`/v1/disputes/${disputeId}`);
    expect({ state, charged_back_amount }).toEqual({
      state: "charged_back",
      charged_back_amount: 1_000,
    });
    // The channel's word is a fact: what was accepted a moment before was given back too, and shows.
    expect([200, 409]).toContain(accepted.status);
    const text = "有签约存证";
    expect(await post(`/v1/disputes/${disputeId}/answer`, { text })).toMatchObject({
      status: 200,
      state: "charged_back",
      answer: { text },
    });
    expect(await post(`/v1/disputes/${disputeId}/acceptance`)).toMatchObject({ status: 409 });
  });

  it("stays a difference where it takes more than was paid, or gives what nobody took", async () => {
    expect(await corrected(app, TXN_NO, -1_001)).toMatchObject({ matched: 0, differing: 1 });
    await corrected(app, TXN_NO, 900);
    expect((await differences()).length).toBe(2);
    expect(await get("/v1/disputes")).toMatchObject({ data: [] });
  });

  it("leads from the file's page to the dispute, with the line beside it", async () => {
    const { file } = await corrected(app, TXN_NO, -1_000);
    const { data: [dispute] } = await get("/v1/disputes");
    const reviewer = await joined(app, "reviewer");
    const html = await (await reviewer.ask(paths.opsStatementFile(file.fileId))).text();
    const [, record = ""] = /href="([^"]*cbk_[^"]*)"/.exec(html) ?? [];
    const to = (await reviewer.ask(record)).headers.get("location");
    expect(to).toBe(paths.opsDispute(dispute.dispute_id));
    expect(await (await reviewer.ask(to!)).text()).toContain(file.fileId);
  });
});

async function payable(): Promise<number> {
  const [balance] = await app.deps.load({
    statement: {
      sql: `select balance from book_entries where account = ?
        order by booked_at desc, no desc limit 1`,
      args: [`payable:${app.merchant.merchantNo}`],
    },
    read: ([row]) => Number(row?.["balance"]),
  });
  return balance;
}

async function differences() {
  const [found] = await app.deps.load(
    app.deps.differences.list({ state: "open", past: undefined, max: 10 }),
  );
  return found;
}

async function get(path: string) {
  return await (await app.api(path)).json();
}

async function post(path: string, body?: object) {
  const answer = await app.api(path, { method: "POST", ...(body ? { body } : {}) });
  return { status: answer.status, ...await answer.json() };
}

async function told(): Promise<readonly string[]> {
  const { data } = await get("/v1/events?after=&limit=100");
  const events: { type: string }[] = data;
  return events.map(({ type }) => type).filter((type) => type.startsWith("dispute."));
}
