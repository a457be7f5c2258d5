import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser, type PageOptions, type TestBrowser } from "../support/browser.ts";
import { codeInPicture } from "../support/code_in_picture.ts";
import { checkoutLooks } from "../support/checkout_looks.tsx";
import { gallery, placeOf } from "../support/gallery.ts";
import { linkLooks } from "../support/link_looks.tsx";
import { otherLooks } from "../support/other_looks.tsx";
import { orderOf, type Placed, placeOrder } from "../support/payer.ts";
import { type Loopback, openPortal, type Portal, serveLoopback } from "../support/portal.ts";

let browser: TestBrowser;
let site: Loopback;
beforeAll(async () => {
  const app = await gallery({ ...checkoutLooks, ...linkLooks, ...otherLooks });
  browser = await openBrowser();
  site = serveLoopback((request) => app.fetch(request));
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

async function look(name: string, options: PageOptions = {}): Promise<Page> {
  const { page } = await browser.openPage(options);
  await page.goto(site.url + placeOf(name));
  return page;
}

async function boxOf(page: Page, selector: string) {
  const box = await page.locator(selector).first().boundingBox();
  if (!box) throw new Error(`Cannot measure ${selector}: not shown`);
  return { ...box, right: box.x + box.width, bottom: box.y + box.height };
}

describe("the pay button of a phone", () => {
  it("hides no method on a screen of 320 × 640, and covers no more than a third", async () => {
    const page = await look("checkout/payable", { width: 320, lang: "en" });
    await page.setViewportSize({ width: 320, height: 640 });
    const labels = await page.locator(".choices > label").all();
    expect(labels).toHaveLength(3);
    for (const label of labels) {
      await label.scrollIntoViewIfNeeded();
      const seen = await label.evaluate((each) => {
        const { left, right, top, bottom } = each.getBoundingClientRect();
        const met = document.elementFromPoint((left + right) / 2, bottom - 3);
        return top >= 0 && each.contains(met);
      });
      expect(seen).toBe(true);
    }
    expect((await boxOf(page, ".pay")).height).toBeLessThan(640 / 3);
  });

  it("stays in sight on a tall one", async () => {
    const page = await look("checkout/payable_large", { width: 390, lang: "en" });
    await page.setViewportSize({ width: 390, height: 844 });
    await page.evaluate(() => document.documentElement.style.fontSize = "130%");
    const button = await boxOf(page, ".pay .button");
    expect(button.bottom).toBeLessThanOrEqual(844);
    expect((await boxOf(page, "#payment")).bottom).toBeGreaterThan(844);
  });
});

describe("an open checkout on a desktop", () => {
  it("has its bill in a panel as high as the window, and the methods beside it", async () => {
    const page = await look("checkout/payable_desktop", { width: 1280 });
    const [bill, ways, back] = [
      await boxOf(page, ".bill"),
      await boxOf(page, ".billed > .card"),
      await boxOf(page, ".leave"),
    ];
    expect(bill.right).toBeLessThan(640);
    expect(ways.x).toBeGreaterThan(640);
    expect([back.x, back.y > bill.bottom - 1]).toEqual([bill.x, true]);
    expect((await boxOf(page, ".brand")).x).toBe(bill.x);
    const ground = await page.evaluate(() => {
      const { backgroundImage } = getComputedStyle(document.body);
      return [backgroundImage.includes("50%"), document.body.clientHeight >= innerHeight];
    });
    expect(ground).toEqual([true, true]);
  });

  it.each([900, 1280, 1920])("keeps its footer in the panel at %s px", async (width) => {
    const page = await look("checkout/payable_desktop", { width, lang: "en" });
    const parts = await page.locator(".foot > *").all();
    expect(parts).toHaveLength(4);
    for (const part of parts) {
      const { x, right } = await part.evaluate((each) => each.getBoundingClientRect());
      expect(x).toBeGreaterThanOrEqual((await boxOf(page, ".bill")).x);
      expect(right).toBeLessThan(width / 2);
    }
    expect((await boxOf(page, ".foot")).height).toBeLessThan(120);
  });

  it("shows the code without a press and without script, as long as its method is chosen", async () => {
    const page = await look("checkout/payable_desktop", { width: 1280, javascript: false });
    const code = page.getByRole("img", { name: "付款码：向清风茶馆支付 ¥88.00" });
    expect(await code.isVisible()).toBe(true);
    await page.getByText("银行卡", { exact: true }).click();
    expect(await code.isVisible()).toBe(false);
    await page.getByText("云闪付", { exact: true }).click();
    expect(await code.isVisible()).toBe(true);
  });
});

describe("the code on a desktop", () => {
  it("is scanned by a phone, which pays the order once, while showing it has started nothing", async () => {
    const portal = await openPortal();
    try {
      const placed = await placeOrder(portal, 8_800);
      const url = `${portal.url}/checkout/${placed.orderId}`;
      const { page: desk, complaints } = await browser.openPage({ width: 1280 });
      await desk.goto(url);
      expect(await codeInPicture(desk)).toBe(url);
      expect(await paymentsOf(portal, placed)).toEqual(["open", 0]);

      const { page: phone } = await browser.openPage({ width: 360 });
      await phone.goto(await codeInPicture(desk));
      await phone.getByRole("button", { name: "用云闪付支付 ¥88.00" }).click();
      await phone.waitForURL("**/sandbox/wallet/*");
      await desk.reload();
      await desk.waitForSelector("h1:has-text('另一台设备正在支付')");
      expect(await desk.locator(".pay").count()).toBe(0);
      await phone.getByRole("button", { name: "¥88.00" }).click();
      await phone.waitForSelector("h1:has-text('已付款')");
      await portal.settle();
      await desk.reload();
      await desk.waitForSelector(".sealed");
      expect(await paymentsOf(portal, placed)).toEqual(["paid", 1]);
      expect(complaints).toEqual([]);
    } finally {
      await portal.close();
    }
  });
});

describe("a short page", () => {
  it.each(["checkout/unknown", "link/unknown", "error/unknown", "checkout/closed_no_return"])(
    "%s stands a third down",
    async (name) => {
      const page = await look(name, { width: 1280 });
      const main = await boxOf(page, "main");
      const first = await boxOf(page, "main > .short");
      const free = main.height - first.height - 48;
      expect(free).toBeGreaterThan(200);
      expect(Math.abs((first.y - main.y) / free - 1 / 3)).toBeLessThan(0.02);
    },
  );
});

describe("an amount", () => {
  it.each([320, 1280])("fits a screen of %s px with text twice as large", async (width) => {
    for (const name of ["checkout/huge", "checkout/payable_large"]) {
      const page = await look(name, { width, lang: "en" });
      await page.evaluate(() => document.documentElement.style.fontSize = "200%");
      const [amount, bill] = [
        await widthOfText(page, ".bill > .large"),
        await boxOf(page, ".bill"),
      ];
      expect(amount).toBeGreaterThan(100);
      expect(amount).toBeLessThanOrEqual(bill.width);
    }
  });

  it("is carried from the checkout to its receipt, but not under reduced motion", async () => {
    const nameOf = (page: Page) =>
      page.locator(".large").evaluate((each) => getComputedStyle(each).viewTransitionName);
    for (const name of ["checkout/payable", "checkout/paid"]) {
      expect(await nameOf(await look(name))).toBe("amount");
      expect(await nameOf(await look(name, { reducedMotion: true }))).toBe("none");
    }
  });
});

describe("text", () => {
  it("is monospaced where it is code, in both languages", async () => {
    const faces = [];
    for (const lang of ["zh", "en"] as const) {
      const page = await look("demo/receiver/some", { lang });
      const face = (selector: string) =>
        page.locator(selector).first().evaluate((each) => getComputedStyle(each).fontFamily);
      faces.push(await face("pre"), await face(".mono"), await face("h1"));
    }
    const mono = "ui-monospace, Consolas, monospace";
    expect(faces.slice(0, 2)).toEqual([mono, mono]);
    expect(faces.slice(3, 5)).toEqual([mono, mono]);
    expect(faces[2]).toContain("PingFang SC");
    expect(faces[5]).toContain("Segoe UI");
  });

  it("keeps its distance from the footer where a page refreshes without script", async () => {
    const page = await look("checkout/processing", { width: 360, javascript: false });
    const notice = await boxOf(page, "main noscript > p");
    expect(notice.y - (await boxOf(page, "#payment")).bottom).toBeGreaterThanOrEqual(24);
    expect((await boxOf(page, ".foot")).y - notice.bottom).toBeGreaterThanOrEqual(24);
  });
});

describe("an error about an amount", () => {
  it("is over once something else stands there", async () => {
    const page = await look("link/wrong", { width: 360 });
    const field = page.locator("#amount");
    const told = async () => [
      await page.locator("#summary").count(),
      await field.getAttribute("aria-invalid"),
      await field.getAttribute("aria-describedby"),
    ];
    expect(await told()).toEqual([1, "true", "summary left"]);
    await field.fill("12.50");
    expect(await told()).toEqual([0, null, "left"]);
  });
});

function widthOfText(page: Page, selector: string): Promise<number> {
  return page.locator(selector).evaluate((each) => {
    const range = document.createRange();
    range.selectNodeContents(each);
    return range.getBoundingClientRect().width;
  });
}

/** The order's state, and how many payments of it were started. */
async function paymentsOf(portal: Portal, placed: Placed) {
  const { state } = await orderOf(portal, placed);
  const payments = await (await portal.api(`/v1/orders/${placed.orderId}/payments`)).json();
  return [state, payments.data.length];
}
