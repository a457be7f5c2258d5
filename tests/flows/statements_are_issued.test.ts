import { decodeJwt, flattenedVerify, importJWK } from "jose";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { merchantNo } from "../../core/id.ts";
import { cny } from "../../core/money.ts";
import { recordOutcome } from "../../core/payment/record_outcome.ts";
import { issueStatements } from "../../core/statement/issue_statements.ts";
import { beginStatement } from "../../core/statement/begin_statement.ts";
import { writeFiles } from "../../core/statement/write_files.ts";
import { verifyStatements } from "../../core/statement/verify/verify_statements.ts";
import { type BusinessDay, businessDay, days } from "../../core/time.ts";
import { charge, chargeableContract, refill } from "../support/deductions.ts";
import { must } from "../support/fixtures.ts";
import { openedLink, payLink } from "../support/links.ts";
import {
  agreedOnFees,
  dayOver,
  downloaded,
  folderOf,
  refunded,
  sold,
  statementOf,
} from "../support/statements.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
});
afterEach(() => app.close());

const events = async (type: string) => {
  const { data } = await (await app.api(`/v1/events?type=${type}`)).json();
  return data;
};

async function written(sql: string, ...args: readonly string[]) {
  return await app.deps.write({ statements: [{ sql, args }] });
}

