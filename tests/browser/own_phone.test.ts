import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { digestPhone } from "../../core/consumer/digest_identity.ts";
import { days } from "../../core/time.ts";
import { lastCodeFor } from "../../sandbox/bank/inbox.ts";
import { openBrowser, type OpenPage, type TestBrowser } from "../support/browser.ts";
import { openPortal, type Portal } from "../support/portal.ts";

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
  en: { go: "Sign in", new: "Start a new account", quiet: "Is this account yours?" },
  zh: { go: "登录", new: "开新账户", quiet: "这个账户是你的吗？" },
} as const;

async function typeCode({ page }: OpenPage, phone: string): Promise<void> {
  await page.fill("#code", await lastCodeFor(portal.deps, phone) ?? "");
  await page.click("form:has(#code) button");
}

async function signIn(opened: OpenPage, phone: string): Promise<void> {
  const { page } = opened;
  await page.goto(`${portal.url}/wallet/sign_in`);
  await page.fill("#phone", phone);
  await page.click("form:has(#phone) button");
  await page.waitForURL(`${portal.url}/wallet/sign_in/code`);
  await typeCode(opened, phone);
}

async function setPin({ page }: OpenPage, pin: string): Promise<void> {
  await page.goto(`${portal.url}/wallet/pin`);
  await page.fill("#pin", pin);
  await page.fill("#again", pin);
  await page.click("form:has(#again) button");
  await page.waitForSelector("#old");
}

async function fits({ page }: OpenPage, width: number): Promise<void> {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(width);
}

describe.each(
  [[360, true, "zh"], [1280, true, "en"], [360, false, "en"], [1280, false, "zh"]] as const,
)("somebody at %i px, script %s, in %s", (width, javascript, lang) => {
  const n = `${width === 360 ? 1 : 2}${javascript ? 1 : 2}`;

  it("changes their phone, which opens their account from then on", async () => {
    const [before, after] = [`199000031${n}`, `199000032${n}`];
    const opened = await browser.openPage({ lang, width, javascript });
    const { page, complaints } = opened;
    await signIn(opened, before);
    await page.waitForURL(`${portal.url}/wallet`);
    await page.goto(`${portal.url}/wallet/account`);
    await page.click('a[href="/wallet/phone"]');
    await page.fill("#phone", after);
    await page.click("form:has(#phone) button");
    await page.waitForSelector("#code");
    await fits(opened, width);
    await typeCode(opened, after);
    await page.waitForURL(`${portal.url}/wallet/phone`);
    expect(await page.textContent("hgroup")).toContain(`199****${after.slice(-4)}`);
    await fits(opened, width);
    expect(complaints).toEqual([]);
  });

  it("opens the account of a silent phone by their PIN, and starts anew as its next holder", async () => {
    const phone = `199000033${n}`;
    const first = await browser.openPage({ lang, width, javascript });
    await signIn(first, phone);
    await first.page.waitForURL(`${portal.url}/wallet`);
    await setPin(first, "471903");
    await silence(phone);

    const opened = await browser.openPage({ lang, width, javascript });
    const { page } = opened;
    await signIn(opened, phone);
    await page.waitForURL(`${portal.url}/wallet/sign_in/holder`);
    expect(await page.textContent("h1")).toBe(words[lang].quiet);
    await fits(opened, width);
    await page.fill("#proof", "135246");
    await page.click("form:has(#proof) button");
    await page.waitForSelector("#proof-error");
    await page.fill("#proof", "471903");
    await page.click("form:has(#proof) button");
    await page.waitForURL(`${portal.url}/wallet`);

    await silence(phone);
    const next = await browser.openPage({ lang, width, javascript });
    await signIn(next, phone);
    await next.page.waitForURL(`${portal.url}/wallet/sign_in/holder`);
    await next.page.click(`button:text-is("${words[lang].new}")`);
    await next.page.waitForURL(`${portal.url}/wallet`);
    await next.page.goto(`${portal.url}/wallet/pin`);
    // Nothing of the account that had this number before.
    expect(await next.page.locator("#old").count()).toBe(0);
    expect(next.complaints).toEqual([]);
  });
});

describe("a browser that is new to an account with something in it", () => {
  it("sets no first PIN, and says what does", async () => {
    const phone = "19900003400";
    const own = await browser.openPage({ lang: "en", width: 360 });
    await signIn(own, phone);
    await own.page.waitForURL(`${portal.url}/wallet`);
    await hasAnApp(phone);
    const other = await browser.openPage({ lang: "en", width: 360 });
    await signIn(other, phone);
    await other.page.waitForURL(`${portal.url}/wallet`);
    await other.page.goto(`${portal.url}/wallet/pin`);
    expect(await other.page.locator("#again").count()).toBe(0);
    expect(await other.page.textContent("main")).toContain("this browser is new to it");
    await fits(other, 360);
    await setPin(own, "471903");
  });
});

async function subjectOf(phone: string): Promise<string> {
  return await digestPhone(portal.deps.vault, phone);
}

/** As if it had answered its last code so long ago: the browsers' clock is the world's. */
async function silence(phone: string): Promise<void> {
  const sql = "update identities set proved_at = ? where issuer = 'phone' and subject = ?";
  const args = [BigInt(portal.deps.now() - days(90)), await subjectOf(phone)];
  await portal.deps.write({ statements: [{ sql, args }] });
}

/** A wallet app knows them as well: there is something to lose. */
async function hasAnApp(phone: string): Promise<void> {
  const [holder] = await portal.deps.load(
    portal.deps.identities.holder({ issuer: "phone", subject: await subjectOf(phone) }),
  );
  if (!holder) throw new Error("Nobody has this phone");
  const { consumerId } = holder;
  const sql =
    "insert into identities (issuer, subject, consumer_id, created_at) values (?, ?, ?, 0)";
  const args = ["wallet:river", "u-1", consumerId];
  await portal.deps.write({ statements: [{ sql, args }] });
}
