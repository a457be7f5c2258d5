import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decideApplication } from "../../core/application/decide_application.ts";
import { parseId } from "../../core/id.ts";
import { paths } from "../../core/paths.ts";
import { must } from "../support/fixtures.ts";
import { agreedSharing, operator } from "../support/sharing.ts";
import { joined, type Person } from "../support/staff.ts";
import { hiddenIn } from "../support/app_browser.ts";
import { type TestApp, testApp, type TestMerchant } from "../support/test_app.ts";

let app: TestApp;
let owner: Person;
let live: TestMerchant;
let liveOwner: Person;
beforeAll(async () => {
  app = await testApp();
  owner = await joined(app, "owner", app.merchant.merchant.merchantNo);
  live = await app.openMerchant("清风茶馆", { mode: "live" });
  liveOwner = await joined(app, "owner", live.merchant.merchantNo);
});
afterAll(() => app.close());

const list = async (noun: string, query = "") =>
  await (await owner.ask(paths.consoleList(noun, query))).text();

const form = {
  name: "青瓷茶舍运河店",
  reference: "canal-01",
  products: "cashier",
  licence_no: "91000000MA0000001R",
  legal_name: "运河餐饮有限公司",
  contact_name: "柳青",
  contact_phone: "199 0000 0001",
  bank: "江湾银行",
  holder: "运河餐饮有限公司",
  account_no: "9900 0011 2233 445",
  agreement_digest: "a".repeat(64),
  return_urls: "https://canal.example.com/paid",
};

describe("a test child at the console", () => {
  it("is opened at once, its key is shown once, and it stands in the list and its file", async () => {
    expect(await list("children")).toContain("There&#39;s no number below yours.");
    const fields = { name: "运河店", reference: "canal", products: "cashier" };
    const html = await (await owner.ask(paths.consoleNewChild(), fields)).text();
    const key = /value="(sk_test_\w+)"/.exec(html)?.[1] ?? "";
    expect((await app.api("/v1/merchants", { key })).status).toBe(200);
    expect(await (await owner.ask(paths.consoleNewChild(), fields)).text()).not.toContain(
      "sk_test_",
    );
    const other = { ...fields, name: "另一家" };
    expect((await owner.ask(paths.consoleNewChild(), other)).status).toBe(422);

    const { data } = await (await app.api("/v1/merchants")).json();
    expect(data).toHaveLength(1);
    const [{ merchant_no }] = data;
    expect(await list("children")).toContain(merchant_no);
    expect(await list("children", "state=closed")).not.toContain(merchant_no);
    const file = await list("children", "format=csv");
    expect(file).toContain(`"运河店","${merchant_no}"`);
  });

  it("is changed as the API can, and a stale form is refused", async () => {
    const { data: [{ merchant_no }] } = await (await app.api("/v1/merchants")).json();
    const path = paths.consoleChild(merchant_no);
    const { version = "" } = hiddenIn(await (await owner.ask(path)).text());
    const changes = {
      version,
      name: "运河旗舰店",
      products: "static_code",
      return_urls: "https://canal.example.com",
    };
    expect((await owner.ask(path, changes)).headers.get("location")).toBe(`${path}?saved`);
    const now = await (await app.api(`/v1/merchants/${merchant_no}`)).json();
    expect(now).toMatchObject({
      name: "运河旗舰店",
      products: ["static_code"],
      return_urls: ["https://canal.example.com"],
    });
    expect((await owner.ask(path, changes)).status).toBe(409);
    const { version: next = "" } = hiddenIn(await (await owner.ask(path)).text());
    const wrong = await owner.ask(path, { ...changes, version: next, return_urls: "x" });
    expect(wrong.status).toBe(422);
  });

  it("belongs to its parent's people alone, and only owners open one", async () => {
    const { data: [{ merchant_no }] } = await (await app.api("/v1/merchants")).json();
    expect((await liveOwner.ask(paths.consoleChild(merchant_no))).status).toBe(404);
    expect((await liveOwner.ask(paths.consoleChild(merchant_no), {})).status).toBe(404);
    expect((await owner.ask(paths.consoleChild(app.merchant.merchantNo))).status).toBe(404);
    const finance = await joined(app, "finance", app.merchant.merchant.merchantNo);
    expect((await finance.ask(paths.consoleChild(merchant_no))).status).toBe(200);
    expect((await finance.ask(paths.consoleNewChild())).status).toBe(403);
    expect((await finance.ask(paths.consoleChild(merchant_no), {})).status).toBe(403);
  });

  it("says which agreement lets its console be looked at", async () => {
    const { data: [{ merchant_no }] } = await (await app.api("/v1/merchants")).json();
    const path = paths.consoleChild(merchant_no);
    expect(await (await owner.ask(path)).text()).toContain("No agreement in force");
    await agreedSharing(app, { agreementNo: "GX-7", parentMay: ["refund"] });
    const html = await (await owner.ask(path)).text();
    expect(html).toContain("Look at it");
    expect(html).toContain("GX-7");
    expect(await list("agreements")).toContain("GX-7");
  });
});