describe("a day's statement", () => {
  it("has what succeeded, with its fee, and comes to what the books say", async () => {
    await agreedOnFees(app);
    const orderId = await sold(app, { no: "T-1", amount: 100_000, metadata: { shop: "西湖店" } });
    await refunded(app, orderId, { no: "R-1", amount: 50_000 });
    await sold(app, { no: "T-2", amount: 8_800 });
    const day = await dayOver(app);
    const statement = await statementOf(app, day);
    expect(statement).toMatchObject({
      merchant_no: app.merchant.merchantNo,
      scope: "own",
      day: "2026-11-20",
      opening_balance: 0,
      lines: 3,
      amount: 58_800,
      // ¥6.15, half of it back (¥3.08), and 0.615 % of ¥88.00.
      fee: 615 - 308 + 54,
      net: 58_800 - 361,
      closing_balance: 58_800 - 361,
    });
    expect(statement.totals).toEqual([
      { kind: "payment", lines: 2, amount: 108_800, fee: 669, net: 108_131 },
      { kind: "refund", lines: 1, amount: -50_000, fee: -308, net: -49_692 },
    ]);
    const files = await downloaded(app, day);
    const lines = new TextDecoder().decode(files.get(`${day}_${app.merchant.merchantNo}.jsonl`))
      .trimEnd().split("\n").map((line) => JSON.parse(line));
    expect(
      lines.map((
        { no, kind, amount, fee, net, balance },
      ) => [no, kind, amount, fee.total, net, balance]),
    ).toEqual([
      [1, "payment", 100_000, 615, 99_385, 99_385],
      [2, "refund", -50_000, -308, -49_692, 49_693],
      [3, "payment", 8_800, 54, 8_746, 58_439],
    ]);
    expect(lines[0]).toMatchObject({
      merchant_order_no: "T-1",
      order_id: orderId,
      channel: "sandbox",
      card_type: "debit",
      metadata: { shop: "西湖店" },
      fee: { issuer: 350, network_of_issuer: 33, network_of_acquirer: 32, acquirer: 200 },
    });
    expect(lines[1]).toMatchObject({ merchant_refund_no: "R-1", of: lines[0].id });
    expect(await verifyStatements(folderOf(files), keys(), undefined))
      .toEqual({ statements: 1, files: 3, lines: 3, problems: [] });
  });

  it("has the metadata that the merchant asked for as columns", async () => {
    await app.deps.commit([{
      type: "statement_options.set",
      merchantNo: merchantNo(app.merchant.merchantNo),
      metadataKeys: ["shop"],
      version: 1,
      eventId: app.deps.newId("evt"),
      at: app.clock.now(),
      by: { type: "clock" },
    }]);
    await sold(app, { no: "T-1", amount: 100, metadata: { shop: '=西湖"店', till: "3" } });
    await sold(app, { no: "T-2", amount: 100 });
    const day = await dayOver(app);
    const files = await downloaded(app, day);
    const csv = new TextDecoder().decode(files.get(`${day}_${app.merchant.merchantNo}.csv`));
    const [header, first, second] = csv.split("\r\n");
    expect(header).toMatch(/,"balance_yuan","metadata.shop","check"$/);
    expect(first).toMatch(/,1\.00,1\.00,"'=西湖""店",[0-9a-f]{8}$/);
    expect(second).toMatch(/,1\.00,2\.00,"",[0-9a-f]{8}$/);
    const zm = [...files].find(([name]) => name.startsWith("INN261120"));
    expect(new TextDecoder("gbk").decode(zm?.[1])).toContain('=西湖"店');
    expect((await verifyStatements(folderOf(files), keys(), undefined)).problems).toEqual([]);
  });

  it("has how it was paid, and the link that it was paid by", async () => {
    const linkId = await openedLink(app, 1_200);
    const { channelOrderNo, flow } = must(await payLink(app, linkId, { amount: 1_200 }));
    must(
      await recordOutcome(app.deps, {
        channelOrderNo,
        amount: cny(1_200),
        outcome: {
          type: "succeeded",
          channelTxnNo: "1",
          cardType: "debit",
          cardLastFour: "0048",
        },
      }),
    );
    await sold(app, { no: "T-1", amount: 100 });
    const day = await dayOver(app);
    const files = await downloaded(app, day);
    const text = (kind: string) =>
      new TextDecoder().decode(files.get(`${day}_${app.merchant.merchantNo}.${kind}`));
    const [linked, other] = text("jsonl").trimEnd().split("\n").map((line) => JSON.parse(line));
    expect(linked).toMatchObject({ method: "quickpass", flow: "screen_code", link_id: linkId });
    expect(flow).toBe("screen_code");
    expect(other).toMatchObject({ method: "quickpass", flow: "test_helper", link_id: null });
    const [head = "", ...rows] = text("csv").split("\r\n").map((line) =>
      line.replace(/^\uFEFF/, "").replaceAll('"', "").split(",")
    );
    const cells = (row: readonly string[] = []) =>
      ["method", "flow", "link_id"].map((name) => row[head.indexOf(name)]);
    expect(rows.slice(0, 2).map(cells))
      .toEqual([["quickpass", "screen_code", linkId], ["quickpass", "test_helper", ""]]);
  });

  it("carries where the audit chain ended when it was issued", async () => {
    await agreedOnFees(app);
    await sold(app, { no: "T-1", amount: 100 });
    const day = businessDay(app.clock.now());
    app.clock.advance(days(1));
    const [last] = await app.deps.load({
      statement: {
        sql: "select seq, hash from audit_entries order by seq desc limit 1",
        args: [],
      },
      read: (rows) => rows.map(({ seq, hash }) => ({ entries: Number(seq), hash })),
    });
    expect(last[0]?.entries).toBeGreaterThan(1);
    await issueStatements(app.deps);
    const { manifest } = await statementOf(app, day);
    expect(decodeJwt(manifest)).toMatchObject({ audit_head: last[0] });
  });

  it("has deductions with their plan and contract", async () => {
    const { contractId, planId } = await chargeableContract(app);
    expect((await charge(app, refill(contractId))).status).toBe(202);
    await app.settle();
    const day = await dayOver(app);
    const files = await downloaded(app, day);
    const line = JSON.parse(
      new TextDecoder().decode(files.get(`${day}_${app.merchant.merchantNo}.jsonl`)).split(
        "\n",
      )[0]!,
    );
    expect(line).toMatchObject({ kind: "deduction", contract_id: contractId, plan_id: planId });
  });

  it("is announced, signed, and each file is", async () => {
    await sold(app, { no: "T-1", amount: 100 });
    const day = await dayOver(app);
    const [event] = await events("statement.ready");
    expect(event.data).toEqual({ ...await statementOf(app, day), sequence: 1 });
    const answer = await app.api(`/v1/statements/${day}?format=csv`);
    const [header = "", , signature = ""] = (answer.headers.get("Countersign-Signature") ?? "")
      .split(".");
    const payload = new Uint8Array(await answer.arrayBuffer()).toBase64({
      alphabet: "base64url",
      omitPadding: true,
    });
    const key = await importJWK(keys().keys[0]!, "EdDSA");
    const { protectedHeader } = await flattenedVerify(
      { protected: header, payload, signature },
      key,
    );
    expect(protectedHeader).toMatchObject({ alg: "EdDSA", status: 200 });
  });

  it("is there also of a day on which nothing was booked, and follows the one before", async () => {
    await sold(app, { no: "T-1", amount: 100 });
    await dayOver(app);
    const quiet = await dayOver(app);
    expect(await statementOf(app, quiet)).toMatchObject({
      opening_balance: 100,
      lines: 0,
      closing_balance: 100,
    });
    const both = new Map([
      ...await downloaded(app, "2026-11-20"),
      ...await downloaded(app, quiet),
    ]);
    expect(await verifyStatements(folderOf(both), keys(), undefined))
      .toEqual({ statements: 2, files: 6, lines: 1, problems: [] });
  });

  it("is none before the day has ended, of another number, or before anything was booked", async () => {
    await sold(app, { no: "T-1", amount: 100 });
    await app.settle();
    const today = businessDay(app.clock.now());
    expect((await app.api(`/v1/statements/${today}`)).status).toBe(404);
    expect((await app.api("/v1/statements/2026-02-30")).status).toBe(404);
    const day = await dayOver(app);
    const other = await app.openMerchant("别家");
    const asked = await app.api(`/v1/statements/${day}`, { key: other.secretKey });
    expect(asked.status).toBe(404);
    expect((await asked.json()).code).toBe("statement_not_found");
    expect((await app.api(`/v1/statements/${day}?format=pdf`)).status).toBe(422);
  });

  it("comes late of days that passed while nobody issued, and not of quiet ones long ago", async () => {
    await sold(app, { no: "T-1", amount: 100 });
    app.clock.advance(days(100));
    await app.settle();
    const issued = await events("statement.ready&limit=100");
    expect(issued.map(({ data }: { data: { day: string } }) => data.day).slice(-2))
      .toEqual(["2027-01-28", "2026-11-20"]);
  });
});

