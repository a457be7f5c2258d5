import { Buffer } from "node:buffer";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readCertificates } from "../../core/channel/unionpay/certificate.ts";
import { encryptField } from "../../core/channel/unionpay/encrypt_field.ts";
import { minutes } from "../../core/time.ts";
import type { Pki } from "../../unionpay_gateway/pki.ts";
import { MER_ID } from "../support/unionpay_app.ts";
import {
  type AcpMerchant,
  acpMerchant,
  codeOf,
  gatewayPki,
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

const CARD = "6226090000000048";
const PHONE = "19900000002";
const token = { bizType: "000902", channelType: "07", backUrl: "https://shop.example/notify" };
const trId = "{trId=62000000001&tokenType=01}";
const kinds = {
  openingSms: { ...token, txnType: "77", txnSubType: "00", tokenPayData: trId },
  opening: { ...token, txnType: "79", txnSubType: "00", tokenPayData: trId },
  paymentSms: { ...token, txnType: "77", txnSubType: "02" },
  payment: { ...token, txnType: "01", txnSubType: "01" },
  query: { ...token, txnType: "78", txnSubType: "02" },
  end: { ...token, txnType: "74", txnSubType: "01" },
} as const;

function customer(fields: Said): Said {
  const text = `{${Object.entries(fields).map((pair) => pair.join("=")).join("&")}}`;
  return { customerInfo: Buffer.from(text).toString("base64") };
}

/** Opens the card and gives its token as it is sent back. */
async function opened(): Promise<string> {
  const { ask } = merchant;
  const asked = { accNo: CARD, ...customer({ phoneNo: PHONE }) };
  const sms = await ask("back", { ...kinds.openingSms, ...asked });
  const opening = { ...kinds.opening, ...sameNumber(sms), accNo: CARD };
  const answer = await ask("back", {
    ...opening,
    ...customer({ phoneNo: PHONE, smsCode: "111111" }),
  });
  const [, found] = /token=(\d{19})&trId=62000000001&/.exec(answer["tokenPayData"] ?? "") ?? [];
  return `{token=${found}&trId=62000000001}`;
}

describe("a card's token", () => {
  it("is opened by the code on its phone, for the same number and time, and told", async () => {
    const { ask } = merchant;
    const asked = { accNo: CARD, ...customer({ phoneNo: PHONE }) };
    const sms = await ask("back", { ...kinds.openingSms, ...asked });
    expect(sms["respCode"]).toBe("00");
    const again = await ask("back", { ...kinds.openingSms, ...asked });
    expect(again["respCode"]).toBe("37");
    const opening = { ...kinds.opening, ...sameNumber(sms), accNo: CARD };
    expect(await codeOf(ask("back", { ...opening, ...customer({ smsCode: "000000" }) }))).toBe(
      "71",
    );
    const answer = await ask("back", { ...opening, ...customer({ smsCode: "111111" }) });
    expect(answer).toMatchObject({ respCode: "00", activateStatus: "1" });
    const { gateway, told } = merchant;
    await gateway.settle();
    expect(told[0]).toMatchObject({ txnType: "79", tokenPayData: answer["tokenPayData"] });
    const other = { ...asked, ...customer({ phoneNo: "19900000009" }) };
    expect(await codeOf(ask("back", { ...kinds.openingSms, ...other }))).toBe("66");
    const unknown = { ...asked, accNo: "6200000000000000" };
    expect(await codeOf(ask("back", { ...kinds.openingSms, ...unknown }))).toBe("61");
  });

  it("is charged with a code for that payment, until it is ended", async () => {
    const { ask, clock, told, gateway } = merchant;
    const tokenPayData = await opened();
    expect(await ask("back", { ...kinds.query, tokenPayData })).toMatchObject({
      activateStatus: "1",
    });
    clock.advance(minutes(2));
    const money = { txnAmt: "500", currencyCode: "156", tokenPayData };
    const sms = await ask("back", { ...kinds.paymentSms, ...money });
    const payment = { ...kinds.payment, ...money, ...sameNumber(sms) };
    expect(await codeOf(ask("back", payment))).toBe("13");
    const paid = await ask("back", { ...payment, ...customer({ smsCode: "111111" }) });
    expect(paid["respCode"]).toBe("00");
    await gateway.settle();
    expect(told.at(-1)).toMatchObject({ txnAmt: "500", queryId: paid["queryId"] });
    const withoutCode = { ...kinds.payment, ...money, ...customer({ smsCode: "111111" }) };
    expect(await codeOf(ask("back", withoutCode))).toBe("71");
    expect(await codeOf(ask("back", { ...kinds.end, tokenPayData }))).toBe("00");
    expect(await codeOf(ask("back", { ...kinds.end, tokenPayData }))).toBe("40");
    expect(await codeOf(ask("back", withoutCode))).toBe("40");
    expect(await ask("back", { ...kinds.query, tokenPayData })).toMatchObject({
      activateStatus: "0",
    });
  });

  it("is refused with a code that is five minutes old, and told again by the number of its opening", async () => {
    const { ask, clock } = merchant;
    const tokenPayData = await opened();
    clock.advance(minutes(2));
    const money = { txnAmt: "500", currencyCode: "156", tokenPayData };
    const sms = await ask("back", { ...kinds.paymentSms, ...money });
    clock.advance(minutes(6));
    const payment = { ...kinds.payment, ...money, ...sameNumber(sms) };
    const code = customer({ smsCode: "111111" });
    expect(await codeOf(ask("back", { ...payment, ...code }))).toBe("71");
    // That number is used up: what is paid next is another payment.
    expect(await codeOf(ask("back", { ...payment, ...code }))).toBe("12");
    const { transactions } = await merchant.gateway.control({});
    const [opening] = transactions.filter(({ kind }) => kind === "token_opening");
    const again = {
      ...token,
      txnType: "79",
      txnSubType: "05",
      tokenPayData: trId,
      ...sameNumber(opening?.asked ?? {}),
    };
    expect(await ask("back", again)).toMatchObject({
      respCode: "00",
      accNo: "622609******0048",
      tokenPayData: expect.stringContaining(tokenPayData.slice(1, 26)),
    });
    expect(await codeOf(ask("back", { ...again, orderId: "NOBODYS001" }))).toBe("35");
  });

  it("is everybody's who may use its trId, and nobody else's", async () => {
    const { ask, gateway } = merchant;
    const tokenPayData = await opened();
    await gateway.control({ merchant: { mer_id: MER_ID, token_requestors: ["62000000002"] } });
    expect(await codeOf(ask("back", { ...kinds.query, tokenPayData }))).toBe("32");
    const front = { ...kinds.opening, accNo: CARD };
    expect(await codeOf(ask("back", front))).toBe("32");
  });

  it("is ended by its issuer", async () => {
    const { ask, gateway } = merchant;
    const tokenPayData = await opened();
    await gateway.control({ end_card: CARD });
    expect(await ask("back", { ...kinds.query, tokenPayData })).toMatchObject({
      activateStatus: "0",
    });
  });

  it("is opened with card and phone encrypted to the certificate that it hands out", async () => {
    const { ask } = merchant;
    const key = await ask("back", {
      txnType: "95",
      txnSubType: "00",
      bizType: "000000",
      channelType: "07",
      certType: "01",
    });
    const [certificate] = readCertificates(key["encryptPubKeyCert"] ?? "") ?? [];
    expect(certificate?.serial).toBe(pki.encryption.certId);
    const random = (count: number) => crypto.getRandomValues(new Uint8Array(count));
    const encrypted = (text: string) =>
      encryptField(text, certificate ?? { publicKey: new Uint8Array() }, random);
    const { certId: encryptCertId } = pki.encryption;
    const [accNo, encryptedInfo] = [await encrypted(CARD), await encrypted(`phoneNo=${PHONE}`)];
    const asked = { ...kinds.openingSms, ...customer({ encryptedInfo }), encryptCertId };
    expect(await codeOf(ask("back", { ...asked, accNo }))).toBe("00");
    expect(await codeOf(ask("back", { ...asked, accNo: CARD }))).toBe("10");
    expect(await codeOf(ask("back", { ...asked, accNo, encryptCertId: "7" }))).toBe("10");
  });
});
