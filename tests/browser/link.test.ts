import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { codeInPicture } from "../support/code_in_picture.ts";
import { openedLink } from "../support/links.ts";
import { openPortal, type Portal } from "../support/portal.ts";

let browser: TestBrowser;
let portal: Portal;
beforeAll(async () => {
  [browser, portal] = [await openBrowser(), await openPortal()];
});
afterAll(async () => {
  await browser.close();
  await portal.close();
});

const placeOf = async (amount?: number) => `${portal.url}/l/${await openedLink(portal, amount)}`;

/** Pays in the simulated app; the bank's notice reaches the portal. The debit card's day is used up by the first test. */
async function payInApp(page: Page, amount: string, card?: "信用卡"): Promise<void> {
  await page.waitForURL("**/sandbox/wallet/*");
  if (card) await page.getByText(`${card}，付款成功`).click();
  await page.getByRole("button", { name: amount }).click();
  await page.waitForSelector("h1:has-text('已付款')");
  await portal.settle();
}

describe("a printed code, scanned with a phone", () => {
  it("accepts what is typed, shows it in the button, and then what is left of today", async () => {
    const { page, complaints } = await browser.openPage({ width: 360 });
    const place = await placeOf();
    await page.goto(place);
    await page.getByLabel("金额（元）").fill("128.5");
    await page.getByRole("button", { name: "用云闪付支付 ¥128.50" }).click();
    await payInApp(page, "¥128.50");
    await page.getByRole("link", { name: "返回清风茶馆" }).click();
    await page.waitForSelector("text=已付款 ¥128.50，付给清风茶馆 Breeze Teahouse。");

    await page.goto(place);
    await page.waitForSelector("text=静态码每天最多 ¥500.00，还可付 ¥371.50。");
    expect(complaints).toEqual([]);

    await page.getByLabel("金额（元）").fill("371.51");
    await page.getByRole("button", { name: "¥371.51" }).click();
    await page.waitForSelector("text=超过今天的限额，还可付 ¥371.50。没有扣款。");
    expect(await focusedId(page)).toBe("summary");
    expect(await page.getByLabel("金额（元）").inputValue()).toBe("371.51");
    await page.getByLabel("金额（元）").fill("371.50");
    await page.getByRole("button", { name: "¥371.50" }).click();
    await payInApp(page, "¥371.50");

    await page.goto(place);
    expect(await page.locator("#amount").count()).toBe(0);
    await page.waitForSelector("h2:has-text('还可付 ¥0.00')");
  });

  it("follows every key, and offers no payment of what is no amount", async () => {
    const { page, complaints } = await browser.openPage({ width: 360, lang: "en" });
    await page.goto(await placeOf());
    const button = page.locator("form[data-pay] button").first();
    const says: Record<string, string> = {
      "1": "Pay ¥1.00 with UnionPay",
      "1.": "Continue",
      "1.5": "Pay ¥1.50 with UnionPay",
      "１２。３": "Pay ¥12.30 with UnionPay",
      "12,5": "Pay ¥12.50 with UnionPay",
      "１２，５０": "Pay ¥12.50 with UnionPay",
      "1234.05": "Pay ¥1,234.05 with UnionPay",
      "0.00": "Continue",
      "": "Continue",
    };
    for (const [typed, text] of Object.entries(says)) {
      await page.fill("#amount", typed);
      expect([typed, await button.textContent()]).toEqual([typed, text]);
    }
    await page.fill("#amount", "7");
    await page.getByRole("button", { name: "Other ways to pay" }).click();
    await page.waitForURL("**/checkout/**");
    await page.getByText("Bank card", { exact: true }).click();
    expect(await page.getByRole("button", { name: "Pay ¥7.00 with a bank card" }).isVisible())
      .toBe(true);
    expect(complaints).toEqual([]);
  });

  it("opens one order however often the button is pressed, and knows it after a step back", async () => {
    const { page } = await browser.openPage({ width: 360 });
    const place = await placeOf();
    await page.goto(place);
    await page.fill("#amount", "10");
    await page.getByRole("button", { name: "¥10.00" }).dblclick();
    await page.waitForURL("**/sandbox/wallet/*");
    await page.goBack();
    await page.waitForSelector("text=刚才的 ¥10.00 还没有结果。");
    await page.fill("#amount", "10");
    await page.getByRole("button", { name: "用云闪付支付 ¥10.00" }).click();
    await page.waitForURL("**/checkout/**");
    await page.waitForSelector("h1:has-text('正在确认付款，请勿重复支付。')");
    const linkId = new URL(place).pathname.split("/").at(-1);
    const { data } = await (await portal.api("/v1/orders?limit=100")).json();
    expect(data.filter((each: { link_id: string }) => each.link_id === linkId)).toHaveLength(1);
  });

  it("without script says the amount on the next page, before it is paid", async () => {
    const { page } = await browser.openPage({ width: 360, javascript: false });
    await page.goto(await placeOf());
    expect(await page.getByRole("button", { name: "支付" }).count()).toBe(0);
    await page.getByRole("button", { name: "下一步" }).click();
    expect(await page.getByRole("link", { name: "请写金额。" }).count()).toBe(1);
    await page.getByLabel("金额（元）").fill("88");
    await page.getByRole("button", { name: "下一步" }).click();
    await page.waitForURL("**/checkout/**");
    await page.getByRole("button", { name: "用云闪付支付 ¥88.00" }).click();
    await payInApp(page, "¥88.00", "信用卡");
    await page.getByRole("link", { name: "返回清风茶馆" }).click();
    expect(await page.textContent("h1")).toContain("已付款 ¥88.00");
  });

  it("with a fixed amount is paid with one press, also without script", async () => {
    const { page } = await browser.openPage({ width: 360, javascript: false });
    await page.goto(await placeOf(1_800));
    await page.getByRole("button", { name: "用云闪付支付 ¥18.00" }).click();
    await payInApp(page, "¥18.00", "信用卡");
  });
});

