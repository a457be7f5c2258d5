import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { suspendContract } from "../../core/contract/suspend_contract.ts";
import { type TerminatedBy, terminators } from "../../core/contract/contract.ts";
import { terminateContract } from "../../core/contract/terminate_contract.ts";
import type { ContractId } from "../../core/id.ts";
import { hours, instant } from "../../core/time.ts";
import { walletZh } from "../../views/wallet/words_zh.ts";
import { openBrowser, type OpenPage, type TestBrowser } from "../support/browser.ts";
import { charge } from "../support/deductions.ts";
import { must } from "../support/fixtures.ts";
import { openPortal, type Portal } from "../support/portal.ts";
import { approvedPlan, openedSigning, readSigning } from "../support/signers.ts";

const PAYEE = "清风茶馆 Breeze Teahouse";
const TODAY_CELL = 2;
const SIGNED = "h1:has-text('已签约，这次没有扣款。')";

// One portal, one browser and one person with one phone: each story has a plan of its own.
let browser: TestBrowser;
let portal: Portal;
let phone: OpenPage;
let page: Page;
beforeAll(async () => {
  [browser, portal] = await Promise.all([openBrowser(), openPortal()]);
  phone = await browser.openPage({ width: 360 });
  page = phone.page;
});
afterEach(() => {
  expect(phone.complaints).toEqual([]);
});
afterAll(async () => {
  await browser.close();
  await portal.close();
});

interface Signed {
  readonly title: string;
  readonly planId: string;
  readonly contractId: ContractId;
}

let plans = 0;

/** A contract of the person whose phone this is. */
async function sign(plan: Parameters<typeof approvedPlan>[1] = {}): Promise<Signed> {
  const no = String(++plans).padStart(2, "0");
  const title = `第 ${no} 张会员卡`;
  const planId = await approvedPlan(portal, { ...plan, title });
  const body = { plan_id: planId, contract_code: `card-${no}` };
  const { signing_id } = await openedSigning(portal, body);
  await portal.api(`/v1/test_helpers/signings/${signing_id}/confirmation`, { method: "POST" });
  const { contract_id } = await readSigning(portal, signing_id);
  if (!contract_id) throw new Error(`Not signed: ${signing_id}`);
  return { title, planId, contractId: contract_id };
}

/** Through the simulated app, as an expired session requires. */
async function open(path: string): Promise<void> {
  const url = portal.url + path;
  await page.goto(`${portal.url}/sandbox/wallet?open=${encodeURIComponent(url)}`);
  await page.waitForURL(url);
}

/** A press in the simulated app, while the page stays open. */
async function pressInApp(name: string): Promise<void> {
  const app = await page.context().newPage();
  await app.goto(`${portal.url}/sandbox/wallet`);
  const answered = app.waitForEvent("load");
  await app.getByRole("button", { name, exact: true }).click();
  await answered;
  await app.close();
}

async function deduct({ contractId }: Signed, no: string, amount: number) {
  const facts = { contract_id: contractId, merchant_order_no: no, amount, subject: no };
  const answer = await charge(portal, facts);
  const { code } = await answer.json();
  return code === undefined ? answer.status : code;
}

const inForce = (title: string) => page.getByRole("row").filter({ hasText: title });
const today = (title: string) =>
  inForce(title).getByRole("cell").nth(TODAY_CELL).locator(".money").innerText();
/** What the list says about a charge, found by its subject. */
const charged = (subject: string) =>
  page.getByRole("row").filter({ hasText: subject }).allInnerTexts();

