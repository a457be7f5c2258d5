import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { langs } from "../../views/words.ts";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { gallery, placeOf } from "../support/gallery.ts";
import { type Loopback, serveLoopback } from "../support/portal.ts";
import { walletLooks } from "../support/wallet_looks.tsx";

let browser: TestBrowser;
let site: Loopback;
beforeAll(async () => {
  browser = await openBrowser();
  const app = await gallery(walletLooks);
  site = serveLoopback((request) => app.fetch(request));
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

/** Where the columns of each table on the page end, in whole px; the two limits are one where a time spans them. */
function columnEnds(page: Page): Promise<readonly (readonly number[])[]> {
  return page.locator("table:has(thead)").evaluateAll((tables) =>
    tables.map((table) =>
      [...table.querySelectorAll("thead tr > *")]
        .map((head) => Math.round(head.getBoundingClientRect().right))
        .filter((_, place, ends) => ends.length === 4 || place !== 1)
    )
  );
}

const phone = { width: 360 };

describe.each(langs)("the wallet in %s", (lang) => {
  it.each([768, 1280])("has its charges on the contracts' columns at %i px", async (width) => {
    const { page } = await browser.openPage({ lang, width });
    await page.goto(site.url + placeOf("wallet/full"));
    const [contracts, ...others] = await columnEnds(page);
    expect(contracts).toHaveLength(4);
    expect(others).toEqual([contracts, contracts, contracts]);
    await page.context().close();
  });

  it("has no sideways scroll on a phone, and every amount beside its label", async () => {
    const { page } = await browser.openPage({ lang, ...phone });
    await page.goto(site.url + placeOf("wallet/full"));
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(phone.width);
    const labelled = page.locator(".contracts td[data-label]");
    const labels = await labelled.evaluateAll((cells) =>
      cells.map((cell) => getComputedStyle(cell, "::before").content)
    );
    expect(labels).toHaveLength(9);
    expect(labels).not.toContain("none");
    await page.context().close();
  });
});
