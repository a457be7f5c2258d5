import { afterAll, beforeAll, expect, it } from "vitest";
import { minutes } from "../../core/time.ts";
import { gatewayPki } from "../support/acp_merchant.ts";
import { hiddenIn } from "../support/app_browser.ts";
import {
  askCode,
  bindAt,
  type CardPayer,
  cardPayer,
  cardsOf,
  DEBIT,
  leaveToBind,
} from "../support/card_payer.ts";
import { type GatewayApp, gatewayApp } from "../support/gateway_app.ts";
import { placeOrder } from "../support/payer.ts";

let at: GatewayApp;
beforeAll(async () => {
  at = await gatewayApp(await gatewayPki(), [], "62000000001");
});
afterAll(() => at.close());

const readers = {
  en: { personNo: "person_a", card: DEBIT },
  zh: { personNo: "person_b", card: "6226090000000048" },
} as const;

type Open = (payer: CardPayer, reader: (typeof readers)["en" | "zh"]) => Promise<string>;

/** Pages that take a code which was sent just now, and how long it is good. */
const pages: Readonly<Record<string, readonly [Open, number]>> = {
  "to sign in": [async (payer) => {
    const sent = await payer.post("/wallet/sign_in", { phone: "19900000121" });
    return (await payer.get(sent.location)).html;
  }, 5],
  "to recover an account": [async (payer) => {
    const typed = { lost_phone: "19900000122", new_phone: "19900000123", id_number: "" };
    return (await payer.post("/wallet/recovery", typed)).html;
  }, 5],
  "to change the phone": [async (payer) => {
    await payer.signIn("person_c");
    return (await payer.post("/wallet/phone", { phone: "19900000124" })).html;
  }, 5],
  "to pay by a card": [async (payer, { personNo, card: number }) => {
    await payer.signIn(personNo);
    const { orderId } = await placeOrder(at.app, 8_800);
    const { page } = await leaveToBind(payer, at.gateway, orderId);
    await bindAt(page, number);
    await at.settle();
    const [card = ""] = await cardsOf(payer, orderId);
    await askCode(payer, orderId, card);
    return (await payer.get(`/checkout/${orderId}`)).html;
  }, 10],
};

it.each(Object.entries(pages))("a page that takes a code %s says until when", async (_, page) => {
  const [open, life] = page;
  for (const lang of ["en", "zh"] as const) {
    const reader = readers[lang];
    const text = textOf(await open(cardPayer(at.app, lang), reader));
    const ends = inShanghai(life);
    expect(text).toMatch(
      new RegExp(lang === "en" ? `alid until [^.,]*, ${ends}` : `${ends} 前有效`),
    );
  }
});

it("a page with a wrong code still says until when the right one is good", async () => {
  const payer = cardPayer(at.app);
  await payer.signIn("person_d");
  const typed = { lost_phone: "19900000126", new_phone: "19900000127", id_number: "" };
  const sent = [
    ["/wallet/phone/code", await payer.post("/wallet/phone", { phone: "19900000125" })],
    ["/wallet/recovery/code", await payer.post("/wallet/recovery", typed)],
  ] as const;
  const ends = inShanghai(5);
  at.app.clock.advance(minutes(1));
  for (const [path, { html }] of sent) {
    const wrong = await payer.post(path, { ...hiddenIn(html), code: "x" });
    expect(wrong.status).toBe(422);
    expect(textOf(wrong.html)).toMatch(new RegExp(`alid until [^.,]*, ${ends}`));
  }
});

function textOf(html: string): string {
  return html.replace(/<[^>]*>/g, "");
}

/** The clock there, so many minutes from now. */
function inShanghai(later: number): string {
  const at8 = new Date(at.app.clock.now() + (8 * 60 + later) * 60_000);
  return at8.toISOString().slice(11, 16);
}
