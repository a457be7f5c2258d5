import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { decideApplication } from "../../core/application/decide_application.ts";
import type { ApplicationId } from "../../core/id.ts";
import { minutes } from "../../core/time.ts";
import { applicationForm } from "../support/applications.ts";
import { must } from "../support/fixtures.ts";
import { operator } from "../support/sharing.ts";
import { registerKey, signedRequest, type Signer } from "../support/signer.ts";
import { type Sqld, startSqld } from "../support/sqld.ts";
import { type TestApp, testApp, type TestMerchant } from "../support/test_app.ts";

let app: TestApp;
let parent: TestMerchant;
let signer: Signer;

const form = applicationForm;
const { application } = form;

describe("a live merchant number, on a file", () => {
  beforeEach(async () => {
    app = await testApp();
    await open();
  });
  afterEach(() => app.close());
  stories();

  it("is not applied for in test mode, nor opened without an application", async () => {
    const test = await app.api("/v1/merchants", { body: form });
    expect([test.status, (await test.json()).code]).toEqual([409, "application_only_live"]);
    for (const body of [{ name: "运河店" }, { ...form, reference: null }]) {
      const live = await ask("/v1/merchants", body);
      expect([live.status, live.body.code]).toEqual([409, "application_required"]);
    }
  });

  it("shows nobody's name, phone or account, and stores none of them to be read", async () => {
    const { body } = await ask("/v1/merchants", form);
    expect(body).toMatchObject({
      contact: { name: "柳*", phone: "199****0001" },
      settlement_account: { bank: "江湾银行", last_four: "3445", holder: "运******司" },
    });
    const [rows] = await app.deps.load({
      statement: {
        sql:
          "select group_concat(data) as text from events union all select masked from merchant_applications",
        args: [],
      },
      read: (found) => found.map((row) => Object.values(row).join()),
    });
    for (const secret of ["柳青", "19900000001", "990000112233445"]) {
      expect(rows.some((text) => text.includes(secret))).toBe(false);
    }
  });

  it("waits in line: the oldest application first", async () => {
    const submit = async (reference: string) =>
      (await ask("/v1/merchants", { ...form, reference })).body.application_id;
    const first = await submit("one");
    app.clock.advance(minutes(1));
    const second = await submit("two");
    const line = async () =>
      (await app.deps.load(app.deps.applications.waiting(10)))[0].map((each) => each.applicationId);
    expect(await line()).toEqual([first, second]);
    must(await reject(first));
    expect(await line()).toEqual([second]);
    const listed = await ask("/v1/merchant_applications");
    expect(listed.body.data.map((each: { state: string }) => each.state))
      .toEqual(["submitted", "rejected"]);
  });

  it("has a licence number that checks", async () => {
    const typo = { ...application, licence_no: "91000000MA00000012" };
    const { status, body } = await ask("/v1/merchants", { ...form, application: typo });
    expect([status, body.code]).toEqual([409, "licence_no_wrong"]);
  });

  it("has at most its parent's products", async () => {
    const narrow = await app.openMerchant("窄店", { mode: "live", products: ["cashier"] });
    signer = await registerKey(app, "EdDSA", narrow);
    const beyond = await ask("/v1/merchants", { ...form, products: ["contract"] });
    expect([beyond.status, beyond.body.code]).toEqual([403, "products_beyond_parent"]);
  });

  it("belongs to nobody else", async () => {
    const { body } = await ask("/v1/merchants", form);
    const other = await app.openMerchant("别家", { mode: "live" });
    signer = await registerKey(app, "EdDSA", other);
    const found = await ask(`/v1/merchant_applications/${body.application_id}`);
    expect([found.status, found.body.code]).toEqual([404, "application_not_found"]);
    expect((await ask("/v1/merchant_applications")).body.data).toEqual([]);
    const same = await ask("/v1/merchants", form);
    expect(same.body.application_id).not.toBe(body.application_id);
  });
});

describe("a live merchant number, on a libSQL server", () => {
  let sqld: Sqld;
  beforeEach(async () => {
    sqld = await startSqld();
    app = await testApp({ databaseUrl: sqld.url });
    await open();
  });
  afterEach(async () => {
    await app.close().finally(() => sqld.stop());
  });
  stories();
});

