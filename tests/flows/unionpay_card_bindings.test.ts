import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { lastCodeFor } from "../../sandbox/bank/inbox.ts";
import { minutes } from "../../core/time.ts";
import type { Pki } from "../../unionpay_gateway/pki.ts";
import { gatewayPki } from "../support/acp_merchant.ts";
import {
  askCode,
  bindAt,
  type CardPayer,
  cardPayer,
  cardsOf,
  leaveToBind,
  shownAt,
} from "../support/card_payer.ts";
import { type GatewayApp, gatewayApp } from "../support/gateway_app.ts";
import { placeOrder } from "../support/payer.ts";

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

describe("binding a card", () => {
  it("is found out by its number when no notice comes, and given up when nobody bound one", async () => {
    await payer.signIn();
    const orderId = await newOrder();
    await at.gateway.control({ rules: [{ on: "notice/79/00", act: "withheld", times: 1 }] });
    const { page } = await leaveToBind(payer, at.gateway, orderId);
    await bindAt(page);
    await at.settle();
    expect(await cardsOf(payer, orderId)).toEqual([]);
    at.app.clock.advance(minutes(5));
    await at.settle();
    expect(await cardsOf(payer, orderId)).toHaveLength(1);

    await leaveToBind(payer, at.gateway, orderId);
    for (let wait = 0; wait < 4; wait++) {
      at.app.clock.advance(minutes(6));
      await at.settle();
    }
    expect(await statesOfBindings()).toEqual(["bound", "failed"]);
    expect((await payer.get(`/checkout/${orderId}/cards`)).html).not.toContain("Waiting for");
  });

  it("believes no notice that is altered, unsigned or another's, and the same one only once", async () => {
    await payer.signIn();
    const orderId = await newOrder();
    const { page } = await leaveToBind(payer, at.gateway, orderId);
    await at.gateway.control({
      rules: [
        { on: "notice", act: "wrong_signature", times: 1 },
        { on: "notice", act: "unsigned", times: 1 },
        { on: "notice", act: "wrong_merchant", times: 1 },
        { on: "notice", act: "twice", times: 1 },
      ],
    });
    await bindAt(page);
    await at.settle();
    expect(await statesOfBindings()).toEqual(["opening"]);
    for (let wait = 0; wait < 5; wait++) {
      at.app.clock.advance(minutes(2));
      await at.gateway.settle();
    }
    expect(await statesOfBindings()).toEqual(["bound"]);
    const { notices } = await at.gateway.control({});
    expect(notices.flatMap(({ answers }) => answers).sort()).toEqual([200, 200, 401, 401, 409]);
    const [found] = await at.app.deps.load(at.app.deps.refusedNotices.latest(10));
    expect(found.map(({ code }) => code).sort()).toEqual([
      "notice_facts_differ",
      "notice_signature_wrong",
      "notice_signature_wrong",
    ]);

    // The same notice again, after the card was removed, brings nothing back.
    const [card = ""] = await cardsOf(payer, orderId);
    const replayed = notices.at(-1);
    await payer.post(`/wallet/cards/${card}/removal`);
    if (replayed) replayed.state = "due";
    await at.gateway.settle();
    expect(await statesOfBindings()).toEqual(["ended"]);
  });

  it("brings whoever signs in by phone back to the order, once", async () => {
    const orderId = await newOrder();
    const door = await payer.get(`/checkout/${orderId}/cards/sign_in`);
    expect(door.location).toBe("/wallet/sign_in");
    const signIn = async () => {
      await payer.post("/wallet/sign_in", { phone: "19900000081" });
      const code = await lastCodeFor(at.app.deps, "19900000081") ?? "";
      return (await payer.post("/wallet/sign_in/code", { code })).location;
    };
    expect(await signIn()).toBe(`/checkout/${orderId}/cards`);
    expect((await payer.get(`/checkout/${orderId}/cards`)).html).toContain("Save a card first");
    const { page } = await leaveToBind(payer, at.gateway, orderId);
    await bindAt(page);
    await at.settle();
    expect(await cardsOf(payer, orderId)).toHaveLength(1);
    await payer.post("/wallet/leave");
    expect(await cardsOf(payer, orderId)).toHaveLength(0);
    expect(await signIn()).toBe("/wallet");
    expect(await cardsOf(payer, orderId)).toHaveLength(1);
  });

  it("is led to no page for a stranger, nor after its time", async () => {
    await payer.signIn();
    const orderId = await newOrder();
    const begun = await payer.post(`/checkout/${orderId}/cards/openings`);
    const stranger = cardPayer(at.app);
    await stranger.signIn("person_b");
    expect((await stranger.get(begun.location)).location).toBe(`/checkout/${orderId}/cards`);
    at.app.clock.advance(minutes(14));
    // Signed in all along.
    await payer.post("/wallet/settings", { tell_after_charge: "no" });
    expect((await payer.get(begun.location)).status).toBe(200);
    at.app.clock.advance(minutes(2));
    expect((await payer.get(begun.location)).location).toBe(`/checkout/${orderId}/cards`);
  });
});

