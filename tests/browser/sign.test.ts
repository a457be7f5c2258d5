import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { lastCodeFor } from "../../sandbox/bank/inbox.ts";
import { cardLabels, disclosureKeys, disclosureOf } from "../../core/signing/disclosure.ts";
import { cny } from "../../core/money.ts";
import { minutes } from "../../core/time.ts";
import {
  openBrowser,
  type OpenPage,
  type PageOptions,
  type TestBrowser,
} from "../support/browser.ts";
import { openPortal, type Portal } from "../support/portal.ts";
import { approvedPlan, openedSigning, planForm, readSigning } from "../support/signers.ts";

let browser: TestBrowser;
let portal: Portal;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  portal = await openPortal();
});
afterEach(() => portal.close());

const PHONE_OF_A = "19900000001";
const SIGNED = "h1:has-text('已签约，这次没有扣款。')";
let codes = 0;

interface Opened {
  readonly id: string;
  readonly url: string;
}

async function open(
  plan: Partial<typeof planForm> = {},
  more: Readonly<Record<string, unknown>> = {},
): Promise<Opened> {
  const planId = await approvedPlan(portal, plan);
  return await openAgain(planId, more);
}

async function openAgain(planId: string, more: Readonly<Record<string, unknown>> = {}) {
  const body = { plan_id: planId, contract_code: `member-${++codes}`, ...more };
  const { signing_id: id } = await openedSigning(portal, body);
  return { id, url: `${portal.url}/sign/${id}` };
}

/** The page as the simulated app opens it, for the person its phone belongs to. */
async function openInApp({ url }: Opened, options: PageOptions = {}): Promise<OpenPage> {
  const opened = await browser.openPage({ width: 360, ...options });
  await enter(opened.page, url);
  return opened;
}

async function enter(page: Page, url: string): Promise<void> {
  await page.goto(`${portal.url}/sandbox/wallet?open=${encodeURIComponent(url)}`);
  await page.waitForURL(url);
}

/** The message has arrived once the page asks for its code. */
async function codeSent(page: Page): Promise<string> {
  await page.waitForSelector("#code");
  const code = await lastCodeFor(portal.deps, PHONE_OF_A);
  if (code === undefined) throw new Error("No message came");
  return code;
}

/** What it says depends on whether a code comes next. */
const agree = (page: Page) => page.getByRole("button", { name: /^(?:同意|Agree and )/ });
const confirm = (page: Page) =>
  page.getByRole("button", { name: /^(?:确认签约|Confirm and sign)$/ });

