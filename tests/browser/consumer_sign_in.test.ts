import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lastCodeFor } from "../../sandbox/bank/inbox.ts";
import { openBrowser, type OpenPage, type TestBrowser } from "../support/browser.ts";
import { openPortal, type Portal } from "../support/portal.ts";

let browser: TestBrowser;
let portal: Portal;
beforeAll(async () => {
  [browser, portal] = await Promise.all([openBrowser(), openPortal({ named: "localhost" })]);
});
afterAll(async () => {
  await browser.close();
  await portal.close();
});

/** From the wallet's door to its inside, by what stands on the pages. */
async function signIn({ page }: OpenPage, phone: string): Promise<void> {
  await page.goto(`${portal.url}/wallet`);
  await page.getByRole("link", { name: "Sign in by phone" }).click();
  await page.fill("#phone", phone);
  await page.click("text=Text me a code");
  await page.waitForURL(`${portal.url}/wallet/sign_in/code`);
  await page.fill("#code", await lastCodeFor(portal.deps, phone) ?? "");
  await page.click('button:text-is("Sign in")');
  await page.waitForURL(`${portal.url}/wallet`);
}

describe.each([[360, true], [1280, true], [360, false]])(
  "somebody with a phone at %i px, script %s",
  (width, javascript) => {
    const phone = `199000006${width === 360 ? 1 : 2}${javascript ? 1 : 2}`;

    it("comes in, sees where they are signed in, and signs out everywhere", async () => {
      const opened = await browser.openPage({ lang: "en", width, javascript });
      const { page, complaints } = opened;
      await signIn(opened, phone);
      await page.click("text=Where you're signed in");
      await page.waitForURL(`${portal.url}/wallet/devices`);
      expect(await page.locator("section h2").count()).toBe(1);
      expect(await page.textContent("main")).toContain("This device");
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(wide).toBeLessThanOrEqual(width);
      await page.click("text=Sign out everywhere");
      await page.waitForURL(`${portal.url}/wallet`);
      expect(await page.textContent("h1")).toBe("Open My contracts");
      expect(complaints).toEqual([]);
    });
  },
);

describe("two devices", () => {
  it("of one person: one signs the other out and stays", async () => {
    const phone = "19900000069";
    const [one, other] = [
      await browser.openPage({ lang: "en", width: 360 }),
      await browser.openPage({ lang: "en", width: 1280 }),
    ];
    await signIn(one, phone);
    await signIn(other, phone);
    await one.page.goto(`${portal.url}/wallet/devices`);
    await one.page.getByRole("button", { name: /^Sign out: (?!This)/ }).click();
    await one.page.waitForURL(`${portal.url}/wallet/devices`);
    expect(await one.page.locator("section h2").count()).toBe(1);
    await other.page.goto(`${portal.url}/wallet`);
    expect(await other.page.textContent("h1")).toBe("Open My contracts");
    await one.page.goto(`${portal.url}/wallet`);
    expect(await one.page.textContent("h1")).toBe("My contracts");
  });
});

describe("a wrong code", () => {
  it("is said at once, with the way to its field, and the right one still works", async () => {
    const opened = await browser.openPage({ lang: "en", width: 360 });
    const { page } = opened;
    const phone = "19900000068";
    await page.goto(`${portal.url}/wallet/sign_in`);
    await page.fill("#phone", phone);
    await page.click("text=Text me a code");
    await page.waitForURL(`${portal.url}/wallet/sign_in/code`);
    const right = await lastCodeFor(portal.deps, phone) ?? "";
    await page.fill("#code", right === "000000" ? "000001" : "000000");
    await page.click('button:text-is("Sign in")');
    await page.click("text=This code is wrong or no longer valid");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("code");
    await page.fill("#code", right);
    await page.click('button:text-is("Sign in")');
    await page.waitForURL(`${portal.url}/wallet`);
  });
});
