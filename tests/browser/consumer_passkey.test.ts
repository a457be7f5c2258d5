import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { minutes } from "../../core/time.ts";
import { lastCodeFor } from "../../sandbox/bank/inbox.ts";
import { openBrowser, type OpenPage, type TestBrowser } from "../support/browser.ts";
import { openPortal, type Portal } from "../support/portal.ts";
import { virtualAuthenticator } from "../support/virtual_authenticator.ts";

let browser: TestBrowser;
let portal: Portal;
beforeAll(async () => {
  [browser, portal] = await Promise.all([openBrowser(), openPortal({ named: "localhost" })]);
});
afterAll(async () => {
  await browser.close();
  await portal.close();
});

async function signedInWithPasskey(phone: string, width: number) {
  const opened: OpenPage = await browser.openPage({ lang: "en", width });
  const { page } = opened;
  const device = await virtualAuthenticator(page);
  await page.goto(`${portal.url}/wallet/sign_in`);
  await page.fill("#phone", phone);
  await page.click("text=Text me a code");
  await page.waitForURL(`${portal.url}/wallet/sign_in/code`);
  await page.fill("#code", await lastCodeFor(portal.deps, phone) ?? "");
  await page.click('button:text-is("Sign in")');
  await page.click('a:text-is("Passkeys")');
  await page.click("text=Add one on this device");
  await page.waitForSelector("section h2");
  return { ...opened, device };
}

describe.each([360, 1280])("a consumer with a passkey at %i px", (width) => {
  it("makes one, signs out, comes in with it, and removes it", async () => {
    const opened = await signedInWithPasskey(`1990000005${width === 360 ? 1 : 2}`, width);
    const { page, complaints } = opened;
    await page.click("text=Back to My contracts");
    await page.click('button:text-is("Sign out")');
    await page.getByRole("link", { name: "Sign in by phone" }).click();
    await page.click("text=Use a passkey");
    await page.waitForURL(`${portal.url}/wallet`);
    await page.click("text=Where you're signed in");
    expect(await page.textContent("section")).toContain("Passkey");
    portal.clock.advance(minutes(11));
    await page.goto(`${portal.url}/wallet/passkeys`);
    await page.getByRole("link", { name: "Confirm it's you" }).click();
    await page.click("text=Confirm with a passkey");
    await page.waitForURL(`${portal.url}/wallet/passkeys`);
    await page.waitForSelector("text=Add one on this device");
    await page.getByRole("link", { name: /^Remove/ }).click();
    await page.waitForSelector("h1:has-text('Remove this passkey')");
    expect(await page.textContent("main")).toContain("saved cards pay up to ¥1,000.00 a day");
    await page.click("text=Keep it");
    await page.waitForSelector("text=Add one on this device");
    await page.getByRole("link", { name: /^Remove/ }).click();
    portal.clock.advance(minutes(11));
    await page.click('button:text-is("Remove")');
    await page.getByRole("link", { name: "Confirm it's you" }).click();
    await page.click("text=Confirm with a passkey");
    await page.click('button:text-is("Remove")');
    await page.waitForSelector("text=You have no passkey yet.");
    // The browser's own word for the answer 422.
    expect(complaints.filter((each) => !each.includes("422"))).toEqual([]);
  });
});

describe("a device that asks nobody who they are", () => {
  it("stays outside", async () => {
    const { page, device } = await signedInWithPasskey("19900000053", 360);
    await page.goto(`${portal.url}/wallet`);
    await page.click('button:text-is("Sign out")');
    await page.goto(`${portal.url}/wallet/sign_in`);
    await device.stopVerifying();
    await page.click("text=Use a passkey");
    await page.waitForSelector('[data-problem="cancelled"]:visible');
    await page.goto(`${portal.url}/wallet`);
    expect(await page.textContent("h1")).toBe("Open My contracts");
  });
});
