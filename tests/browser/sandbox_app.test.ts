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

async function openSigning(): Promise<string> {
  const plan_id = await approvedPlan(portal);
  const { signing_id } = await openedSigning(portal, { plan_id, contract_code: "member-1" });
  return `${portal.url}/sign/${signing_id}`;
}

describe("the simulated app in a browser", () => {
  it("signs a pasted link as the chosen person, and ends it again, without script on a phone", async () => {
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
});
