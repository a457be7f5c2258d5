import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ApplicationId, MerchantNo } from "../../core/id.ts";
import { paths } from "../../core/paths.ts";
import type { Role } from "../../core/permission/role.ts";
import { minutes } from "../../core/time.ts";
import { type Applicant, applicant, applicationForm } from "../support/applications.ts";
import { joined, type Person } from "../support/staff.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
let shop: Applicant;
let reviewer: Person;
beforeEach(async () => {
  app = await testApp();
  shop = await applicant(app);
  reviewer = await operator("reviewer");
});
afterEach(() => app.close());

async function operator(role: Role): Promise<Person> {
  const person = await joined(app, role);
  await person.confirm();
  return person;
}

async function page(person: Person, path: string): Promise<string> {
  const answer = await person.ask(path);
  expect(answer.status).toBe(200);
  return await answer.text();
}

const approval = { verdict: "approved", version: "1", reason: "" };
const decide = (id: ApplicationId, fields: Readonly<Record<string, string>>, by = reviewer) =>
  by.ask(paths.opsApplicationDecision(id), fields);

describe("an application for a live number, at the desk", () => {
  it("waits in line, the oldest first, and is counted on the desk's home", async () => {
    const first = await shop.submit(applicationForm);
    app.clock.advance(minutes(1));
    const second = await shop.submit({ ...applicationForm, reference: "two", name: "二店" });
    expect(await page(reviewer, paths.desk("ops")))
      .toContain(`href="${paths.opsQueue("applications")}"`);
    const html = await page(reviewer, paths.opsQueue("applications"));
    const [one, two] = [first, second].map((id) => html.indexOf(paths.opsApplication(id)));
    expect(one).toBeGreaterThan(0);
    expect(two).toBeGreaterThan(one!);
    expect(html).toContain("1 min");
  });

  it("shows the whole form, and of the persons and the account what is masked", async () => {
    const agreed = { name: "运河小程序", agreement_digest: "b".repeat(64) };
    const application = { ...applicationForm.application, app: agreed };
    const id = await shop.submit({ ...applicationForm, application });
    const html = await page(reviewer, paths.opsApplication(id));
    for (
      const text of [
        "91000000MA0000001R",
        "运河餐饮有限公司",
        "cashier",
        "a".repeat(64),
        "b".repeat(64),
        "运河小程序",
        "柳*",
        "199****0001",
        "江湾银行",
        "…3445",
        shop.parent.merchant.merchantNo,
      ]
    ) expect(html).toContain(text);
    for (const secret of ["柳青", "19900000001", "990000112233445"]) {
      expect(html).not.toContain(secret);
    }
  });

  it("is rejected with a reason that the applicant reads", async () => {
    const id = await shop.submit(applicationForm);
    const silent = await decide(id, { verdict: "rejected", version: "1", reason: " " });
    expect([silent.status, await silent.text()])
      .toEqual([422, expect.stringContaining("Give a reason; the merchant will see it.")]);
    const reason = "执照看不清";
    const rejected = await decide(id, { verdict: "rejected", version: "1", reason });
    expect([rejected.status, rejected.headers.get("location")])
      .toEqual([303, paths.opsQueue("applications")]);
    expect(await shop.read(id)).toMatchObject({ state: "rejected", rejection_reason: reason });
    expect(await page(reviewer, paths.opsQueue("applications"))).not.toContain(id);
    expect(await page(reviewer, paths.opsApplication(id))).toContain(reason);
  });

  it("shows what the next version changes, also where both are masked alike", async () => {
    const id = await shop.submit(applicationForm);
    await decide(id, { verdict: "rejected", version: "1", reason: "x" });
    const { settlement_account } = applicationForm.application;
    const account = { ...settlement_account, account_no: "880000112233445" };
    const application = { ...applicationForm.application, settlement_account: account };
    expect(await shop.submit({ ...applicationForm, name: "改名店", application })).toBe(id);
    const html = await page(reviewer, paths.opsApplication(id));
    expect(html).toContain("<del>运河店</del> <ins>改名店</ins>");
    expect(html).toContain("<del>…3445</del> <ins>…3445</ins>");
    expect(html).not.toContain('<span class="mono small">settlement_account.holder</span>');
    expect(html).not.toContain("880000112233445");
  });

  it("is decided only as it was looked at", async () => {
    const id = await shop.submit(applicationForm);
    await decide(id, { verdict: "rejected", version: "1", reason: "x" });
    await shop.submit({ ...applicationForm, name: "改名店" });
    for (const version of ["1", "", "3"]) {
      const answer = await decide(id, { ...approval, version });
      expect([answer.status, await answer.text()])
        .toEqual([422, expect.stringContaining("This has just changed")]);
    }
    expect(await shop.read(id)).toMatchObject({ state: "submitted", version: 2 });
  });

  it("is opened by an approval, which shows nobody a key", async () => {
    const id = await shop.submit(applicationForm);
    const approved = await decide(id, approval);
    expect([approved.status, approved.headers.get("location")])
      .toEqual([303, paths.opsApplication(id)]);
    const { merchant_no, state } = await shop.read(id);
    expect(state).toBe("approved");
    const html = await page(reviewer, paths.opsApplication(id));
    expect(html).toContain(String(merchant_no));
    expect(html).not.toContain("sk_live_");

    const again = await decide(id, approval);
    expect([again.status, await again.text()]).toEqual([303, ""]);
    const late = await decide(id, { verdict: "rejected", version: "1", reason: "x" });
    expect([late.status, await late.text()]).toEqual([422, expect.stringContaining("changed")]);
  });

  it("is not opened below a number that may not", async () => {
    const id = await shop.submit(applicationForm);
    const { merchantNo } = shop.parent.merchant;
    const admin = await operator("admin");
    await admin.ask(paths.opsMerchantStanding(merchantNo), { state: "suspended", reason: "x" });
    const answer = await decide(id, approval);
    expect([answer.status, await answer.text()])
      .toEqual([422, expect.stringContaining("can&#39;t be opened")]);
    expect(await shop.read(id)).toMatchObject({ state: "submitted" });
  });

  it("offers one link for the first owner, and no second one", async () => {
    const id = await shop.submit(applicationForm);
    const person = { name: "李四", mail: "li@example.com" };
    const owner = (given: Readonly<Record<string, string>>) =>
      reviewer.ask(paths.opsFirstOwner(id), given);
    expect((await owner(person)).status).toBe(404);
    await decide(id, approval);
    expect(await page(reviewer, paths.opsApplication(id))).toContain("Invite the first owner");
    const { merchant_no } = await shop.read(id);
    const staff = () => app.deps.load(app.deps.staff.list(merchant_no as MerchantNo));
    for (const wrong of [{ name: " " }, { mail: "nobody" }]) {
      expect((await owner({ ...person, ...wrong })).status).toBe(422);
    }
    expect(await staff()).toEqual([[]]);

    const made = await Promise.all([1, 2, 3].map(() => owner(person)));
    expect(made.map(({ status }) => status).sort()).toEqual([200, 422, 422]);
    const link = await made.find(({ status }) => status === 200)?.text();
    expect(link).toContain(`${app.deps.config.publicUrl}${paths.join("console", "")}`);
    expect(await staff()).toMatchObject([[{ role: "owner", state: "invited" }]]);
    expect(await page(reviewer, paths.opsApplication(id))).not.toContain("Invite the first owner");
  });

  it("is looked at in full, one field at a time, by whoever may, and the look is on record", async () => {
    const id = await shop.submit(applicationForm);
    const admin = await operator("admin");
    const look = (by: Person, fields: Readonly<Record<string, string>>) =>
      by.ask(paths.opsApplicationLook(id), fields);
    const asked = { field: "account_no", reason: "Called the bank" };
    expect((await look(reviewer, asked)).status).toBe(403);
    expect((await look(admin, { ...asked, reason: "" })).status).toBe(422);
    expect((await look(admin, { ...asked, field: "licence" })).status).toBe(404);
    expect(await looks()).toEqual([]);

    const html = await (await look(admin, asked)).text();
    expect(html).toContain("990000112233445");
    expect(html).not.toContain("柳青");
    expect(await looks()).toEqual([{ of: id, fields: ["account_no"], reason: "Called the bank" }]);
    expect(await page(admin, paths.opsApplication(id))).not.toContain("990000112233445");
  });

  it("is seen by support, who decides nothing", async () => {
    const id = await shop.submit(applicationForm);
    const support = await operator("support");
    const html = await page(support, paths.opsApplication(id));
    expect(html).not.toContain(paths.opsApplicationDecision(id));
    expect(html).not.toContain(paths.opsApplicationLook(id));
    expect((await decide(id, approval, support)).status).toBe(403);
    expect((await support.ask(paths.opsApplication("apl_none"))).status).toBe(404);
  });
});

async function looks(): Promise<readonly unknown[]> {
  const [found] = await app.deps.load({
    statement: {
      sql: `select data from audit_entries join events using (event_id)
        where type = 'audit.unmasked' order by audit_entries.seq`,
      args: [],
    },
    read: (rows) => rows.map(({ data }) => JSON.parse(String(data))),
  });
  return found;
}
