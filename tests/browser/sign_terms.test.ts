import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { disclosureKeys } from "../../core/signing/disclosure.ts";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { gallery, placeOf } from "../support/gallery.ts";
import { type Loopback, serveLoopback } from "../support/portal.ts";
import { signLooks } from "../support/sign_looks.tsx";
import { signings } from "../support/signings.ts";

let browser: TestBrowser;
let site: Loopback;
beforeAll(async () => {
  browser = await openBrowser();
  const app = await gallery(signLooks);
  site = serveLoopback((request) => app.fetch(request));
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

async function openTerms(width: number): Promise<Page> {
  const { page } = await browser.openPage({ width });
  await page.goto(site.url + placeOf("sign/ready"));
  return page;
}

const topOf = (found: Locator) =>
  found.evaluate((each) => Math.round(each.getBoundingClientRect().top + scrollY));

/** Whether every label stands beside its line, or above it. */
function beside(page: Page): Promise<readonly boolean[]> {
  return page.locator(".terms > li").evaluateAll((lines) =>
    lines.map((line) => {
      const [label, text] = [line.children[0], line.children[1]].map((each) =>
        each?.getBoundingClientRect()
      );
      return (label?.right ?? 0) <= (text?.left ?? 0);
    })
  );
}

describe("the terms", () => {
  it("have their labels in a gutter, and above the lines where text is twice as large", async () => {
    for (const width of [320, 360, 1280]) {
      const page = await openTerms(width);
      expect(await beside(page), `${width}`).toEqual(Array(5).fill(true));
      await page.context().close();
    }
    const page = await openTerms(320);
    await page.evaluate(() => {
      document.documentElement.style.fontSize = "200%";
    });
    expect(await beside(page)).toEqual(Array(5).fill(false));
    await page.context().close();
  });

  it("show the limits larger than the rest, and set Chinese apart from figures", async () => {
    const page = await openTerms(360);
    const sizes = await page.locator(".terms p").evaluateAll((lines) =>
      lines.map((line) => getComputedStyle(line).fontSize)
    );
    expect(sizes).toEqual(["17px", "17px", "20px", "17px", "17px"]);
    const spacing = (found: string) =>
      page.locator(found).first().evaluate((each) =>
        getComputedStyle(each).getPropertyValue("text-autospace")
      );
    expect([await spacing(".terms"), await spacing(".full-text")]).toEqual(["normal", "normal"]);
    await page.context().close();
  });

  it("are copied without their labels", async () => {
    const page = await openTerms(360);
    const copied = await page.locator(".terms").evaluate((terms) => {
      getSelection()?.selectAllChildren(terms);
      return getSelection()?.toString();
    });
    const { lines } = signings.ready.shown.zh;
    expect(copied?.split("\n").filter((line) => line.trim() !== ""))
      .toEqual(disclosureKeys.map((key) => lines[key]));
    await page.context().close();
  });

  it("open the full text and the other cards from one row, which stays where it is", async () => {
    const page = await openTerms(360);
    const [full, cards] = [page.getByText("协议全文"), page.getByText("换一张卡")];
    const row = await topOf(full);
    expect(await topOf(cards)).toBe(row);
    await full.click();
    await cards.click();
    expect([await topOf(full), await topOf(cards)]).toEqual([row, row]);
    const unfolded = [page.locator(".full-text").first(), page.getByText("用云杉银行信用卡")];
    for (const each of unfolded) expect(await topOf(each)).toBeGreaterThan(row);
    await page.context().close();
  });
});