describe("a consumer in the app, on a phone", () => {
  it("reads the five lines as in the evidence, enters the code, and has signed", async () => {
    const opened = await open({ verify_phone: true });
    const { page, complaints } = await openInApp(opened);
    expect(await page.textContent("h1")).toBe("清风茶馆 Breeze Teahouse请你签约");
    const shown = await page.locator(".terms > li > p").allTextContents();
    const { zh: lines } = disclosureOf(
      { title: planForm.title, perTransactionLimit: cny(10_000), perDayLimit: cny(123_450) },
      portal.merchant.merchant,
      cardLabels({ bank: "测试银行", type: "debit", lastFour: "0014" }),
    );
    expect(shown).toEqual(disclosureKeys.map((key) => lines[key]));
    // Who listens hears the same lines, and no labels.
    const heard = await page.locator(".terms").ariaSnapshot();
    expect(heard).toContain(lines.end);
    expect(heard).not.toMatch(/用途|上限|结束/);

    expect(await agree(page).textContent()).toBe("同意，获取验证码");
    await agree(page).click();
    const field = page.getByLabel("签约验证码，已发到 199****0001");
    await field.waitFor();
    expect(await field.getAttribute("autocomplete")).toBe("one-time-code");
    expect(await field.getAttribute("inputmode")).toBe("numeric");
    await field.fill(await codeSent(page));
    await confirm(page).click();
    await page.waitForSelector(SIGNED);
    expect(await page.locator(".seal.filled").count()).toBe(1);
    expect(await page.title()).toBe("已签约 · 测试环境，不动真钱");
    expect((await readSigning(portal, opened.id)).state).toBe("signed");

    await page.getByRole("link", { name: "我的签约" }).click();
    await page.waitForSelector("h1:has-text('我的签约')");
    expect(await page.locator(".contracts tbody tr").count()).toBe(1);
    expect(complaints).toEqual([]);
  });

  it("does the same without script, in English, and is shown the form again with what is wrong", async () => {
    const opened = await open({ verify_phone: true, verify_id_number: true });
    const { page } = await openInApp(opened, { javascript: false, lang: "en" });
    await agree(page).click();
    await page.getByLabel("Signing code sent to 199****0001").fill("12");
    await page.getByLabel("ID number").fill("000000190001010015");
    await confirm(page).click();
    await page.waitForSelector("#code-error");
    expect(await page.textContent("#code-error")).toContain("That's not the code we sent.");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("code");
    expect(await page.getByLabel("ID number").inputValue()).toBe("000000190001010015");
    await page.locator("#code").fill(await codeSent(page));
    await confirm(page).click();
    await page.waitForURL(opened.url);
    expect(await page.textContent("h1")).toContain("Signed. Nothing was charged.");
  });

  it("is in the field that is wrong, and reads why under it", async () => {
    const { page } = await openInApp(await open({ verify_phone: true, verify_id_number: true }));
    await agree(page).click();
    const [code, idNumber] = [page.locator("#code"), page.getByLabel("身份证号")];
    await code.fill("12");
    await idNumber.fill("1");
    const focused = () => page.evaluate(() => document.activeElement?.id);
    await confirm(page).click();
    await page.waitForSelector("#code-error");
    expect(await focused()).toBe("code");
    expect(await page.textContent("#code-error")).toBe("签约验证码不对，请核对短信。还没有签约。");
    const [field, error] = [
      await code.boundingBox(),
      await page.locator("#code-error").boundingBox(),
    ];
    expect(error?.y).toBeGreaterThan((field?.y ?? 0) + (field?.height ?? 0));

    await code.fill(await codeSent(page));
    await confirm(page).click();
    await page.waitForSelector("#id_number-error");
    expect(await focused()).toBe("id_number");
    expect(await page.textContent("#id_number-error")).toBe(
      "身份证号和云闪付里的不一致。还没有签约。",
    );
    expect(await idNumber.inputValue()).toBe("1");
    expect(await page.locator("#code-error").count()).toBe(0);
    expect(await page.textContent("#status")).toBe("");
  });

  it("may paste the code as a message shows it", async () => {
    const { page } = await openInApp(await open({ verify_phone: true }));
    await agree(page).click();
    const code = await codeSent(page);
    await page.locator("#code").evaluate((field, text) => {
      const data = new DataTransfer();
      data.setData("text/plain", text);
      const pasted = new ClipboardEvent("paste", { clipboardData: data, cancelable: true });
      if (field.dispatchEvent(pasted)) document.execCommand("insertText", false, text);
    }, `${code.slice(0, 3)} ${code.slice(3)} `);
    await confirm(page).click();
    await page.waitForSelector(SIGNED);
  });

  it("chooses another card, and the fourth line names it", async () => {
    const opened = await open();
    const { page } = await openInApp(opened);
    await page.getByText("换一张卡").click();
    await page.getByRole("button", { name: "用测试银行信用卡（0022）" }).click();
    await page.waitForSelector(".terms:has-text('从测试银行信用卡（0022）扣')");
    await agree(page).click();
    await page.waitForSelector(SIGNED);
    expect(await page.textContent(".facts")).toContain("测试银行信用卡（0022）");
  });

  it("says no with a button as large as the other, and has not signed", async () => {
    const opened = await open({}, { return_url: "https://teahouse.example/back" });
    const { page } = await openInApp(opened);
    const refuse = page.getByRole("button", { name: "不签" });
    const [no, yes] = [await refuse.boundingBox(), await agree(page).boundingBox()];
    expect([no?.width, no?.height]).toEqual([yes?.width, yes?.height]);
    await refuse.click();
    await page.waitForSelector("h1:has-text('没有签约，没有扣款。')");
    expect(await page.getByRole("link", { name: "返回清风茶馆" }).getAttribute("href"))
      .toBe(
        `https://teahouse.example/back?countersign_signing_id=${opened.id}&countersign_state=declined`,
      );
    expect(await page.locator(".seal").count()).toBe(0);
    expect((await readSigning(portal, opened.id)).state).toBe("declined");
  });

  it("learns that the link has expired, on the page that was left open", async () => {
    const { page } = await openInApp(await open());
    portal.clock.advance(minutes(31));
    await portal.settle();
    await page.evaluate(() => dispatchEvent(new Event("online")));
    await page.waitForSelector("h1:has-text('签约链接已过期。没有签约，没有扣款。')");
    expect(await agree(page).count()).toBe(0);
  });

  it("has signed before: nothing is signed twice, and nothing charged", async () => {
    const planId = await approvedPlan(portal);
    const first = await openAgain(planId);
    const { page } = await openInApp(first);
    await agree(page).click();
    await page.waitForSelector(SIGNED);

    const second = await openAgain(planId);
    await enter(page, second.url);
    const again = "h1:has-text('你已签过，没有重复签约，没有扣款。')";
    await page.waitForSelector(again);
    await page.getByRole("button", { name: "继续" }).click();
    await page.getByRole("link", { name: "我的签约" }).waitFor();
    expect(await page.locator(again).count()).toBe(1);
    const [one, two] = [
      await readSigning(portal, first.id),
      await readSigning(portal, second.id),
    ];
    expect([two.contract_id, two.already_signed]).toEqual([one.contract_id, true]);
  });

  it("finds that another person signed with the same link", async () => {
    const opened = await open();
    // Without script, so that nothing tells them before they press.
    const { page } = await openInApp(opened, { javascript: false });
    const other = await browser.openPage({ width: 360 });
    await other.page.goto(`${portal.url}/sandbox/wallet`);
    await other.page.locator("label[for=person_b]").click();
    await other.page.locator("form:has(#person_b) button").click();
    await enter(other.page, opened.url);
    await agree(other.page).click();
    await other.page.waitForSelector(SIGNED);
    await agree(page).click();
    await page.waitForSelector("h1:has-text('这个链接已由别人签约。你没有签约，没有扣款。')");
    expect(await page.locator(".seal").count()).toBe(0);
  });

  it("signs and then pays: two steps, and the second is a payment of its own", async () => {
    const order = { merchant_order_no: "cup-and-card", amount: 8_800, subject: "龙井一壶" };
    const { page } = await openInApp(await open({}, { order }));
    expect(await page.locator(".steps").innerText()).toMatch(/签约[\s\S]*支付/);
    await agree(page).click();
    await page.waitForSelector(SIGNED);
    await page.getByRole("link", { name: "下一步：支付" }).click();
    await page.waitForURL("**/checkout/**");
    await page.getByRole("button", { name: /支付 ¥88\.00/ }).waitFor();
  });

  it("is asked nothing again while the channel is silent, and never told that it failed", async () => {
    const { page } = await openInApp(await open({ title: "MAGIC-SIGN-LOST 会员续杯" }));
    await agree(page).click();
    await page.waitForSelector("h1:has-text('正在确认签约，这次不扣款。请勿重复签约。')");
    expect(await agree(page).count()).toBe(0);
    portal.clock.advance(minutes(2));
    await portal.settle();
    await page.waitForSelector(SIGNED);
  });

  it("may try another card when the channel refuses", async () => {
    const { page } = await openInApp(await open({ title: "MAGIC-SIGN-REFUSED 会员续杯" }));
    await agree(page).click();
    await page.waitForSelector("#summary:has-text('云闪付没有同意签约。没有签约，没有扣款。')");
    expect(await agree(page).count()).toBe(1);
  });
});