describe("the poster", () => {
  it("prints one A5 page, its code and its tag far apart, and a scanner reads the link in it", async () => {
    const place = await placeOf(1_800);
    const { page, complaints } = await browser.openPage({ width: 1280 });
    await page.goto(`${place}/poster`);
    await page.emulateMedia({ media: "print" });
    expect(await codeInPicture(page)).toBe(place);

    const mm = await page.evaluate(() => {
      const px = 96 / 25.4;
      const box = (selector: string) => {
        const each = document.querySelector(selector)?.getBoundingClientRect();
        return each
          ? { top: each.top / px, bottom: each.bottom / px, wide: each.width / px }
          : null;
      };
      const name = document.querySelector(".poster text[font-weight]");
      const size = name ? parseFloat(getComputedStyle(name).fontSize) : 0;
      return { sheet: box(".poster"), code: box(".poster .code"), tag: box(".poster g"), size };
    });
    expect(mm.sheet?.wide).toBeCloseTo(148, 0);
    expect(mm.code?.wide).toBeGreaterThanOrEqual(70);
    expect((mm.tag?.top ?? 0) - (mm.code?.bottom ?? 0)).toBeGreaterThanOrEqual(40);
    // One unit is a millimetre; a point is 25.4 / 72 of it.
    expect(mm.size).toBeGreaterThanOrEqual(28 * 25.4 / 72);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    expect(complaints).toEqual([]);
  });

  it("writes a tag where the phone can, and says what came of it", async () => {
    const place = await placeOf();
    const { page } = await browser.openPage({ width: 360, lang: "en" });
    await page.goto(`${place}/poster`);
    expect(await page.locator("#write").isVisible()).toBe(false);
    await page.addInitScript(() => {
      const written: unknown[] = [];
      const denied = new DOMException("no", "NotAllowedError");
      Object.assign(globalThis, {
        written,
        NDEFReader: class {
          write(message: unknown): Promise<void> {
            written.push(message);
            return written.length === 1 ? Promise.reject(denied) : Promise.resolve();
          }
        },
      });
    });
    await page.reload();
    const write = page.getByRole("button", { name: "Write an NFC tag" });
    await write.click();
    await page.waitForSelector("text=Not written. Allow NFC, then try again.");
    await write.click();
    await page.waitForSelector("text=Written. Tap it with a phone to test it.");
    expect(await page.evaluate(() => (globalThis as unknown as { written: unknown[] }).written[1]))
      .toEqual({ records: [{ recordType: "url", data: place }] });
  });
});

function focusedId(page: Page): Promise<string | undefined> {
  return page.evaluate(() => document.activeElement?.id);
}
