import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { days, hours, minutes, seconds } from "../../core/time.ts";
import type { Pki } from "../../unionpay_gateway/pki.ts";
import {
  type AcpMerchant,
  acpMerchant,
  codeOf,
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

/** A code that was shown and paid. */
async function paid(fields: Readonly<Record<string, string>> = {}, discount = 0) {
  const { ask, gateway } = merchant;
  const shown = await ask("back", { ...requests.code, ...fields });
  await gateway.control({ pay: { qr_code: shown["qrCode"] ?? "", discount } });
  const notice = merchant.told.findLast(({ orderId }) => orderId === shown["orderId"]) ?? {};
  return { shown, notice };
}

function refund(origQryId = "", txnAmt = "8800") {
  return merchant.ask("back", { ...requests.refund, origQryId, txnAmt });
}

describe("a code that is shown", () => {
  it("is paid on a phone, told with all that clears, and found by its own number and time", async () => {
    const { shown, notice } = await paid({ reqReserved: "table 7" }, 800);
    expect(shown["qrCode"]).toMatch(/^https:\/\/qr\.95516\.com\/\d{8}\/62\d{30}$/);
    expect(notice).toMatchObject({
      respCode: "00",
      txnType: "01",
      txnSubType: "07",
      txnAmt: "8800",
      settleAmt: "8000",
      settleCurrencyCode: "156",
      settleDate: "1120",
      accNo: "621626*********0018",
      payCardType: "01",
      reqReserved: "table 7",
    });
    expect(notice["queryId"]).toMatch(/^\d{21}$/);
    merchant.clock.advance(minutes(5));
    const found = await merchant.ask("query", { ...requests.query, ...sameNumber(shown) });
    expect(found).toMatchObject({
      respCode: "00",
      origRespCode: "00",
      txnType: "01",
      queryId: notice["queryId"],
      settleAmt: "8000",
    });
    const other = { ...requests.query, ...sameNumber(shown), txnTime: "20261120140001" };
    expect(await codeOf(merchant.ask("query", other))).toBe("34");
  });

  it("clears on the next day from 23:00 in Beijing on", async () => {
    const until23 = hours(9) - seconds(1);
    merchant.clock.advance(until23 as ReturnType<typeof hours>);
    expect((await paid()).notice["settleDate"]).toBe("1120");
    merchant.clock.advance(seconds(1));
    expect((await paid()).notice["settleDate"]).toBe("1121");
  });

  it("cannot be paid after it was reversed, or after its payer's time", async () => {
    const { ask, gateway, about } = merchant;
    const shown = await ask("back", requests.code);
    const reversal = { ...requests.reversal, ...sameNumber(shown) };
    expect(await codeOf(ask("back", reversal))).toBe("00");
    const pay = { pay: { qr_code: shown["qrCode"] ?? "" } };
    expect((await gateway.control(pay)).refused).toBe("it cannot be paid now");
    const timed = about({ ...requests.code, payTimeout: "20261120141500" });
    const late = await ask("back", timed);
    merchant.clock.advance(minutes(16));
    expect((await gateway.control({ pay: { qr_code: late["qrCode"] ?? "" } })).refused)
      .toBeDefined();
    expect(await ask("query", { ...requests.query, ...sameNumber(late) })).toMatchObject({
      respCode: "00",
      origRespCode: "69",
    });
    expect(merchant.told).toEqual([]);
  });
});

describe("a code on a phone", () => {
  it("pays once, within a minute, and a large amount only after its owner has confirmed", async () => {
    const { ask, gateway, clock, told } = merchant;
    const newCode = async () => (await gateway.control({ consumer_code: {} })).consumer_code ?? "";
    const qrNo = await newCode();
    expect(qrNo).toMatch(/^62\d{17}$/);
    expect(await codeOf(ask("back", { ...requests.consumer, qrNo }))).toBe("00");
    expect(await codeOf(ask("back", { ...requests.consumer, qrNo }))).toBe("61");
    const old = await newCode();
    clock.advance(seconds(61));
    expect(await codeOf(ask("back", { ...requests.consumer, qrNo: old }))).toBe("61");
    await gateway.settle();
    expect(told).toHaveLength(1);
    const large = { ...requests.consumer, txnAmt: "100001", qrNo: await newCode() };
    const accepted = await ask("back", large);
    expect(accepted["respCode"]).toBe("05");
    expect(told).toHaveLength(1);
    await gateway.control({ pay: { order_id: accepted["orderId"] ?? "" } });
    expect(told[1]).toMatchObject({ orderId: accepted["orderId"], txnAmt: "100001" });
  });
});

describe("a tn", () => {
  it("is paid in the app, and its notice names it", async () => {
    const { ask, gateway, told } = merchant;
    const { tn = "" } = await ask("app", requests.app);
    expect(tn).toMatch(/^\d{21}$/);
    await gateway.control({ pay: { tn, card: "6221558812340000" } });
    expect(told[0]).toMatchObject({ tn, payCardType: "02", respCode: "00" });
  });
});

describe("a refund", () => {
  it("never exceeds what was paid, goes out as a transaction of its own, and is told", async () => {
    const { notice } = await paid();
    const first = await refund(notice["queryId"], "8000");
    expect(first).toMatchObject({ respCode: "00", origQryId: notice["queryId"], txnType: "04" });
    expect((await refund(notice["queryId"], "801"))["respCode"]).toBe("36");
    expect((await refund(notice["queryId"], "800"))["respCode"]).toBe("00");
    expect((await refund(notice["queryId"], "1"))["respCode"]).toBe("45");
    await merchant.gateway.settle();
    const told = merchant.told.filter(({ txnType }) => txnType === "04");
    expect(told.map(({ txnAmt }) => txnAmt)).toEqual(["8000", "800"]);
    expect(told[0]?.["queryId"]).toBe(first["queryId"]);
    merchant.clock.advance(seconds(1));
    const query = { ...requests.query, ...sameNumber(first) };
    expect(await merchant.ask("query", query)).toMatchObject({
      origRespCode: "00",
      queryId: first["queryId"],
      txnAmt: "8000",
    });
  });

  it("finds nothing under another number, and nothing after its window", async () => {
    const { notice } = await paid();
    expect((await refund("440000000000000000000"))["respCode"]).toBe("35");
    merchant.clock.advance(days(31));
    expect((await refund(notice["queryId"]))["respCode"]).toBe("35");
  });

  it("may be taken and fail afterwards, which only a query tells", async () => {
    const { notice } = await paid();
    await merchant.gateway.control({ rules: [{ on: "04", act: "decline", code: "60", times: 1 }] });
    const failed = await refund(notice["queryId"]);
    expect(failed["respCode"]).toBe("00");
    await merchant.gateway.settle();
    expect(merchant.told.filter(({ txnType }) => txnType === "04")).toEqual([]);
    merchant.clock.advance(seconds(1));
    const query = { ...requests.query, ...sameNumber(failed) };
    expect((await merchant.ask("query", query))["origRespCode"]).toBe("60");
    expect((await refund(notice["queryId"]))["respCode"]).toBe("00");
  });
});

describe("a void", () => {
  it("takes all of it back on its own clearing day, and only then", async () => {
    const voided = (origQryId = "", txnAmt = "8800") =>
      merchant.ask("back", { ...requests.void, origQryId, txnAmt });
    const { notice: first } = await paid();
    expect((await voided(first["queryId"], "8799"))["respCode"]).toBe("36");
    expect((await voided(first["queryId"]))["respCode"]).toBe("00");
    expect((await voided(first["queryId"]))["respCode"]).toBe("45");
    expect((await refund(first["queryId"]))["respCode"]).toBe("45");
    const { notice: second } = await paid();
    await refund(second["queryId"], "1");
    expect((await voided(second["queryId"]))["respCode"]).toBe("45");
    const { notice: third } = await paid();
    merchant.clock.advance(hours(9));
    expect((await voided(third["queryId"]))["respCode"]).toBe("35");
  });
});

describe("a reversal", () => {
  it("takes back what was done under the same number, as often as it is asked", async () => {
    const { shown, notice } = await paid();
    const reversal = { ...requests.reversal, ...sameNumber(shown) };
    expect(await codeOf(merchant.ask("back", { ...reversal, txnAmt: "1" }))).toBe("36");
    for (let time = 0; time < 2; time++) {
      expect(await codeOf(merchant.ask("back", reversal))).toBe("00");
    }
    expect((await refund(notice["queryId"]))["respCode"]).toBe("35");
    merchant.clock.advance(minutes(5));
    const query = { ...requests.query, ...sameNumber(shown) };
    expect((await merchant.ask("query", query))["origRespCode"]).toBe("45");
    const never = { ...requests.reversal, orderId: "T20261120NEVER" };
    expect(await codeOf(merchant.ask("back", never))).toBe("35");
  });
});

describe("queries", () => {
  it("about what a payer confirms are answered after 5, 10, 30, 60 and 120 minutes, not before", async () => {
    const shown = await merchant.ask("back", requests.code);
    const ask = () => codeOf(merchant.ask("query", { ...requests.query, ...sameNumber(shown) }));
    const codes: string[] = [];
    for (const wait of [4, 1, 1, 4, 20, 30, 60, 30, 30]) {
      merchant.clock.advance(minutes(wait));
      codes.push(await ask());
    }
    expect(codes).toEqual(["37", "00", "37", "00", "00", "00", "00", "37", "00"]);
  });

  it("about what the merchant sent are answered after 1, 2, 4, 8, 16 and 32 seconds more each", async () => {
    const { ask, gateway, clock } = merchant;
    const { consumer_code: qrNo = "" } = await gateway.control({ consumer_code: {} });
    const sent = await ask("back", { ...requests.consumer, qrNo });
    const codes: string[] = [];
    for (const wait of [1, 2, 4, 4, 4, 16, 32, 60, 600]) {
      clock.advance(seconds(wait));
      codes.push(await codeOf(ask("query", { ...requests.query, ...sameNumber(sent) })));
    }
    expect(codes).toEqual(["00", "00", "00", "37", "00", "00", "00", "37", "00"]);
  });
});
