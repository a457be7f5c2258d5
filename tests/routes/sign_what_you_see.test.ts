import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sealCards } from "../../core/consumer/seal_person.ts";
import { decidePlan } from "../../core/plan/decide_plan.ts";
import { retirePlan } from "../../core/plan/retire_plan.ts";
import { type AppBrowser, browserWith, cameIn, hiddenIn } from "../support/app_browser.ts";
import { must } from "../support/fixtures.ts";
import { textIn } from "../support/render_checkout.tsx";
import {
  approvedPlan,
  codeFor,
  entered,
  idOf,
  openedSigning,
  planForm,
} from "../support/signers.ts";
import { type TestApp, testApp, type TestMerchant } from "../support/test_app.ts";

let app: TestApp;
let shop: TestMerchant;
let branch: TestMerchant;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

const CHANGED = "The agreement has changed since you opened it.";
const HTMX = { "HX-Request": "true", "HX-Request-Type": "partial" };
let codes = 0;

interface Open {
  readonly path: string;
  readonly planId: string;
  readonly signingId: string;
}

/** A link of a branch to a plan of its parent, both made for it. */
async function open(plan: Partial<typeof planForm> = {}): Promise<Open> {
  shop = await app.openMerchant("江湾书店");
  branch = await app.openMerchant("江湾书店码头店", { parentNo: shop.merchantNo });
  const planId = await approvedPlan(app, plan, shop.secretKey);
  const body = { plan_id: planId, contract_code: `see-${++codes}` };
  const { signing_id } = await openedSigning(app, body, branch.secretKey);
  return { path: `/sign/${signing_id}`, planId, signingId: signing_id };
}

async function seen({ ask }: AppBrowser, path: string) {
  return hiddenIn(await (await ask(path)).text());
}

async function stateOf(signingId: string) {
  const answer = await app.api(`/v1/signings/${signingId}`, { key: branch.secretKey });
  return (await answer.json()).state;
}

async function rename(merchant: TestMerchant, name: string): Promise<void> {
  await app.deps.write({
    statements: [{
      sql: "update merchants set name = ? where merchant_no = ?",
      args: [name, merchant.merchantNo],
    }],
  });
}

