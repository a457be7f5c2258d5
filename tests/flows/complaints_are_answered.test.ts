import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { recordComplaint } from "../../core/complaint/record_complaint.ts";
import type { MerchantNo } from "../../core/id.ts";
import { openMerchant } from "../../core/merchant/open_merchant.ts";
import { paths } from "../../core/paths.ts";
import type { Role } from "../../core/permission/role.ts";
import { type BusinessDay, businessDay, days, instant } from "../../core/time.ts";
import { must } from "../support/fixtures.ts";
import { placeOrder } from "../support/payer.ts";
import { joined, type Person, signedIn } from "../support/staff.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

const SAID = "十八日扣了三次。\n我叫柳青，电话 19900000001。";
let app: TestApp;
let support: Person;
beforeEach(async () => {
  app = await testApp();
  support = await joined(app, "support");
});
afterEach(() => app.close());

async function page(path: string, who = support): Promise<string> {
  const answer = await who.ask(path);
  expect([path, answer.status]).toEqual([path, 200]);
  return await answer.text();
}

function today(): BusinessDay {
  return businessDay(app.deps.now());
}

async function recorded(fields: Readonly<Record<string, string>> = {}): Promise<string> {
  const form = {
    against: app.merchant.merchantNo,
    kind: "not_authorised",
    text: SAID,
    received_on: today(),
    ...fields,
  };
  const answer = await support.ask(paths.opsNewComplaint(), form);
  expect(answer.status).toBe(303);
  return answer.headers.get("location") ?? "";
}

describe("a complaint", () => {
  it("is recorded from a record, read on the record, and answered", async () => {
    const { orderId } = await placeOrder(app);
    const record = await page(paths.opsRecord(orderId));
    expect(record).toContain(paths.opsNewComplaint(orderId));
    expect(await page(paths.opsNewComplaint(orderId))).toContain(`value="${orderId}"`);
    const place = await recorded({ against: orderId });
    const html = await page(place);
    for (const text of [orderId, app.merchant.merchantNo, "Charged without consent", "Open"]) {
      expect(html).toContain(text);
    }
    expect(html).not.toContain("柳青");
    expect(await looks()).toEqual([]);

    const read = await support.ask(paths.opsComplaintText(place.split("/").at(-1) ?? ""), {});
    expect(await read.text()).toContain(SAID);
    expect(await looks()).toEqual([
      { of: place.split("/").at(-1), fields: ["complaint_text"], reason: "" },
    ]);

    const answer = paths.opsComplaintAnswer(place.split("/").at(-1) ?? "");
    expect((await support.ask(answer, { answer: " " })).status).toBe(422);
    expect((await support.ask(answer, { answer: "商家已退两次" })).status).toBe(303);
    expect(await page(place)).toContain("Answered at");
    const twice = await support.ask(answer, { answer: "再说一次" });
    expect([twice.status, await twice.text()])
      .toEqual([422, expect.stringContaining("Somebody has just answered it")]);
    expect(await page(paths.opsComplaints())).toContain("No complaint is open");
    expect(await page(paths.opsComplaints({ state: "answered" }))).toContain(place);
  });

  it("is kept sealed: no event, list or file says what was said", async () => {
    const place = await recorded();
    const admin = await joined(app, "admin");
    const file = await (await admin.ask(paths.opsComplaintsCsv())).text();
    expect(file.split("\r\n")[1]).toBe(
      `"${place.split("/").at(-1)}","${today()}","Charged without consent",` +
        `"${app.merchant.merchantNo}","","Open","2026-11-20 14:00:00",""`,
    );
    const [kept] = await app.deps.load({
      statement: {
        sql: `select (select group_concat(data) from events) || (select sealed_text from complaints)
          as text`,
        args: [],
      },
      read: ([row]) => String(row?.["text"]),
    });
    for (const text of [file, kept, await page(paths.opsComplaints())]) {
      expect(text).not.toMatch(/柳青|19900000001/);
    }
    expect((await support.ask(paths.opsComplaintsCsv())).status).toBe(403);
  });

  it.each([
    [{ against: "888000000000009" }, "There&#39;s no such merchant number or record"],
    [
      { against: "ord_01KAG8M0000000000000000009" },
      "There&#39;s no such merchant number or record",
    ],
    [{ against: "T-77" }, "There&#39;s no such merchant number or record"],
    [{ kind: "rude" }, "Choose what kind of complaint it is"],
    [{ text: " " }, "Write down what was said"],
    [{ text: "卡号 6200 0000 0000 0005" }, "The text holds something we don&#39;t store"],
    [{ received_on: "2099-01-01" }, "Enter a day, today at the latest"],
    [{ received_on: "gestern" }, "Enter a day, today at the latest"],
  ])("comes back with what is wrong: %o", async (wrong, said) => {
    const form = {
      against: app.merchant.merchantNo,
      kind: "other",
      text: "x",
      received_on: today(),
      ...wrong,
    };
    const answer = await support.ask(paths.opsNewComplaint(), form);
    expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining(said)]);
  });

  it("is nobody's business who may not read complaints", async () => {
    const place = await recorded();
    const owner = await joined(app, "owner", app.merchant.merchant.merchantNo);
    expect((await owner.ask(place)).status).toBe(303);
    expect((await support.ask(paths.opsComplaint("cmp_none"))).status).toBe(404);
    expect((await support.ask(paths.opsComplaintText("cmp_none"), {})).status).toBe(404);
    expect((await support.ask(paths.opsComplaintAnswer("cmp_none"), { answer: "x" })).status)
      .toBe(404);
  });
});

