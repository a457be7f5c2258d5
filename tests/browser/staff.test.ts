import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { MerchantNo } from "../../core/id.ts";
import type { Role } from "../../core/permission/role.ts";
import { paths } from "../../core/paths.ts";
import { inviteStaff } from "../../core/staff/invite_staff.ts";
import { minutes } from "../../core/time.ts";
import { lastCodeFor } from "../../sandbox/bank/inbox.ts";
import { openBrowser, type OpenPage, type TestBrowser } from "../support/browser.ts";
import { must } from "../support/fixtures.ts";
import { openPortal, type Portal } from "../support/portal.ts";
import {
  type VirtualAuthenticator,
  virtualAuthenticator,
} from "../support/virtual_authenticator.ts";

let browser: TestBrowser;
let portal: Portal;
beforeAll(async () => {
  [browser, portal] = await Promise.all([openBrowser(), openPortal({ named: "localhost" })]);
});
afterAll(async () => {
  await browser.close();
  await portal.close();
});

interface Operator extends OpenPage {
  readonly device: VirtualAuthenticator;
  readonly mail: string;
  readonly codes: readonly string[];
}

/** An operator who was invited and takes the link up in a browser, at 360 px or on a desktop. */
function invited(mail: string, width?: number): Promise<Operator> {
  return joins(undefined, "admin", mail, width);
}

async function joins(
  place: MerchantNo | undefined,
  role: Role,
  mail: string,
  width = 360,
): Promise<Operator> {
  const desk = place === undefined ? "ops" : "console";
  const person = { name: "Zhang San", mail };
  const { token } = must(
    await inviteStaff(portal.deps, { place, role, person, here: undefined }),
  );
  const opened = await browser.openPage({ lang: "en", width });
  const { page } = opened;
  const device = await virtualAuthenticator(page);
  await page.goto(portal.url + paths.join(desk, token));
  await page.click("text=Create a passkey");
  await page.waitForSelector(".codes");
  const codes = await page.locator(".codes > li").allTextContents();
  await page.click("text=I've kept them. Continue");
  await page.waitForURL(portal.url + paths.desk(desk));
  return { ...opened, device, mail, codes };
}

