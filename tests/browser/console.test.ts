import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { paths } from "../../core/paths.ts";
import { inviteStaff } from "../../core/staff/invite_staff.ts";
import { openBrowser, type PageOptions, type TestBrowser } from "../support/browser.ts";
import { must } from "../support/fixtures.ts";
import { openPortal, type Portal } from "../support/portal.ts";
import { virtualAuthenticator } from "../support/virtual_authenticator.ts";

let browser: TestBrowser;
let portal: Portal;
let paid: readonly string[];
beforeAll(async () => {
  [browser, portal] = await Promise.all([openBrowser(), openPortal({ named: "localhost" })]);
  const orders: string[] = [];
  for (let n = 0; n < 25; n++) {
    const body = { merchant_order_no: `B-${n}`, amount: 8_800, subject: "龙井一壶" };
    orders.push((await (await portal.api("/v1/orders", { body })).json()).order_id);
  }
  paid = orders.slice(0, 2);
  for (const orderId of paid) {
    const body = { outcome: "succeeded" };
    await portal.api(`/v1/test_helpers/orders/${orderId}/payment`, { body });
  }
});
afterAll(async () => {
  await browser.close();
  await portal.close();
});

/** Somebody who may refund, signed in at the console. */
async function finance(mail: string, options: PageOptions = {}): Promise<Page> {
  const place = portal.merchant.merchant.merchantNo;
  const person = { name: "Zheng Shi", mail };
  const given = { place, role: "finance", person, here: undefined } as const;
  const { token } = must(await inviteStaff(portal.deps, given));
  const { page } = await browser.openPage({ lang: "en", width: 1280, ...options });
  await virtualAuthenticator(page);
  await page.goto(portal.url + paths.join("console", token));
  await page.click("text=Create a passkey");
  await page.waitForSelector(".codes");
  await page.click("text=I've kept them. Continue");
  await page.waitForURL(portal.url + paths.desk("console"));
  return page;
}

async function rows(page: Page): Promise<readonly string[]> {
  return await page.locator("tbody th").allTextContents();
}

async function refundsOf(orderId: string | undefined): Promise<readonly unknown[]> {
  return (await (await portal.api(`/v1/refunds?order_id=${orderId}`)).json()).data;
}

describe("a list of the console in a browser", () => {
  it("is filtered, paged on and back, and keeps its filter; two tabs don't disturb each other", async () => {
    const page = await finance("list@example.com");
    await page.click("nav >> text=Orders");
    await page.selectOption("select[name=state]", { label: "Open" });
    await page.click("button:text-is('Show')");
    await page.waitForSelector(".chips");
    const first = await rows(page);
    expect(first).toHaveLength(20);

    const other = await page.context().newPage();
    await other.goto(`${portal.url}${paths.consoleList("orders", "state=paid")}`);
    expect(await rows(other)).toEqual(["B-1", "B-0"]);

    await page.click("text=Older");
    await page.waitForURL(/before=/);
    expect(await rows(page)).toEqual(["B-4", "B-3", "B-2"]);
    await page.click("tbody th a >> nth=0");
    await page.waitForSelector("h1:has-text('Open')");
    await page.goBack();
    expect(await rows(page)).toEqual(["B-4", "B-3", "B-2"]);
    await page.goBack();
    expect(await rows(page)).toEqual(first);
    expect(await page.inputValue("select[name=state]")).toBe("open");
    await page.click("text=Clear filters");
    await page.waitForSelector(".chips", { state: "detached" });
    expect(await rows(other)).toEqual(["B-1", "B-0"]);
    await page.context().close();
  });

  it("works on a phone, its filters and places out of their buttons, with a keyboard too", async () => {
    const page = await finance("phone@example.com", { width: 360 });
    await page.click("button:has-text('Sections')");
    await page.click("nav >> text=Orders");
    await page.waitForSelector("h1:text-is('Orders')");
    expect(await page.isVisible("select[name=state]")).toBe(false);
    await page.focus("button:text-is('Filter')");
    await page.keyboard.press("Enter");
    await page.selectOption("select[name=state]", { label: "Paid" });
    await page.click("button:text-is('Show')");
    await page.waitForSelector(".chips");
    expect(await rows(page)).toEqual(["B-1", "B-0"]);
    expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
    await page.context().close();
  });
});

describe("a refund in a browser", () => {
  it("says its amount as it is typed, and a double click makes one", async () => {
    const [orderId = ""] = paid;
    const page = await finance("refund@example.com");
    await page.goto(portal.url + paths.consoleOrder(orderId));
    await page.click("main a.button:text-is('Refund')");
    await page.fill("#amount", "12.5");
    await page.waitForSelector("button:text-is('Refund ¥12.50')");
    await page.fill("#reason", "泼洒");
    await page.dblclick("button:text-is('Refund ¥12.50')");
    await page.waitForURL(/\/console\/refunds\/rfd_/);
    expect(await page.textContent("h1")).toContain("¥12.50");
    expect(await refundsOf(orderId)).toMatchObject([{ amount: 1_250, reason: "泼洒" }]);
    await page.context().close();
  });

  it("is refused when somebody else was first, with a fresh form", async () => {
    const [, orderId = ""] = paid;
    const page = await finance("stale@example.com");
    await page.goto(portal.url + paths.consoleOrderRefunds(orderId));
    await page.waitForSelector("button:text-is('Refund ¥88.00')");
    const body = { merchant_refund_no: "B-R-1", amount: 800 };
    await portal.api(`/v1/orders/${orderId}/refunds`, { body });
    await page.click("button:text-is('Refund ¥88.00')");
    await page.waitForSelector("text=¥80.00 is left to refund now");
    expect(await refundsOf(orderId)).toHaveLength(1);
    await page.fill("#amount", "80");
    await page.click("button:text-is('Refund ¥80.00')");
    await page.waitForURL(/\/console\/refunds\/rfd_/);
    expect(await refundsOf(orderId)).toHaveLength(2);
    await page.context().close();
  });
});
