import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { byOperator } from "../../core/actor.ts";
import { decideApplication } from "../../core/application/decide_application.ts";
import type { MerchantNo } from "../../core/id.ts";
import { openMerchant } from "../../core/merchant/open_merchant.ts";
import { paths } from "../../core/paths.ts";
import type { Role } from "../../core/permission/role.ts";
import { type BusinessDay, days } from "../../core/time.ts";
import { applicant, applicationForm } from "../support/applications.ts";
import { blocked } from "../support/blocks.ts";
import { charge, chargeableContract, refill } from "../support/deductions.ts";
import { must } from "../support/fixtures.ts";
import { joined, type Person, signedIn } from "../support/staff.ts";
import { type TestApp, testApp } from "../support/test_app.ts";
import { MOMENTS, pass, unclearPayment } from "../support/unclear.ts";

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
});
afterEach(() => app.close());

const since = "2026-01-01" as BusinessDay;
const licenceNo = "91000000MA0000001R";

async function operator(role: Role): Promise<Person> {
  const person = await joined(app, role);
  await person.confirm();
  return person;
}

async function page(path: string, person: Person): Promise<string> {
  const answer = await person.ask(path);
  expect(answer.status).toBe(200);
  return await answer.text();
}

let numbers = 0;

/** A test merchant of the enterprise, and its key. */
async function opened(name: string) {
  const { merchant, secretKey } = must(
    await openMerchant(app.deps, {
      merchantNo: `9902000${`${++numbers}`.padStart(8, "0")}` as MerchantNo,
      parentNo: undefined,
      name,
      mode: "test",
      products: ["cashier"],
      returnUrls: [],
      enterprise: { licenceNo, name: "运河餐饮有限公司" },
    }),
  );
  return { merchantNo: merchant.merchantNo, key: secretKey };
}

async function paid(key: string, merchant_order_no: string, amount: number): Promise<string> {
  const body = { merchant_order_no, amount, subject: "茶" };
  const { order_id } = await (await app.api("/v1/orders", { key, body })).json();
  const outcome = { outcome: "succeeded" };
  await app.api(`/v1/test_helpers/orders/${order_id}/payment`, { key, body: outcome });
  return order_id;
}

async function refunded(key: string, orderId: string, amount: number): Promise<void> {
  const body = { merchant_refund_no: `R-${orderId}`, amount };
  await app.api(`/v1/orders/${orderId}/refunds`, { key, body });
  await app.settle();
}

