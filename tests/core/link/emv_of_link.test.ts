import { describe, expect, it } from "vitest";
import { type LinkId, merchantNo } from "../../../core/id.ts";
import { emvOfLink, linkOfEmv } from "../../../core/link/emv_of_link.ts";
import { cny } from "../../../core/money.ts";
import { readEmvPayload } from "../../../core/qr/emv_payload.ts";

const linkId = "lnk_01K0000000000000000000000A" as LinkId;
const teahouse = { merchantNo: merchantNo("990100000000001"), name: "青瓷茶舍 Celadon Teahouse" };

describe("emvOfLink", () => {
  it("names the link, the shop and the fixed amount", () => {
    const read = readEmvPayload(emvOfLink({ linkId, amount: cny(1_305) }, teahouse));
    expect(read).toMatchObject({
      ok: true,
      value: { initiation: "static", amount: "13.05", currency: "156", name: "Celadon Teahouse" },
    });
  });

  it("writes small amounts whole, and none when the consumer types it", () => {
    const amounts = [1, 10, 100, 50_000].map((fen) => {
      const read = readEmvPayload(emvOfLink({ linkId, amount: cny(fen) }, teahouse));
      return read.ok && read.value.amount;
    });
    expect(amounts).toEqual(["0.01", "0.10", "1.00", "500.00"]);
    const open = readEmvPayload(emvOfLink({ linkId, amount: undefined }, teahouse));
    expect(open.ok && open.value.amount).toBeUndefined();
  });

  it("writes a Chinese name into the language template, and an ASCII one where terminals print it", () => {
    const names = (name: string) => {
      const text = emvOfLink({ linkId, amount: undefined }, { ...teahouse, name });
      const read = readEmvPayload(text);
      return read.ok && [read.value.name, ...read.value.language.map(({ value }) => value)];
    };
    expect([
      names("青瓷茶舍 Celadon Teahouse"),
      names("青瓷茶舍"),
      names("Celadon Teahouse"),
      names("Café Zoë"),
      names("茶"),
    ]).toEqual([
      ["Celadon Teahouse", "ZH", "青瓷茶舍 Celadon Teahouse"],
      ["MERCHANT 990100000000001", "ZH", "青瓷茶舍"],
      ["Celadon Teahouse"],
      ["Cafe Zoe", "ZH", "Café Zoë"],
      ["MERCHANT 990100000000001", "ZH", "茶"],
    ]);
  });

  it("cuts a long name between what people see as characters", () => {
    const family = "👨‍👩‍👧‍👦";
    const cut = [
      "很长的店名".repeat(20),
      `${"茶".repeat(20)}${family}`,
      `${"茶".repeat(24)}e\u0301x`,
    ]
      .map((name) => {
        const read = readEmvPayload(
          emvOfLink({ linkId, amount: undefined }, { ...teahouse, name }),
        );
        return read.ok && read.value.language.at(-1)?.value;
      });
    expect(cut).toEqual(["很长的店名".repeat(5), "茶".repeat(20), "茶".repeat(24)]);
    const long = emvOfLink({ linkId, amount: undefined }, {
      ...teahouse,
      name: "The Very Long Name of a Teahouse",
    });
    const read = readEmvPayload(long);
    expect(read.ok && [read.value.name, read.value.language]).toEqual([
      "The Very Long Name of a T",
      [],
    ]);
  });
});

describe("linkOfEmv", () => {
  it("finds the link again, and nothing in other codes", () => {
    const code = emvOfLink({ linkId, amount: cny(1_305) }, teahouse);
    expect(linkOfEmv(code)).toBe(linkId);
    expect(linkOfEmv(code.replace("01K0", "01K1"))).toBeUndefined();
    const nepal =
      "000201010212153127330524000203441005000000000015204729953035245406150.005802NP5915RAKESH SHRESTHA6009KATHMANDU62600120201809281708350113950520201809281708350113960708100505016304af24";
    expect(linkOfEmv(nepal)).toBeUndefined();
    expect(linkOfEmv("https://pay.example/l/lnk_1")).toBeUndefined();
  });
});
