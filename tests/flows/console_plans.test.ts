import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { paths } from "../../core/paths.ts";
import { joined, type Person } from "../support/staff.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
let owner: Person;
let viewer: Person;
let stranger: Person;
let reviewer: Person;
let titles = 0;

beforeAll(async () => {
  app = await testApp();
  const { merchantNo } = app.merchant.merchant;
  owner = await joined(app, "owner", merchantNo);
  viewer = await joined(app, "viewer", merchantNo);
  const other = await app.openMerchant("隔壁茶铺");
  stranger = await joined(app, "owner", other.merchant.merchantNo);
  reviewer = await joined(app, "reviewer");
});
afterAll(() => app.close());

type Fields = Readonly<Record<string, string>>;

/** As a browser sends the whole form: every text field, and of the checks those that are set. */
function filledIn(changes: Fields = {}): Fields {
  return {
    request: "new",
    kind: "periodic",
    short_name: "清风茶馆",
    title: `会员续杯 ${++titles}`,
    package_text: "一、会员在店续杯，用完即付。\r\n二、随时可以解约。",
    per_transaction_limit: "100.5",
    per_day_limit: "1234.50",
    contract_days: "365",
    requires_credit_card: "1",
    verify_id_number: "1",
    network_advance_reason: "门店网络不稳\r\n时段集中",
    fixed_merchant_nos: "",
    no_fixed_merchant_reason: "各门店按同一套餐收费",
    unsign_notice_url: "https://teahouse.example/unsign",
    applicant: "清风茶馆有限公司",
    filled_in_by: "柳青",
    filled_in_at: "2026-11-19T10:30",
    contact: "岑溪 19900000002",
    ...changes,
  };
}

async function apply(fields: Fields, path: string = paths.consoleNewPlan()): Promise<string> {
  const answer = await owner.ask(path, fields);
  expect(answer.status, await answer.clone().text()).toBe(303);
  return (answer.headers.get("location") ?? "").replace("/console/plans/", "");
}

async function refused(fields: Fields, path: string = paths.consoleNewPlan()): Promise<string> {
  const answer = await owner.ask(path, fields);
  expect(answer.status).toBe(422);
  return await answer.text();
}

async function plan(planId: string): Promise<Record<string, unknown>> {
  return await (await app.api(paths.plan(planId))).json();
}

async function countPlans(): Promise<number> {
  return (await (await app.api("/v1/plans?limit=100")).json()).data.length;
}

async function page(path: string, who = owner): Promise<string> {
  const answer = await who.ask(path);
  expect(answer.status, path).toBe(200);
  return await answer.text();
}

/** A person of the institution decides at the desk. */
async function approve(planId: string): Promise<void> {
  const html = await page(paths.opsPlan(planId), reviewer);
  const [, version = ""] = /name="version" value="([^"]+)"/.exec(html) ?? [];
  const answer = await reviewer.ask(paths.opsPlanDecision(planId), {
    version,
    verdict: "approved",
  });
  expect(answer.status).toBe(303);
}

