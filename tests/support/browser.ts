import { type Browser, chromium, type Page } from "playwright-core";
import type { Lang } from "../../views/words.ts";
import { browserFiles, type Fonts } from "./browser_files.ts";
import { opened } from "./left_running.ts";
import { PATIENCE_MS } from "./patience.ts";

export interface PageOptions {
  /** Viewport in CSS px; below 768 it is a phone, with a phone's user agent. */
  readonly width?: number;
  /** Of the screen, for each CSS px; 1 without it. */
  readonly pixels?: number;
  readonly lang?: Lang;
  readonly dark?: boolean;
  readonly javascript?: boolean;
  readonly userAgent?: string;
  readonly reducedMotion?: boolean;
  readonly forcedColors?: boolean;
}

export interface OpenPage {
  readonly page: Page;
  /** Console complaints: errors, policy violations, uncaught exceptions. */
  readonly complaints: readonly string[];
}

/** Chromium's own word for a transition between two pages that it gave up, as it may under load; no script of ours starts one. */
const GIVEN_UP = "InvalidStateError: Transition was aborted because of invalid state";

export interface TestBrowser {
  /** A page of a fresh browser: no cookies, no cache. */
  openPage(options?: PageOptions): Promise<OpenPage>;
  close(): Promise<void>;
}

const PHONE =
  "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Mobile Safari/537.36";
/** Narrower screens are a phone's, in CSS px. */
export const PHONE_BELOW_PX = 768;

/** A real Chromium that draws Chinese. Starts in a moment; one for each test file. */
export async function openBrowser(fonts: Fonts = "chinese"): Promise<TestBrowser> {
  const { executablePath, env } = await browserFiles(fonts);
  const mark = opened("a browser");
  const browser = await chromium.launch({
    executablePath,
    env,
    timeout: PATIENCE_MS,
    args: ["--no-sandbox", "--disable-gpu", "--font-render-hinting=none"],
  });
  return {
    openPage: (options = {}) => openPage(browser, options),
    close: async () => {
      await browser.close();
      mark.closed();
    },
  };
}

/** Before a page is loaded: from then on its time passes only when the test winds it. */
export async function stopClock({ clock }: Page): Promise<void> {
  await clock.install({ time: 0 });
  // The clock goes until it is stopped, and it cannot be stopped at a time that has passed.
  await clock.pauseAt(2 * PATIENCE_MS);
}

/** Before a page is loaded: lets a test wait until the page itself knows that its stream is open. */
export async function noteHearing(page: Page): Promise<void> {
  await page.addInitScript(() => {
    document.addEventListener("heard", () => document.documentElement.dataset["heard"] = "");
  });
}

export async function untilHearing(page: Page): Promise<void> {
  await page.waitForSelector("html[data-heard]", { state: "attached" });
}

async function openPage(browser: Browser, options: PageOptions): Promise<OpenPage> {
  const { width = 360, lang = "zh", dark = false, javascript = true } = options;
  const phone = width < PHONE_BELOW_PX;
  const userAgent = options.userAgent ?? (phone ? PHONE : undefined);
  const context = await browser.newContext({
    viewport: { width, height: phone ? 740 : 900 },
    deviceScaleFactor: options.pixels ?? 1,
    isMobile: phone,
    hasTouch: phone,
    locale: lang === "zh" ? "zh-CN" : "en-GB",
    colorScheme: dark ? "dark" : "light",
    forcedColors: options.forcedColors ? "active" : "none",
    reducedMotion: options.reducedMotion ? "reduce" : "no-preference",
    javaScriptEnabled: javascript,
    ...(userAgent === undefined ? {} : { userAgent }),
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => {
    if (!String(error).startsWith(GIVEN_UP)) complaints.push(String(error));
  });
  return { page, complaints };
}