describe("an operator in a browser", () => {
  it("is invited, makes a passkey, signs out, and signs in again with it", async () => {
    const { page, complaints, codes } = await invited("zhang@example.com");
    expect(codes).toHaveLength(10);
    expect(await page.textContent("h1")).toBe("Hello, Zhang San");
    await page.click("text=Sign out");
    await page.waitForURL(`${portal.url}/ops/sign-in`);
    await page.goto(`${portal.url}/ops/staff`);
    await page.waitForURL(/sign-in\?to=/);
    await page.click("text=Use a passkey");
    await page.waitForURL(`${portal.url}/ops/staff`);
    expect(await page.textContent("tbody")).toContain("(you)");
    expect(complaints).toEqual([]);
  });

  it("who lost the device comes in by a recovery code, once, and makes a new passkey", async () => {
    const { page, device, mail, codes } = await invited("li@example.com", 1280);
    await page.click("text=Sign out");
    await device.lose();
    await page.waitForURL(`${portal.url}/ops/sign-in`);
    await page.click("text=Lost your passkey?");
    await page.fill("#mail", mail);
    await page.fill("#code", (codes[0] ?? "").toLowerCase());
    await page.click("text=Sign in with a code");
    await page.waitForURL(`${portal.url}/ops/account`);
    await page.fill("#passkey_name", "New phone");
    await page.click("text=Add a passkey");
    await page.waitForSelector("text=9 recovery codes left.");
    await page.waitForSelector('input[value="New phone"]');
    await page.click("text=Sign out >> nth=0");
    await page.waitForURL(`${portal.url}/ops/sign-in`);
    await page.click("text=Use a passkey");
    await page.waitForURL(`${portal.url}/ops`);
  });

  it("sets a phone with the code that was sent to it, and chooses what comes there", async () => {
    const phone = "19900000001";
    const { page, complaints } = await invited("feng@example.com");
    portal.clock.advance(minutes(3));
    await page.goto(`${portal.url}/ops/account`);
    await page.click("text=Send a code");
    await page.waitForURL(/confirmation\?to=/);
    await page.click("text=Use a passkey");
    await page.waitForURL(`${portal.url}/ops/account`);
    await page.fill("#phone", phone);
    await page.click("text=Send a code");
    await page.waitForSelector("text=on its way to 199****0001");
    await page.fill("#phone_code", await lastCodeFor(portal.deps, phone) ?? "");
    await page.click("text=Confirm phone");
    await page.waitForSelector("text=Text messages go to 199****0001.");
    expect(await page.inputValue("#job_dead")).toBe("both");
    await page.selectOption("#money_unclear", "sms");
    await page.click("text=Save");
    await page.waitForLoadState();
    expect(await page.inputValue("#money_unclear")).toBe("sms");
    await page.click("text=Stop text messages");
    await page.waitForSelector("text=No phone is registered");
    expect(await page.inputValue("#money_unclear")).toBe("mail");
    expect(complaints).toEqual([]);
  });

  it("whose device asks nobody who they are stays outside", async () => {
    const { page, device } = await invited("wang@example.com");
    await page.click("text=Sign out");
    await page.waitForURL(`${portal.url}/ops/sign-in`);
    await device.stopVerifying();
    await page.click("text=Use a passkey");
    await page.waitForSelector('[data-problem="cancelled"]:visible');
    expect((await page.goto(`${portal.url}/ops`))?.url()).toContain("/ops/sign-in");
  });

  it("invites a colleague after showing again who is there", async () => {
    const { page } = await invited("zhao@example.com");
    portal.clock.advance(minutes(3));
    await page.goto(`${portal.url}/ops/staff`);
    await page.click("text=Invite someone");
    await page.waitForURL(/confirmation\?to=/);
    await page.click("text=Use a passkey");
    await page.waitForURL(`${portal.url}/ops/invitation`);
    await page.fill("#name", "Qian Qi");
    await page.fill("#mail", "qian@example.com");
    await page.click("label[for=role-support]");
    await page.click("text=Create a one-time link");
    expect(await page.inputValue("#link")).toMatch(/\/ops\/join\/[\w-]{43}$/);
    await page.click("text=Back to staff");
    expect(await page.textContent("tbody")).toContain("Qian Qi");
  });

  it("helps a merchant's only owner who lost the device, together with a second one", async () => {
    const { merchantNo } = portal.merchant.merchant;
    const owner = await joins(merchantNo, "owner", "zhou@example.com");
    await owner.device.lose();
    const [one, other] = [
      await invited("wu@example.com"),
      await invited("zheng@example.com", 1280),
    ];

    await one.page.goto(`${portal.url}/ops/owners`);
    await one.page.fill("#merchant_no", merchantNo);
    await one.page.click('button:text-is("Search")');
    await one.page.click("text=Propose a new link");
    await one.page.waitForSelector("text=Another person has to confirm this.");

    await other.page.click("text=To confirm");
    await other.page.click("text=Give");
    await other.page.click("text=Confirm and do it");
    const link = await other.page.inputValue("#link");
    await owner.page.goto(link);
    await owner.page.click("text=Create a passkey");
    await owner.page.click("text=I've kept them. Continue");
    await owner.page.waitForURL(portal.url + paths.desk("console"));
    expect(await owner.page.textContent(".whose")).toContain("清风茶馆");
    for (const { complaints } of [owner, one, other]) expect(complaints).toEqual([]);
  });

  it("without script is shown the way that needs none", async () => {
    const { mail, codes } = await invited("sun@example.com");
    const { page } = await browser.openPage({ lang: "en", javascript: false });
    await page.goto(`${portal.url}/ops/sign-in`);
    expect(await page.textContent("noscript")).toContain("Passkeys need JavaScript");
    await page.click("text=Lost your passkey?");
    await page.fill("#mail", mail);
    await page.fill("#code", codes[1] ?? "");
    await page.click("text=Sign in with a code");
    expect(page.url()).toBe(`${portal.url}/ops/account`);
  });
});