function stories() {
  it("is opened by the approval, with its subject and its account, and without a key", async () => {
    const submitted = await ask("/v1/merchants", form);
    expect([submitted.status, submitted.body]).toMatchObject([202, {
      version: 1,
      state: "submitted",
      reference: "canal",
      merchant_no: null,
    }]);
    const { application_id } = submitted.body;
    const decided = must(await approve(application_id));
    const shown = await ask(`/v1/merchant_applications/${application_id}`);
    expect(shown.body).toMatchObject({ state: "approved", merchant_no: decided.merchantNo });
    const child = await ask(`/v1/merchants/${decided.merchantNo}`);
    expect(child.body).toMatchObject({
      parent_no: parent.merchantNo,
      name: "运河店",
      mode: "live",
      licence_no: "91000000MA0000001R",
      legal_name: "运河餐饮有限公司",
      products: ["cashier"],
    });
    const [account] = await app.deps.load(app.deps.settlements.inForce(decided.merchantNo!));
    expect(account?.masked.lastFour).toBe("3445");
    const [keys] = await app.deps.load({
      statement: {
        sql: `select (select count(*) from secret_keys where merchant_no = ?1)
          + (select count(*) from merchant_keys where merchant_no = ?1) as n`,
        args: [decided.merchantNo!],
      },
      read: ([row]) => Number(row?.["n"]),
    });
    expect(keys).toBe(0);
    expect(must(await approve(application_id))).toMatchObject({ merchantNo: decided.merchantNo });
    expect(await reject(application_id)).toMatchObject({
      error: { code: "application_already_decided", state: "approved" },
    });
  });

  it("gets an app id of its own with the cooperation agreement for it, else its parent's", async () => {
    const app_ = { name: "运河小程序", agreement_digest: "b".repeat(64) };
    const apart = { ...form, reference: "apart", application: { ...application, app: app_ } };
    const own = await ask("/v1/merchants", apart);
    expect(own.body.app).toEqual(app_);
    const shared = await ask("/v1/merchants", form);
    expect(shared.body.app).toBeNull();
    const numbers = await Promise.all(
      [own, shared].map(async ({ body }) => must(await approve(body.application_id)).merchantNo),
    );
    const [first, second] = await Promise.all(
      numbers.map(async (no) => (await ask(`/v1/merchants/${no}`)).body.app_id),
    );
    expect(second).toBe(parent.merchant.appId);
    expect(first).not.toBe(second);
    const [granted] = await app.deps.load({
      statement: { sql: "select app_id, merchant_no, name from apps", args: [] },
      read: (rows) => rows.map((row) => Object.values(row)),
    });
    expect(granted).toEqual([[first, numbers[0], "运河小程序"]]);
  });

  it("is the same application however often it comes, and the next version after a no", async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => ask("/v1/merchants", form)));
    const ids = new Set(answers.map(({ body }) => body.application_id));
    expect([ids.size, answers.every(({ status }) => status === 202)]).toEqual([1, true]);
    const other = await ask("/v1/merchants", { ...form, name: "改名店" });
    expect([other.status, other.body.code]).toEqual([409, "application_pending"]);

    const [id = ""] = ids;
    must(await reject(id));
    const told = await ask(`/v1/merchant_applications/${id}`);
    expect(told.body).toMatchObject({ state: "rejected", rejection_reason: "执照看不清" });
    const again = await ask("/v1/merchants", { ...form, name: "改名店" });
    expect([again.status, again.body]).toMatchObject([202, {
      application_id: id,
      version: 2,
      state: "submitted",
      name: "改名店",
      rejection_reason: null,
    }]);
    expect(must(await approve(id)).version).toBe(2);
  });

  it("is opened once, whoever approves at the same time", async () => {
    const { body } = await ask("/v1/merchants", form);
    const decided = await Promise.all([1, 2, 3, 4].map(() => approve(body.application_id)));
    const numbers = new Set(decided.map((each) => must(each).merchantNo));
    expect(numbers.size).toBe(1);
    const [opened] = await app.deps.load({
      statement: { sql: "select count(*) as n from merchants where reference = 'canal'", args: [] },
      read: ([row]) => Number(row?.["n"]),
    });
    expect(opened).toBe(1);
  });
}

async function open(): Promise<void> {
  parent = await app.openMerchant("总店", { mode: "live" });
  signer = await registerKey(app, "EdDSA", parent);
}

async function ask(path: string, body?: unknown) {
  const answer = await app.fetch(
    await signedRequest(app, signer, {
      path,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  );
  return { status: answer.status, body: await answer.json() };
}

function approve(id: string) {
  const verdict = { type: "approved" } as const;
  return decideApplication(app.deps, { applicationId: id as ApplicationId, verdict, by: operator });
}

function reject(id: string) {
  const verdict = { type: "rejected", reason: "执照看不清" } as const;
  return decideApplication(app.deps, { applicationId: id as ApplicationId, verdict, by: operator });
}
