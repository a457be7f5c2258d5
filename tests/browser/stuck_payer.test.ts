import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { openedLink } from "../support/links.ts";
import { placeOrder } from "../support/payer.ts";
import { openPortal, type Portal } from "../support/portal.ts";

const CONFIRMING = "h1:has-text('正在确认付款，请勿重复支付。')";

let browser: TestBrowser;
let portal: Portal;
beforeAll(async () => {
  [browser, portal] = await Promise.all([openBrowser(), openPortal()]);
});
afterAll(async () => {
  await browser.close();
  await portal.close();
});

const checkoutOf = async () =>
  `${portal.url}/checkout/${(await placeOrder(portal, 8_800)).orderId}`;

async function pressCard(page: Page): Promise<void> {
  await page.getByText("银行卡", { exact: true }).click();
  await page.getByRole("button", { name: "用银行卡支付 ¥88.00" }).click();
  await page.waitForURL("**/sandbox/cashier/*");
}

/** As if the page became visible again: it polls at once. */
function lookAgain(page: Page): Promise<void> {
  return page.evaluate(() => void document.dispatchEvent(new Event("visibilitychange")));
}

describe("an attempt that another device left behind", () => {
  it("can be closed on an open page after three minutes, and then the order is paid here", async () => {
    const url = await checkoutOf();
    const first = await browser.openPage({ width: 360 });
    await first.page.goto(url);
    await pressCard(first.page);
    const { page, complaints } = await browser.openPage({ width: 1280 });
    await page.goto(url);
    await page.waitForSelector("h1:has-text('另一台设备正在支付')");
    expect(await page.getByRole("button", { name: "取消那次付款" }).count()).toBe(0);

    await portal.api("/v1/test_helpers/clock", { body: { advance_seconds: 180 } });
    await lookAgain(page);
    await page.getByRole("button", { name: "取消那次付款" }).click();
    await page.waitForSelector("h1:has-text('没有付成，没有扣款。可以换一种方式。')");
    await pressCard(page);
    expect(complaints).toEqual([]);
  });

  it("stays while the bank does not say no, and the page says so where the focus goes", async () => {
    const { orderId } = await placeOrder(portal, 8_800);
    await portal.api(`/v1/test_helpers/orders/${orderId}/payment`, {
      body: { outcome: "unclear" },
    });
    await portal.api("/v1/test_helpers/clock", { body: { advance_seconds: 180 } });
    const { page } = await browser.openPage({ width: 360 });
    await page.goto(`${portal.url}/checkout/${orderId}`);
    await page.getByRole("button", { name: "取消那次付款" }).click();
    await page.waitForSelector("#summary:focus:has-text('现在撤不了，请先等结果。')");
    expect(await page.getByRole("button", { name: "支付" }).count()).toBe(0);
  });
});

describe("a payer whose browser keeps no cookies", () => {
  it("finds the own payment again by Back", async () => {
    const { page } = await browser.openPage({ width: 360 });
    await page.goto(await checkoutOf());
    await pressCard(page);
    await page.context().clearCookies();
    await page.goBack();
    await page.waitForSelector(CONFIRMING);
    await page.getByRole("button", { name: "换一种方式" }).click();
    await page.waitForSelector("h1:has-text('没有付成，没有扣款。可以换一种方式。')");
  });
});

describe("the language switch", () => {
  it("keeps an amount that is typed and not sent, and the method that is chosen", async () => {
    const { page } = await browser.openPage({ width: 360 });
    await page.goto(`${portal.url}/l/${await openedLink(portal)}`);
    await page.getByLabel("金额（元）").fill("12.50");
    await page.getByRole("button", { name: "English" }).click();
    await page.waitForSelector("html[lang=en]");
    expect(await page.getByLabel("Amount in yuan").inputValue()).toBe("12.50");
    await page.getByRole("button", { name: "Pay ¥12.50 with UnionPay" }).waitFor();
    await page.reload();
    expect(await page.getByLabel("Amount in yuan").inputValue()).toBe("");

    await page.goto(await checkoutOf());
    await page.getByText("Bank card", { exact: true }).click();
    await page.getByRole("button", { name: "中文" }).click();
    await page.getByRole("button", { name: "用银行卡支付 ¥88.00" }).waitFor();
  });
});

