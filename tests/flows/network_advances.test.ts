import { createClient } from "@libsql/client";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { SharedAccount } from "../../core/book/account.ts";
import { days } from "../../core/time.ts";
import { unitOf } from "../../db/engine/statement.ts";
import { createSeal, SIGNATURE_HEADER } from "../../core/channel/sandbox/seal.ts";
import { paths } from "../../core/paths.ts";
import { SLOW } from "../../sandbox/bank/magic.ts";
import { magicDeductions } from "../../sandbox/bank/magic_contracts.ts";
import { chargedOn, corrected, type Payer, payerWithContract } from "../support/disputes.ts";
import { brokenPromises } from "../support/ledger.ts";
import { joined, type Person } from "../support/staff.ts";
import { tempFolder } from "../support/server.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

const TXN_NO = "202611201402031906248";
const { advanced, advance_repaid, advance_written_off } = magicDeductions;

let app: TestApp;
let payer: Payer;
let folder: Awaited<ReturnType<typeof tempFolder>>;
let databaseUrl: string;
beforeEach(async () => {
  folder = await tempFolder();
  databaseUrl = `file:${join(folder.path, "portal.db")}`;
  app = await testApp({ databaseUrl });
  payer = await payerWithContract(app);
});
afterEach(async () => {
  await app.close();
  await folder.remove();
});

