import axe from "axe-core";
import type { Page } from "playwright-core";
import type { OpenPage, PageOptions, TestBrowser } from "./browser.ts";
import { EMPTY_PLACE, placeOf } from "./gallery.ts";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
/** Fewer, and axe has hardly seen a page. */
const RULES_MET_MIN = 8;
const TARGET_PX_MIN = 48;
const TARGET_PX_MIN_ELSEWHERE = 44;

/** Four ways to look in which every two of language, width and theme meet. */
const WAYS = [
  { lang: "zh", width: 360, dark: false },
  { lang: "en", width: 360, dark: true },
  { lang: "zh", width: 1280, dark: true },
  { lang: "en", width: 1280, dark: false },
] as const satisfies readonly PageOptions[];

/** Who reads looks of a gallery: one after the other, on pages that stay open. */
export interface Readers {
  /** What is wrong with a look, each with the way it was looked at. */
  flawsOf(name: string): Promise<readonly string[]>;
  /** What the console says when these looks are loaded as anybody would: scripts run and the policy holds. */
  complaintsOf(names: readonly string[]): Promise<readonly string[]>;
}

/**
 * Every page has the same head but for its title, so looks are drawn into one document: loading one, and above all
 * putting axe into it, takes longer than reading it.
 */
export async function openReaders(browser: TestBrowser, site: string): Promise<Readers> {
  const open = async (way: PageOptions): Promise<OpenPage> => {
    const opened = await browser.openPage({ ...way, reducedMotion: true });
    await opened.page.goto(site + EMPTY_PLACE);
    return opened;
  };
  const [small, ...opened] = await Promise.all([{ width: 320, lang: "en" as const }, ...WAYS]
    .map(open));
  if (!small) throw new TypeError("Cannot read: no page");
  await small.page.evaluate(() => {
    document.documentElement.style.fontSize = "200%";
  });
  return {
    flawsOf: async (name) => {
      const found = await Promise.all([
        flawsSmall(small.page, name),
        ...opened.map(({ page }) => flawsSeen(page, name)),
      ]);
      const seen = ["en 320, text twice as large", ...WAYS.map(wordsOf)];
      return found.flatMap((flaws, way) => flaws.map((flaw) => `${seen[way]}: ${flaw}`));
    },
    complaintsOf: async (names) => {
      const { page, complaints } = await browser.openPage();
      const found: string[] = [];
      for (const name of names) {
        const before = complaints.length;
        await page.goto(site + placeOf(name));
        found.push(...complaints.slice(before).map((each) => `${name}: ${each}`));
      }
      await page.context().close();
      return found;
    },
  };
}

function wordsOf({ lang, width, dark }: (typeof WAYS)[number]): string {
  return `${lang} ${width} ${dark ? "dark" : "light"}`;
}

async function flawsSmall(page: Page, name: string): Promise<readonly string[]> {
  await draw(page, name);
  return await tooWide(page);
}

async function flawsSeen(page: Page, name: string): Promise<readonly string[]> {
  const elsewhere = /^(?:sandbox|demo)\//.test(name);
  await draw(page, name);
  return [
    ...await violations(page),
    ...await tooLow(page, elsewhere ? TARGET_PX_MIN_ELSEWHERE : TARGET_PX_MIN),
    ...await tooWide(page),
  ];
}

/** What is folded is unfolded, to be read too. */
async function draw(page: Page, name: string): Promise<void> {
  await page.evaluate(async (from) => {
    const answer = await fetch(from);
    if (!answer.ok) throw new Error(`Cannot draw ${from}: ${answer.status}`);
    const drawn = new DOMParser().parseFromString(await answer.text(), "text/html");
    document.title = drawn.title;
    document.documentElement.lang = drawn.documentElement.lang;
    document.body.replaceWith(document.adoptNode(drawn.body));
    for (const folded of document.querySelectorAll("details")) folded.open = true;
  }, placeOf(name));
}

/** What axe finds on the page as it stands. */
export async function violations(page: Page): Promise<readonly string[]> {
  if (!await page.evaluate(() => "axe" in globalThis)) await page.evaluate(axe.source);
  const [met, violated] = await page.evaluate(async (tags) => {
    const { axe } = globalThis as unknown as { readonly axe: typeof import("axe-core") };
    const brief = { resultTypes: ["violations" as const], selectors: false, preload: false };
    const found = await axe.run(document, { runOnly: tags, ...brief });
    const named = found.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html }) => `${id} ${html}`)
    );
    return [found.passes.length, named] as const;
  }, RULES);
  return met < RULES_MET_MIN ? [...violated, `axe met only ${met} rules`] : violated;
}

async function tooLow(page: Page, minimum: number): Promise<readonly string[]> {
  return await page.evaluate(
    (min) =>
      [...document.querySelectorAll("a, button, summary, .choices label")]
        .filter((each) => each.checkVisibility() && each.getBoundingClientRect().height < min)
        .map((each) => `lower than ${min} px ${each.outerHTML}`),
    minimum,
  );
}

async function tooWide(page: Page): Promise<readonly string[]> {
  const over = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
  return over > 0 ? [`${over} px wider than the screen`] : [];
}