describe("a live child at the console", () => {
  it("is applied for with the whole form, and its life is shown until it is open", async () => {
    const submitted = await liveOwner.ask(paths.consoleNewChild(), form);
    const path = submitted.headers.get("location") ?? "";
    const applicationId = parseId("apl", path.split("/").at(-1) ?? "");
    if (!applicationId) throw new Error("Expected an application");
    let page = await (await liveOwner.ask(path)).text();
    expect(page).toContain("Being examined");
    expect(page).not.toContain("19900000001");
    expect(page).not.toContain("990000112233445");

    const decide = (verdict: Parameters<typeof decideApplication>[1]["verdict"]) =>
      decideApplication(app.deps, { applicationId, verdict, by: operator });
    must(await decide({ type: "rejected", reason: "执照看不清" }));
    page = await (await liveOwner.ask(path)).text();
    expect(page).toContain("执照看不清");
    expect(await (await liveOwner.ask(paths.desk("console"))).text()).toContain("执照看不清");

    const again = paths.consoleNewChild(applicationId);
    const filled = await (await liveOwner.ask(again)).text();
    expect(filled).toContain('value="canal-01"');
    expect(filled).not.toContain("990000112233445");
    const next = await liveOwner.ask(paths.consoleNewChild(), { ...form, bank: "河岸银行" });
    expect(next.headers.get("location")).toBe(path);
    must(await decide({ type: "approved" }));
    page = await (await liveOwner.ask(path)).text();
    expect(page).toContain("Approved");
    const no = /children\/(\w{15})/.exec(page)?.[1] ?? "";
    expect((await liveOwner.ask(paths.consoleChild(no))).status).toBe(200);
    expect((await owner.ask(path)).status).toBe(404);
  });

  it("says under each field what is wrong with it, and submits nothing", async () => {
    const required = Object.keys(form).filter((name) =>
      !["products", "return_urls"].includes(name)
    );
    for (const name of required) {
      const answer = await liveOwner.ask(paths.consoleNewChild(), {
        ...form,
        reference: "other",
        [name]: "",
      });
      const html = await answer.text();
      expect([name, answer.status, html.includes(`id="${name}-problem"`)]).toEqual([
        name,
        422,
        true,
      ]);
    }
    const [applications] = await app.deps.load(
      app.deps.applications.byReference(
        { type: "portal", merchantNo: live.merchant.merchantNo },
        "other",
      ),
    );
    expect(applications).toBeUndefined();
  });

  it("keeps its name and products, which were examined", async () => {
    const [[child]] = await app.deps.load(
      app.deps.merchants.childrenOf(live.merchant.merchantNo),
    );
    const path = paths.consoleChild(child?.merchantNo ?? "");
    const { version = "" } = hiddenIn(await (await liveOwner.ask(path)).text());
    const fields = { version, name: "别的", embed_origins: "https://canal.example.com" };
    expect((await liveOwner.ask(path, fields)).status).toBe(303);
    const [now] = await app.deps.load(
      app.deps.merchants.byNo(child?.merchantNo ?? form.name as never),
    );
    expect(now).toMatchObject({
      name: "青瓷茶舍运河店",
      embedOrigins: ["https://canal.example.com"],
    });
  });
});
