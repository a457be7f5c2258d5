import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { suspendMerchant } from "../../core/merchant/suspend_merchant.ts";
import { paths } from "../../core/paths.ts";
import { minutes } from "../../core/time.ts";
import { applicant, applicationForm } from "../support/applications.ts";
import { operator } from "../support/sharing.ts";
import { registerKey, signedRequest, type Signer } from "../support/signer.ts";
import { type Sqld, startSqld } from "../support/sqld.ts";
import { joined, type Person } from "../support/staff.ts";
import { type TestApp, testApp, type TestMerchant } from "../support/test_app.ts";

let app: TestApp;
let top: TestMerchant;
let child: TestMerchant;
let signer: Signer;
let reviewer: Person;

const form = { reference: "mini-1", name: "运河小程序", agreement_digest: "b".repeat(64) };

describe("an app id of its own, on a file", () => {
  beforeEach(async () => open(await testApp()));
  afterEach(() => app.close());
  stories();

  it("is a test number's at once, and its alone", async () => {
    const { merchant } = app.merchant;
    const below = await app.openMerchant("分店", { parentNo: merchant.merchantNo });
    const given = { body: form, key: below.secretKey };
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => app.api("/v1/app_applications", given)),
    );
    const granted = await Promise.all(answers.map((answer) => answer.json()));
    expect(new Set(granted.map(({ app_id }) => app_id)).size).toBe(1);
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 202]);
    expect(granted[0]).toMatchObject({ state: "approved", version: 1 });
    expect(granted[0].app_id).not.toBe(merchant.appId);
    const shown = await app.api(`/v1/merchants/${below.merchantNo}`, { key: below.secretKey });
    expect((await shown.json()).app_id).toBe(granted[0].app_id);
    expect((await (await app.api(`/v1/merchants/${merchant.merchantNo}`)).json()).app_id)
      .toBe(merchant.appId);
  });

  it("waits in the line of the applications, and support only looks at it", async () => {
    const shop = await applicant(app);
    const first = await shop.submit(applicationForm);
    app.clock.advance(minutes(1));
    const { body } = await apply();
    app.clock.advance(minutes(1));
    const last = await shop.submit({ ...applicationForm, reference: "two" });
    await reviewer.signIn();
    const html = await page(reviewer, paths.opsQueue("applications"));
    const places = [
      paths.opsApplication(first),
      paths.opsAppApplication(body.app_application_id),
      paths.opsApplication(last),
    ].map((path) => html.indexOf(path));
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(await page(reviewer, paths.desk("ops"))).toMatch(/<b>3<\/b>/);
    const support = await joined(app, "support");
    const review = await page(support, paths.opsAppApplication(body.app_application_id));
    expect(review).toContain("b".repeat(64));
    expect(review).not.toContain(paths.opsAppDecision(body.app_application_id));
    expect((await decide(body.app_application_id, {}, support)).status).toBe(403);
  });

  it("belongs to nobody else", async () => {
    const { body } = await apply();
    const other = await app.openMerchant("别家", { mode: "live" });
    signer = await registerKey(app, "EdDSA", other);
    const found = await ask(paths.appApplication(body.app_application_id));
    expect([found.status, found.body.code]).toEqual([404, "app_application_not_found"]);
  });
});

describe("an app id of its own, on a libSQL server", () => {
  let sqld: Sqld;
  beforeEach(async () => {
    sqld = await startSqld();
    await open(await testApp({ databaseUrl: sqld.url }));
  });
  afterEach(async () => {
    await app.close().finally(() => sqld.stop());
  });
  stories();
});

async function open(opened: TestApp): Promise<void> {
  app = opened;
  top = await app.openMerchant("总店", { mode: "live" });
  child = await app.openMerchant("分店", { mode: "live", parentNo: top.merchantNo });
  signer = await registerKey(app, "EdDSA", child);
  reviewer = await joined(app, "reviewer");
}

async function ask(path: string, body?: unknown) {
  const given = body === undefined ? {} : { body: JSON.stringify(body) };
  const answer = await app.fetch(await signedRequest(app, signer, { path, ...given }));
  return { status: answer.status, body: await answer.json() };
}

function apply(given: Readonly<Record<string, unknown>> = {}) {
  return ask("/v1/app_applications", { ...form, ...given });
}

