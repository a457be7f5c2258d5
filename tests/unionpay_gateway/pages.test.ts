import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { printForm } from "../../core/channel/unionpay/fields.ts";
import { minutes } from "../../core/time.ts";
import { hiddenFields } from "../support/gateway_app.ts";
import type { Pki } from "../../unionpay_gateway/pki.ts";
import {
  type AcpMerchant,
  acpMerchant,
  gatewayPki,
  requests,
  sameNumber,
} from "../support/acp_merchant.ts";

let pki: Pki;
let merchant: AcpMerchant;
beforeAll(async () => {
  pki = await gatewayPki();
});
beforeEach(async () => {
  merchant = await acpMerchant(pki);
});
afterEach(() => merchant.stop());

type Said = Readonly<Record<string, string>>;

/** Comes with a shop's form and stands on the page that it leads to. */
async function enter(fields: Said = {}) {
  const asked = merchant.about({ ...requests.page, ...fields });
  const body = printForm(await merchant.sign(asked));
  const answer = await merchant.post("front", body);
  const location = answer.headers.get("location") ?? "";
  return {
    asked,
    body,
    location,
    page: location ? await (await look(location)).text() : await answer.text(),
  };
}

function look(path: string): Promise<Response> {
  return fetch(merchant.gateway.url + path);
}

async function act(path: string, fields: Said): Promise<string> {
  const url = merchant.gateway.url + path;
  return await (await fetch(url, { method: "POST", body: new URLSearchParams(fields) })).text();
}

const CARD = "6216261000000000018";

