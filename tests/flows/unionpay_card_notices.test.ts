import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { bindingContext, type CardBinding } from "../../core/card_binding/card_binding.ts";
import type { ChannelOrderNo } from "../../core/id.ts";
import { type CardPayer, cardPayer } from "../support/card_payer.ts";
import { leavingFields } from "../support/gateway_app.ts";
import { placeOrder } from "../support/payer.ts";
import type { Message } from "../support/tiny_gateway.ts";
import {
  connectTo,
  noticeOf,
  type UnionpayApp,
  unionpayApp,
  type UnionpayWorld,
  unionpayWorld,
} from "../support/unionpay_app.ts";
import { refusedNotices } from "../support/unionpay_payers.ts";

const TOKEN = "6235240000020757577";
const DATA = `{token=${TOKEN}&trId=62000000001&tokenLevel=10&tokenBegin=20261120000000` +
  `&tokenEnd=20311119000000&tokenType=01}`;

let world: UnionpayWorld;
let at: UnionpayApp;
let payer: CardPayer;
beforeAll(async () => {
  world = await unionpayWorld();
});
afterAll(() => world.ca.remove());
beforeEach(async () => {
  at = await unionpayApp(world);
  await connectTo(at.app, {
    keys: [world.merchant.both],
    roots: world.ca.roots,
    gatewayUrl: at.gateway.url,
    tokenRequestor: "62000000001",
  });
  payer = cardPayer(at.app);
});
afterEach(() => at.close());

/** Somebody went to bind a card; what the form to the gateway says. */
async function opening(): Promise<Message> {
  await payer.signIn();
  const { orderId } = await placeOrder(at.app);
  const begun = await payer.post(`/checkout/${orderId}/cards/openings`);
  return leavingFields((await payer.get(begun.location)).html);
}

function openedBy(form: Message, more: Message = {}): Message {
  const { txnAmt: _, settleAmt: __, ...notice } = noticeOf(form);
  return {
    ...notice,
    currencyCode: "",
    settleAmt: "",
    activateStatus: "1",
    tokenPayData: DATA,
    payCardIssueName: "平安银行",
    ...more,
  };
}

async function bindingOf({ orderId = "" }: Message): Promise<CardBinding | undefined> {
  const [found] = await at.app.deps.load(
    at.app.deps.cardBindings.byChannelOrderNo(orderId as ChannelOrderNo),
  );
  return found;
}

describe("a notice that a card was bound", () => {
  it("binds it once, with its token sealed, its four digits and nothing else of its number", async () => {
    const form = await opening();
    const notice = at.gateway.signed(openedBy(form, { accNo: "6216261000000000018" }));
    const answers = await Promise.all(Array.from({ length: 4 }, () => at.notify(notice)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const bound = await bindingOf(form);
    expect(bound).toMatchObject({
      state: "bound",
      lastFour: "0018",
      issuer: "平安银行",
      cardType: "debit",
      tokenEndsAt: Date.parse("2031-11-19T00:00:00+08:00"),
    });
    if (bound?.state !== "bound") throw new Error("It is not bound");
    expect(await at.app.deps.vault.open(bound.sealedToken, bindingContext(bound.bindingId)))
      .toBe(TOKEN);
    const [rows] = await at.app.deps.load({
      statement: { sql: "select * from card_bindings", args: [] },
      read: (found) => JSON.stringify(found),
    });
    expect(rows).not.toContain(TOKEN);
    expect(rows).not.toContain("6216261");
    // Another token for the same opening is no other card.
    const other = DATA.replace(TOKEN, "6235240000020750000");
    await at.notify(at.gateway.signed(openedBy(form, { tokenPayData: other })));
    expect(await bindingOf(form)).toEqual(bound);
  });

  it("changes nothing when it is forged, altered, unsigned, another's or says no card", async () => {
    const form = await opening();
    const good = at.gateway.signed(openedBy(form));
    const { signature: _, ...unsigned } = good;
    const other = DATA.replace("62000000001", "62000000002");
    const wrong: readonly [Message, number][] = [
      [unsigned, 401],
      [{ ...good, tokenPayData: DATA.replace(TOKEN, "6235240000020750000") }, 401],
      [{ ...good, respMsg: "" }, 401],
      [at.gateway.signed(openedBy(form, { merId: "777290058110098" })), 409],
      [at.gateway.signed(openedBy(form, { txnTime: "20200101000000" })), 409],
      [at.gateway.signed(openedBy(form, { txnTime: "" })), 409],
      [at.gateway.signed(openedBy(form, { tokenPayData: other })), 409],
      [at.gateway.signed(openedBy(form, { orderId: "01KAF0ZV9Q3W5X7Y9Z1B3D5F7H" })), 404],
    ];
    for (const [notice, status] of wrong) {
      expect([(await at.notify(notice)).status, notice]).toEqual([status, notice]);
    }
    // Genuine, and about no card that could be charged.
    const empty: readonly Message[] = [
      { respCode: "01" },
      { activateStatus: "0" },
      { tokenPayData: "" },
      { tokenPayData: "{trId=62000000001&tokenType=01}" },
      { tokenPayData: "{token=6235{240&trId=62000000001}" },
    ];
    for (const more of empty) {
      expect((await at.notify(at.gateway.signed(openedBy(form, more)))).status).toBe(200);
    }
    expect(await bindingOf(form)).toMatchObject({ state: "opening" });
    expect((await refusedNotices(at)).length).toBe(wrong.length);
    expect((await at.notify(good)).status).toBe(200);
    expect(await bindingOf(form)).toMatchObject({ state: "bound" });
  });
});
