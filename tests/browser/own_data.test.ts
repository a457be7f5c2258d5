import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeAppCode } from "../../sandbox/bank/app_codes.ts";
import { personOf } from "../../sandbox/bank/persons.ts";
import { erasePeople } from "../../core/erasure/erase_people.ts";
import { maskedPhone } from "../../core/consumer/consumer.ts";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { openPortal, type Portal } from "../support/portal.ts";

let browser: TestBrowser;
let portal: Portal;
beforeAll(async () => {
  [browser, portal] = await Promise.all([openBrowser(), openPortal()]);
});
afterAll(async () => {
  await browser.close();
  await portal.close();
});

describe("somebody who looks at their own phone number", () => {
  it.each([true, false])("sees it once, with script: %s", async (javascript) => {
    const { phone } = personOf("person_a")!;
    const { page, complaints } = await browser.openPage({ lang: "en", javascript });
    const code = await makeAppCode(portal.deps, "person_a");
    await page.goto(`${portal.url}/wallet?app_code=${code}`);
    await page.click("a:has-text('Account and personal data')");
    const text = () => page.locator("main").innerText();
    expect(await text()).toContain(maskedPhone(phone));
    await page.click("button:has-text('Show phone')");
    await page.waitForSelector("text=Shown this once");
    expect(await text()).toContain(phone);
    await page.reload();
    await page.waitForSelector("button:has-text('Show phone')");
    expect(await text()).not.toContain(phone);
    await page.goto(`${portal.url}/wallet`);
    await page.goBack();
    await page.waitForSelector("button:has-text('Show phone')");
    expect(await text()).not.toContain(phone);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

describe("somebody whose account has been erased", () => {
  it.each([[360, "zh", true], [1280, "en", true], [360, "en", false]] as const)(
    "is told so at %i px in %s, script %s: what is kept, who answers, until they close it",
    async (width, lang, javascript) => {
      const { page, complaints } = await browser.openPage({ width, lang, javascript });
      const code = await makeAppCode(portal.deps, "person_a");
      await page.goto(`${portal.url}/wallet?app_code=${code}`);
      await page.goto(`${portal.url}/wallet/erasure`);
      await page.click("form[action='/wallet/erasure'] button");
      await page.waitForURL(`${portal.url}/wallet/account`);
      await erasePeople(portal.deps);
      await page.goto(`${portal.url}/wallet/account`);
      expect(await page.textContent("h1")).toBe(
        lang === "zh" ? "账户已注销" : "Your account is erased",
      );
      const text = await page.locator("main").innerText();
      expect(text).toMatch(lang === "zh" ? /交易记录：5 年/ : /Transaction records: 5 years/);
      expect(text).toContain(lang === "zh" ? "联系Countersign" : "contact Countersign");
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(wide).toBeLessThanOrEqual(width);
      await page.click("main form button");
      await page.waitForURL(`${portal.url}/wallet`);
      expect(await page.textContent("h1")).toBe(
        lang === "zh" ? "打开“我的签约”" : "Open My contracts",
      );
      expect(complaints.filter((each) => !each.includes("403"))).toEqual([]);
      await page.context().close();
    },
  );

  it("shows a stranger's browser nothing, nor who asked and is not erased yet", async () => {
    const { page } = await browser.openPage({ lang: "en" });
    await page.goto(`${portal.url}/wallet`);
    expect(await page.textContent("h1")).toBe("Open My contracts");
    const code = await makeAppCode(portal.deps, "person_b");
    await page.goto(`${portal.url}/wallet?app_code=${code}`);
    await page.goto(`${portal.url}/wallet/erasure`);
    await page.click("form[action='/wallet/erasure'] button");
    await page.waitForURL(`${portal.url}/wallet/account`);
    await page.goto(`${portal.url}/wallet`);
    await page.click('button:text-is("Sign out")');
    expect(await page.textContent("h1")).toBe("Open My contracts");
  });
});