describe("what was issued", () => {
  it("is never changed, not even by hand", async () => {
    await sold(app, { no: "T-1", amount: 100 });
    const day = await dayOver(app);
    const before = await downloaded(app, day);
    const attempts = [
      "update statements set net = 5",
      "delete from statements",
      "update statement_parts set content = ''",
      "delete from statement_parts",
      "insert into statement_parts select statement_id, 'x', format, 9, content from statement_parts",
      "update statements set closing = 7",
    ];
    for (const sql of attempts) {
      expect(await written(sql), sql).toMatchObject({ type: "refused" });
    }
    expect(await downloaded(app, day)).toEqual(before);
  });

  it("was issued by one of two processes", async () => {
    await sold(app, { no: "T-1", amount: 100 });
    app.clock.advance(days(1));
    await Promise.all([issueStatements(app.deps), issueStatements(app.deps)]);
    await app.settle();
    expect(await events("statement.ready")).toHaveLength(1);
    const files = await downloaded(app, "2026-11-20");
    expect((await verifyStatements(folderOf(files), keys(), undefined)).problems).toEqual([]);
  });

  it("has the cut that was written down, whoever comes to its end", async () => {
    await sold(app, { no: "T-1", amount: 100 });
    app.clock.advance(days(1));
    const turn = {
      merchantNo: merchantNo(app.merchant.merchantNo),
      scope: "own",
      day: "2026-11-20" as BusinessDay,
    } as const;
    const begun = await beginStatement(app.deps, turn);
    if (begun.state === "ready") throw new Error("Expected it to be issuing");
    // Whoever began has written files and was killed before the end.
    await writeFiles(app.deps, begun, app.deps.newId("evt"));
    await app.settle();
    expect(await statementOf(app, "2026-11-20")).toMatchObject({
      statement_id: begun.statementId,
      lines: 1,
    });
    const files = await downloaded(app, "2026-11-20");
    expect((await verifyStatements(folderOf(files), keys(), undefined)).problems).toEqual([]);
  });

  it("does not have what was booked for its day after it: the next has", async () => {
    await sold(app, { no: "T-1", amount: 100 });
    const now = app.clock.now();
    await dayOver(app);
    // A process that stood still over midnight.
    app.clock.set(now);
    await sold(app, { no: "T-2", amount: 200 });
    app.clock.advance(days(2));
    await app.settle();
    expect(await statementOf(app, "2026-11-20")).toMatchObject({ lines: 1, closing_balance: 100 });
    expect(await statementOf(app, "2026-11-21")).toMatchObject({
      opening_balance: 100,
      lines: 1,
      amount: 200,
      closing_balance: 300,
    });
  });
});

describe("a rolled-up statement", () => {
  it("has what each of the numbers below has, and its own", async () => {
    const child = await app.openMerchant("分店", { parentNo: app.merchant.merchantNo });
    const below = await app.openMerchant("柜台", { parentNo: child.merchantNo });
    await sold(app, { no: "T-1", amount: 100 });
    await sold(app, { no: "T-2", amount: 200, key: below.secretKey });
    const day = await dayOver(app);
    const rolledUp = await statementOf(app, day, "?scope=rolled_up");
    expect(rolledUp).toMatchObject({ lines: 2, amount: 300, closing_balance: 300 });
    expect(await statementOf(app, day, "?scope=rolled_up", child.secretKey))
      .toMatchObject({ lines: 1, amount: 200 });
    expect((await app.api(`/v1/statements/${day}`, { key: child.secretKey })).status).toBe(404);
    const files = await downloaded(app, day, { scope: "rolled_up" });
    expect((await verifyStatements(folderOf(files), keys(), undefined)).problems).toEqual([]);
    const next = await dayOver(app);
    expect(await statementOf(app, next, "?scope=rolled_up"))
      .toMatchObject({ lines: 0, opening_balance: 300 });
  });
});

function keys() {
  return app.deps.vault.jwks() as { keys: { readonly kty: string }[] };
}
