import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { findPhone } from "../../core/consumer/find_phone.ts";
import { minutes, seconds } from "../../core/time.ts";
import type { Pki } from "../../unionpay_gateway/pki.ts";
import { gatewayPki, OTHER_MER_ID } from "../support/acp_merchant.ts";
import {
  askCode,
  bindAt,
  type CardPayer,
  cardPayer,
  cardsOf,
  leaveToBind,
} from "../support/card_payer.ts";
import { type GatewayApp, gatewayApp, hiddenFields } from "../support/gateway_app.ts";
import { personOf } from "../../sandbox/bank/persons.ts";
import { blocked } from "../support/blocks.ts";
import { must } from "../support/fixtures.ts";
import { sessionFor } from "../support/sessions.ts";
import { entered } from "../support/signers.ts";
import { signedIn } from "../support/staff.ts";
import { eventTypes, orderOf, placeOrder, post } from "../support/payer.ts";
import { connectTo } from "../support/unionpay_app.ts";

const REQUESTOR = "62000000001";
/** What a phone gets whose browser is a phone's. */
const CODE = "123456";

let pki: Pki;
let at: GatewayApp;
let payer: CardPayer;
beforeAll(async () => {
  pki = await gatewayPki();
});
beforeEach(async () => {
  at = await gatewayApp(pki, [], REQUESTOR);
  payer = cardPayer(at.app);
});
afterEach(() => at.close());

async function newOrder(amount = 8_800): Promise<string> {
  return (await placeOrder(at.app, amount)).orderId;
}

async function stateOf(orderId: string): Promise<string> {
  return (await orderOf(at.app, { orderId, amount: 0 })).state;
}

async function attemptsAt(orderId: string) {
  const { data } = await (await at.app.api(`/v1/orders/${orderId}/payments`)).json();
  return data;
}

/** Signed in, with a card bound at an order of theirs. */
async function bound(): Promise<{ readonly orderId: string; readonly card: string }> {
  await payer.signIn();
  const orderId = await newOrder();
  const { page } = await leaveToBind(payer, at.gateway, orderId);
  await bindAt(page);
  await at.settle();
  const [card = ""] = await cardsOf(payer, orderId);
  return { orderId, card };
}

const movedAtGateway = async () =>
  (await at.gateway.control({})).transactions.filter(({ kind, stage }) =>
    kind === "token_payment" && stage === "succeeded"
  ).length;

