import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { minutes } from "../../core/time.ts";
import { lastCodeFor } from "../../sandbox/bank/inbox.ts";
import { openBrowser, type PageOptions, stopClock, type TestBrowser } from "../support/browser.ts";
import { openPortal, type Portal } from "../support/portal.ts";
import { approvedPlan, openedSigning } from "../support/signers.ts";

let browser: TestBrowser;
let portal: Portal;
beforeAll(async () => {
  [browser, portal] = await Promise.all([openBrowser(), openPortal({ named: "localhost" })]);
});
afterAll(async () => {
  await browser.close();
  await portal.close();
});

const words = {
  en: {
    until: /It's valid until \d\d? \w{3} \d{4}, \d\d:\d\d \(UTC\+8\)\./,
    soon: "The code expires in less than a minute.",
    over: "The code has expired. Get another.",
    again: /Send (another|the) code/,
  },
  zh: {
    until: /\d{4}-\d\d-\d\d \d\d:\d\d 前有效。/,
    soon: "验证码不到一分钟就过期。",
    over: "验证码已过期，请重发。",
    again: /再发一个|重新发送验证码/,
  },
} as const;

let last = 19900000700;
const nextPhone = () => `${++last}`;
const phoneOf = new WeakMap<Page, string>();

async function askToSignIn(page: Page): Promise<void> {
  const phone = nextPhone();
  phoneOf.set(page, phone);
  await page.goto(`${portal.url}/wallet/sign_in`);
  await page.fill("#phone", phone);
  await page.click("form:has(#phone) button");
  await page.waitForSelector("#code");
}

async function typeCode(page: Page, phone: string): Promise<void> {
  await page.fill("#code", await lastCodeFor(portal.deps, phone) ?? "");
  await page.click("form:has(#code) button");
}

/** Leads to the page that takes a code, which was sent just now. */
const pages: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  "to sign in": askToSignIn,
  "to recover an account": async (page) => {
    await page.goto(`${portal.url}/wallet/recovery`);
    await page.fill("#lost_phone", nextPhone());
    await page.fill("#new_phone", nextPhone());
    await page.click("form:has(#new_phone) button");
    await page.waitForSelector("#code");
  },
  "to change the phone": async (page) => {
    await askToSignIn(page);
    await typeCode(page, phoneOf.get(page) ?? "");
    await page.waitForURL(`${portal.url}/wallet`);
    await page.goto(`${portal.url}/wallet/phone`);
    await page.fill("#phone", nextPhone());
    await page.click("form:has(#phone) button");
    await page.waitForSelector("#code");
  },
  "to sign a contract": async (page) => {
    const plan_id = await approvedPlan(portal, { verify_phone: true });
    const body = { plan_id, contract_code: `ends-${nextPhone()}` };
    const { signing_id } = await openedSigning(portal, body);
    const url = `${portal.url}/sign/${signing_id}`;
    await page.goto(`${portal.url}/sandbox/wallet?open=${encodeURIComponent(url)}`);
    await page.waitForURL(url);
    await page.click("form[action$='/code'] button");
    await page.waitForSelector("#code");
  },
};

/** What can be pressed or typed into, and where it stands. */
function places(page: Page): Promise<unknown> {
  return page.locator("main :is(button, input, a)").evaluateAll((all) =>
    all.map((each) => [each.textContent, each.getBoundingClientRect().toJSON()])
  );
}

const shown = (page: Page) => page.locator("[data-ends]").innerText();
const states = (page: Page) => Promise.all([shown(page), page.textContent("#status")]);

describe.each(
  [[360, "zh"], [360, "en"], [1280, "en"]] as const,
)("at %i px in %s, a page that takes a code", (width, lang) => {
  const w = words[lang];

  it.each(Object.entries(pages))(
    "%s says by itself that it ends soon, and that it has, and moves nothing",
    async (_, open) => {
      const { page, complaints } = await browser.openPage({ width, lang });
      await open(page);
      // Polls and their deadlines would run as well, faster than anything can answer.
      await page.route(/\/htmx\.\w+\.js$/, (route) => route.fulfill({ body: "" }));
      await page.route(/\/hx-csp\.\w+\.js$/, (route) => route.fulfill({ body: "" }));
      await stopClock(page);
      await page.reload();
      const drawn = await places(page);
      expect(await shown(page)).toMatch(w.until);
      await page.clock.runFor(minutes(4) - 1_000);
      expect(await shown(page)).toMatch(w.until);
      await page.clock.runFor(1_000);
      expect(await states(page)).toEqual([w.soon, w.soon]);
      await page.clock.runFor(minutes(1) - 1_000);
      expect(await states(page)).toEqual([w.soon, w.soon]);
      await page.clock.runFor(1_000);
      expect(await states(page)).toEqual([w.over, w.over]);
      expect(await places(page)).toEqual(drawn);
      expect(await page.getByRole("button", { name: w.again }).isVisible()).toBe(true);
      expect(await page.getAttribute("#status", "role")).toBe("status");
      expect(complaints).toEqual([]);
    },
  );
});

describe.each<PageOptions>([{ javascript: true }, { javascript: false }])(
  "with %o, by the portal's own clock",
  (options) => {
    it("is drawn with the warning, and another code takes it away", async () => {
      const { page } = await browser.openPage({ lang: "en", ...options });
      await askToSignIn(page);
      portal.clock.advance(minutes(4.5));
      await page.reload();
      expect(await shown(page)).toBe(words.en.soon);
      await page.getByRole("button", { name: words.en.again }).click();
      await page.waitForSelector("text=It's valid until");
      await typeCode(page, phoneOf.get(page) ?? "");
      await page.waitForURL(`${portal.url}/wallet`);
    });

    it.each(["to recover an account", "to change the phone"])(
      "%s another code is sent, with a time of its own",
      async (name) => {
        const { page } = await browser.openPage({ lang: "en", ...options });
        await pages[name]?.(page);
        const until = await shown(page);
        portal.clock.advance(minutes(4.5));
        await page.getByRole("button", { name: words.en.again }).click();
        const later = page.locator("[data-ends]", { hasNotText: until ?? "" });
        expect(await later.innerText()).toMatch(words.en.until);
        const phone = `${last}`;
        await typeCode(page, phone);
        await page.waitForSelector("h1:has-text('Noted'), p:has-text('opens your account')");
      },
    );
  },
);

it("warns of a code that htmx has brought into an open page", async () => {
  const { page } = await browser.openPage({ lang: "en" });
  await stopClock(page);
  await pages["to sign a contract"]?.(page);
  await page.clock.fastForward(minutes(4));
  await page.waitForFunction(
    (soon) => document.getElementById("status")?.textContent === soon,
    words.en.soon,
  );
  expect(await shown(page)).toBe(words.en.soon);
});

it("warns at once where it was out of sight meanwhile", async () => {
  const { page } = await browser.openPage({ lang: "en" });
  await stopClock(page);
  await askToSignIn(page);
  // As a device that slept: its timers did not run.
  await page.evaluate(() => {
    const slept = Date.now() + 270_000;
    Date.now = () => slept;
    document.dispatchEvent(new Event("visibilitychange"));
  });
  expect(await states(page)).toEqual([words.en.soon, words.en.soon]);
});
