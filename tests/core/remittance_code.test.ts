import { describe, expect, it } from "vitest";
import { codesIn, newRemittanceCode } from "../../core/transfer/remittance_code.ts";

const code = newRemittanceCode((bytes) => Uint8Array.from({ length: bytes }, (_, i) => i + 1));

describe("newRemittanceCode", () => {
  it("is twelve characters that can be read aloud", () => {
    expect(code).toMatch(/^CT123456789\d$/);
  });

  it("draws again for bytes that would make small digits likelier", () => {
    let calls = 0;
    const drawn = newRemittanceCode((bytes) => new Uint8Array(bytes).fill(calls++ ? 17 : 255));
    expect(drawn).toMatch(/^CT777777777\d$/);
  });
});

describe("codesIn", () => {
  it.each([
    ["货款" + code + "谢谢"],
    [code.toLowerCase()],
    [code.replace(/(.{4})/g, "$1 ")],
    [code.replace(/[0-9A-Z]/g, (each) => String.fromCharCode(each.charCodeAt(0) + 0xfee0))],
  ])("finds it in %s", (remark) => expect(codesIn(remark)).toEqual([code]));

  it("finds none with any digit changed or two neighbours swapped", () => {
    const digits = code.slice(2);
    const wrong = [...digits].flatMap((digit, i) => {
      const other = digits.slice(0, i) + ((Number(digit) + 1) % 10) + digits.slice(i + 1);
      const next = digits[i + 1];
      const swapped = next === undefined || next === digit
        ? []
        : [digits.slice(0, i) + next + digit + digits.slice(i + 2)];
      return [other, ...swapped];
    });
    expect(wrong.length).toBeGreaterThan(10);
    expect(wrong.filter((each) => codesIn(`CT${each}`).length > 0)).toEqual([]);
  });

  it("finds none inside a longer number", () => {
    expect(codesIn(`${code}5`)).toEqual([]);
    expect(codesIn(`A${code}`)).toEqual([]);
  });
});
