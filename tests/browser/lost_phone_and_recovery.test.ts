import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { digestPhone } from "../../core/consumer/digest_identity.ts";
import type { ConsumerId } from "../../core/id.ts";
import { RECOVERY_WAIT } from "../../core/recovery/recovery.ts";
import { milliseconds } from "../../core/time.ts";
import { lastCodeFor } from "../../sandbox/bank/inbox.ts";
import { openBrowser, type OpenPage, type TestBrowser } from "../support/browser.ts";
import { signedContract } from "../support/contracts.ts";
import { openPortal, type Portal } from "../support/portal.ts";
import { standingOf } from "../support/sessions.ts";
import { virtualAuthenticator } from "../support/virtual_authenticator.ts";

const PIN = "471903";

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
    outside: "Open My contracts",
    onHold: "On hold. Nothing is charged for now.",
    lost: "Your phone is reported lost",
    noted: "Noted",
    nothing: "No merchant can charge you without a password.",
    refused: "We couldn't sign you in.",
  },
  zh: {
    outside: "打开“我的签约”",
    onHold: "已暂停，现在不会扣款。",
    lost: "手机已挂失",
    noted: "已经记下",
    nothing: "现在没有商家可以免密扣款。",
    refused: "没能登录。",
  },
} as const;

async function submit({ page }: OpenPage, fields: Readonly<Record<string, string>>): Promise<void> {
  const [last = ""] = Object.keys(fields).slice(-1);
  for (const [name, value] of Object.entries(fields)) await page.fill(`[name=${name}]`, value);
  await page.click(`form:has([name=${last}]) button[type=submit]`);
}

async function codeFor(phone: string): Promise<string> {
  return await lastCodeFor(portal.deps, phone) ?? "";
}

async function signIn(opened: OpenPage, phone: string): Promise<void> {
  const { page } = opened;
  await page.goto(`${portal.url}/wallet/sign_in`);
  await submit(opened, { phone });
  await page.waitForURL(`${portal.url}/wallet/sign_in/code`);
  await submit(opened, { code: await codeFor(phone) });
  await page.waitForURL(`${portal.url}/wallet`);
}

/** What the wallet says, at this width without scrolling sideways. */
async function walletOf({ page }: OpenPage, width: number): Promise<string> {
  await page.goto(`${portal.url}/wallet`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(width);
  return await page.innerText("main");
}

async function holderOf(phone: string): Promise<ConsumerId> {
  const subject = await digestPhone(portal.deps.vault, phone);
  const [holder] = await portal.deps.load(
    portal.deps.identities.holder({ issuer: "phone", subject }),
  );
  if (!holder) throw new Error("Nobody has this phone");
  return holder.consumerId;
}

describe.each(
  [[360, "zh"], [1280, "en"]] as const,
)("somebody at %i px in %s who has lost their phone", (width, lang) => {
  const w = words[lang];
  const n = lang === "zh" ? 1 : 2;
  const [old, next] = [`1990000411${n}`, `1990000412${n}`];

  it("stops everything, and a day later has their account and contract back by another phone", async () => {
    const phone = await browser.openPage({ lang, width });
    const computer = await browser.openPage({ lang, width });
    await virtualAuthenticator(computer.page);
    await signIn(computer, old);
    await computer.page.goto(`${portal.url}/wallet/pin`);
    await submit(computer, { pin: PIN, again: PIN });
    await computer.page.waitForSelector("#old");
    await computer.page.goto(`${portal.url}/wallet/passkeys`);
    await computer.page.click("a[href^='/wallet/confirmation']");
    await submit(computer, { pin: PIN });
    await computer.page.click("[data-passkey=create] button[type=submit]");
    await computer.page.waitForSelector("section h2");
    await signIn(phone, old);
    const consumerId = await holderOf(old);
    const { contractId } = await signedContract(portal, { consumerId, title: "会员续杯" });
    expect(await walletOf(phone, width)).toContain("会员续杯");
    expect(await walletOf(phone, width)).not.toContain(w.onHold);

    await computer.page.goto(`${portal.url}/wallet`);
    await computer.page.click('a[href="/wallet/lost_phone"]');
    await computer.page.click('form[action="/wallet/lost_phone"] button');
    await computer.page.waitForSelector(`text=${w.lost}`);
    const held = await walletOf(computer, width);
    expect(held).toContain(w.onHold);
    expect(held).toContain(w.lost);
    expect(await standingOf(portal, contractId)).toBe("phone_lost");
    await phone.page.goto(`${portal.url}/wallet`);
    expect(await phone.page.textContent("h1")).toBe(w.outside);

    const other = await browser.openPage({ lang, width });
    await other.page.goto(`${portal.url}/wallet/sign_in`);
    await other.page.click('a[href="/wallet/recovery"]');
    await submit(other, { lost_phone: old, new_phone: next, id_number: PIN });
    await other.page.waitForSelector("#code");
    await submit(other, { code: await codeFor(next) });
    await other.page.waitForSelector(`h1:text-is("${w.noted}")`);
    await portal.settle();
    expect(await holderOf(old)).toBe(consumerId);
    portal.clock.advance(milliseconds(RECOVERY_WAIT + 1));
    await portal.settle();

    await signIn(other, next);
    expect(await holderOf(next)).toBe(consumerId);
    const back = await walletOf(other, width);
    expect(back).toContain("会员续杯");
    expect(back).not.toContain(w.onHold);
    expect(back).not.toContain(w.lost);
    expect(await standingOf(portal, contractId)).toBe("active");

    await computer.page.goto(`${portal.url}/wallet`);
    expect(await computer.page.textContent("h1")).toBe(w.outside);
    for (const { complaints } of [computer, phone, other]) expect(complaints).toEqual([]);
    await computer.page.goto(`${portal.url}/wallet/sign_in`);
    await computer.page.click("[data-passkey=get] button[type=submit]");
    await computer.page.waitForSelector(`text=${w.refused}`);
    // Whoever has the old phone finds nothing of it.
    await signIn(phone, old);
    expect(await walletOf(phone, width)).toContain(w.nothing);
    expect(await holderOf(old)).not.toBe(consumerId);
  });
});
