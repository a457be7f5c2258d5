import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { paths } from "../../core/paths.ts";
import { hours } from "../../core/time.ts";
import { charge, chargeableContract, refill } from "../support/deductions.ts";
import { joined, type Person } from "../support/staff.ts";
import { type TestApp, testApp, type TestMerchant } from "../support/test_app.ts";

let app: TestApp;
let child: TestMerchant;
let owner: Person;
let childOwner: Person;
let admin: Person;
let orderId: string;

beforeAll(async () => {
  app = await testApp();
  const { merchantNo } = app.merchant.merchant;
  child = await app.openMerchant("分店", { parentNo: merchantNo });
  orderId = await paid("T-1", 8_800);
  await app.api(`/v1/orders/${orderId}/refunds`, {
    body: { merchant_refund_no: "R-1", amount: 800 },
  });
  await app.settle();
  // START is 14:00 in Asia/Shanghai: the next is booked on the next day.
  app.clock.advance(hours(11));
  await paid("T-2", 500, child.merchantNo);
  const { contractId } = await chargeableContract(app);
  await charge(app, refill(contractId, "D-1", 4_500));
  await app.settle();
  owner = await joined(app, "owner", merchantNo);
  childOwner = await joined(app, "owner", child.merchant.merchantNo);
  admin = await joined(app, "admin");
});
afterAll(() => app.close());

async function paid(no: string, amount: number, settleAt?: string): Promise<string> {
  const body = { merchant_order_no: no, amount, subject: "茶", settle_merchant_no: settleAt };
  const { order_id } = await (await app.api("/v1/orders", { body })).json();
  await app.api(`/v1/test_helpers/orders/${order_id}/payment`, { body: { outcome: "succeeded" } });
  return order_id;
}

async function shown(who: Person, path: string): Promise<string> {
  const answer = await who.ask(path);
  expect(answer.status, path).toBe(200);
  return await answer.text();
}

describe("the account in the console", () => {
  it("says what the number is owed, and leads from each entry to what was booked", async () => {
    const page = await shown(owner, paths.consoleList("books"));
    expect(page).toContain(`href="${paths.consoleOrder(orderId)}"`);
    expect(page).toContain("/console/deductions/ded_");
    expect(page).toContain("/console/refunds/rfd_");
    expect(page.match(/<tr role="row"/g)).toHaveLength(4);
    expect(textOf(page)).toContain("Balance payable¥125.00");
  });

  it("is a statement of account for some days, with the balance at both ends", async () => {
    const days = "from=2026-11-21&to=2026-11-21";
    const page = textOf(await shown(owner, paths.consoleList("books", days)));
    expect(page).toContain("At the beginning of 2026-11-21¥80.00");
    expect(page).toContain("At the end of 2026-11-21¥125.00");
    expect(page).not.toContain("T-1");
  });

  it("is a file with each entry and the balance after it", async () => {
    const file = await shown(owner, paths.consoleList("books", "format=csv"));
    const rows = file.trim().split("\r\n").slice(1).map((row) => row.split(",").slice(0, 5));
    expect(rows.map(([no, amount, kind, , balance]) => [no, amount, kind, balance])).toEqual([
      ['"D-1"', "45.00", '"Deduction"', "125.00"],
      ['"R-1"', "-8.00", '"Refund requested"', "80.00"],
      ['"T-1"', "88.00", '"Payment"', "88.00"],
    ]);
  });

  it("shows refunds on an account of their own", async () => {
    const file = await shown(owner, paths.consoleList("books", "account=refunds&format=csv"));
    const rows = file.trim().split("\r\n").slice(1).map((row) => row.split(","));
    expect(rows.map(([no, amount, kind]) => [no, amount, kind])).toEqual([
      ['"R-1"', "-8.00", '"Refund made"'],
      ['"R-1"', "8.00", '"Refund requested"'],
    ]);
  });

  it("holds what settles there, whoever charged", async () => {
    const page = textOf(await shown(childOwner, paths.consoleList("books")));
    expect(page).toContain("Balance payable¥5.00");
    expect(page).toContain("T-2");
  });
});

describe("the books at the desk", () => {
  it("show what each channel owes, and the account of each number", async () => {
    const books = textOf(await shown(admin, paths.opsBooks()));
    expect(books).toContain("Owed by the channel · sandbox¥130.00Test");
    const { merchantNo } = app.merchant;
    const number = await shown(admin, paths.opsMerchant(merchantNo));
    expect(number).toContain(`href="${paths.opsMerchantBooks(merchantNo)}"`);
    const account = textOf(await shown(admin, paths.opsMerchantBooks(merchantNo)));
    expect(account).toContain("Balance payable¥125.00");
    const file = await shown(admin, paths.opsMerchantBooks(merchantNo, "format=csv"));
    expect(file.trim().split("\r\n")).toHaveLength(4);
    expect((await admin.ask(paths.opsMerchantBooks("990100000000099"))).status).toBe(404);
  });
});

function textOf(html: string): string {
  return html.replace(/<[^>]*>/g, "");
}