describe("the gateway's page", () => {
  it("shows what is asked, takes the money once, and leads back with a genuine message", async () => {
    const { location, page, asked } = await enter({ orderDesc: "<b>茶</b>" });
    expect(page).toContain("¥88.00");
    expect(page).not.toContain("<b>茶");
    expect(page).toContain("&#60;b&#62;茶");
    const paid = await act(location, { act: "confirm", card: CARD, discount: "on" });
    expect(paid).toContain("¥80.00");
    expect(paid).toMatch(/action="https:\/\/shop\.example\/back"/);
    const back = hiddenFields(paid);
    expect(back).toMatchObject({ respCode: "00", orderId: asked["orderId"], settleAmt: "8000" });
    expect(await merchant.read(Object.entries(back).map((pair) => pair.join("=")).join("&")))
      .toEqual(back);
    await act(location, { act: "confirm", card: CARD });
    await merchant.gateway.settle();
    expect(merchant.told.map(({ queryId }) => queryId)).toEqual([back["queryId"]]);
  });

  it("lets a refused payer try again, and one who leaves go where failures go", async () => {
    const frontFailUrl = "https://shop.example/failed";
    const { location, asked } = await enter({ frontFailUrl });
    expect(await act(location, { act: "64" })).toContain("余额不足");
    merchant.clock.advance(minutes(5));
    const query = { ...requests.query, ...sameNumber(asked) };
    expect(await merchant.ask("query", query)).toMatchObject({
      respCode: "00",
      origRespCode: "64",
    });
    expect(merchant.told).toEqual([]);
    const cancelled = await act(location, { act: "cancel" });
    expect(cancelled).toContain(`action="${frontFailUrl}"`);
    expect(hiddenFields(cancelled)).toEqual({});
    await act(location, { act: "confirm", card: CARD });
    await merchant.gateway.settle();
    expect(merchant.told).toHaveLength(1);
  });

  it("is the same when the very form comes again, and is not known before anybody saw it", async () => {
    const { body, location } = await enter();
    const again = await merchant.post("front", body);
    expect(again.headers.get("location")).toBe(location);
    const unseen = merchant.about(requests.page);
    await (await merchant.post("front", printForm(await merchant.sign(unseen)))).body?.cancel();
    merchant.clock.advance(minutes(5));
    const query = { ...requests.query, ...sameNumber(unseen) };
    expect(await merchant.ask("query", query)).toMatchObject({ respCode: "34" });
    await act(location, { act: "confirm", card: CARD });
    const paid = await merchant.post("front", body);
    expect(await paid.text()).toContain("<code>12</code>");
  });

  it("refuses with a code what was altered, and takes no money after the payer's time", async () => {
    const { body } = await enter();
    const altered = body.replace(/txnAmt=8800/, "txnAmt=1");
    expect(await (await merchant.post("front", altered)).text()).toContain("<code>11</code>");
    const { location } = await enter({ payTimeout: "20261120141500" });
    merchant.clock.advance(minutes(16));
    expect(await act(location, { act: "confirm", card: CARD })).toContain("不能支付");
    await merchant.gateway.settle();
    expect(merchant.told).toEqual([]);
  });

  it("opens a card for a merchant with the code on its phone", async () => {
    const asked = {
      ...requests.page,
      txnType: "79",
      txnSubType: "00",
      bizType: "000902",
      accNo: CARD,
      tokenPayData: "{trId=62000000001&tokenType=01}",
      txnAmt: "",
      currencyCode: "",
    };
    const { location, page } = await enter(asked);
    expect(page).toContain("621626*********0018");
    expect(await act(location, { code: "000000" })).toContain("验证码错误");
    const opened = await act(location, { code: "111111" });
    expect(hiddenFields(opened)).toMatchObject({ respCode: "00", activateStatus: "1" });
    await merchant.gateway.settle();
    expect(merchant.told[0]?.["tokenPayData"]).toMatch(/^\{token=62\d{17}&trId=62000000001&/);
  });

  it("asks for the card's number where the merchant does not send it", async () => {
    const asked = {
      ...requests.page,
      txnType: "79",
      txnSubType: "00",
      bizType: "000902",
      tokenPayData: "{trId=62000000001&tokenType=01}",
      txnAmt: "",
      currencyCode: "",
    };
    const { location, page } = await enter(asked);
    expect(page).toContain("Card number");
    expect(await act(location, { code: "111111" })).toContain("卡号无效");
    expect(await act(location, { number: CARD })).toContain("621626*********0018");
    const opened = await act(location, { code: "111111" });
    expect(hiddenFields(opened)).toMatchObject({ respCode: "00", activateStatus: "1" });
    await merchant.gateway.settle();
    expect(merchant.told[0]).toMatchObject({ accNo: "621626*********0018", activateStatus: "1" });
  });
});

describe("the simulated app", () => {
  it("opens a tn or a code's text, and shows a code that can be read", async () => {
    const { tn = "" } = await merchant.ask("app", requests.app);
    const { qrCode = "" } = await merchant.ask("back", requests.code);
    for (const what of [tn, qrCode]) {
      expect(await act("/app", { act: "open", what })).toContain("¥88.00");
    }
    expect(await act("/app", { act: "open", what: "nothing" })).toContain("找不到");
    const shown = await act("/app", { act: "code", card: CARD });
    const [, qrNo = ""] = /<code>(62\d{17})<\/code>/.exec(shown) ?? [];
    const paid = await merchant.ask("back", { ...requests.consumer, qrNo });
    expect(paid["respCode"]).toBe("00");
  });
});

describe("/control", () => {
  it("takes commands as JSON only, names what is wrong with one, and reports", async () => {
    const url = `${merchant.gateway.url}/control`;
    const send = (body: string, type = "application/json") =>
      fetch(url, { method: "POST", headers: { "content-type": type }, body });
    const statuses = await Promise.all([
      send("{}"),
      send("{}", "text/plain"),
      send("{"),
      send('{"rules":[{"on":"*","act":"explode"}]}'),
      send('{"pay":{"tn":"8"}}'),
    ]);
    expect(statuses.map(({ status }) => status)).toEqual([200, 415, 422, 422, 409]);
    await Promise.all(statuses.map((answer) => answer.body?.cancel()));
    await (await send('{"clock":{"now":"2026-11-21T08:00:00+08:00"}}')).body?.cancel();
    const report = await (await fetch(url)).json();
    expect(report).toMatchObject({ now: "2026-11-21T00:00:00.000Z", transactions: [] });
  });
});