function decide(id: string, given: Readonly<Record<string, string>> = {}, by = reviewer) {
  const verdict = { verdict: "approved", version: "1", reason: "", ...given };
  return by.ask(paths.opsAppDecision(id), verdict);
}

async function page(person: Person, path: string): Promise<string> {
  return await (await person.ask(path)).text();
}

async function appIdOf(merchantNo: string): Promise<string> {
  return (await ask(`/v1/merchants/${merchantNo}`)).body.app_id;
}

function stories() {
  it("is granted by the desk to a number that shared its parent's, and stays its own", async () => {
    const { status, body } = await apply();
    expect([status, body]).toMatchObject([202, {
      state: "submitted",
      version: 1,
      merchant_no: child.merchantNo,
      app_id: null,
      ...form,
    }]);
    expect(await appIdOf(child.merchantNo)).toBe(top.merchant.appId);
    expect((await decide(body.app_application_id)).status).toBe(303);
    const shown = await ask(paths.appApplication(body.app_application_id));
    expect(shown.body).toMatchObject({ state: "approved" });
    expect(shown.body.app_id).not.toBe(top.merchant.appId);
    expect(await appIdOf(child.merchantNo)).toBe(shown.body.app_id);
    expect((await apply()).body).toEqual(shown.body);
    const another = await apply({ reference: "mini-2" });
    expect([another.status, another.body]).toMatchObject([409, {
      code: "app_already_granted",
      app_id: shown.body.app_id,
    }]);
    // Deciding again changes nothing.
    expect((await decide(body.app_application_id)).status).toBe(303);
    const late = await decide(body.app_application_id, { verdict: "rejected", reason: "x" });
    expect(late.status).toBe(422);
  });

  it("of a number at the top stays what it is, and gets its agreement", async () => {
    signer = await registerKey(app, "EdDSA", top);
    const { body } = await apply();
    await decide(body.app_application_id);
    const shown = await ask(paths.appApplication(body.app_application_id));
    expect(shown.body).toMatchObject({ state: "approved", app_id: top.merchant.appId });
    expect(await appIdOf(top.merchantNo)).toBe(top.merchant.appId);
  });

  it("is rejected with a reason, and the next form under the reference is the next version", async () => {
    const { body } = await apply();
    const id = body.app_application_id;
    const silent = await decide(id, { verdict: "rejected" });
    expect([silent.status, await silent.text()])
      .toEqual([422, expect.stringContaining("Give a reason")]);
    await decide(id, { verdict: "rejected", reason: "协议没有盖章" });
    const told = await ask(paths.appApplication(id));
    expect(told.body).toMatchObject({ state: "rejected", rejection_reason: "协议没有盖章" });
    const again = await apply({ name: "改名小程序" });
    expect(again.body).toMatchObject({ app_application_id: id, version: 2, state: "submitted" });
    const old = await decide(id);
    expect([old.status, await old.text()])
      .toEqual([422, expect.stringContaining("This has just changed")]);
    expect(await page(reviewer, paths.opsAppApplication(id)))
      .toContain("<del>运河小程序</del> <ins>改名小程序</ins>");
    await decide(id, { version: "2" });
    expect((await ask(paths.appApplication(id))).body.state).toBe("approved");
  });

  it("is applied for once at a time, by many at once", async () => {
    const same = await Promise.all([1, 2, 3, 4].map(() => apply()));
    expect(new Set(same.map(({ body }) => body.app_application_id)).size).toBe(1);
    const others = await Promise.all([1, 2, 3].map((n) => apply({ reference: `other-${n}` })));
    expect(others.map(({ status, body }) => [status, body.code]))
      .toEqual(others.map(() => [409, "app_application_pending"]));
    const answers = await Promise.all(
      [1, 2, 3].map(() => decide(same[0]?.body.app_application_id)),
    );
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
    const [count] = await app.deps.load({
      statement: { sql: "select count(*) as n from apps", args: [] },
      read: ([row]) => Number(row?.["n"]),
    });
    expect(count).toBe(1);
  });

  it("is not granted to a number that is suspended", async () => {
    const { body } = await apply();
    await suspendMerchant(app.deps, {
      merchantNo: child.merchant.merchantNo,
      reason: "x",
      by: operator,
    });
    const answer = await decide(body.app_application_id);
    expect([answer.status, await answer.text()])
      .toEqual([422, expect.stringContaining("can&#39;t be granted")]);
    expect((await apply({ name: "x" })).body.code).toBe("app_application_pending");
  });
}