describe("an application for a plan at the console", () => {
  it("brings every field of the form, as the API would", async () => {
    const planId = await apply(filledIn({ title: "会员续杯" }));
    expect(await plan(planId)).toMatchObject({
      state: "submitted",
      version: 1,
      request: "new",
      kind: "periodic",
      short_name: "清风茶馆",
      title: "会员续杯",
      package_text: "一、会员在店续杯，用完即付。\n二、随时可以解约。",
      per_transaction_limit: 10_050,
      per_day_limit: 123_450,
      contract_days: 365,
      requires_credit_card: true,
      verify_phone: false,
      verify_id_number: true,
      network_advance: { wanted: true, reason: "门店网络不稳\n时段集中" },
      fixed_merchant_nos: [],
      no_fixed_merchant_reason: "各门店按同一套餐收费",
      unsign_notice_url: "https://teahouse.example/unsign",
      applicant: "清风茶馆有限公司",
      filled_in_by: "柳青",
      filled_in_at: "2026-11-19T02:30:00.000Z",
      contact: "岑溪 19900000002",
    });
    const html = await page(paths.consolePlan(planId), viewer);
    for (
      const part of ["Under review", "1234.50", "2026-11-19 10:30", "柳青", "岑溪 19900000002"]
    ) {
      expect(html).toContain(part);
    }
    expect(html).toMatch(/plan.submitted/);
    expect(html).not.toContain(paths.consolePlanChange(planId));
  });

  it("takes numbers in every way people separate them, and leaves out what is left out", async () => {
    const { merchantNo } = app.merchant;
    const { merchant_no } = await (await app.api("/v1/merchants", {
      body: { name: "清风茶馆分店" },
    })).json();
    const planId = await apply(filledIn({
      fixed_merchant_nos: ` ${merchantNo}，\r\n${merchant_no}、`,
      no_fixed_merchant_reason: "",
      network_advance_reason: "",
      contract_days: "",
      unsign_notice_url: "",
      applicant: "",
      filled_in_by: "",
      filled_in_at: "",
      contact: "",
    }));
    expect(await plan(planId)).toMatchObject({
      fixed_merchant_nos: [merchantNo, merchant_no],
      no_fixed_merchant_reason: null,
      network_advance: { wanted: false, reason: null },
      contract_days: null,
      unsign_notice_url: null,
      applicant: null,
      filled_in_by: null,
      filled_in_at: null,
      contact: null,
    });
  });

  it("is made once, however often its form is sent", async () => {
    const before = await countPlans();
    const form = filledIn();
    const made = await Promise.all([1, 2, 3].map(() => apply(form)));
    expect(new Set(made).size).toBe(1);
    expect(await countPlans()).toBe(before + 1);
  });

  it.each<readonly [name: string, value: string, text: string]>([
    ["kind", "", "Choose one."],
    ["short_name", "茶".repeat(21), "This is too long."],
    ["title", "  ", "Fill this in."],
    ["title", "a\u202eb", "Something in this field"],
    ["package_text", "", "Fill this in."],
    ["package_text", "4111 1111 1111 1111", "without card numbers"],
    ["per_transaction_limit", "", "Fill this in."],
    ["per_transaction_limit", "1.234", "Write yuan"],
    ["per_transaction_limit", "0", "Write yuan"],
    ["per_day_limit", "10000000.01", "Write yuan"],
    ["per_day_limit", "100.49", "can&#39;t be below the limit per charge"],
    ["contract_days", "ein Jahr", "whole number"],
    ["contract_days", "3651", "whole number"],
    ["no_fixed_merchant_reason", "", "Fill this in."],
    ["network_advance_reason", "茶".repeat(501), "This is too long."],
    ["unsign_notice_url", "ftp://teahouse.example", "https address"],
    ["applicant", "茶".repeat(65), "This is too long."],
    ["filled_in_by", "茶\u0007", "Something in this field"],
    ["filled_in_at", "yesterday", "date and a time"],
    ["contact", "茶".repeat(101), "This is too long."],
  ])(
    "refuses a mistake in %s at its field, and keeps the rest",
    async (name, value, text) => {
      const before = await countPlans();
      const html = await refused(filledIn({ [name]: value }));
      expect(html).toMatch(new RegExp(`id="${name}-problem" class="error">[^<]*${text}`));
      expect(html).toMatch(new RegExp(`<a href="#${name}">[^<]*${text}`));
      expect(html.match(/aria-invalid="true"/g)).toHaveLength(1);
      if (name !== "short_name") expect(html).toContain('value="清风茶馆"');
      if (name !== "package_text") expect(html).toContain("二、随时可以解约。");
      expect(html).toMatch(/name="requires_credit_card" value="1" checked/);
      expect(html).not.toMatch(/name="verify_phone" value="1" checked/);
      if (name !== "filled_in_at") expect(html).toContain('value="2026-11-19T10:30"');
      expect(await countPlans()).toBe(before);
    },
  );

  it("tells every mistake at once", async () => {
    const html = await refused(filledIn({ title: "", per_day_limit: "x", contract_days: "0" }));
    for (const name of ["title", "per_day_limit", "contract_days"]) {
      expect(html).toContain(`id="${name}-problem"`);
    }
  });

  it("names only numbers, of those that may charge, and not both numbers and why none", async () => {
    const mistyped = filledIn({ fixed_merchant_nos: "123", no_fixed_merchant_reason: "" });
    expect(await refused(mistyped)).toMatch(/id="fixed_merchant_nos-problem"[^<]*15 letters/);
    const { merchantNo } = stranger.staff;
    const foreign = filledIn({
      fixed_merchant_nos: `${merchantNo}`,
      no_fixed_merchant_reason: "",
    });
    expect(await refused(foreign)).toMatch(/id="fixed_merchant_nos-problem"[^<]*Use only your own/);
    const both = filledIn({ fixed_merchant_nos: app.merchant.merchantNo });
    expect(await refused(both)).toMatch(
      /id="no_fixed_merchant_reason-problem"[^<]*Leave this empty/,
    );
  });

  it("is not for somebody who may only look", async () => {
    const before = await countPlans();
    expect((await viewer.ask(paths.consoleNewPlan())).status).toBe(403);
    expect((await viewer.ask(paths.consoleNewPlan(), filledIn())).status).toBe(403);
    expect(await countPlans()).toBe(before);
  });
});

