import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { byOperator } from "../../core/actor.ts";
import { suspendMerchant } from "../../core/merchant/suspend_merchant.ts";
import { days } from "../../core/time.ts";
import { owe, readArrear, retryNow } from "../support/arrears.ts";
import { type AppBrowser, browserWith, cameIn, tapSign } from "../support/app_browser.ts";
import { failed, tell } from "../support/deductions.ts";
import { textIn } from "../support/render_checkout.tsx";
import { approvedPlan, openedSigning } from "../support/signers.ts";
import { joined } from "../support/staff.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
let browser: AppBrowser;
let contractId: string;
beforeEach(async () => {
  app = await testApp();
  const planId = await approvedPlan(app, { arrears: { retry_after_days: [1, 3] } });
  const { signing_id } = await openedSigning(app, { plan_id: planId, contract_code: "w-1" });
  const path = `/sign/${signing_id}`;
  browser = await cameIn(app, path, "person_a");
  expect(await (await browser.ask(path)).text()).toContain("tried again 1 and 3 days later");
  await tapSign(browser, path, { fields: { card: "sbxcard_a_debit" } });
  contractId = (await (await app.api(`/v1/signings/${signing_id}`)).json()).contract_id;
});
afterEach(() => app.close());

describe("what a consumer owes", () => {
  it("stands in the wallet and on its contract's page, and leads to a checkout that settles it", async () => {
    const { arrear_id } = await owe(app, contractId);
    const path = `/wallet/arrears/${arrear_id}`;
    for (const page of ["/wallet", `/wallet/contracts/${contractId}`]) {
      const html = await (await browser.ask(page)).text();
      expect(html).toContain('<h2 id="owed">What you owe</h2>');
      expect(html).toContain(`href="${path}"`);
      expect(html).toContain("21 Nov 2026, 14:00 (UTC+8)");
    }
    expect(textIn(await (await browser.ask(path)).text(), "h1")).toMatch(/^You owe .* ¥10\.00$/);
    const opened = await browser.ask(`${path}/repayment`, { fields: {} });
    const to = opened.headers.get("location") ?? "";
    expect([opened.status, to]).toEqual([303, expect.stringMatching(/^\/checkout\/ord_/)]);
    const orderId = to.split("/").at(-1);
    const body = { outcome: "succeeded" };
    await app.api(`/v1/test_helpers/orders/${orderId}/payment`, { body });
    expect(await (await browser.ask(path)).text()).toContain("You paid it here");
    expect(await (await browser.ask("/wallet")).text()).not.toContain('id="owed"');
  });

  it("has no button while it is charged again, and one after that has failed", async () => {
    const { arrear_id } = await owe(app, contractId);
    const path = `/wallet/arrears/${arrear_id}`;
    app.clock.advance(days(1));
    const retry = await retryNow(app, arrear_id);
    browser = await cameIn(app, "/wallet", "person_a");
    const shown = await (await browser.ask(path)).text();
    expect(shown).toContain("being charged again");
    expect(shown).not.toContain("/repayment");
    const early = await browser.ask(`${path}/repayment`, { fields: {} });
    expect([early.status, early.headers.get("location")]).toEqual([303, path]);
    await tell(app, retry!, failed);
    expect(await (await browser.ask(path)).text()).toContain(`action="${path}/repayment"`);
  });

  it("can't be paid while its merchant takes no payments, and the page says so", async () => {
    const { arrear_id } = await owe(app, contractId);
    const { merchantNo } = app.merchant.merchant;
    await suspendMerchant(app.deps, { merchantNo, reason: "核查", by: byOperator });
    const answer = await browser.ask(`/wallet/arrears/${arrear_id}/repayment`, { fields: {} });
    expect(answer.status).toBe(409);
    expect(await answer.text()).toContain("take payments now");
  });

  it("is nobody else's: not found by another person, and not shown without a session", async () => {
    const { arrear_id } = await owe(app, contractId);
    const path = `/wallet/arrears/${arrear_id}`;
    const other = await cameIn(app, "/wallet", "person_b");
    expect((await other.ask(path)).status).toBe(404);
    expect((await other.ask(`${path}/repayment`, { fields: {} })).status).toBe(404);
    expect((await browser.ask("/wallet/arrears/nonsense")).status).toBe(404);
    const stranger = await browserWith(app).ask(path);
    expect([stranger.status, stranger.headers.get("location")]).toEqual([303, "/wallet"]);
  });
});

describe("a merchant's staff", () => {
  it("waive it with a reason where their role says so, once", async () => {
    const { arrear_id } = await owe(app, contractId);
    const { merchantNo } = app.merchant.merchant;
    const [finance, viewer] = [
      await joined(app, "finance", merchantNo),
      await joined(app, "viewer", merchantNo),
    ];
    const path = `/console/arrears/${arrear_id}`;
    expect(await (await viewer.ask(path)).text()).not.toContain(`${path}/waiver`);
    expect((await viewer.ask(`${path}/waiver`, {})).status).toBe(403);
    expect(await (await finance.ask(path)).text()).toContain(`${path}/waiver`);
    const card = await finance.ask(`${path}/waiver`, { reason: "4111 1111 1111 1111" });
    expect(card.status).toBe(422);
    const waived = await finance.ask(`${path}/waiver`, { reason: "老顾客" });
    expect([waived.status, waived.headers.get("location")]).toEqual([303, path]);
    expect(await readArrear(app, arrear_id)).toMatchObject({
      state: "waived",
      waiver_reason: "老顾客",
    });
    expect(await (await browser.ask(`/wallet/arrears/${arrear_id}`)).text()).toContain("waived");
  });
});
