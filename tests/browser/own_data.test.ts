import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeAppCode } from "../../sandbox/bank/app_codes.ts";
import { personOf } from "../../sandbox/bank/persons.ts";
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
