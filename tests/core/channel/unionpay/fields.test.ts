import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Fields,
  parseAnswer,
  parseNotice,
  printForm,
} from "../../../../core/channel/unionpay/fields.ts";
import { canonicalText, signedBytes } from "../../../../core/channel/unionpay/signed_text.ts";
import { must } from "../../../support/fixtures.ts";

const read = (body: string) => Object.fromEntries(must(parseAnswer(body)));
const why = (read: ReturnType<typeof parseAnswer>) => read.ok ? "read" : read.error.detail;

const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_.]{0,20}$/);
const anything = fc.dictionary(name, fc.string({ unit: "binary" }), { minKeys: 1 });

/** Text without brackets and `&`, then now and then such text in brackets, as deep as one likes. */
const { value } = fc.letrec<{ value: string }>((tie) => ({
  value: fc.array(
    fc.oneof(
      { depthSize: "small" },
      fc.stringMatching(/^[A-Za-z0-9+=/ \r\n一-龥]{0,8}$/),
      tie("value").map((inner) => `{a=${inner}&b=1}`),
      tie("value").map((inner) => `[${inner}&x]`),
    ),
    { maxLength: 4 },
  ).map((parts) => parts.join("")),
}));

describe("parseAnswer", () => {
  it("takes every value as it stands: nothing is decoded", () => {
    expect(read("signature=a+b/c==&backUrl=https%3A%2F%2Fx&respMsg=成功[0000000]")).toEqual({
      signature: "a+b/c==",
      backUrl: "https%3A%2F%2Fx",
      respMsg: "成功[0000000]",
    });
  });

  it("does not split what stands in brackets, and takes a bracket without its other as text", () => {
    expect(read("tokenPayData={token=1&trId=[2&3]&b={c=4&d=5}}&a=1")).toEqual({
      tokenPayData: "{token=1&trId=[2&3]&b={c=4&d=5}}",
      a: "1",
    });
    expect(read("respMsg=余额{不足&a=]1&b=[2&c=3")).toEqual({
      respMsg: "余额{不足",
      a: "]1",
      b: "[2",
      c: "3",
    });
  });

  it.each([
    ["", "it is empty"],
    ["a=1&b", '"b" is not name=value'],
    ["a=1&=2", '"" is not a field\'s name'],
    ["a=1&商户=2", '"商户" is not a field\'s name'],
    ["a=1&a=1", "the field a occurs twice"],
    ["__proto__=1&__proto__=2", "the field __proto__ occurs twice"],
    ["<html><body>502 Bad Gateway</body></html>", "is not name=value"],
    [`a=${"x".repeat(262_144)}`, "longer than 262144"],
  ])("refuses %j", (body, detail) => {
    expect(why(parseAnswer(body))).toContain(detail);
  });

  it("gives back what was joined, whatever stands in brackets", () => {
    fc.assert(
      fc.property(fc.dictionary(name, value, { minKeys: 1 }), (fields) => {
        const body = Object.entries(fields).map((pair) => pair.join("=")).join("&");
        expect(must(parseAnswer(body))).toEqual(new Map(Object.entries(fields)));
      }),
    );
  });

  it("reads or refuses any text, and never throws", () => {
    const pieces = fc.constantFrom("{", "}", "[", "]", "&", "=", "a", "%", "+", "\r\n", "é");
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
        const body = parts.join("");
        expect(parseAnswer(body)).toHaveProperty("ok");
        expect(parseNotice(body)).toHaveProperty("ok");
      }),
    );
  });

  it("reads a hundred thousand open brackets in one go", () => {
    expect(must(parseAnswer(`a=${"{[".repeat(50_000)}&b=1`)).get("b")).toBe("1");
  });
});

describe("parseNotice", () => {
  it("decodes once", () => {
    expect(Object.fromEntries(must(parseNotice("a=1%2B1+%3D%252B&b=%E6%88%90")))).toEqual({
      a: "1+1 =%2B",
      b: "成",
    });
  });

  it.each(["a=%zz", "a=%", "a=%E6%88", "%61=1&a=2"])("refuses %j", (body) => {
    expect(parseNotice(body).ok).toBe(false);
  });

  it("reads what we print, and what a form prints, whatever the values", () => {
    fc.assert(
      fc.property(anything, (given) => {
        const fields: Fields = new Map(Object.entries(given));
        expect(must(parseNotice(printForm(fields)))).toEqual(fields);
        expect(must(parseNotice(new URLSearchParams(given).toString()))).toEqual(fields);
      }),
    );
  });
});

describe("the signed text", () => {
  const fields = new Map(Object.entries({
    version: "5.1.0",
    encoding: "UTF-8",
    signMethod: "01",
    certId: "69903319369",
    txnType: "01",
    txnSubType: "07",
    bizType: "000000",
    channelType: "08",
    accessType: "0",
    merId: "777290058110097",
    orderId: "T20261120093000001",
    txnTime: "20261120093000",
    txnAmt: "8800",
    currencyCode: "156",
    backUrl: "https://m.example/notify?a=1&b=2",
    reqReserved: "",
    orderDesc: "测试 商品+1",
  }));

  it("is the known one for a known message", async () => {
    expect(new TextDecoder().decode(await signedBytes(fields))).toBe(
      "a1040960cd7b5fbe38289cfc2fcbdad7d66dbacacc367a3ec16a6afc3248abe8",
    );
  });

  it("keeps a zero, drops what is empty and the signature, and does not mind the order", () => {
    expect(canonicalText(fields)).toContain("accessType=0&");
    const shuffled = new Map([["signature", "x"], ["empty", ""], ...[...fields].reverse()]);
    expect(canonicalText(shuffled)).toBe(canonicalText(fields));
    expect(canonicalText(fields)).not.toContain("reqReserved");
  });
});
