import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { paths } from "../../core/paths.ts";
import { detailReader } from "../../core/statement_file/detail_reader.ts";
import { type BusinessDay, businessDay, days } from "../../core/time.ts";
import { charge, chargeableContract, refill } from "../support/deductions.ts";
import { joined, type Person } from "../support/staff.ts";
import { agreedOnFees, dayOver, refunded, sold } from "../support/statements.ts";
import { type TestApp, testApp, type TestMerchant } from "../support/test_app.ts";

let app: TestApp;
let child: TestMerchant;
let owner: Person;
let finance: Person;
let viewer: Person;
let admin: Person;
let orderId: string;
let day: BusinessDay;

beforeAll(async () => {
  app = await testApp({ config: { invoice: { taxNo: "91310000MA0000001X", taxRate: 600 } } });
  const { merchantNo } = app.merchant.merchant;
  child = await app.openMerchant("分店", { parentNo: merchantNo });
  await agreedOnFees(app);
  orderId = await sold(app, { no: "T-1", amount: 512_800 });
  await refunded(app, orderId, { no: "R-1", amount: 100_000 });
  await sold(app, { no: "T-2", amount: 200, key: child.secretKey });
  const { contractId } = await chargeableContract(app);
  expect((await charge(app, refill(contractId, "D-1", 4_500))).status).toBe(202);
  await app.settle();
  day = await dayOver(app) as BusinessDay;
  owner = await joined(app, "owner", merchantNo);
  finance = await joined(app, "finance", merchantNo);
  viewer = await joined(app, "viewer", merchantNo);
  admin = await joined(app, "admin");
});
afterAll(() => app.close());

async function page(who: Person, path: string, status = 200): Promise<string> {
  const answer = await who.ask(path);
  expect(answer.status, path).toBe(status);
  return await answer.text();
}

function textOf(html: string): string {
  return html.replaceAll(/<[^>]+>/g, "").replaceAll(/\s+/g, " ");
}

describe("statements in the console", () => {
  it("are listed, each with its files, which are what the API gives", async () => {
    expect(await page(owner, paths.consoleStatements()))
      .toContain(`href="${paths.consoleStatement(day)}"`);
    const shown = await page(finance, paths.consoleStatement(day));
    expect(textOf(shown)).toContain("Opening balance¥0.00");
    for (const format of ["csv", "jsonl", "zm"]) {
      const path = paths.consoleStatementFile(day, format);
      expect(shown).toContain(`href="${path}"`);
      const file = await (await finance.ask(path)).arrayBuffer();
      const asked = await (await app.api(`/v1/statements/${day}?format=${format}`)).arrayBuffer();
      expect(file).toEqual(asked);
    }
    const manifest = await finance.ask(paths.consoleStatementFile(day, "manifest"));
    const { manifest: same } = await (await app.api(`/v1/statements/${day}`)).json();
    expect(await manifest.text()).toBe(same);
    expect(manifest.headers.get("Content-Disposition")).toContain(`${day}_`);
  });

  it("are there of everything below as well", async () => {
    const rolledUp = await page(owner, paths.consoleStatements({ scope: "rolled_up" }));
    expect(rolledUp).toContain(`href="${paths.consoleStatement(day, "rolled_up")}"`);
    const shown = await page(owner, paths.consoleStatement(day, "rolled_up"));
    expect(textOf(shown)).toContain("With all below it");
  });

  it("are nobody's who may not see them", async () => {
    await page(viewer, paths.consoleStatements(), 403);
    await page(viewer, paths.consoleStatementFile(day, "csv"), 403);
    await page(owner, paths.consoleStatement("2026-01-01"), 404);
    await page(owner, paths.consoleStatementFile(day, "pdf"), 404);
  });

  it("have the columns that finance chooses, unless they are wrong or somebody else was first", async () => {
    const choose = (version: number, keys: string) =>
      finance.ask(paths.consoleStatementMetadata(), {
        version: String(version),
        metadata_keys: keys,
      });
    expect((await choose(0, "shop name")).status).toBe(422);
    expect((await choose(0, Array.from({ length: 11 }, (_, i) => `k${i}`).join("\n"))).status)
      .toBe(422);
    expect((await choose(0, "shop\r\ntill\r\nshop")).status).toBe(303);
    expect((await choose(0, "till")).status).toBe(409);
    const [options] = await app.deps.load(
      app.deps.statements.options(app.merchant.merchant.merchantNo),
    );
    expect(options).toEqual({ metadataKeys: ["shop", "till"], version: 1 });
  });
});