describe("a deduction that the network advanced", () => {
  it("is paid to the merchant, while the payer owes the network", async () => {
    const deductionId = await chargedOn(app, payer.contractId, advanced);
    expect(await get(deductionId)).toMatchObject({
      state: "succeeded",
      network_advance: { state: "outstanding", ended_at: null },
    });
    expect(await balances()).toEqual({
      "channel:sandbox": -advanced,
      "advances:sandbox": -advanced,
      "network_advances:sandbox": advanced,
    });
    const page = await payer.browser.ask("/wallet");
    expect(await page.text()).toContain("UnionPay paid this first. Please repay it");
  });

  it("has none of it where the payer's own money paid", async () => {
    expect(await get(await chargedOn(app, payer.contractId))).toMatchObject({
      network_advance: null,
    });
  });

  it.each([
    ["repaid", advance_repaid],
    ["written_off", advance_written_off],
  ])("ends once it is %s, and moves no money of ours", async (state, amount) => {
    const deductionId = await chargedOn(app, payer.contractId, amount);
    app.clock.advance(SLOW);
    await app.settle();
    expect(await get(deductionId)).toMatchObject({
      network_advance: { state, ended_at: expect.any(String) },
    });
    expect(await told()).toEqual(["deduction.succeeded", "deduction.advance_ended"]);
    expect(await balances()).toEqual({ "channel:sandbox": -amount });
  });

  it("keeps what went back of it meanwhile", async () => {
    const deductionId = await chargedOn(app, payer.contractId, advance_repaid);
    await app.api(`/v1/deductions/${deductionId}/refunds`, {
      body: { merchant_refund_no: "R-1", amount: 500 },
    });
    await app.settle();
    app.clock.advance(SLOW);
    await app.settle();
    expect(await get(deductionId)).toMatchObject({
      refunded_amount: 500,
      network_advance: { state: "repaid" },
    });
  });

  it("takes a notice twice, and refuses one of another amount or of what was not advanced", async () => {
    const deductionId = await chargedOn(app, payer.contractId, advanced);
    const plain = await chargedOn(app, payer.contractId);
    expect((await noticed(deductionId, advanced - 1)).status).toBe(409);
    expect((await noticed(plain, 1_000)).status).toBe(404);
    expect(await told()).toEqual(["deduction.succeeded", "deduction.succeeded"]);
    expect((await noticed(deductionId, advanced)).status).toBe(200);
    expect((await noticed(deductionId, advanced, "written_off")).status).toBe(200);
    expect(await get(deductionId)).toMatchObject({ network_advance: { state: "repaid" } });
  });

  it("is reclaimed by a chargeback of all of it, which the merchant bears", async () => {
    const deductionId = await chargedOn(app, payer.contractId, advanced);
    await numbered(deductionId);
    await corrected(app, TXN_NO, -700);
    expect(await get(deductionId)).toMatchObject({ network_advance: { state: "outstanding" } });
    await corrected(app, TXN_NO, 700 - advanced);
    expect(await get(deductionId)).toMatchObject({ network_advance: { state: "reclaimed" } });
    expect(await balances()).toEqual({});
    expect(await told()).toContain("deduction.advance_ended");
  });

  it("is found by verify where its row, its events and the books do not agree", async () => {
    const deductionId = await chargedOn(app, payer.contractId, advanced);
    const client = createClient({ url: databaseUrl });
    const work = await client.transaction("write");
    await work.execute({
      sql: "update deductions set advance = 'repaid', advance_ended_at = 1 where deduction_id = ?",
      args: [deductionId],
    });
    const found = Object.keys(await brokenPromises(work));
    await work.rollback();
    client.close();
    expect(found).toEqual(expect.arrayContaining([
      "an advance whose last event says otherwise",
      "a fact that is not booked, or booked otherwise",
      "what payers owe the network that differs from what it has advanced",
      "what the network has advanced that differs from what payers owe it",
    ]));
  });

  it("is on the desk's list with who owes it, and on its home page once it is overdue", async () => {
    const deductionId = await chargedOn(app, payer.contractId, advanced);
    const repaid = await chargedOn(app, payer.contractId, advanced);
    expect((await noticed(repaid, advanced)).status).toBe(200);
    const li = await joined(app, "admin");
    const textAt = async (person: Person, path: string) => await (await person.ask(path)).text();
    const list = await textAt(li, paths.opsAdvances());
    const [contract] = await rows("select consumer_id from contracts");
    const consumerId = String(contract?.["consumer_id"]);
    expect(list).toContain(paths.opsRecord(deductionId));
    expect(list).toContain(consumerId);
    expect(list).not.toContain(repaid);
    expect(list).not.toContain("Over 30 days");
    expect(await textAt(li, paths.opsAdvances({ state: "repaid" }))).toContain(repaid);
    const file = await li.ask(paths.opsAdvancesCsv());
    expect(await file.text()).toContain(
      `"${deductionId}","${app.merchant.merchantNo}","${consumerId}"`,
    );
    expect(await textAt(li, "/ops")).toContain("No advance is overdue");
    app.clock.advance(days(30));
    const later = await joined(app, "admin");
    expect(await textAt(later, paths.opsAdvances())).toContain("Over 30 days");
    expect(await textAt(later, "/ops")).not.toContain("No advance is overdue");
    const support = await joined(app, "support");
    expect((await support.ask(paths.opsAdvances())).status).toBe(403);
  });

  it("stands in the day's statement as what it was", async () => {
    await chargedOn(app, payer.contractId, advanced);
    const day = new Date(app.clock.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    app.clock.advance(days(1));
    await app.settle();
    const file = await (await app.api(`/v1/statements/${day}?format=jsonl`)).text();
    const lines = file.trim().split("\n").map((line) => JSON.parse(line));
    expect(lines.filter((line) => line.kind === "deduction")).toMatchObject([
      { amount: advanced, network_advance: true },
    ]);
  });
});

async function get(deductionId: string) {
  return await (await app.api(`/v1/deductions/${deductionId}`)).json();
}

async function rows(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const [found] = await app.deps.load({ statement: { sql, args: [] }, read: (each) => [...each] });
  return found;
}

async function told(): Promise<readonly string[]> {
  const { data } = await (await app.api("/v1/events")).json();
  return data.map(({ type }: { type: string }) => type)
    .filter((type: string) => type.startsWith("deduction.")).toReversed();
}

/** What the institution's accounts stand at, without those at nothing. */
async function balances(): Promise<Readonly<Record<SharedAccount, number>>> {
  const [shared] = await app.deps.load(app.deps.books.shared());
  return Object.fromEntries(
    shared.filter(({ balance }) => balance.fen !== 0)
      .map(({ account, balance }) => [account, balance.fen]),
  );
}

/** As the channel numbers its transactions. */
async function numbered(deductionId: string): Promise<void> {
  await app.deps.write(unitOf(
    "update deductions set channel_txn_no = ? where deduction_id = ?",
    TXN_NO,
    deductionId,
  ));
}

async function noticed(deductionId: string, amount: number, outcome = "repaid") {
  const channel_order_no = deductionId.slice("ded_".length);
  const body = JSON.stringify({
    about: "advance",
    channel_order_no,
    amount,
    currency: "CNY",
    outcome,
  });
  const signature = await createSeal(app.deps.vault).sign("notice", body);
  const headers = { "content-type": "application/json", [SIGNATURE_HEADER]: signature };
  const url = `http://portal.test${paths.notice("sandbox")}`;
  return await app.fetch(new Request(url, { method: "POST", body, headers }));
}
