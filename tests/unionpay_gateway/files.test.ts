import { inflateRawSync, inflateSync } from "node:zlib";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { hours, minutes } from "../../core/time.ts";
import type { Pki } from "../../unionpay_gateway/pki.ts";
import {
  type AcpMerchant,
  acpMerchant,
  codeOf,
  gatewayPki,
  requests,
} from "../support/acp_merchant.ts";
import { MER_ID } from "../support/unionpay_app.ts";

let pki: Pki;
let merchant: AcpMerchant;
beforeAll(async () => {
  pki = await gatewayPki();
});
beforeEach(async () => {
  merchant = await acpMerchant(pki);
});
afterEach(() => merchant.stop());

/** The files of a zip, by its local headers. */
function unzip(bytes: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  while (view.getUint32(at, true) === 0x04034b50) {
    const [size, name] = [view.getUint32(at + 18, true), view.getUint16(at + 26, true)];
    const start = at + 30 + name;
    const title = new TextDecoder().decode(bytes.subarray(at + 30, start));
    files.set(title, new Uint8Array(inflateRawSync(bytes.subarray(start, start + size))));
    at = start + size;
  }
  return files;
}

async function pay(txnAmt: string, card?: string) {
  const { ask, gateway } = merchant;
  const shown = await ask("back", { ...requests.code, txnAmt, reqReserved: "三号桌" });
  await gateway.control({ pay: { qr_code: shown["qrCode"] ?? "", ...card ? { card } : {} } });
  return merchant.told.at(-1) ?? {};
}

describe("the files of a day", () => {
  it("are there when the day is over, in the layout of version 2.5, and agree with their summary", async () => {
    const first = await pay("476800");
    await pay("10050", "6221558812340000");
    const back = { ...requests.refund, origQryId: first["queryId"] ?? "", txnAmt: "76800" };
    await merchant.ask("back", back);
    const undone = await merchant.ask("back", requests.code);
    const { orderId = "", txnTime = "" } = undone;
    await merchant.gateway.control({ pay: { order_id: orderId } });
    await merchant.ask("back", { ...requests.reversal, orderId, txnTime });

    const ask = { ...requests.file, settleDate: "1120" };
    expect(await codeOf(merchant.ask("file", ask))).toBe("98");
    merchant.clock.advance(hours(9));
    await pay("100");
    const answer = await merchant.ask("file", ask);
    expect(answer).toMatchObject({ respCode: "00", fileName: `${MER_ID}_20261120.zip` });
    const packed = new Uint8Array(inflateSync(Uint8Array.fromBase64(answer["fileContent"] ?? "")));
    const files = unzip(packed);
    expect([...files.keys()]).toEqual([
      `INN26112088ZM_${MER_ID}`,
      `INN26112088ZME_${MER_ID}`,
      `RD201026112001_${MER_ID}`,
    ]);
    const zm = files.get(`INN26112088ZM_${MER_ID}`) ?? new Uint8Array();
    // Every line has 607 bytes of GBK, whatever Chinese is in it.
    expect(zm.length).toBe(3 * 609);
    const lines = [0, 1, 2].map((line) => {
      const bytes = zm.subarray(line * 609, (line + 1) * 609);
      expect([...bytes.subarray(607)]).toEqual([13, 10]);
      return (from: number, until: number) =>
        new TextDecoder("gbk").decode(bytes.subarray(from, until)).trim();
    });
    const columns = lines.map((cut) => ({
      code: cut(0, 3),
      card: cut(46, 65),
      amount: cut(66, 78),
      orderId: cut(112, 144),
      queryId: cut(87, 108),
      fee: cut(166, 179),
      net: cut(180, 193),
    }));
    expect(columns.map(({ code, amount, fee, net }) => [code, amount, fee, net])).toEqual([
      ["S56", "000000476800", "D000000002861", "C000000473939"],
      ["S56", "000000010050", "D000000000060", "C000000009990"],
      ["S30", "000000076800", "C000000000461", "D000000076339"],
    ]);
    expect(columns[0]).toMatchObject({
      card: "621626*********0018",
      orderId: first["orderId"],
      queryId: first["queryId"],
    });
    const text = new TextDecoder("gbk").decode(files.get(`RD201026112001_${MER_ID}`));
    expect(text).toContain(`商户代码:${MER_ID}`);
    expect(text).toContain("清算日期:20261120");
    const rows = text.split("\r\n").map((row) => row.trim().split(/\s+/));
    expect(rows.find(([name]) => name === "自助消费")).toEqual(
      ["自助消费", "2", "0.00", "4868.50", "29.21", "0.00", "0.00", "4839.29"],
    );
    expect(rows.find(([name]) => name === "退货")).toEqual(
      ["退货", "1", "768.00", "0.00", "0.00", "4.61", "763.39", "0.00"],
    );
    expect(rows.filter(([name]) => name === "总计")).toEqual(
      Array.from(
        { length: 2 },
        () => ["总计", "3", "768.00", "4868.50", "29.21", "4.61", "0.00", "4075.90"],
      ),
    );
  });

  it("are not there for a day without anything, and of a date the latest day that is over", async () => {
    await pay("100");
    merchant.clock.advance(hours(24));
    const ask = (settleDate: string) =>
      codeOf(merchant.ask("file", { ...requests.file, settleDate }));
    expect(await ask("1120")).toBe("00");
    expect(await ask("1119")).toBe("98");
    expect(await ask("1122")).toBe("98");
    merchant.clock.advance(minutes(1));
    expect(await codeOf(merchant.ask("file", { ...requests.file, settleDate: "1301" }))).toBe("10");
  });
});