describe("a charge", () => {
  it("appears in the wallet in its current state, and counts against today from the first moment", async () => {
    const signed = await sign();
    expect(await deduct(signed, "tea-for-two", 4_000)).toBe(202);
    await open("/wallet");
    expect(await today(signed.title)).toBe("¥40.00");
    expect(await charged("tea-for-two")).toEqual([expect.stringMatching(/¥40\.00[\s\S]*正在确认/)]);
    await portal.settle();
    await page.reload();
    expect(await today(signed.title)).toBe("¥40.00");
    expect(await charged("tea-for-two")).toEqual([expect.stringMatching(/¥40\.00[\s\S]*已扣款/)]);

    await inForce(signed.title).getByRole("link", { name: PAYEE, exact: true }).click();
    await page.waitForURL(`**/wallet/contracts/${signed.contractId}`);
    expect(await page.textContent("dl")).toContain("今天已扣¥40.00");
    expect(await charged("tea-for-two")).toHaveLength(1);
  });

  it("that fails gives back what it took of today", async () => {
    const signed = await sign();
    expect(await deduct(signed, "empty-account", 7_702)).toBe(202);
    await open("/wallet");
    expect(await today(signed.title)).toBe("¥77.02");
    await portal.settle();
    await page.reload();
    expect(await today(signed.title)).toBe("¥0.00");
    expect(await charged("empty-account")).toEqual([expect.stringContaining("没有扣款")]);
  });

  it("over the limit per charge or per day is not recorded, and today is unchanged", async () => {
    const signed = await sign({ per_transaction_limit: 10_000, per_day_limit: 15_000 });
    expect(await deduct(signed, "one-too-large", 10_001)).toBe("per_transaction_limit_exceeded");
    expect(await deduct(signed, "large", 10_000)).toBe(202);
    expect(await deduct(signed, "day-too-full", 5_001)).toBe("day_limit_exceeded");
    await portal.settle();
    await open("/wallet");
    expect(await today(signed.title)).toBe("¥100.00");
    expect(await charged("too-")).toEqual([]);
    expect(await deduct(signed, "the-rest", 5_000)).toBe(202);
    await page.reload();
    expect(await today(signed.title)).toBe("¥150.00");
  });

  it("of yesterday stays listed while today starts at zero, at midnight in Shanghai", async () => {
    const signed = await sign({ per_transaction_limit: 10_000, per_day_limit: 10_000 });
    portal.clock.set(instant(Date.parse("2026-11-20T23:59:59.999+08:00")));
    expect(await deduct(signed, "last-cup", 10_000)).toBe(202);
    await portal.settle();
    await open("/wallet");
    expect(await today(signed.title)).toBe("¥100.00");
    portal.clock.set(instant(Date.parse("2026-11-21T00:00:00+08:00")));
    await page.reload();
    expect(await today(signed.title)).toBe("¥0.00");
    expect(await charged("last-cup")).toEqual([expect.stringContaining("2026-11-20 23:59")]);
    expect(await deduct(signed, "first-cup", 10_000)).toBe(202);
    await page.reload();
    expect(await today(signed.title)).toBe("¥100.00");
  });
});

describe("a contract that the operator suspends", () => {
  it("says so on the open page, and accepts charges again once resumed", async () => {
    const signed = await sign();
    const { contractId } = signed;
    await open("/wallet");
    must(await suspendContract(portal.deps, { contractId, reason: "投诉处理中" }));
    await page.reload();
    expect(await inForce(signed.title).innerText()).toContain("已暂停，现在不会扣款。");
    expect(await deduct(signed, "on-hold", 100)).toBe("contract_not_active");
    must(await suspendContract(portal.deps, { contractId, reason: undefined }));
    await page.reload();
    expect(await inForce(signed.title).innerText()).not.toContain("已暂停");
    expect(await deduct(signed, "resumed", 100)).toBe(202);
  });
});

/** Every party that can end a contract, and how it does. */
const ends: Readonly<Record<TerminatedBy, (signed: Signed) => Promise<unknown>>> = {
  consumer: ({ title }) => pressInApp(`在 App 里解约：${PAYEE}，${title}`),
  merchant: ({ contractId }) =>
    portal.api(`/v1/contracts/${contractId}/termination`, { body: { reason: "会员卡停用" } }),
  operator: async ({ contractId }) =>
    must(await terminateContract(portal.deps, { contractId, by: "operator" })),
  channel: ({ title }) => pressInApp(`由银行解约：${PAYEE}，${title}`),
  expiry: async ({ contractId }) => {
    portal.clock.advance(hours(48));
    await portal.settle();
    await open("/wallet");
    await page.goto(`${portal.url}/wallet/contracts/${contractId}`);
  },
  account_closure: () => pressInApp("注销这个人的账户"),
};

describe("a contract that ends", () => {
  it.each(terminators)("by %s is a receipt on the open page, and allows no charge", async (by) => {
    const signed = await sign({ contract_days: 1 });
    await open("/wallet");
    await page.goto(`${portal.url}/wallet/contracts/${signed.contractId}`);
    expect(await page.getByRole("link", { name: "解约" }).count()).toBe(1);

    await ends[by](signed);
    await portal.settle();
    await page.reload();
    expect(await page.textContent("h1")).toBe("已解约。");
    expect(await page.textContent("h1 + p")).toMatch(
      new RegExp(`^2\\d{3}-\\d\\d-\\d\\d \\d\\d:\\d\\d 起${PAYEE}不能扣款。$`),
    );
    expect(await page.textContent("dl")).toContain(`由谁结束${walletZh.causes[by]}`);
    expect(await page.locator(".seal.outlined").count()).toBe(1);
    expect(await page.getByRole("link", { name: "解约" }).count()).toBe(0);

    expect(await deduct(signed, `after-${by}`, 100)).toBe("contract_not_active");
    await page.goto(`${portal.url}/wallet`);
    expect(await inForce(signed.title).count()).toBe(0);
    expect(await page.locator(".sealed").filter({ hasText: signed.title }).count()).toBe(1);
    expect(await toldOf(signed)).toEqual([by]);
  });
});