describe("the button that copies the address", () => {
  const WECHAT = "Mozilla/5.0 (Linux; Android 15) Mobile MicroMessenger/8.0.50";

  async function press(copies: boolean) {
    const { page } = await browser.openPage({ width: 360, userAgent: WECHAT });
    // A webview has no such API, and may not copy in the old way either.
    await page.addInitScript((copies) => {
      Object.defineProperty(navigator, "clipboard", { value: undefined });
      if (!copies) document.execCommand = () => false;
    }, copies);
    const url = await checkoutOf();
    await page.goto(url);
    await page.getByRole("button", { name: "复制链接" }).click();
    return { page, url };
  }

  it("copies where there is no clipboard API", async () => {
    const { page, url } = await press(true);
    await page.getByRole("button", { name: "已复制" }).waitFor();
    await page.evaluate(() => {
      const area = document.createElement("textarea");
      area.id = "pasted";
      document.body.append(area);
    });
    await page.focus("#pasted");
    await page.keyboard.press("Control+V");
    expect(await page.inputValue("#pasted")).toBe(url);
  });

  it("shows the address, selected, where nothing copies", async () => {
    const { page, url } = await press(false);
    await page.waitForSelector(`p.mono:has-text('${url}')`);
    expect(await page.evaluate(() => getSelection()?.toString())).toBe(url);
  });
});

describe("a poster", () => {
  it.each([
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenladen",
    "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
    "🍵👨‍👩‍👧‍👦🇨🇳🍵👨‍👩‍👧‍👦🇨🇳🍵👨‍👩‍👧‍👦🇨🇳🍵👨‍👩‍👧‍👦🇨🇳🍵",
    "ร้านกาแฟริมน้ำเชียงใหม่สาขาถนนนิมมานเหมินทร์",
    "中国工商银行股份有限公司杭州西湖支行清风茶舍",
    "Ювелирныймагазинприцентральномвокзале",
  ])("keeps %s on the paper", async (name) => {
    const other = await portal.openMerchant(name, { products: portal.merchant.merchant.products });
    const made = await portal.api("/v1/links", { body: { subject: name }, key: other.secretKey });
    const { link_id } = await made.json();
    const { page } = await browser.openPage({ width: 1280 });
    await page.goto(`${portal.url}/l/${link_id}/poster`);
    const lines = await page.locator("svg.poster text").evaluateAll((all) =>
      all.map((each) => {
        const { x, width } = (each as SVGTextElement).getBBox();
        return { text: each.textContent, from: x, to: x + width };
      })
    );
    expect(lines.length).toBeGreaterThan(4);
    expect(lines.filter(({ from, to }) => from < 4 || to > 144)).toEqual([]);
  });
});

describe("a long Chinese name", () => {
  it("is broken between its words", async () => {
    const name = "杭州招商银行旁边的清风茶舍老店";
    const other = await portal.openMerchant(name, { products: portal.merchant.merchant.products });
    const made = await portal.api("/v1/links", { body: { subject: "茶" }, key: other.secretKey });
    const { link_id } = await made.json();
    const { page } = await browser.openPage({ width: 320 });
    await page.goto(`${portal.url}/l/${link_id}`);
    for (let width = 240; width <= 400; width += 10) {
      await page.setViewportSize({ width, height: 700 });
      const broken = await page.locator("#payee").evaluate((heading) => {
        const range = document.createRange();
        const walker = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT);
        let text = "";
        const places: number[] = [];
        while (walker.nextNode()) {
          const node = walker.currentNode;
          for (let i = 0; i < (node.textContent ?? "").length; i++) {
            range.setStart(node, i);
            range.setEnd(node, i + 1);
            places.push(range.getBoundingClientRect().top);
            text += node.textContent?.[i];
          }
        }
        return ["银行", "茶舍"].filter((word) => {
          const at = text.indexOf(word);
          return at < 0 || places[at] !== places[at + 1];
        });
      });
      expect([width, broken]).toEqual([width, []]);
    }
  });
});
