import axe from "axe-core";
import type { Page } from "playwright-core";
import type { PageOptions, TestBrowser } from "./browser.ts";
import { DRAWER, type Drawer, drawn } from "./drawing.ts";
import { EMPTY_PLACE, gallery, placeOf } from "./gallery.ts";
import type { Looks } from "./look.ts";
import { serveLoopback } from "./portal.ts";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
/** With fewer, axe has hardly seen a page. */
const RULES_MET_MIN = 11;
/** A shop's screen has nothing to press, so one rule fewer applies. */
const RULES_MET_MIN_BARE = 10;
const TARGET_PX_MIN = 48;
const TARGET_PX_MIN_ELSEWHERE = 44;

/** Four settings that cover every pair of language, width and theme. */
const WAYS = [
  { lang: "zh", width: 360, dark: false },
  { lang: "en", width: 360, dark: true },
  { lang: "zh", width: 1280, dark: true },
  { lang: "en", width: 1280, dark: false },
] as const satisfies readonly PageOptions[];
/** A small screen, with text twice as large. */
const SMALL = { lang: "en", width: 320, dark: false } as const;

export type Size = readonly [width: number, height: number];

type Way = (typeof WAYS)[number] | typeof SMALL;

/** Checks looks one after the other, on pages that stay open. */
export interface Readers {
  /** What is wrong with a look, each with the setting it was seen in. */
  flawsOf(name: string): Promise<readonly string[]>;
  /** The sizes at which some of a look lies outside the screen. */
  cutOff(name: string, sizes: readonly Size[]): Promise<readonly string[]>;
  /** What the console says when these looks are loaded normally, with scripts and under the policy. */
  complaintsOf(names: readonly string[]): Promise<readonly string[]>;
  close(): Promise<void>;
}

/**
 * Every page has the same head but for its title, so looks are drawn into one document: loading one, and above all
 * putting axe into it, takes longer than reading it.
 */
export async function openReaders(browser: TestBrowser, looks: Looks): Promise<Readers> {
  const app = await gallery(looks);
  const site = serveLoopback((request) => app.fetch(request));
  const open = async (way: Way) => {
    const { page } = await browser.openPage({ ...way, reducedMotion: true });
    await page.goto(site.url + EMPTY_PLACE);
    await page.evaluate(axe.source);
    await page.evaluate(DRAWER);
    return page;
  };
  let plain: Page | undefined;
  const small = await open(SMALL);
  await small.evaluate(() => {
    document.documentElement.style.fontSize = "200%";
  });
  const pages = await Promise.all(WAYS.map(async (way) => ({ way, page: await open(way) })));
  return {
    flawsOf: async (name) => {
      const minimum = /^(?:sandbox|demo|staff|ops|console)\//.test(name)
        ? TARGET_PX_MIN_ELSEWHERE
        : TARGET_PX_MIN;
      const found = await Promise.all([
        drawn(app, { name, ...SMALL }).then((html) => tooWide(small, html)),
        ...pages.map(async ({ page, way }) => {
          const html = await drawn(app, { name, ...way });
          const seen = `${way.lang} ${way.width} ${way.dark ? "dark" : "light"}`;
          const rules = name.startsWith("screen/") ? RULES_MET_MIN_BARE : RULES_MET_MIN;
          return (await flawsHere(page, { html, minimum, rules })).map((each) =>
            `${seen}: ${each}`
          );
        }),
      ]);
      return found.flat();
    },
    cutOff: async (name, sizes) => {
      plain ??= await open({ lang: "en", width: 1280, dark: false });
      return await cutOff(plain, { html: await drawn(app, { name, ...SMALL }), sizes });
    },
    complaintsOf: (names) => complaintsOf(browser, { site: site.url, names }),
    close: () => site.close(),
  };
}

/** What is wrong with a page that was loaded; `minimum` is how high a target must be, in px. */
export async function flawsLoaded(page: Page, minimum = 0): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  return await flawsHere(page, { minimum });
}

interface Reading {
  /** Drawn first, with what is folded unfolded; without it the page is read as it stands. */
  readonly html?: string;
  /** How high a target must be, in px. */
  readonly minimum?: number;
  /** How many of axe's rules must have met something. */
  readonly rules?: number;
}

/** What axe finds, which targets are too low, what is wider than the screen: one call, because each takes its time. */
async function flawsHere(
  page: Page,
  { html, minimum = 0, rules = RULES_MET_MIN }: Reading,
): Promise<readonly string[]> {
  const reading = { html, minimum, tags: RULES };
  const [met, found] = await page.evaluate(async ({ html, minimum, tags }) => {
    if (html !== undefined) await (globalThis as unknown as Drawer).draw(html);
    const { axe } = globalThis as unknown as { readonly axe: typeof import("axe-core") };
    const brief = { resultTypes: ["violations" as const], selectors: false, preload: false };
    const { violations, passes } = await axe.run(document, { runOnly: tags, ...brief });
    const { scrollWidth, clientWidth } = document.documentElement;
    const over = scrollWidth - clientWidth;
    return [passes.length, [
      ...violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id} ${node.html}`)),
      ...[...document.querySelectorAll("a, button, summary, .choices label")]
        .filter((each) => each.checkVisibility() && each.getBoundingClientRect().height < minimum)
        .map((each) => `lower than ${minimum} px ${each.outerHTML}`),
      ...(over > 0 ? [`${over} px wider than the screen`] : []),
    ]] as const;
  }, reading);
  return met < rules ? [...found, `axe met only ${met} rules`] : found;
}

interface Looking {
  readonly html: string;
  readonly sizes: readonly Size[];
}

async function cutOff(page: Page, { html, sizes }: Looking): Promise<readonly string[]> {
  await page.evaluate((html) => (globalThis as unknown as Drawer).draw(html), html);
  const found: string[] = [];
  for (const [width, height] of sizes) {
    await page.setViewportSize({ width, height });
    const fits = await page.evaluate(() =>
      document.documentElement.scrollHeight <= innerHeight &&
      document.documentElement.scrollWidth <= innerWidth
    );
    if (!fits) found.push(`cut off at ${width} × ${height}`);
  }
  return found;
}

async function tooWide(page: Page, html: string): Promise<readonly string[]> {
  const over = await page.evaluate(async (html) => {
    await (globalThis as unknown as Drawer).draw(html);
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  }, html);
  return over > 0 ? [`${over} px wider than 320 px with text twice as large`] : [];
}

interface Loading {
  readonly site: string;
  readonly names: readonly string[];
}

async function complaintsOf(
  browser: TestBrowser,
  { site, names }: Loading,
): Promise<readonly string[]> {
  const { page, complaints } = await browser.openPage();
  const found: string[] = [];
  for (const name of names) {
    const before = complaints.length;
    await page.goto(site + placeOf(name));
    found.push(...complaints.slice(before).map((each) => `${name}: ${each}`));
  }
  await page.context().close();
  return found;
}
