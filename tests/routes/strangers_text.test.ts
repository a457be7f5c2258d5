import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { preNoticeText } from "../../core/deduction/deduction_notice.ts";
import { merchantNo } from "../../core/id.ts";
import { messageText } from "../../core/message/message_text.ts";
import { cny } from "../../core/money.ts";
import { sendSigningCode } from "../../core/signing/send_signing_code.ts";
import type { Sms } from "../../core/sms/sms.ts";
import { type AppBrowser, cameIn, tapSign } from "../support/app_browser.ts";
import { must } from "../support/fixtures.ts";
import { approvedPlan, entered, openedSigning } from "../support/signers.ts";
import { type TestApp, testApp, type TestMerchant } from "../support/test_app.ts";

const shop = "בית התה 24";
const institution = "بيت الدفع 7";
const title = "מנוי תה ¥1.00";
const subject = "شاي 3";

let app: TestApp;
let merchant: TestMerchant;
let browser: AppBrowser;
beforeAll(async () => {
  app = await testApp({ config: { institution } });
  merchant = await app.openMerchant(shop);
});
afterAll(() => app.close());

async function made(path: string, body: unknown) {
  const answer = await app.api(path, { body, key: merchant.secretKey });
  expect(answer.status).toBe(201);
  return await answer.json();
}

async function pageOf(path: string): Promise<string> {
  const answer = await app.fetch(new Request(new URL(path, "http://portal.test")));
  expect(answer.status).toBe(200);
  return await answer.text();
}

/** The places where one of these texts stands with nothing around it that keeps its direction to itself. */
function bare(text: string): readonly string[] {
  const places = [shop, institution, title, subject].flatMap((each) =>
    text.split(each).slice(0, -1).map((before) => `${before.slice(-40)}${each}`)
  );
  return places.filter((place) => !/(?:<bdi[^>]*>|\u2068)[^<\u2068\u2069]*$/.test(place));
}

describe("text that runs from right to left", () => {
  it("keeps its direction to itself on pages and posters", async () => {
    const order = await made("/v1/orders", { merchant_order_no: "R-1", amount: 5_000, subject });
    const link = await made("/v1/links", { subject });
    const planId = await approvedPlan(app, { title }, merchant.secretKey);
    const { signing_id } = await openedSigning(app, {
      plan_id: planId,
      contract_code: "R-1",
    }, merchant.secretKey);
    const sign = `/sign/${signing_id}`;
    browser = await cameIn(app, sign, "person_a");
    const asked = await (await browser.ask(sign)).text();
    await tapSign(browser, sign, { fields: { card: "sbxcard_a_debit" } });
    const { contract_id } = await (await app.api(`/v1/signings/${signing_id}`, {
      key: merchant.secretKey,
    })).json();
    const pages = {
      checkout: await pageOf(`/checkout/${order.order_id}`),
      screen: await pageOf(new URL(order.screen_url).pathname),
      link: await pageOf(`/l/${link.link_id}`),
      poster: await pageOf(`/l/${link.link_id}/poster`),
      "poster as a file": await pageOf(new URL(link.poster_svg_url).pathname),
      signing: asked,
      signed: await (await browser.ask(sign)).text(),
      "simulated app": await (await browser.ask("/sandbox/wallet")).text(),
      wallet: await (await browser.ask("/wallet")).text(),
      contract: await (await browser.ask(`/wallet/contracts/${contract_id}`)).text(),
      termination: await (await browser.ask(`/wallet/contracts/${contract_id}/termination`)).text(),
    };
    const found = Object.entries(pages).map(([name, html]) => [name, bare(html)]);
    expect(found).toEqual(Object.keys(pages).map((name) => [name, []]));
    const unnamed = Object.entries(pages).filter(([, html]) => !html.includes(shop));
    expect(unnamed.map(([name]) => name)).toEqual([]);
  });

  it("keeps its direction to itself in messages", async () => {
    const planId = await approvedPlan(app, { title, verify_phone: true }, merchant.secretKey);
    const { signing_id } = await openedSigning(app, {
      plan_id: planId,
      contract_code: "R-2",
    }, merchant.secretKey);
    const { consumer: { consumerId } } = await entered(app, "person_b");
    const texts: string[] = [];
    const sms = ({ text }: Sms) => Promise.resolve(void texts.push(text));
    for (const lang of ["zh", "en"] as const) {
      must(
        await sendSigningCode({ ...app.deps, sms }, { signingId: signing_id, consumerId, lang }),
      );
    }
    const at = app.clock.now();
    const charge = { amount: cny(1_500), subject };
    const payee = { name: shop, merchantNo: merchantNo(merchant.merchantNo) };
    const limits = { perTransactionLimit: cny(1_500), perDayLimit: cny(3_000) };
    const news = [
      { kind: "charged", ...charge, at },
      { kind: "signed" },
      { kind: "ended", by: "consumer", at },
    ] as const;
    for (const lang of ["zh", "en"] as const) {
      const contract = { title, cardLabel: "card", lang, ...limits };
      texts.push(
        preNoticeText({ ...charge, chargeableFrom: at }, { payee: shop, contract }),
        ...news.map((each) => messageText({ news: each, payee, contract }, institution)),
      );
    }
    expect(texts.map(bare)).toEqual(Array.from({ length: 10 }, () => []));
    expect(texts.filter((text) => !text.includes(shop))).toEqual([]);
  });
});