describe("a change to a plan at the console", () => {
  it("starts from the version before, waits beside it, and is in force once the desk approves", async () => {
    const planId = await apply(filledIn({ title: "续杯" }));
    const path = paths.consolePlanChange(planId);
    expect((await owner.ask(path)).headers.get("location")).toBe(paths.consolePlan(planId));
    await approve(planId);
    expect(await page(paths.consolePlan(planId))).toContain(path);
    const form = await page(path);
    for (const part of ['value="续杯"', 'value="100.50"', 'value="岑溪 19900000002"']) {
      expect(form).toContain(part);
    }
    expect(form).toMatch(/name="filled_in_at" type="datetime-local" value=""/);

    const change = filledIn({ title: "续杯", per_day_limit: "2000", verify_phone: "1" });
    const sent = await Promise.all([apply(change, path), apply(change, path)]);
    expect(sent).toEqual([planId, planId]);
    expect(await plan(planId)).toMatchObject({
      version: 2,
      approved_version: 1,
      request: "change",
    });
    const waiting = await page(paths.consolePlan(planId));
    expect(waiting).toContain("Version 1 can be signed");
    expect(waiting).toMatch(/<del>1234\.50<\/del><\/td><td[^>]*><ins>2000\.00<\/ins>/);
    expect(waiting).toMatch(/<del>No<\/del><\/td><td[^>]*><ins>Yes<\/ins>/);
    expect(waiting.match(/<ins>/g)).toHaveLength(3);

    const another = await refused(filledIn({ title: "点心" }), path);
    expect(another).toContain("already under review");
    expect(another).toContain('value="点心"');

    await approve(planId);
    expect(await page(paths.consolePlan(planId))).toContain("Version 2 can be signed");
    const alone = await page(`${paths.consolePlan(planId)}?version=1&against=1`);
    expect(alone).not.toContain("<ins>");
    const turned = await page(`${paths.consolePlan(planId)}?version=1&against=2`);
    expect(turned).toMatch(/<del>2000\.00<\/del><\/td><td[^>]*><ins>1234\.50<\/ins>/);
    expect(await page(`${paths.consolePlan(planId)}?version=9&against=x`)).toContain(
      "<ins>2000.00",
    );
  });

  it("says why it was rejected, and can be applied for again", async () => {
    const planId = await apply(filledIn());
    const html = await page(paths.opsPlan(planId), reviewer);
    const [, version = ""] = /name="version" value="([^"]+)"/.exec(html) ?? [];
    const given = { version, verdict: "rejected", reason: "套餐内容看不出收什么钱" };
    expect((await reviewer.ask(paths.opsPlanDecision(planId), given)).status).toBe(303);
    const shown = await page(paths.consolePlan(planId));
    for (const part of ["Rejected", "套餐内容看不出收什么钱", "No version can be signed yet"]) {
      expect(shown).toContain(part);
    }
    await apply(filledIn({ package_text: "每次续杯一杯" }), paths.consolePlanChange(planId));
    expect(await plan(planId)).toMatchObject({ version: 2, state: "submitted" });
  });

  it("is nobody's of another merchant, and not for somebody who may only look", async () => {
    const planId = await apply(filledIn());
    await approve(planId);
    const path = paths.consolePlanChange(planId);
    for (const each of [paths.consolePlan(planId), path]) {
      expect((await stranger.ask(each)).status).toBe(404);
    }
    expect((await stranger.ask(path, filledIn())).status).toBe(404);
    expect((await viewer.ask(path)).status).toBe(403);
    expect((await viewer.ask(path, filledIn())).status).toBe(403);
    expect(await page(paths.consolePlan(planId), viewer)).not.toContain(path);
    expect(await plan(planId)).toMatchObject({ version: 1 });
  });
});

describe("what starts a plan or a link", () => {
  it.each([["plans", paths.consoleNewPlan()], ["links", paths.consoleNewLink()]])(
    "stands on the list of %s for whoever may",
    async (noun, path) => {
      expect(await page(paths.consoleList(noun), stranger)).toContain(`href="${path}"`);
      expect(await page(paths.consoleList(noun))).toContain(`href="${path}"`);
      expect(await page(paths.consoleList(noun), viewer)).not.toContain(path);
    },
  );
});