describe("a consumer at a desk", () => {
  it("cannot sign there: scans the code, and the page follows while the phone signs", async () => {
    const opened = await open({ verify_phone: true });
    const desk = await browser.openPage({ width: 1280 });
    await desk.page.goto(opened.url);
    expect(await desk.page.textContent("#signing .band")).toBe(
      "这里不能签约。请用云闪付扫码或打开，结果会显示在这里。",
    );
    expect(await desk.page.locator(".terms > li").count()).toBe(5);
    expect(await desk.page.locator("svg.code").count()).toBe(1);
    expect(await agree(desk.page).count()).toBe(0);

    const link = desk.page.getByRole("link", { name: "用云闪付打开" });
    const phone = await browser.openPage({ width: 360 });
    await phone.page.goto(await link.getAttribute("href") ?? "");
    await phone.page.waitForURL(opened.url);
    await agree(phone.page).click();
    await phone.page.locator("#code").fill(await codeSent(phone.page));
    await confirm(phone.page).click();
    await phone.page.waitForSelector(SIGNED);
    await desk.page.waitForSelector(SIGNED);
    expect(await desk.page.textContent("#status")).toBe("已签约，这次没有扣款。");
    // The desktop learns that it was signed, but neither by whom nor with which card.
    expect(await desk.page.textContent("main")).not.toMatch(/0014|我的签约|测试甲/);
    expect(await desk.page.locator("[hx-trigger]").count()).toBe(0);
    expect(desk.complaints).toEqual([]);
  });

  it("is not let in by a code of the app that was used before", async () => {
    const opened = await open();
    const { page } = await openInApp(opened);
    const used = await browser.openPage({ width: 360 });
    await used.page.goto(`${opened.url}?app_code=${"0".repeat(22)}`);
    expect(await used.page.textContent("#summary")).toContain("没能从云闪付进入");
    expect(await agree(used.page).count()).toBe(0);
    expect(await agree(page).count()).toBe(1);
  });
});

