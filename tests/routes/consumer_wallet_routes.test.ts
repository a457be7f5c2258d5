import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PersonNo } from "../../sandbox/bank/persons.ts";
import { seconds } from "../../core/time.ts";
import { type AppBrowser, browserWith, cameIn, tapSign } from "../support/app_browser.ts";
import { textIn } from "../support/render_checkout.tsx";
import { signedContract } from "../support/contracts.ts";
import { approvedPlan, entered, openedSigning } from "../support/signers.ts";
import { type TestApp, testApp, type TestMerchant } from "../support/test_app.ts";

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

let codes = 0;

interface Given {
  readonly merchant?: TestMerchant;
  readonly plan?: Parameters<typeof approvedPlan>[1];
}

/** Signs with a merchant in the browser, which stays signed in. */
async function sign(
  card: string,
  personNo: PersonNo,
  { merchant = app.merchant, plan }: Given = {},
): Promise<{ readonly browser: AppBrowser; readonly contractId: string }> {
  const planId = await approvedPlan(app, plan, merchant.secretKey);
  const body = { plan_id: planId, contract_code: `wallet-${++codes}` };
  const { signing_id } = await openedSigning(app, body, merchant.secretKey);
  const path = `/sign/${signing_id}`;
  const browser = await cameIn(app, path, personNo);
  await tapSign(browser, path, { fields: { card } });
  const answer = await app.api(`/v1/signings/${signing_id}`, { key: merchant.secretKey });
  return { browser, contractId: (await answer.json()).contract_id };
}

describe("GET /wallet", () => {
  it("lists what the person signed with any merchant, and no one else's, in one round trip", async () => {
    const metro = await app.openMerchant("江湾地铁");
    await sign("sbxcard_a_debit", "person_a");
    const { browser } = await sign("sbxcard_a_debit", "person_a", { merchant: metro });
    await sign("sbxcard_b_debit", "person_b");
    const before = app.roundTrips();
    const answer = await browser.ask("/wallet");
    expect(app.roundTrips() - before).toBe(1);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    const html = await answer.text();
    expect(html).toContain("江湾地铁");
    expect(html).toContain("清风茶馆 Breeze Teahouse");
    expect(html.match(/class="act"/g)).toHaveLength(2);
  });

  it("says that it is test money, also to who has signed nothing and where nothing is found", async () => {
    const fresh = await testApp();
    try {
      const { ask } = await cameIn(fresh, "/wallet", "person_b");
      const pages = [
        ask("/wallet"),
        ask("/wallet/contracts/nonsense"),
        browserWith(fresh).ask("/wallet"),
      ];
      const told = (await Promise.all(pages)).map(async (page) => textIn(await page.text(), "p"));
      expect(await Promise.all(told)).toEqual(Array(3).fill("Test mode. No real money"));
    } finally {
      await fresh.close();
    }
  });

  it("shows nobody's data without a session, and how to sign in", async () => {
    const { ask } = browserWith(app, "consumer=made-up");
    const html = await (await ask("/wallet")).text();
    expect(textIn(html, "h1")).toBe("Open My contracts");
    expect(html).toContain(
      'href="http://portal.test/sandbox/wallet?open=http%3A%2F%2Fportal.test%2Fwallet"',
    );
    expect((await ask("/wallet/settings", { fields: { tell_after_charge: "yes" } })).status)
      .toBe(403);
  });
});

describe("GET /wallet of somebody who signed very often", () => {
  it("keeps every contract in force within reach, however many came after it", async () => {
    const person = await entered(app, "person_d");
    const { consumerId } = person.consumer;
    const shop = await app.openMerchant("江湾书店");
    const given = { merchant: shop, consumerId };
    const first = await signedContract(app, { ...given, title: "最早的一份" });
    app.clock.advance(seconds(1));
    await Promise.all(Array.from({ length: 200 }, () => signedContract(app, given)));
    const { ask } = browserWith(app, `consumer=${person.sessionToken}`);
    expect(await (await ask("/wallet")).text()).toContain("最早的一份");
    const path = `/wallet/contracts/${first.contractId}`;
    expect((await ask(path)).status).toBe(200);
    expect((await ask(`${path}/termination`)).status).toBe(200);
  });
});