describe("a card that its owner removes", () => {
  it("is charged no more from that moment on, and the gateway forgets it", async () => {
    const { orderId, card } = await bound();
    const path = await askCode(payer, orderId, card);
    const wallet = await payer.get("/wallet");
    expect(wallet.html).toContain("ending in 0018");
    const stranger = cardPayer(at.app);
    await stranger.signIn("person_b");
    expect((await stranger.post(`/wallet/cards/${card}/removal`)).status).toBe(404);
    const asks = await payer.get(`/wallet/cards/${card}/removal`);
    expect(asks.html).toContain("Remove this card?");
    const removed = await payer.post(`/wallet/cards/${card}/removal`);
    expect([removed.status, removed.location]).toEqual([303, "/wallet"]);
    expect(await statesOfBindings()).toEqual(["ended"]);
    expect((await at.gateway.control({})).tokens.map(({ ended }) => ended)).toEqual([true]);
    expect((await payer.get("/wallet")).html).not.toContain("ending in 0018");
    // The code that was on its way is good for nothing.
    await payer.post(`${path}/code`, { code: CODE });
    expect(await attemptsAt(orderId)).toMatchObject([{ failure: { code: "card_not_bound" } }]);
    expect(await movedAtGateway()).toBe(0);
    expect(await cardsOf(payer, orderId)).toEqual([]);
  });

  it("is asked about until the gateway agrees", async () => {
    const { orderId, card } = await bound();
    await at.gateway.control({ rules: [{ on: "74", act: "down", times: 1 }] });
    await payer.post(`/wallet/cards/${card}/removal`);
    expect(await statesOfBindings()).toEqual(["deleting"]);
    expect((await payer.get("/wallet")).html).toContain("Waiting for UnionPay");
    expect(await cardsOf(payer, orderId)).toEqual([]);
    await at.gateway.control({ rules: [{ on: "74", act: "silent", times: 1 }] });
    at.app.clock.advance(minutes(1));
    await at.settle();
    expect(await statesOfBindings()).toEqual(["deleting"]);
    // It was done; its answer was lost.
    at.app.clock.advance(minutes(6));
    await at.settle();
    expect(await statesOfBindings()).toEqual(["ended"]);
  });

  it("ends as well when its issuer ends it, which a payment finds out", async () => {
    const { orderId, card } = await bound();
    await at.gateway.control({ end_card: "6216261000000000018" });
    const chosen = await payer.post(`/checkout/${orderId}/cards`, { card });
    const failed = await shownAt(payer, chosen.location);
    expect(failed.html).toContain("This card is no longer saved.");
    expect(await statesOfBindings()).toEqual(["ended"]);
  });
});

async function statesOfBindings(): Promise<readonly string[]> {
  const [states] = await at.app.deps.load({
    statement: { sql: "select state from card_bindings order by binding_id", args: [] },
    read: (rows) => rows.map(({ state }) => String(state)),
  });
  return states;
}
