import { afterEach, beforeEach, expect, it } from "vitest";
import { minutes } from "../../core/time.ts";
import { cameIn } from "../support/app_browser.ts";
import { befall, bind, heldOf, standings } from "../support/device_cards.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
});
afterEach(() => app.close());

it("the wallet's page suspends in any session, and resumes and deletes in a fresh one", async () => {
  const token = await bind(app);
  const [card] = (await heldOf(app)).deviceCards;
  const id = card!.deviceCardId;
  let browser = await cameIn(app, "/wallet");
  const press = (act: string) =>
    browser.ask("/wallet/device_cards", { fields: { act, device_card_id: id } });

  const page = await browser.ask("/wallet/device_cards");
  const html = await page.text();
  expect(html).toContain("0014");
  expect(html).not.toContain(token);
  for (let i = 0; i < 11; i++) {
    app.clock.advance(minutes(1));
    await browser.ask("/wallet/device_cards");
  }
  expect((await press("suspend")).status).toBe(303);
  expect(standings(await heldOf(app))).toEqual({ [token]: "suspended holder *" });
  for (const act of ["resume", "delete", "make_default"]) {
    expect((await press(act)).status).toBe(422);
  }
  expect((await press("nonsense")).status).toBe(422);
  expect(standings(await heldOf(app))).toEqual({ [token]: "suspended holder *" });

  browser = await cameIn(app, "/wallet");
  expect((await press("resume")).status).toBe(303);
  expect(standings(await heldOf(app))).toEqual({ [token]: "active *" });
  const question = await browser.ask(`/wallet/device_cards/${id}/removal`);
  expect(question.status).toBe(200);
  expect((await press("delete")).status).toBe(303);
  expect(standings(await heldOf(app))).toEqual({ [token]: "deleted" });
  expect((await browser.ask("/wallet/device_cards/dcd_none/removal")).status).toBe(404);
});

it.each([
  ["en", ["With a UPCash account", "Bank asks for no PIN up to ¥1,000.00"], "¥300.00"],
  ["zh-CN", ["附 UPCash 账户", "发卡行：¥1,000.00 以内免密"], "发卡行：¥300.00 以内免密"],
])(
  "the wallet says in %s what the issuer allows a card, as it is now",
  async (lang, facts, less) => {
    await bind(app);
    const { ask } = await cameIn(app, "/wallet");
    const html = async () =>
      await (await ask("/wallet/device_cards", { headers: { "Accept-Language": lang } })).text();
    const debit = await html();
    for (const fact of facts) expect(debit).toContain(fact);
    await befall(app, "issuer_updated", { no_password_limit: 30_000 });
    expect(await html()).toContain(less);
    expect(await html()).not.toContain("¥1,000.00");
  },
);

it("the wallet says nothing of what a card does not have", async () => {
  await bind(app, { card: "credit" });
  const { ask } = await cameIn(app, "/wallet");
  const html = await (await ask("/wallet/device_cards")).text();
  expect(html).toContain("Credit");
  expect(html).not.toMatch(/UPCash|no PIN up to/);
});
