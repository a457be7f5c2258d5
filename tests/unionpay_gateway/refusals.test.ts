import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { printForm } from "../../core/channel/unionpay/fields.ts";
import { readSigner } from "../../core/channel/unionpay/signer.ts";
import { createPki, type Pki } from "../../unionpay_gateway/pki.ts";
import {
  type AcpMerchant,
  acpMerchant,
  gatewayPki,
  OTHER_MER_ID,
  requests,
} from "../support/acp_merchant.ts";
import { MER_ID } from "../support/unionpay_app.ts";
import { START } from "../support/fake_clock.ts";
import { must } from "../support/fixtures.ts";

let pki: Pki;
let merchant: AcpMerchant;
beforeAll(async () => {
  pki = await gatewayPki();
  merchant = await acpMerchant(pki);
});
afterAll(() => merchant.stop());

/** The code and its text for a shown code with these fields; an absent one is left out. */
async function refusal(changes: Readonly<Record<string, string | undefined>>, place = "back") {
  const all = { ...merchant.about(requests.code), ...changes };
  const given = Object.entries(all).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const]
  );
  const body = printForm(await merchant.signer.sign(given));
  return await coded(merchant.post(place as "back", body));
}

async function coded(answer: Promise<Response>): Promise<string> {
  const { respCode, respMsg = "" } = await merchant.read(await (await answer).text());
  return `${respCode} ${/\[(.*)\]/.exec(respMsg)?.[1] ?? ""}`;
}

describe("the gateway refuses", () => {
  it.each<readonly [string, Readonly<Record<string, string | undefined>>, string]>([
    ["another version", { version: "5.0.0" }, "10 version"],
    ["another encoding", { encoding: "GBK" }, "10 encoding"],
    ["no order number", { orderId: undefined }, "13 orderId"],
    ["an empty field that it needs", { backUrl: "" }, "13 backUrl"],
    ["no amount", { txnAmt: undefined }, "13 txnAmt"],
    ["no accessType", { accessType: undefined }, "13 accessType"],
    ["an amount with a point", { txnAmt: "88.00" }, "10 txnAmt"],
    ["an amount of nothing", { txnAmt: "0" }, "10 txnAmt"],
    ["another currency", { currencyCode: "840" }, "10 currencyCode"],
    ["an order number with a dash", { orderId: "T-20261120-1" }, "10 orderId"],
    ["a short order number", { orderId: "T123456" }, "10 orderId"],
    ["a day that there is not", { txnTime: "20261131120000" }, "10 txnTime"],
    ["a time long ago", { txnTime: "20261120125900" }, "39 txnTime"],
    ["a time to come", { txnTime: "20261120141101" }, "39 txnTime"],
    ["a payer's time that is over", { payTimeout: "20261120135959" }, "10 payTimeout"],
    ["a description that its parsers would split", { orderDesc: "a&b" }, "10 orderDesc"],
    ["a number that nobody has", { merId: "777290058110000" }, "31 merId"],
    ["a number with another's certificate", { merId: OTHER_MER_ID }, "11 certId"],
    ["a type that there is not", { txnSubType: "77" }, "10 txnType/txnSubType/bizType/channelType"],
    ["another product", { bizType: "000201" }, "10 txnType/txnSubType/bizType/channelType"],
    [
      "a channel of another kind",
      { channelType: "07" },
      "10 txnType/txnSubType/bizType/channelType",
    ],
    ["a platform without its shop", { accessType: "2" }, "13 subMerId"],
    ["an institution without its code", { accessType: "1" }, "13 acqInsCode"],
  ])("%s", async (_, changes, code) => {
    expect(await refusal(changes)).toBe(code);
  });

  it("a transaction at another's place", async () => {
    expect(await refusal({}, "query")).toBe("10 txnType/txnSubType/bizType/channelType");
    expect(await refusal({}, "app")).toBe("10 txnType/txnSubType/bizType/channelType");
  });

  it("what is altered, signed by a stranger, twice in it, or not encoded as a form", async () => {
    const signed = await merchant.sign(merchant.about(requests.code));
    const body = printForm(signed);
    // The stranger's certificate bears the same name, but not the same number.
    const { key, certificate } = (await createPki([MER_ID], START)).merchants[MER_ID] ??
      pki.signing;
    const forged = await merchant.sign(
      merchant.about(requests.code),
      must(await readSigner(key + certificate)),
    );
    expect(await coded(merchant.post("back", printForm(forged)))).toBe("11 certId");
    const unsigned = body.replace(/&signature=[^&]*/, "");
    expect(await coded(merchant.post("back", unsigned))).toBe("13 signature");
    expect(await coded(merchant.post("back", body.replace("txnAmt=8800", "txnAmt=8801"))))
      .toBe("11 signature");
    expect(await coded(merchant.post("back", `${body}&txnAmt=8800`))).toBe(
      "10 txnAmt occurs twice",
    );
    expect(await coded(merchant.post("back", `${body}&note=%E6%B5`))).toBe(
      "10 not encoded in UTF-8",
    );
    expect(await coded(merchant.post("back", body, "application/json"))).toBe("10 content-type");
    // The very same is taken.
    expect(await coded(merchant.post("back", body))).toBe("00 0000000");
  });

  it("a number that was used that day, whatever its time", async () => {
    const orderId = "T20261120USED";
    expect(await refusal({ orderId })).toBe("00 0000000");
    expect(await refusal({ orderId })).toBe("12 orderId");
    expect(await refusal({ orderId, txnTime: "20261120135500" })).toBe("12 orderId");
  });

  it("a number or a way of access that was not granted", async () => {
    const { gateway } = merchant;
    const mer_id = MER_ID;
    await gateway.control({ merchant: { mer_id, granted: ["page"], access: ["0"] } });
    expect(await refusal({})).toBe("32 code");
    const shop = { accessType: "2", subMerId: "S1", subMerName: "茶行", subMerAbbr: "茶" };
    expect(await refusal(shop)).toBe("32 accessType");
    await gateway.control({ merchant: { mer_id, granted: ["code"], access: ["0", "1", "2"] } });
    expect(await refusal(shop)).toBe("00 0000000");
    const institution = {
      accessType: "1",
      acqInsCode: "88022900",
      merCatCode: "5812",
      merName: "山泉茶行",
      merAbbr: "山泉",
    };
    expect(await refusal(institution)).toBe("00 0000000");
  });
});