/** Who ended it, once for each webhook about it. */
async function toldOf({ contractId }: Signed): Promise<readonly string[]> {
  interface Told {
    readonly data: { readonly contract_id: string; readonly terminated_by: string };
  }
  const answer = await portal.api("/v1/events?type=contract.terminated");
  const { data }: { readonly data: readonly Told[] } = await answer.json();
  return data.filter((each) => each.data.contract_id === contractId)
    .map((each) => each.data.terminated_by);
}

describe("a consumer who ended a contract", () => {
  it("is asked anew by the next link, and signs another contract", async () => {
    const first = await sign();
    await open("/wallet");
    await page.getByRole("link", { name: `解约：${PAYEE}，${first.title}` }).click();
    await page.getByRole("button", { name: "解约" }).click();
    await page.waitForSelector(".seal.outlined");

    const code = { plan_id: first.planId, contract_code: "again" };
    const { signing_id } = await openedSigning(portal, code);
    await open(`/sign/${signing_id}`);
    expect(await page.textContent("h1")).toBe(`${PAYEE}请你签约`);
    await page.getByRole("button", { name: "同意并签约" }).click();
    await page.waitForSelector(SIGNED);
    await page.getByRole("link", { name: "我的签约" }).click();
    await page.waitForURL("**/wallet");
    expect(await inForce(first.title).count()).toBe(1);
    expect(await page.locator(".sealed").filter({ hasText: first.title }).count()).toBe(1);

    const { contract_id, already_signed } = await readSigning(portal, signing_id);
    expect([contract_id === first.contractId, already_signed]).toEqual([false, false]);
    const contract = async (id: string | null) =>
      await (await portal.api(`/v1/contracts/${id}`)).json();
    const [ended, fresh] = [await contract(first.contractId), await contract(contract_id)];
    expect([ended.state, fresh.state]).toEqual(["terminated", "active"]);
    expect(fresh.open_id).toBe(ended.open_id);
  });
});

describe("sign and pay", () => {
  const order = (no: string) => ({ merchant_order_no: no, amount: 8_800, subject: "龙井一壶" });

  it("goes all the way: signed, paid by a payment of its own, and nothing charged by contract", async () => {
    const plan_id = await approvedPlan(portal, { title: "先签后付" });
    const signing = await openedSigning(portal, {
      plan_id,
      contract_code: "sign-and-pay",
      order: order("cup-1"),
    });
    await open(`/sign/${signing.signing_id}`);
    await page.getByRole("button", { name: "同意并签约" }).click();
    await page.waitForSelector(SIGNED);
    await page.getByRole("link", { name: "下一步：支付" }).click();
    await page.getByRole("button", { name: /支付 ¥88\.00/ }).click();
    await page.waitForURL("**/sandbox/wallet/*");
    await page.getByRole("button", { name: /支付 ¥88\.00/ }).click();
    await page.waitForSelector("h1:has-text('已付款')");
    await portal.settle();
    await page.getByRole("link", { name: `返回${PAYEE}` }).click();
    await page.waitForSelector(`h1:has-text('已付款 ¥88.00，付给${PAYEE}。')`);
    const paid = await (await portal.api(`/v1/orders/${signing.order_id}`)).json();
    expect(paid).toMatchObject({ state: "paid", payment: { method: "quickpass" } });
    await page.goto(`${portal.url}/wallet`);
    expect(await today("先签后付")).toBe("¥0.00");
  });

  it("asks nothing of a consumer who had already signed, and charges nothing", async () => {
    const signed = await sign();
    const { signing_id, order_id } = await openedSigning(portal, {
      plan_id: signed.planId,
      contract_code: "signed-before",
      order: order("cup-2"),
    });
    await open(`/sign/${signing_id}`);
    await page.getByRole("button", { name: "继续" }).click();
    await page.getByRole("link", { name: "我的签约" }).waitFor();
    expect(await page.textContent("h1")).toBe("你已签过，没有重复签约，没有扣款。");
    expect(await readSigning(portal, signing_id)).toMatchObject({
      already_signed: true,
      contract_id: signed.contractId,
    });
    expect(await (await portal.api(`/v1/orders/${order_id}`)).json()).toMatchObject({
      state: "open",
      payment: null,
    });
  });
});
