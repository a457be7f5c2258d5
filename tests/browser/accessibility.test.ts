import { AxeBuilder } from "@axe-core/playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser, type PageOptions, type TestBrowser } from "../support/browser.ts";
import { gallery, galleryPlaces as places } from "../support/gallery.tsx";
import { placeOrder } from "../support/payer.ts";
import { type Loopback, openPortal, serveLoopback } from "../support/portal.ts";

// Legacy mode only leaves out frames, of which we have none, and is twice as fast.
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

let browser: TestBrowser;
let site: Loopback;
beforeAll(async () => {
  const app = await gallery();
  site = serveLoopback((request) => app.fetch(request));
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

/** What axe finds in every state by day and by night, what the console says, and what is wider than the screen. */
async function flaws(options: PageOptions): Promise<readonly string[]> {
  const { page, complaints } = await browser.openPage({ ...options, reducedMotion: true });
  const found: string[] = [];
  for (const place of places) {
    await page.goto(`${site.url}${place}`);
    const axe = new AxeBuilder({ page }).setLegacyMode(true);
    const day = await axe.withTags(RULES).analyze();
    expect(day.passes.length).toBeGreaterThan(10);
    // The theme changes colours and nothing else.
    await page.emulateMedia({ colorScheme: "dark" });
    const night = await axe.withRules(["color-contrast"]).analyze();
    expect(night.passes.map(({ id }) => id)).toEqual(["color-contrast"]);
    await page.emulateMedia({ colorScheme: "light" });

    for (const { id, nodes } of [...day.violations, ...night.violations]) {
      found.push(...nodes.map(({ html }) => `${place}: ${id} ${html}`));
    }
    const wide = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return scrollWidth - clientWidth;
    });
    if (wide > 0) found.push(`${place}: ${wide} px wider than the screen`);
  }
  const ours = complaints.filter((each) => !each.includes("status of 404"));
  await page.context().close();
  return [...found, ...ours];
}

describe("every state of the consumer's pages", () => {
  it("is accessible on a phone, in Chinese, by day and by night", async () => {
    expect(await flaws({ width: 360, lang: "zh" })).toEqual([]);
  });

  it("is accessible at a desk, in English, by day and by night", async () => {
    expect(await flaws({ width: 1280, lang: "en" })).toEqual([]);
  });
});

describe("every page a payer or a developer meets on the way", () => {
  it("is accessible on a phone, by night", async () => {
    const portal = await openPortal();
    const { page, complaints } = await browser.openPage({ width: 360, dark: true });
    const found: string[] = [];
    const look = async () => {
      const { violations } = await new AxeBuilder({ page }).withTags(RULES).setLegacyMode(true)
        .analyze();
      for (const { id, nodes } of violations) {
        found.push(...nodes.map(({ html }) => `${page.url()}: ${id} ${html}`));
      }
    };
    const pay = () => page.getByRole("button", { name: "支付 ¥12.34" }).click();
    try {
      await page.goto(`${portal.url}/checkout/${(await placeOrder(portal)).orderId}`);
      await pay();
      await page.waitForURL("**/sandbox/wallet/*");
      await look();
      await pay();
      await page.waitForSelector("h1:has-text('已付款')");
      await look();
      await portal.settle();

      await page.goto(`${portal.url}/checkout/${(await placeOrder(portal)).orderId}`);
      await page.getByText("银行卡", { exact: true }).click();
      await pay();
      await page.waitForURL("**/sandbox/cashier/*");
      await look();
      for (const path of ["/sandbox/wallet", "/demo/receiver", "/docs"]) {
        await page.goto(portal.url + path);
        await look();
      }
      expect([...found, ...complaints]).toEqual([]);
    } finally {
      await page.context().close();
      await portal.close();
    }
  });
});

describe("the page", () => {
  it("holds on 320 px with text twice as large", async () => {
    const { page } = await browser.openPage({ width: 320, lang: "en" });
    const wide: string[] = [];
    for (const place of places) {
      await page.goto(`${site.url}${place}`);
      const over = await page.evaluate(() => {
        document.documentElement.style.fontSize = "200%";
        const { scrollWidth, clientWidth } = document.documentElement;
        return scrollWidth - clientWidth;
      });
      if (over > 0) wide.push(`${place}: ${over} px`);
    }
    expect(wide).toEqual([]);
  });

  it("gives every target on a consumer page 48 px", async () => {
    const { page } = await browser.openPage({ width: 360 });
    const small: string[] = [];
    for (const place of places) {
      await page.goto(`${site.url}${place}`);
      small.push(
        ...await page.evaluate(
          (name) =>
            [...document.querySelectorAll("a, button, summary, .choices label")]
              .filter((each) => each.checkVisibility() && each.getBoundingClientRect().height < 48)
              .map((each) => `${name}: ${each.outerHTML}`),
          place,
        ),
      );
    }
    expect(small).toEqual([]);
  });
});