describe("a tap on a page that is no longer true", () => {
  it("signs nothing when the payee was renamed, and shows the agreement as it is now", async () => {
    const { path, signingId } = await open();
    const { ask } = await cameIn(app, path);
    const fields = await seen({ cookie: "", ask }, path);
    await rename(branch, "江湾书店 & 茶座");

    const answer = await ask(`${path}/confirmation`, { fields });
    expect(answer.status).toBe(422);
    const html = await answer.text();
    expect(html).toContain(CHANGED);
    expect(html).toContain("江湾书店 &amp; 茶座 (merchant ");
    expect(html).not.toContain("码头店");
    expect(await stateOf(signingId)).toBe("open");

    const again = await ask(`${path}/confirmation`, { fields: hiddenIn(html) });
    expect([again.status, await stateOf(signingId)]).toEqual([303, "signed"]);
  });

  it("says so in the page's own panel where there is script", async () => {
    const { path, signingId } = await open();
    const { ask } = await cameIn(app, path, "person_b");
    const fields = await seen({ cookie: "", ask }, path);
    await rename(shop, "江湾文化");
    const answer = await ask(`${path}/confirmation`, { fields, headers: HTMX });
    const fragment = await answer.text();
    expect(answer.status).toBe(422);
    expect(fragment).not.toContain("<html");
    expect(fragment).toContain(`tabindex="-1" role="group" autofocus=""><span>${CHANGED}`);
    expect(fragment).toContain('<details open=""><summary>Full text');
    expect(fragment).toContain("part of 江湾文化 (merchant ");
    expect(await stateOf(signingId)).toBe("open");
  });

  it("signs nothing when the form names a different card from the fourth line", async () => {
    const { path, signingId } = await open();
    const browser = await cameIn(app, path, "person_a");
    const fields = await seen(browser, path);
    for (const card of ["sbxcard_a_credit", fields["card"] ?? ""]) {
      const answer = await browser.ask(`${path}/confirmation`, { fields: { ...fields, card } });
      expect([card, answer.status]).toEqual([card, card === fields["card"] ? 303 : 422]);
    }
    expect(await stateOf(signingId)).toBe("signed");
  });

  it("signs nothing when the card behind the same token has changed", async () => {
    const { path, signingId } = await open();
    const person = await entered(app, "person_c");
    const browser = browserWith(app, `consumer=${person.sessionToken}`);
    const fields = await seen(browser, path);
    const { consumer: { consumerId }, cards } = person;
    const renewed = cards.map((each) => ({ ...each, lastFour: "9999" }));
    const sealed = await sealCards(app.deps.vault, consumerId, renewed);
    await app.deps.write({
      statements: [{
        sql: "update consumer_cards set sealed = ? where consumer_id = ?",
        args: [sealed, consumerId],
      }],
    });
    const answer = await browser.ask(`${path}/confirmation`, { fields });
    expect([answer.status, (await answer.text()).includes("(9999)")]).toEqual([422, true]);
    expect(await stateOf(signingId)).toBe("open");
  });

  it("signs nothing in a language other than the one shown, nor without what was shown", async () => {
    const { path, signingId } = await open();
    const browser = await cameIn(app, path, "person_d");
    const { shown: _, ...rest } = await seen(browser, path);
    for (const fields of [{ ...rest, shown: _ ?? "", lang: "zh" }, rest, { ...rest, shown: "0" }]) {
      expect((await browser.ask(`${path}/confirmation`, { fields })).status).toBe(422);
    }
    expect(await stateOf(signingId)).toBe("open");
  });

  it("signs nothing once a newer version of the plan is in force", async () => {
    const { path, planId, signingId } = await open();
    const browser = await cameIn(app, path, "person_d");
    const fields = await seen(browser, path);
    const change = { ...planForm, request: "change", plan_id: planId, per_day_limit: 999_900 };
    await app.api("/v1/plans", { body: change, key: shop.secretKey });
    must(
      await decidePlan(app.deps, { planId: idOf<"pln">(planId), verdict: { type: "approved" } }),
    );
    const answer = await browser.ask(`${path}/confirmation`, { fields });
    expect(answer.status).toBe(409);
    const html = await answer.text();
    expect(textIn(html, "h1")).toBe(
      "The merchant has just changed this plan. Nothing was signed or charged. Open it again from the shop.",
    );
    expect(html).toContain("江湾书店码头店");
    expect(await stateOf(signingId)).toBe("open");
  });

  it("signs nothing once the plan was taken out of force, and does not say that it changed", async () => {
    const { path, planId, signingId } = await open();
    const browser = await cameIn(app, path, "person_d");
    const fields = await seen(browser, path);
    must(await retirePlan(app.deps, idOf<"pln">(planId)));
    const answer = await browser.ask(`${path}/confirmation`, { fields });
    expect(answer.status).toBe(409);
    expect(textIn(await answer.text(), "h1"))
      .toBe("This agreement can't be signed right now. Nothing was signed or charged.");
    expect(await stateOf(signingId)).toBe("open");
  });

  it("uses up neither the code that was typed nor a try at it", async () => {
    const { path, signingId } = await open({ verify_phone: true });
    const person = await entered(app, "person_b");
    const browser = browserWith(app, `consumer=${person.sessionToken}`);
    const code = await codeFor(app, idOf<"sgn">(signingId), person);
    const fields = { ...await seen(browser, path), sms_code: code };
    await rename(branch, "江湾书店新店");
    for (let taps = 0; taps < 6; taps++) {
      const answer = await browser.ask(`${path}/confirmation`, { fields });
      expect([taps, answer.status]).toEqual([taps, 422]);
    }
    const now = { ...await seen(browser, path), sms_code: code };
    const answer = await browser.ask(`${path}/confirmation`, { fields: now });
    expect([answer.status, await stateOf(signingId)]).toEqual([303, "signed"]);
  });
});

describe("an open page", () => {
  it("shows the current agreement without a reload", async () => {
    const { path } = await open();
    const browser = await cameIn(app, path, "person_d");
    const html = await (await browser.ask(path)).text();
    const status = /hx-get="([^"]+)"/.exec(html)?.[1]?.replaceAll("&amp;", "&") ?? "";
    expect((await browser.ask(status, { headers: HTMX })).status).toBe(204);
    await rename(branch, "江湾书店新店");
    const changed = await browser.ask(status, { headers: HTMX });
    expect([changed.status, (await changed.text()).includes("江湾书店新店 (merchant ")])
      .toEqual([200, true]);
  });
});

describe("going on with a contract signed before", () => {
  it("signs nothing new when that contract ended in the meantime: the agreement was not shown", async () => {
    const first = await open();
    const browser = await cameIn(app, first.path, "person_a");
    await browser.ask(`${first.path}/confirmation`, { fields: await seen(browser, first.path) });
    const body = { plan_id: first.planId, contract_code: `see-${++codes}` };
    const { signing_id } = await openedSigning(app, body, branch.secretKey);
    const path = `/sign/${signing_id}`;
    const fields = await seen(browser, path);

    const read = await app.api(`/v1/signings/${first.signingId}`, { key: branch.secretKey });
    const { contract_id } = await read.json();
    const ending = { method: "POST", key: branch.secretKey };
    await app.api(`/v1/contracts/${contract_id}/termination`, ending);
    const answer = await browser.ask(`${path}/confirmation`, { fields });
    expect([answer.status, (await answer.text()).includes(CHANGED)]).toEqual([422, true]);
    expect(await stateOf(signing_id)).toBe("open");
  });
});