describe("a fee in the console", () => {
  it("is explained line by line, with what a refund gave back of it", async () => {
    const { payment } = await (await app.api(`/v1/orders/${orderId}`)).json();
    const path = paths.consolePaymentFee(payment.payment_id);
    expect(await page(owner, paths.consoleOrder(orderId))).toContain(`href="${path}"`);
    const shown = textOf(await page(viewer, path));
    expect(shown).toContain("Card issuer0.35%¥13.00¥13.00 · Capped¥13.00");
    expect(shown).toContain("Network, issuer side0.0325%¥3.25¥1.6666¥1.67");
    expect(shown).toContain("Acquirer0.2%No cap¥10.256¥10.25");
    expect(shown).toContain("Total¥26.5892¥26.59");
    expect(shown).toContain("Fee after refunds¥21.40");
  });

  it("of a deduction finds out by itself which kind of card it was", async () => {
    const { data } = await (await app.api("/v1/deductions")).json();
    const shown = await page(owner, paths.consoleDeductionFee(data[0].deduction_id));
    expect(textOf(shown)).toContain("CardDebit");
    expect(textOf(shown)).toContain("Total¥0.27675¥0.28");
  });

  it("is none where none was agreed on, and nobody else's", async () => {
    const childOwner = await joined(app, "owner", child.merchant.merchantNo);
    const { data: others } = await (await app.api("/v1/orders", { key: child.secretKey })).json();
    const { payment } = others[0];
    const path = paths.consolePaymentFee(payment.payment_id);
    expect(textOf(await page(childOwner, path))).toContain("No fee");
    await page(owner, path, 404);
  });

  it("is in the month's statement, with what an invoice needs", async () => {
    expect(await page(owner, paths.consoleFees()))
      .toContain(`href="${paths.consoleFeeMonth("2026-11")}"`);
    const shown = textOf(await page(finance, paths.consoleFeeMonth("2026-11")));
    expect(shown).toContain("The month isn&#39;t over");
    expect(shown).toContain("91310000MA0000001X");
    // ¥26.59 less ¥5.19 that went back, and ¥0.28 of the deduction; 6 % of what is in each item.
    expect(shown).toContain("Total¥20.45¥1.23¥21.68");
    const csv = await (await finance.ask(paths.consoleFeeMonthCsv("2026-11"))).text();
    expect(csv.trimEnd().split("\r\n")).toHaveLength(5);
    expect(csv).toContain('"Acquiring service fee"');
    await page(owner, paths.consoleFeeMonth("2026-10"), 404);
    await page(owner, paths.consoleFeeMonth("2026-13"), 404);
  });
});

describe("the institution's view", () => {
  it("has all numbers' days, and their transactions as a file that reads back", async () => {
    const shown = textOf(await page(admin, paths.opsStatements({ mode: "test" })));
    expect(shown).toContain("2 merchant numbers");
    const file = await admin.ask(paths.opsStatementsAcom(day, "test"));
    expect(file.headers.get("Content-Disposition")).toContain('"IND26112090ACOM"');
    const reader = detailReader("acom", { clearingDay: day, merchantNo: undefined });
    const read = reader.push(new Uint8Array(await file.arrayBuffer()));
    if (!read.ok) throw new Error(JSON.stringify(read.error));
    expect(
      read.value.map(({ direction, amount, merchantNo }) => [direction, amount.fen, merchantNo])
        .toSorted(),
    ).toEqual([
      ["in", 200, child.merchantNo],
      ["in", 4_500, app.merchant.merchantNo],
      ["in", 512_800, app.merchant.merchantNo],
      ["out", 100_000, app.merchant.merchantNo],
    ].toSorted());
    expect(reader.end()).toEqual({ ok: true, value: [] });
    await page(admin, paths.opsStatementsAcom(day, "other"), 404);
    expect(textOf(await page(admin, paths.opsStatements()))).toContain("No statements yet");
  });

  it("goes back in time page by page", async () => {
    app.clock.advance(days(30));
    await app.settle();
    await admin.signIn();
    const first = await page(admin, paths.opsStatements({ mode: "test" }));
    const [, before] = /before=(\d{4}-\d\d-\d\d)/.exec(first) ?? [];
    expect(before).toBeDefined();
    const second = await page(admin, paths.opsStatements({ mode: "test", before: before! }));
    expect(second).toContain("20 Nov 2026");
    expect(businessDay(app.clock.now()) > day).toBe(true);
  });
});