describe("GET /wallet/contracts/:contractId", () => {
  it("says until when it is valid, in the list and on its own page", async () => {
    const shop = await app.openMerchant("江湾书店");
    const timed = await sign("sbxcard_c_credit", "person_c", {
      merchant: shop,
      plan: { contract_days: 30 },
    });
    const { browser: { ask }, contractId } = await sign("sbxcard_c_credit", "person_c");
    expect(await (await ask("/wallet")).text()).toContain("Valid until 2026-12-20");
    const page = async (id: string) => await (await ask(`/wallet/contracts/${id}`)).text();
    expect(await page(timed.contractId)).toContain("<dt>Valid until</dt><dd>2026-12-20</dd>");
    expect(await page(contractId)).toContain("<dt>Valid until</dt><dd>No end date</dd>");
  });

  it("is the person's own; anyone else's is not found", async () => {
    const { browser, contractId } = await sign("sbxcard_c_credit", "person_c");
    const before = app.roundTrips();
    const own = await browser.ask(`/wallet/contracts/${contractId}`);
    expect(app.roundTrips() - before).toBe(1);
    expect([own.status, textIn(await own.text(), "h1")])
      .toEqual([200, "清风茶馆 Breeze Teahouse"]);
    const other = await cameIn(app, "/wallet", "person_d");
    for (const path of [contractId, `${contractId}/termination`, "nonsense"]) {
      expect((await other.ask(`/wallet/contracts/${path}`)).status).toBe(404);
    }
  });
});

describe("POST /wallet/contracts/:contractId/termination", () => {
  it("ends it in the consumer's name, and leads to the receipt; nothing is requested twice", async () => {
    const { browser: { ask }, contractId } = await sign("sbxcard_d_debit", "person_d");
    const path = `/wallet/contracts/${contractId}`;
    expect(await (await ask(`${path}/termination`)).text())
      .toContain(
        "清风茶馆 Breeze Teahouse can no longer charge you after this. Past charges are not affected.",
      );
    const ended = await ask(`${path}/termination`, { fields: {} });
    expect([ended.status, ended.headers.get("location")]).toEqual([303, path]);
    const { state, terminated_by } = await (await app.api(`/v1/contracts/${contractId}`)).json();
    expect([state, terminated_by]).toEqual(["terminated", "consumer"]);
    const receipt = await (await ask(path)).text();
    expect(textIn(receipt, "h1")).toBe("Ended.");
    expect(receipt).toContain("can&#39;t charge you from ");
    expect((await ask(`${path}/termination`)).headers.get("location")).toBe(path);
  });

  it("ends nothing for another person, nor for a form from another site", async () => {
    const { browser, contractId } = await sign("sbxcard_b_debit", "person_b");
    const path = `/wallet/contracts/${contractId}/termination`;
    const other = await cameIn(app, "/wallet", "person_a");
    expect((await other.ask(path, { fields: {} })).status).toBe(404);
    const headers = { Origin: "https://evil.example" };
    expect((await browser.ask(path, { fields: {}, headers })).status).toBe(403);
    expect((await browserWith(app).ask(path, { fields: {} })).status).toBe(403);
    expect((await (await app.api(`/v1/contracts/${contractId}`)).json()).state).toBe("active");
  });
});

describe("POST /wallet/settings", () => {
  it("keeps the setting for messages after charges", async () => {
    const { ask } = await cameIn(app, "/wallet", "person_c");
    await ask("/wallet/settings", { fields: { tell_after_charge: "yes" } });
    expect(await (await ask("/wallet")).text()).toContain("We text you after each charge.");
    await ask("/wallet/settings", { fields: { tell_after_charge: "no" } });
    expect(await (await ask("/wallet")).text()).toContain("We don&#39;t text you after charges.");
  });
});

describe("POST /wallet/leave", () => {
  it("ends the session, so that a copy of the cookie opens nothing", async () => {
    const { ask } = await cameIn(app, "/wallet", "person_a");
    const left = await ask("/wallet/leave", { fields: {} });
    expect(left.headers.getSetCookie()[0]).toMatch(/^consumer=; Max-Age=0; Path=\//);
    expect(textIn(await (await ask("/wallet")).text(), "h1"))
      .toBe("Open My contracts");
  });
});
