import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import type { PageOptions, TestBrowser } from "./browser.ts";

// Legacy mode only leaves out frames, of which we have none, and is twice as fast.
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** What axe finds on the page as it stands. */
export async function violations(page: Page): Promise<readonly string[]> {
  const found = await new AxeBuilder({ page }).withTags(RULES).setLegacyMode(true).analyze();
  expect(found.passes.length).toBeGreaterThan(5);
  return named(found.violations);
}

/** What axe finds at each address by day and by night, what the console says, and what is wider than the screen. */
export async function flaws(
  browser: TestBrowser,
  addresses: readonly string[],
  options: PageOptions,
): Promise<readonly string[]> {
  const { page, complaints } = await browser.openPage({ ...options, reducedMotion: true });
  const found: string[] = [];
  for (const address of addresses) {
    await page.goto(address);
    found.push(...(await violations(page)).map((each) => `${address}: ${each}`));
    // The theme changes colours and nothing else.
    await page.emulateMedia({ colorScheme: "dark" });
    const night = await new AxeBuilder({ page }).setLegacyMode(true)
      .withRules(["color-contrast"]).analyze();
    expect(night.passes.map(({ id }) => id)).toEqual(["color-contrast"]);
    found.push(...named(night.violations).map((each) => `${address}: by night ${each}`));
    await page.emulateMedia({ colorScheme: "light" });
    const wide = await wider(page);
    if (wide > 0) found.push(`${address}: ${wide} px wider than the screen`);
  }
  await page.context().close();
  return [...found, ...complaints.filter((each) => !each.includes("status of 404"))];
}

/** Addresses that do not hold on 320 px with text twice as large. */
export async function tooWide(
  browser: TestBrowser,
  addresses: readonly string[],
): Promise<readonly string[]> {
  const { page } = await browser.openPage({ width: 320, lang: "en" });
  const found: string[] = [];
  for (const address of addresses) {
    await page.goto(address);
    await page.evaluate(() => {
      document.documentElement.style.fontSize = "200%";
    });
    const over = await wider(page);
    if (over > 0) found.push(`${address}: ${over} px`);
  }
  await page.context().close();
  return found;
}

/** Targets lower than 48 px. */
export async function tooSmall(
  browser: TestBrowser,
  addresses: readonly string[],
): Promise<readonly string[]> {
  const { page } = await browser.openPage({ width: 360 });
  const found: string[] = [];
  for (const address of addresses) {
    await page.goto(address);
    const small = await page.evaluate(() =>
      [...document.querySelectorAll("a, button, summary, .choices label")]
        .filter((each) => each.checkVisibility() && each.getBoundingClientRect().height < 48)
        .map((each) => each.outerHTML)
    );
    found.push(...small.map((each) => `${address}: ${each}`));
  }
  await page.context().close();
  return found;
}

function wider(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
}

type Found = Awaited<ReturnType<AxeBuilder["analyze"]>>["violations"];

function named(violated: Found): readonly string[] {
  return violated.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id} ${html}`));
}
