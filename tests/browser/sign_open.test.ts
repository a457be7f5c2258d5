import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { decidePlan } from "../../core/plan/decide_plan.ts";
import { minutes } from "../../core/time.ts";
import { noteHearing, openBrowser, type TestBrowser, untilHearing } from "../support/browser.ts";
import { must } from "../support/fixtures.ts";
import { until } from "../support/patience.ts";
import { openPortal, type Portal } from "../support/portal.ts";
import { approvedPlan, idOf, openedSigning, planForm } from "../support/signers.ts";

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

const ASKS = "h1:has-text('请你签约')";

interface Idle {
  readonly page: Page;
  readonly complaints: readonly string[];
  readonly planId: string;
  readonly signingId: string;
  /** How often the page has polled. */
  readonly asked: () => number;
}

/** A page in the app that asks, with nobody touching it; its clock goes only as far as it is wound. */
async function openIdle(
  plan: Partial<typeof planForm> = { verify_phone: true },
  prepare = (_page: Page) => Promise.resolve(),
): Promise<Idle> {
  const planId = await approvedPlan(portal, plan);
  const body = { plan_id: planId, contract_code: "idle", return_url: "https://shop.example/back" };
  const { signing_id: signingId } = await openedSigning(portal, body);
  const { page, complaints } = await browser.openPage({ width: 360 });
  const url = `${portal.url}/sign/${signingId}`;
  let asked = 0;
  page.on("request", (request) => {
    if (request.url().includes("/status?")) asked++;
  });
  await page.clock.install();
  await noteHearing(page);
  await prepare(page);
  await page.goto(`${portal.url}/sandbox/wallet?open=${encodeURIComponent(url)}`);
  await page.waitForSelector(ASKS);
  return { page, complaints, planId, signingId, asked: () => asked };
}

const confirmation = ({ signingId }: Idle, outcome: string) =>
  portal.api(`/v1/test_helpers/signings/${signingId}/confirmation`, { body: { outcome } });

/** What happens elsewhere, and what the page then says. */
const changes = {
  "that its time is over": {
    happens: async () => {
      portal.clock.advance(minutes(31));
      await portal.settle();
    },
    told: "签约链接已过期。没有签约，没有扣款。请回商家重新打开。",
  },
  "that it was declined elsewhere": {
    happens: (idle: Idle) => confirmation(idle, "declined"),
    told: "没有签约，没有扣款。",
  },
  "that it was signed elsewhere": {
    happens: (idle: Idle) => confirmation(idle, "signed"),
    told: "已签约，这次没有扣款。",
  },
  "that the merchant changed the plan": {
    happens: async ({ planId }: Idle) => {
      const change = { ...planForm, request: "change", plan_id: planId, per_day_limit: 999_900 };
      await portal.api("/v1/plans", { body: change });
      const verdict = { type: "approved" } as const;
      must(await decidePlan(portal.deps, { planId: idOf<"pln">(planId), verdict }));
    },
    told: "商家刚改了这份协议。没有签约，没有扣款。请回商家重新打开。",
  },
};
const whats = Object.keys(changes) as readonly (keyof typeof changes)[];

describe("a signing page that is open and idle", () => {
  it.each(whats)("hears from its stream %s, without a poll in between", async (what) => {
    const { happens, told } = changes[what];
    const idle = await openIdle();
    await until(() => portal.followers() === 1);
    await untilHearing(idle.page);
    // More than one poll long, and not long enough for the stream to seem dead.
    await idle.page.clock.runFor(12_000);
    expect(idle.asked()).toBe(0);
    await happens(idle);
    await idle.page.waitForSelector(`h1:has-text('${told}')`);
    expect(await idle.page.textContent("#status")).toBe(told);
    expect(await idle.page.textContent("main")).toContain("清风茶馆");
    expect(await idle.page.getByRole("link", { name: /^返回清风茶馆/ }).count()).toBe(1);
    await until(() => portal.followers() === 0);
  });

  it.each(whats)("learns at the next poll %s, where there is no stream", async (what) => {
    const { happens, told } = changes[what];
    const idle = await openIdle(undefined, async (page) => {
      await page.route("**/stream?*", (route) => route.fulfill({ status: 503 }));
    });
    await happens(idle);
    expect([idle.asked(), await idle.page.locator(ASKS).count()]).toEqual([0, 1]);
    const polled = idle.page.waitForResponse("**/status?*");
    await idle.page.clock.runFor(10_500);
    expect((await polled).status()).toBe(200);
    await idle.page.waitForSelector(`h1:has-text('${told}')`);
    expect(portal.followers()).toBe(0);
  });

  it("shows the result that its stream brought, also once the form's own answer has come", async () => {
    const { page, complaints } = await openIdle({ verify_phone: false });
    const released = Promise.withResolvers<void>();
    await page.route("**/confirmation", async (route) => {
      const response = await route.fetch();
      await released.promise;
      await route.fulfill({ response });
    });
    const answered = page.waitForEvent("requestfinished", {
      predicate: (request) => request.url().endsWith("/confirmation"),
    });
    await page.getByRole("button", { name: "同意并签约" }).click();
    const signed = "h1:has-text('已签约，这次没有扣款。')";
    await page.waitForSelector(signed);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("state");
    released.resolve();
    await answered;
    expect(await page.locator(signed).count()).toBe(1);
    expect(await page.locator("#signing").count()).toBe(1);
    expect(await page.title()).toBe("已签约 · 测试环境，不动真钱");
    expect(complaints).toEqual([]);
  });

  it("keeps what is typed while nothing changes, and says nothing", async () => {
    const { page } = await openIdle();
    await page.getByRole("button", { name: "同意，获取验证码" }).click();
    await page.locator("#code").fill("12");
    await page.clock.runFor(12_000);
    expect(await page.locator("#code").inputValue()).toBe("12");
    expect(await page.locator(ASKS).count()).toBe(1);
  });
});