describe("complaints", () => {
  it("wait the oldest first, page by page, of everybody and of one merchant number", async () => {
    const here = await signedIn(app, "support");
    const other = await app.openMerchant("面馆 Noodles");
    const record = async (against: MerchantNo, daysAgo: number) =>
      must(
        await recordComplaint(app.deps, {
          against,
          kind: "other",
          text: "x",
          receivedOn: businessDay(instant(app.deps.now() - days(daysAgo))),
          here,
        }),
      ).complaintId;
    const ids: string[] = [];
    for (let n = 0; n < 22; n++) ids.push(await record(app.merchant.merchant.merchantNo, n));
    const elsewhere = await record(other.merchant.merchantNo, 40);
    const listed = (html: string) =>
      [...html.matchAll(/href="\/ops\/complaints\/(cmp_\w+)"/g)].map(([, id = ""]) => id);
    const first = await page(paths.opsComplaints());
    const [, next = ""] = /href="([^"]+after=[^"]+)"/.exec(first) ?? [];
    const second = await page(next.replaceAll("&amp;", "&"));
    expect([...listed(first), ...listed(second)]).toEqual([elsewhere, ...ids.toReversed()]);

    const { merchantNo } = other;
    const theirs = await page(paths.opsComplaints({ merchant: merchantNo }));
    expect(listed(theirs)).toEqual([elsewhere]);
    expect(theirs).toContain(paths.opsNewComplaint(merchantNo));
    const admin = await joined(app, "admin");
    expect(await page(paths.opsMerchant(merchantNo), admin))
      .toContain(paths.opsComplaints({ merchant: merchantNo }));
    expect(await page(paths.desk("ops"))).toMatch(/Complaints<\/a>[^]*?<b>23<\/b>/);
  });

  it("are counted where an enterprise is seen: of thirty days, and open", async () => {
    const licenceNo = "91000000MA0000001R";
    const numbers: MerchantNo[] = [];
    for (const no of ["990200000000001", "990200000000002"]) {
      const { merchant } = must(
        await openMerchant(app.deps, {
          merchantNo: no as MerchantNo,
          parentNo: undefined,
          name: no,
          mode: "test",
          products: ["cashier"],
          returnUrls: [],
          enterprise: { licenceNo, name: "运河餐饮有限公司" },
        }),
      );
      numbers.push(merchant.merchantNo);
    }
    const [one = "", two = ""] = numbers;
    const old = businessDay(instant(app.deps.now() - days(30)));
    await recorded({ against: one, received_on: old });
    await recorded({ against: one });
    const closed = await recorded({ against: two });
    await recorded();
    const answer = paths.opsComplaintAnswer(closed.split("/").at(-1) ?? "");
    expect((await support.ask(answer, { answer: "退了" })).status).toBe(303);

    const [enterprise] = await app.deps.load(app.deps.enterprises.byLicence(licenceNo));
    const list = paths.opsComplaints({ enterprise: enterprise?.enterpriseId ?? "" });
    const html = await page(paths.opsEnterprise(licenceNo));
    expect(html).toMatch(new RegExp(`${escaped(list)}">2 in 30 days, 2 open`));
    const ofOne = paths.opsComplaints({ merchant: one });
    expect(html).toMatch(new RegExp(`${escaped(ofOne)}">Complaints 1 in 30 days, 2 open`));
    expect((await page(list)).match(/\/ops\/complaints\/cmp_/g)).toHaveLength(2);

    const file = await (await operator("admin")).ask(paths.opsEnterpriseTable(licenceNo));
    const [head = "", ...rows] = (await file.text()).split("\r\n");
    expect(head).toMatch(/"Complaints","Open complaints"$/);
    expect(rows.map((row) => row.split(",").slice(-2).join())).toEqual(["1,2", "1,0", ""]);
  });
});

async function operator(role: Role): Promise<Person> {
  const person = await joined(app, role);
  await person.confirm();
  return person;
}

function escaped(path: string): string {
  return path.replace("?", "\\?");
}

async function looks(): Promise<readonly unknown[]> {
  const [data] = await app.deps.load({
    statement: { sql: "select data from events where type = 'audit.unmasked'", args: [] },
    read: (rows) => rows.map((row) => JSON.parse(String(row["data"]))),
  });
  return data;
}