describe("an enterprise at the desk", () => {
  it("shows the last thirty days of each of its numbers", async () => {
    const one = await opened("=店 1");
    const two = await opened("店 2");
    const old = await paid(one.key, "old", 50_000);
    app.clock.advance(days(30));
    const order = await paid(one.key, "new", 12_000);
    await paid(one.key, "more", 3_000);
    await refunded(one.key, order, 1_500);
    await refunded(one.key, old, 20_000);

    const admin = await operator("admin");
    const html = await page(paths.opsEnterprise(licenceNo), admin);
    for (
      const text of [
        paths.opsMerchant(one.merchantNo),
        paths.opsMerchant(two.merchantNo),
        "¥150.00 taken (2)",
        "¥215.00 refunded (2)",
        "143.3% refunded",
        "nothing taken",
        "2026-11-21 to 2026-12-20",
      ]
    ) expect(html).toContain(text);
    const [enterprise] = await app.deps.load(app.deps.enterprises.byLicence(licenceNo));
    expect(await page(paths.opsEnterprise(enterprise!.enterpriseId), admin)).toContain(licenceNo);

    const file = await admin.ask(paths.opsEnterpriseTable(licenceNo));
    expect(file.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(file.headers.get("content-disposition"))
      .toBe(`attachment; filename="${licenceNo}_2026-11-21_2026-12-20.csv"`);
    expect((await file.text()).split("\r\n")).toEqual([
      expect.stringContaining('"First day (UTC+8)","Last day (UTC+8)"'),
      `"${one.merchantNo}","'=店 1","Active","2026-11-21","2026-12-20",2,150.00,0,0.00,2,215.00,-65.00,143.3,0,0,0`,
      `"${two.merchantNo}","店 2","Active","2026-11-21","2026-12-20",0,0.00,0,0.00,0,0.00,0.00,,0,0,0`,
      "",
    ]);
  });

  it("counts deductions as volume, and what is unclear by itself", async () => {
    const { merchantNo } = app.merchant.merchant;
    const { contractId } = await chargeableContract(app);
    await charge(app, refill(contractId, "A-1", 4_500));
    await app.settle();
    await unclearPayment(app);
    await pass(app, MOMENTS);
    const [[month]] = await app.deps.load(app.deps.desk.months([merchantNo], since));
    expect(month).toMatchObject({
      paid: { count: 0, sum: { fen: 0 } },
      deducted: { count: 1, sum: { fen: 4_500 } },
      refunded: { count: 0 },
      unclear: 1,
    });
  });

  it("is paged by key", async () => {
    for (let n = 0; n < 21; n++) await opened(`店 ${n}`);
    const admin = await operator("admin");
    const first = await page(paths.opsEnterprise(licenceNo), admin);
    const [, next = ""] = /href="([^"]+\?after=[^"]+)"/.exec(first) ?? [];
    const second = await page(next, admin);
    const linked = (html: string) => html.match(/href="\/ops\/merchants\/\d{15}"/g) ?? [];
    expect(linked(first)).toHaveLength(20);
    expect(new Set([...linked(first), ...linked(second)]).size).toBe(21);
    expect(second).not.toMatch(/href="[^"]+\?after=/);
  });

  it("refuses a file that would not be whole, and a stop that one write does not hold", async () => {
    await opened("店");
    await copies(5_000);
    const admin = await operator("admin");
    const file = await admin.ask(paths.opsEnterpriseTable(licenceNo));
    expect([file.status, await file.text()])
      .toEqual([422, expect.stringContaining("too many numbers for one file, so there is none")]);
    const stop = await admin.ask(paths.opsEnterpriseStop(licenceNo), {
      state: "stopped",
      reason: "Fraud",
    });
    expect([stop.status, await stop.text()])
      .toEqual([422, expect.stringContaining("too many numbers for one write")]);
    const [enterprise] = await app.deps.load(app.deps.enterprises.byLicence(licenceNo));
    expect(enterprise?.stop).toBeUndefined();
    await write("delete from merchants where merchant_no like '99030000%'");
  });

  it("names the phones and accounts that another enterprise has as well, masked", async () => {
    const shop = await applicant(app);
    const reviewer = await operator("reviewer");
    const { contact, settlement_account } = applicationForm.application;
    const approve = async (reference: string, changes: object) => {
      const application = { ...applicationForm.application, ...changes };
      const id = await shop.submit({ ...applicationForm, reference, application });
      const verdict = { type: "approved" } as const;
      must(await decideApplication(app.deps, { applicationId: id, verdict, by: byOperator }));
    };
    await approve("own", {});
    await approve("own_again", {});
    const other = { licence_no: "91000000MA0000000N", legal_name: "青瓷餐饮有限公司" };
    const account = { ...settlement_account, account_no: "880000112233445" };
    const others = { contact: { ...contact, phone: "19900000002" }, settlement_account: account };
    await approve("same_phone", { ...other, settlement_account: account });
    const none = await page(paths.opsEnterprise(other.licence_no), reviewer);
    expect(none).toContain("Contact phone 199****0001");
    expect(none).not.toContain("Settlement account …");

    await approve("same_account", { ...other, ...others, settlement_account });
    await approve("nothing", { ...other, ...others });
    const html = await page(paths.opsEnterprise(licenceNo), reviewer);
    expect(html.match(/Settlement account …3445/g)).toHaveLength(1);
    expect(html.match(/Contact phone 199\*\*\*\*0001/g)).toHaveLength(1);
    expect(html).toContain(paths.opsEnterprise(other.licence_no));
    expect(html).not.toContain("19900000001");
    expect(html).not.toContain("on the block list");
    await blocked(app, await signedIn(app, "admin"), "phone", "19900000001");
    expect((await page(paths.opsEnterprise(licenceNo), reviewer)).match(/on the block list/g))
      .toHaveLength(1);
    expect(html).not.toContain("990000112233445");
  });

  it("is stopped and resumed with a reason, by whoever may", async () => {
    const { merchantNo } = await opened("店");
    const admin = await operator("admin");
    const path = paths.opsEnterpriseStop(licenceNo);
    expect((await admin.ask(path, { state: "stopped", reason: " " })).status).toBe(422);
    expect((await admin.ask(path, { state: "gone", reason: "x" })).status).toBe(422);
    const stopped = await admin.ask(path, { state: "stopped", reason: "Fraud" });
    expect([stopped.status, stopped.headers.get("location")])
      .toEqual([303, paths.opsEnterprise(licenceNo)]);
    expect(await page(paths.opsEnterprise(licenceNo), admin)).toContain("Fraud");
    const standing = paths.opsMerchantStanding(merchantNo);
    const one = await admin.ask(standing, { state: "active", reason: "x" });
    expect([one.status, await one.text()])
      .toEqual([422, expect.stringContaining("The whole enterprise is stopped")]);
    expect((await admin.ask(path, { state: "active", reason: "Cleared" })).status).toBe(303);
    const [merchant] = await app.deps.load(app.deps.merchants.byNo(merchantNo));
    expect(merchant?.state).toBe("active");

    const reviewer = await operator("reviewer");
    const html = await page(paths.opsEnterprise(licenceNo), reviewer);
    expect(html).not.toContain(path);
    expect(html).not.toContain(paths.opsEnterpriseTable(licenceNo));
    expect((await reviewer.ask(path)).status).toBe(403);
    expect((await reviewer.ask(paths.opsEnterpriseTable(licenceNo))).status).toBe(403);
    for (const none of ["91000000MA0000000N", "ent_none", "x"]) {
      expect((await admin.ask(paths.opsEnterprise(none))).status).toBe(404);
      expect((await admin.ask(paths.opsEnterpriseTable(none))).status).toBe(404);
    }
  });
});

/** So many more numbers of the same enterprise, without their histories. */
async function copies(count: number): Promise<void> {
  await write(
    `insert into merchants (merchant_no, app_id, enterprise_id, name, mode, products,
      return_urls, embed_origins, created_at, version)
    with recursive n (i) as (select 1 union all select i + 1 from n where i < ?)
    select '99030000' || substr('0000000' || i, -7), app_id, enterprise_id, name, mode, products,
      return_urls, embed_origins, created_at, version
    from n, merchants where enterprise_id is not null`,
    BigInt(count),
  );
}

async function write(sql: string, ...args: readonly bigint[]): Promise<void> {
  const written = await app.deps.write({ statements: [{ sql, args }] });
  expect(written.type).toBe("committed");
}
