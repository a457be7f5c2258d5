import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser, type PageOptions, type TestBrowser } from "../support/browser.ts";
import { flawsLoaded } from "../support/flaws.ts";
import { openPortal, type Portal } from "../support/portal.ts";

let browser: TestBrowser;
let portal: Portal;
beforeAll(async () => {
  [browser, portal] = await Promise.all([openBrowser(), openPortal({ demoKey: true })]);
});
afterAll(async () => {
  await browser.close();
  await portal.close();
});

const WAYS = [
  { lang: "zh", width: 360, dark: true },
  { lang: "en", width: 360, dark: false },
  { lang: "en", width: 1280, dark: true },
  { lang: "zh", width: 1920, dark: false },
] as const satisfies readonly PageOptions[];

describe("a page of the documentation", () => {
  it.each([
    "/docs",
    "/docs/guides/signing",
    "/docs/guides/sandbox",
    "/docs/reference/orders?in=typescript",
    "/docs/errors",
    "/docs/events?in=python",
    "/docs/signed?in=go",
    "/docs/search?q=refund",
    "/docs/search?q=nowhere",
  ])("%s is accessible on phones and desks, by day and by night", async (path) => {
    const found = await Promise.all(WAYS.map(async (way) => {
      const { page, complaints } = await browser.openPage(way);
      await page.goto(portal.url + path);
      // What is folded is read as well.
      await page.evaluate(() => {
        for (const details of document.querySelectorAll("details")) details.open = true;
      });
      const flaws = await flawsLoaded(page);
      const low = await page.evaluate(() =>
        [...document.querySelectorAll(".aside a, .example nav a, .onward a, summary, .docs button")]
          .filter((each) => each.checkVisibility() && each.getBoundingClientRect().height < 44)
          .map((each) => `lower than 44 px ${each.outerHTML}`)
      );
      await page.context().close();
      return [...flaws, ...low, ...complaints].map((each) => `${way.lang} ${way.width}: ${each}`);
    }));
    expect(found.flat()).toEqual([]);
  });

  it("is used with the keyboard alone, and without script", async () => {
    const { page } = await browser.openPage({ width: 360, lang: "en", javascript: false });
    await page.goto(`${portal.url}/docs`);
    // Past the way to the other language.
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.type("refund_exceeds_paid");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/docs\/search\?q=refund_exceeds_paid/);
    await page.getByRole("link", { name: "refund_exceeds_paid", exact: true }).first().focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/docs\/errors#refund_exceeds_paid$/);
    expect(await page.locator("#refund_exceeds_paid").isVisible()).toBe(true);

    // On a phone the list of pages is folded until it is asked for.
    const contents = page.locator(".folded > summary");
    const orders = page.locator(".folded").getByRole("link", { name: "Orders", exact: true });
    expect(await orders.isVisible()).toBe(false);
    await contents.focus();
    await page.keyboard.press("Enter");
    await orders.focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/docs\/reference\/orders$/);

    await page.locator("#postV1Orders-example").getByRole("link", { name: "Go" }).focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/docs\/reference\/orders\?in=go#postV1Orders-example$/);
    await page.locator("#postV1Orders-example pre").getByText("package main").waitFor();
    await page.locator("a[rel=next]").focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/docs\/reference\/payments\?in=go$/);
    await page.context().close();
  });

  it("shows its list beside itself on a desk, with the place of the page marked", async () => {
    const { page } = await browser.openPage({ width: 1280, lang: "zh" });
    await page.goto(`${portal.url}/docs/guides/webhooks`);
    const here = page.locator(".beside [aria-current=page]");
    expect(await here.innerText()).toBe("Webhook 通知");
    expect(await page.locator(".folded").isVisible()).toBe(false);
    await page.context().close();
  });
});