describe("a consumer in their wallet", () => {
  async function sign(): Promise<Page> {
    const { page } = await openInApp(await open());
    await agree(page).click();
    await page.waitForSelector(SIGNED);
    await page.goto(`${portal.url}/wallet`);
    return page;
  }

  it("ends a contract with one tap and one question, and keeps the receipt", async () => {
    const page = await sign();
    await page.getByRole("link", { name: /^解约/ }).click();
    expect(await page.textContent("main")).toContain(
      "解约后清风茶馆 Breeze Teahouse不能再扣款，以前的扣款不变。",
    );
    await page.getByRole("button", { name: "解约" }).click();
    await page.waitForSelector("h1:has-text('已解约。')");
    expect(await page.textContent("h1 + p")).toMatch(
      /^2\d{3}-\d\d-\d\d \d\d:\d\d 起清风茶馆 Breeze Teahouse不能扣款。$/,
    );
    expect(await page.locator(".seal.outlined").count()).toBe(1);
    await page.getByRole("link", { name: "返回我的签约" }).click();
    await page.waitForSelector("text=现在没有商家可以免密扣款。");
    expect(await page.locator(".seal.outlined").count()).toBe(1);
    expect(await page.getByRole("link", { name: /^解约/ }).count()).toBe(0);
  });

  it("learns that charges have stopped while the channel has not confirmed", async () => {
    const { page } = await openInApp(await open({ title: "MAGIC-UNSIGN-REFUSED-1 会员续杯" }));
    await agree(page).click();
    await page.waitForSelector(SIGNED);
    await page.goto(`${portal.url}/wallet`);
    await page.getByRole("link", { name: /^解约/ }).click();
    await page.getByRole("button", { name: "解约" }).click();
    await page.waitForSelector("h1:has-text('扣款已停止，等云闪付确认解约。')");
    expect(await page.locator(".seal").count()).toBe(0);
  });

  it("keeps the contract when they think better of it", async () => {
    const page = await sign();
    await page.getByRole("link", { name: /^解约/ }).click();
    await page.getByRole("link", { name: "保留" }).click();
    await page.waitForURL("**/wallet");
    expect(await page.locator(".contracts tbody tr").count()).toBe(1);
  });

  it("turns messages after charges on, and off again", async () => {
    const page = await sign();
    await page.getByRole("button", { name: "扣款后发短信告诉我" }).click();
    await page.waitForSelector("text=每次扣款后，都会发短信告诉你。");
    await page.getByRole("button", { name: "不用再发短信" }).click();
    await page.waitForSelector("text=每次扣款后，不会发短信告诉你。");
  });

  it("comes in from the app, leaves, and finds it closed", async () => {
    const page = await sign();
    await page.getByRole("button", { name: "退出" }).click();
    await page.waitForSelector("h1:has-text('打开“我的签约”')");
    await page.getByRole("link", { name: "用云闪付打开" }).click();
    await page.waitForSelector("h1:has-text('我的签约')");
    expect(await page.locator(".contracts tbody tr").count()).toBe(1);
  });
});