describe("a bound card", () => {
  it("pays nothing while its owner's phone is reported lost, also with a code that was sent before", async () => {
    const { orderId, card } = await bound();
    const code = await askCode(payer, orderId, card);
    await payer.post("/wallet/lost_phone");
    await payer.post(`${code}/code`, { code: CODE });
    expect(await stateOf(orderId)).toBe("open");
    expect(await attemptsAt(orderId)).toMatchObject([{ failure: { code: "cancelled_by_payer" } }]);
    const refused = await payer.post(`/checkout/${orderId}/cards`, { card });
    expect([refused.status, refused.html.includes("saved cards are on hold")]).toEqual([409, true]);
    expect((await payer.post(`/checkout/${orderId}/cards/openings`)).status).toBe(409);
    expect(await movedAtGateway()).toBe(0);
    const { consumerId } = (await entered(at.app, "person_a")).consumer;
    must(await findPhone(at.app.deps, { session: await sessionFor(at.app, consumerId) }));
    at.app.clock.advance(minutes(2));
    await askCode(payer, orderId, card);
  });

  it("pays nothing for whoever is on the block list, also with a code that was sent before", async () => {
    const { orderId, card } = await bound();
    const code = await askCode(payer, orderId, card);
    await blocked(
      at.app,
      await signedIn(at.app, "admin"),
      "id_number",
      personOf("person_a")!.idNumber,
    );
    await payer.post(`${code}/code`, { code: CODE });
    expect(await attemptsAt(orderId)).toMatchObject([{ failure: { code: "risk_refused" } }]);
    const refused = await payer.post(`/checkout/${orderId}/cards`, { card });
    expect([refused.status, refused.html.includes("be used right now")]).toEqual([409, true]);
    expect(refused.html).not.toContain("block");
    expect([await stateOf(orderId), await movedAtGateway()]).toEqual(["open", 0]);
  });

  it("is bound on the gateway's page on the way to a payment, and pays it with a code", async () => {
    const orderId = await newOrder();
    const checkout = await payer.get(`/checkout/${orderId}`);
    expect(checkout.html).toContain('value="bound_card"');
    const chosen = await payer.post(`/checkout/${orderId}/payments`, { method: "bound_card" });
    expect(chosen.location).toBe(`/checkout/${orderId}/cards`);
    const door = await payer.get(chosen.location);
    expect(door.html).toContain("Sign in to use a saved card");
    expect((await payer.post(`/checkout/${orderId}/cards/openings`)).status).toBe(403);

    await payer.signIn();
    expect((await payer.get(chosen.location)).html).toContain("Save a card first");
    const { page, form } = await leaveToBind(payer, at.gateway, orderId);
    expect(form).toMatchObject({
      txnType: "79",
      txnSubType: "00",
      bizType: "000902",
      tokenPayData: "{trId=62000000001&tokenType=01}",
    });
    expect(form["accNo"]).toBeUndefined();
    expect((await payer.get(chosen.location)).html).toContain("Waiting for UnionPay");
    await at.gateway.control({
      rules: [{ on: "notice/79/00", act: "late", times: 1, seconds: 60 }],
    });
    const shown = await bindAt(page);
    const back = await post(
      at.app,
      form["frontUrl"]?.replace("http://portal.test", "") ?? "",
      hiddenFields(shown),
    );
    expect(back.headers.get("location")).toBe(`/checkout/${orderId}/cards`);
    // Coming back proves nothing: the notice does.
    await at.settle();
    expect(await cardsOf(payer, orderId)).toEqual([]);
    at.app.clock.advance(minutes(1));
    await at.settle();
    const [card = ""] = await cardsOf(payer, orderId);
    expect((await payer.get(chosen.location)).html).toContain("平安银行, ending in 0018");

    const path = await askCode(payer, orderId, card);
    const { sms } = await at.gateway.control({});
    expect(sms.map(({ purpose }) => purpose)).toEqual(["payment"]);
    expect(await stateOf(orderId)).toBe("open");
    const paid = await payer.post(`${path}/code`, { code: CODE });
    expect([paid.status, paid.location]).toEqual([303, `/checkout/${orderId}`]);
    await at.settle();
    expect(await stateOf(orderId)).toBe("paid");
    expect(await attemptsAt(orderId)).toMatchObject([
      { method: "bound_card", flow: "bound_card", state: "succeeded", card_last_four: "0018" },
    ]);
    expect(await eventTypes(at.app)).toEqual(["order.paid"]);
    const refund = await at.app.api(`/v1/orders/${orderId}/refunds`, {
      body: { merchant_refund_no: "R-1", amount: 300 },
    });
    await at.settle();
    const { refund_id } = await refund.json();
    expect((await (await at.app.api(`/v1/refunds/${refund_id}`)).json()).state).toBe("succeeded");
  });

  it("pays at the next number with a code alone, where that one shares its requestor", async () => {
    const { card } = await bound();
    at.app.clock.advance(minutes(2));
    const { key, certificate } = pki.merchants[OTHER_MER_ID] ?? pki.signing;
    const credential = {
      keys: [key + certificate],
      roots: pki.middle.certificate + pki.root.certificate,
      gatewayUrl: at.gateway.url,
      merId: OTHER_MER_ID,
    };
    const orderAt = async (name: string, tokenRequestor: string | undefined) => {
      const shop = await at.app.openMerchant(name);
      await connectTo(at.app, {
        ...credential,
        no: shop.merchantNo,
        ...(tokenRequestor === undefined ? {} : { tokenRequestor }),
      });
      const body = { merchant_order_no: "1", amount: 500, subject: "茶" };
      const answer = await at.app.api("/v1/orders", { body, key: shop.secretKey });
      return (await answer.json()).order_id as string;
    };
    const next = await orderAt("山下书店", REQUESTOR);
    expect(await cardsOf(payer, next)).toEqual([card]);
    const path = await askCode(payer, next, card);
    await payer.post(`${path}/code`, { code: CODE });
    await at.settle();
    expect((await payer.get(`/checkout/${next}`)).html).toContain("Paid");

    const elsewhere = await orderAt("江湾停车", "62000000002");
    expect(await cardsOf(payer, elsewhere)).toEqual([]);
    const chosen = await payer.post(`/checkout/${elsewhere}/cards`, { card });
    expect([chosen.status, chosen.html.includes("be used right now")]).toEqual([409, true]);
    const without = await orderAt("渡口杂货", undefined);
    expect((await payer.get(`/checkout/${without}`)).html).not.toContain("bound_card");
    expect((await payer.get(`/checkout/${without}/cards`)).location).toBe(`/checkout/${without}`);
  });

  it("counts in its owner's day while its code is awaited, and not when nobody typed it", async () => {
    const { orderId, card } = await bound();
    const left = async () => {
      const { html } = await payer.get(`/checkout/${await newOrder()}/cards`);
      return /pay up to (¥[\d,.]+) more today/.exec(html)?.[1];
    };
    expect(await left()).toBe("¥1,000.00");
    await askCode(payer, orderId, card);
    expect(await left()).toBe("¥912.00");
    at.app.clock.advance(minutes(17));
    await at.settle();
    await payer.signIn();
    expect(await left()).toBe("¥1,000.00");
  });

  it("charges once, however often the code is sent", async () => {
    const { orderId, card } = await bound();
    const path = await askCode(payer, orderId, card);
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => payer.post(`${path}/code`, { code: CODE })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409, 409, 409, 409]);
    await at.settle();
    expect(await stateOf(orderId)).toBe("paid");
    expect(await movedAtGateway()).toBe(1);
    expect(await attemptsAt(orderId)).toHaveLength(1);
  });

  it("takes no money with a wrong code, and the next code pays", async () => {
    const { orderId, card } = await bound();
    const path = await askCode(payer, orderId, card);
    const malformed = await payer.post(`${path}/code`, { code: "12ab" });
    expect([malformed.status, malformed.html.includes("Enter the digits")]).toEqual([422, true]);
    await payer.post(`${path}/code`, { code: "000000" });
    const failed = await payer.get(`/checkout/${orderId}`);
    expect(failed.html).toContain("That code was wrong or no longer valid. No money was taken.");
    expect(failed.html).toMatch(/value="bound_card" required="" checked/);
    expect(await attemptsAt(orderId)).toMatchObject([
      { state: "failed", failure: { code: "wrong_code" } },
    ]);
    // The phone got a code a moment ago.
    at.app.clock.advance(seconds(1));
    await payer.post(`/checkout/${orderId}/cards`, { card });
    expect((await payer.get(`/checkout/${orderId}`)).html).toContain("Try again in a minute");
    at.app.clock.advance(minutes(1));
    const again = await askCode(payer, orderId, card);
    await payer.post(`${again}/code`, { code: "123 456" });
    await at.settle();
    expect(await stateOf(orderId)).toBe("paid");
    expect(await movedAtGateway()).toBe(1);
  });

  it("takes no money with a code that is old, at the gateway or here", async () => {
    const { orderId, card } = await bound();
    const first = await askCode(payer, orderId, card);
    at.app.clock.advance(minutes(6));
    await at.settle();
    await payer.post(`${first}/code`, { code: CODE });
    expect(await attemptsAt(orderId)).toMatchObject([{ failure: { code: "wrong_code" } }]);
    const second = await askCode(payer, orderId, card);
    at.app.clock.advance(minutes(10));
    const late = await payer.get(`/checkout/${orderId}`);
    expect(late.html).toContain("The code has expired. No money was taken.");
    expect(late.html).not.toContain('name="code"');
    await payer.post(`${second}/code`, { code: CODE });
    expect((await attemptsAt(orderId))[0]).toMatchObject({ failure: { code: "code_expired" } });
    expect(await movedAtGateway()).toBe(0);
    expect(await stateOf(orderId)).toBe("open");
  });

  it("waits for a code that nobody types until its time is over, and then another way pays", async () => {
    const { orderId, card } = await bound();
    await askCode(payer, orderId, card);
    at.app.clock.advance(minutes(17));
    await at.settle();
    expect(await attemptsAt(orderId)).toMatchObject([
      { state: "failed", failure: { code: "unknown_at_channel" } },
    ]);
    expect(await movedAtGateway()).toBe(0);
  });

  it("leaves the order free at once when its payer takes another way before the code", async () => {
    const { orderId, card } = await bound();
    const path = await askCode(payer, orderId, card);
    const stranger = cardPayer(at.app);
    expect((await stranger.post(`${path}/code`, { code: CODE })).status).toBe(409);
    expect((await stranger.get(`/checkout/${orderId}`)).html).not.toContain('name="code"');
    await payer.post(`${path}/cancellation`);
    expect(await attemptsAt(orderId)).toMatchObject([
      { state: "failed", failure: { code: "cancelled_by_payer" } },
    ]);
    expect((await payer.post(`${path}/code`, { code: CODE })).status).toBe(409);
    expect(await movedAtGateway()).toBe(0);
  });

  it("gets another code for the same payment, once a minute, and only so many", async () => {
    const { orderId, card } = await bound();
    const path = await askCode(payer, orderId, card);
    const soon = await payer.post(`${path}/new_code`);
    expect([soon.status, soon.html.includes("another in a minute")]).toEqual([409, true]);
    at.app.clock.advance(seconds(61));
    const sent = await payer.post(`${path}/new_code`);
    expect([sent.status, sent.html.includes("Another code is on its way")]).toEqual([200, true]);
    for (let more = 0; more < 7; more++) await payer.post(`${path}/new_code`);
    const refused = await payer.post(`${path}/new_code`);
    expect([refused.status, refused.html.includes("had all its codes")]).toEqual([429, true]);
    // The code that is there still pays.
    await payer.post(`${path}/code`, { code: CODE });
    await at.settle();
    expect(await stateOf(orderId)).toBe("paid");
    const next = await newOrder();
    const stopped = await payer.post(`/checkout/${next}/cards`, { card });
    expect([stopped.status, stopped.html.includes("Too many tries")]).toEqual([429, true]);
  });

  it("is asked about when nobody answers: money that moved settles the order, and none is charged again", async () => {
    const { orderId, card } = await bound();
    await at.gateway.control({
      rules: [
        { on: "01/01", act: "silent", times: 1 },
        { on: "notice/01/01", act: "withheld", times: 1 },
      ],
    });
    const path = await askCode(payer, orderId, card);
    await payer.post(`${path}/code`, { code: CODE });
    expect((await payer.get(`/checkout/${orderId}`)).html).toContain("confirming your payment");
    expect((await payer.post(`/checkout/${orderId}/cards`, { card })).location).toBe(
      `/checkout/${orderId}`,
    );
    at.app.clock.advance(seconds(2));
    await at.settle();
    expect(await stateOf(orderId)).toBe("paid");
    expect(await movedAtGateway()).toBe(1);

    const next = await newOrder(500);
    at.app.clock.advance(minutes(1));
    await at.gateway.control({ rules: [{ on: "01/01", act: "down", times: 1 }] });
    const lost = await askCode(payer, next, card);
    await payer.post(`${lost}/code`, { code: CODE });
    at.app.clock.advance(seconds(40));
    await at.settle();
    for (let wait = 0; wait < 6; wait++) {
      at.app.clock.advance(seconds(16));
      await at.settle();
    }
    expect((await payer.get(`/checkout/${next}`)).html).toContain("No result yet");
    at.app.clock.advance(minutes(15));
    await at.settle();
    expect(await attemptsAt(next)).toMatchObject([
      { state: "failed", failure: { code: "unknown_at_channel" } },
    ]);
    expect(await movedAtGateway()).toBe(1);
  });

  it("is refused by its issuer in the issuer's words", async () => {
    const { orderId, card } = await bound();
    await at.gateway.control({ rules: [{ on: "01/01", act: "decline", code: "64", times: 1 }] });
    const path = await askCode(payer, orderId, card);
    await payer.post(`${path}/code`, { code: CODE });
    expect((await payer.get(`/checkout/${orderId}`)).html).toContain("insufficient");
  });
});
