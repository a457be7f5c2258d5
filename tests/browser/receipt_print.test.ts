import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { langs } from "../../views/words.ts";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { gallery, placeOf } from "../support/gallery.ts";
import { receiptLooks } from "../support/looks_of_payment_receipts.tsx";
import { type Loopback, serveLoopback } from "../support/portal.ts";

let browser: TestBrowser;
let site: Loopback;
beforeAll(async () => {
  browser = await openBrowser();
  const app = await gallery(receiptLooks);
  site = serveLoopback((request) => app.fetch(request));
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

const names = ["wallet/receipt/paid", "wallet/receipt/full", "wallet/receipt/refund"];

/** The pages of a PDF as Chromium writes it. */
function pagesIn(pdf: Uint8Array): number {
  return new TextDecoder("latin1").decode(pdf).match(/\/Type\s*\/Page(?!s)/g)?.length ?? 0;
}

describe.each(langs)("a receipt on paper in %s, from a dark screen without script", (lang) => {
  it.each(names)("fits one page of A4 and one of A5: %s", async (name) => {
    const { page } = await browser.openPage({ lang, dark: true, javascript: false });
    await page.goto(site.url + placeOf(name));
    for (const format of ["A4", "A5"]) {
      expect([format, pagesIn(await page.pdf({ format }))]).toEqual([format, 1]);
    }
    await page.context().close();
  });

  it("is black on white, says what it isn't, and has nothing on it that only a screen needs", async () => {
    const { page } = await browser.openPage({ lang, dark: true, javascript: false });
    await page.goto(site.url + placeOf("wallet/receipt/full"));
    await page.emulateMedia({ media: "print" });
    const shown = await page.locator("body").innerText();
    expect(shown).toContain("发票");
    expect(shown).toContain("202611201402031906248");
    expect(shown).toContain("¥30.00");
    for (const gone of ["header", "footer", ".actions"]) {
      expect([gone, await page.locator(gone).isVisible()]).toEqual([gone, false]);
    }
    const colours = await page.locator("article").evaluate((article) => {
      const { color } = getComputedStyle(article);
      return [color, getComputedStyle(article, "::before").backgroundColor];
    });
    expect(colours).toEqual(["rgb(0, 0, 0)", "rgb(255, 255, 255)"]);
    await page.context().close();
  });
});
