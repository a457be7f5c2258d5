import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { openPortal, type Portal } from "../support/portal.ts";
import { approvedPlan, openedSigning } from "../support/signers.ts";

let browser: TestBrowser;
let portal: Portal;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  portal = await openPortal();
});
afterEach(() => portal.close());

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** What axe finds by day and by night, what is wider than the screen, and what is too small to press. */
async function flaws(page: Page): Promise<readonly string[]> {
  const found: string[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).withTags(RULES).setLegacyMode(true)
      .analyze();
    for (const { id, nodes } of violations) found.push(...nodes.map(({ html }) => `${id} ${html}`));
  }
  await page.emulateMedia({ colorScheme: "light" });
  const shown = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const small = [...document.querySelectorAll("main a, main button, main .choices label")]
      .filter((each) => each.checkVisibility() && each.getBoundingClientRect().height < 44);
    return { over: scrollWidth - clientWidth, small: small.map((each) => each.outerHTML) };
  });
  if (shown.over > 0) found.push(`${shown.over} px wider than the screen`);
  return [...found, ...shown.small];
}

async function openSigning(): Promise<string> {
  const plan_id = await approvedPlan(portal);
  const { signing_id } = await openedSigning(portal, { plan_id, contract_code: "member-1" });
  return `${portal.url}/sign/${signing_id}`;
}

describe("the simulated app in a browser", () => {
  it("signs a pasted link as the person chosen, and ends it again, without script on a phone", async () => {
    const url = await openSigning();
    const { page, complaints } = await browser.openPage({ width: 360, javascript: false });
    await page.goto(`${portal.url}/sandbox/wallet`);
    await page.getByText("测试丁", { exact: true }).click();
    await page.getByRole("button", { name: "用这个人的手机" }).click();
    await page.getByRole("heading", { name: "测试丁在银行的签约" }).waitFor();

    await page.getByLabel("付款码内容或链接").fill(url);
    await page.getByRole("button", { name: "打开", exact: true }).click();
    await page.waitForURL(url);
    await page.getByRole("button", { name: "同意并签约" }).click();
    await page.waitForSelector("h1:has-text('已签约')");

    await page.goto(`${portal.url}/sandbox/wallet`);
    await page.getByRole("button", { name: /^在 App 里解约/ }).click();
    await page.getByText(/^已在 App 里解约/).waitFor();
    const [contract] = (await (await portal.api("/v1/contracts")).json()).data;
    expect(contract).toMatchObject({ state: "terminated", terminated_by: "consumer" });
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it.each([[360, "zh"], [1280, "en"]] as const)(
    "is accessible at %i px in %s, also when nothing is there yet",
    async (width, lang) => {
      const { page, complaints } = await browser.openPage({ width, lang });
      const found: string[] = [];
      const look = async (path: string) => {
        await page.goto(portal.url + path);
        found.push(...(await flaws(page)).map((each) => `${path}: ${each}`));
      };
      await look("/sandbox/inbox");
      await portal.deps.sms({
        phone: "19900000001",
        text: "Countersign: 111111 to SIGN.\n@127.0.0.1 #111111",
      });
      await look("/sandbox/inbox");
      const signing = (await openSigning()).split("/").at(-1);
      const path = `/v1/test_helpers/signings/${signing}/confirmation`;
      expect((await portal.api(path, { method: "POST" })).status).toBe(200);
      await look("/sandbox/wallet");
      expect([...found, ...complaints]).toEqual([]);
      await page.context().close();
    },
  );
});
