import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { paths } from "../../core/paths.ts";
import type { Role } from "../../core/permission/role.ts";
import { inviteStaff } from "../../core/staff/invite_staff.ts";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { charge } from "../support/deductions.ts";
import { must } from "../support/fixtures.ts";
import { openPortal, type Portal } from "../support/portal.ts";
import { openedSigning, readSigning } from "../support/signers.ts";
import { virtualAuthenticator } from "../support/virtual_authenticator.ts";

/** Refused by the simulated bank, for want of money. */
const EMPTY_ACCOUNT = 7_702;

let browser: TestBrowser;
let portal: Portal;
beforeAll(async () => {
  [browser, portal] = await Promise.all([openBrowser(), openPortal({ named: "localhost" })]);
});
afterAll(async () => {
  await browser.close();
  await portal.close();
});

/** Somebody of the merchant, or of the institution, signed in with a passkey. */
async function person(role: Role, atMerchant: boolean): Promise<Page> {
  const place = atMerchant ? portal.merchant.merchant.merchantNo : undefined;
  const desk = atMerchant ? "console" : "ops";
  const who = { name: "Zheng Shi", mail: `${role}@example.com` };
  const { token } = must(
    await inviteStaff(portal.deps, { place, role, person: who, here: undefined }),
  );
  const { page } = await browser.openPage({ lang: "en", width: 1280 });
  await virtualAuthenticator(page);
  await page.goto(portal.url + paths.join(desk, token));
  await page.click("text=Create a passkey");
  await page.waitForSelector(".codes");
  await page.click("text=I've kept them. Continue");
  await page.waitForURL(portal.url + paths.desk(desk));
  return page;
}

it("a contract's life at the console: applied for, approved, signed, charged, proven, ended", async () => {
  const [owner, reviewer] = [await person("owner", true), await person("reviewer", false)];

  await owner.click("nav >> text=Plans");
  await owner.click("main a:text-is('Apply for a plan')");
  await owner.fill("#short_name", "清风茶馆");
  await owner.fill("#title", "会员续杯");
  await owner.fill("#package_text", "一、会员在店续杯，用完即付。\n二、随时可以解约。");
  await owner.fill("#per_transaction_limit", "100");
  await owner.fill("#per_day_limit", "50");
  await owner.fill("#no_fixed_merchant_reason", "各门店按同一套餐收费");
  await owner.click("button:text-is('Submit application')");
  await owner.waitForSelector("#per_day_limit-problem");
  expect(await owner.inputValue("#package_text")).toContain("\n二、");
  await owner.fill("#per_day_limit", "500");
  await owner.dblclick("button:text-is('Submit application')");
  await owner.waitForURL(/\/console\/plans\/pln_/);
  await owner.waitForSelector("h1:has-text('Under review')");
  const [, planId = ""] = /(pln_\w+)/.exec(owner.url()) ?? [];
  expect((await (await portal.api("/v1/plans")).json()).data).toHaveLength(1);

  await reviewer.goto(portal.url + paths.opsQueue("plans"));
  await reviewer.click(`main a[href='${paths.opsPlan(planId)}']`);
  await reviewer.click("button:text-is('Approve')");
  await reviewer.waitForURL(portal.url + paths.opsQueue("plans"));
  await owner.reload();
  await owner.waitForSelector("h1:has-text('Approved')");

  const body = { plan_id: planId, contract_code: "member-7" };
  const { signing_id } = await openedSigning(portal, body);
  await owner.click("text=Signings of it");
  await owner.click("tbody a:has-text('member-7')");
  const link = await owner.getAttribute(`a[href='${paths.sign(signing_id)}']`, "href");
  const { page: phone } = await browser.openPage({ width: 360 });
  const to = portal.url + link;
  await phone.goto(`${portal.url}/sandbox/wallet?open=${encodeURIComponent(to)}`);
  await phone.waitForURL(to);
  await phone.getByRole("button", { name: "同意并签约" }).click();
  await phone.waitForSelector("h1:has-text('已签约')");
  const { contract_id: contractId } = await readSigning(portal, signing_id);
  if (!contractId) throw new Error("Expected a contract");

  await owner.reload();
  await owner.click(`main a[href='${paths.consoleContract(contractId)}']`);
  await owner.waitForSelector("h1:has-text('In force')");
  const facts = { contract_id: contractId, amount: EMPTY_ACCOUNT, subject: "续杯" };
  await charge(portal, { ...facts, merchant_order_no: "cup-1" });
  await portal.settle();
  await owner.reload();
  await owner.click("main a:text-is('cup-1')");
  await owner.waitForSelector("h1:has-text('Failed')");
  expect(await owner.textContent("dl")).toContain("Insufficient funds");

  await owner.click("main a:text-is('member-7')");
  await owner.click("text=View evidence");
  await owner.waitForSelector("text=Valid: signed by the portal and unchanged");
  expect(await owner.textContent("main")).toContain("随时可以解约");

  await owner.click("main a:text-is('member-7')");
  await owner.click("main a:text-is('End contract')");
  await owner.fill("#reason", "moved away");
  await owner.click("button:text-is('End contract')");
  await portal.settle();
  await owner.goto(portal.url + paths.consoleContract(contractId));
  await owner.waitForSelector("h1:has-text('Ended')");
  expect(await owner.textContent("dl")).toContain("moved away");
  const late = await charge(portal, { ...facts, amount: 100, merchant_order_no: "cup-2" });
  expect((await late.json()).code).toBe("contract_not_active");
  await owner.goto(portal.url + paths.consoleContractEvidence(contractId));
  await owner.waitForSelector("text=with all 3 steps");
});
