import { createMultibyteEncoder } from "@exodus/bytes/multi-byte.js";
import { describe, expect, it } from "vitest";
import { encodeGbk } from "../../../core/statement_file/gbk.ts";

const byTables = createMultibyteEncoder("gbk");

// The standard has GBK write 18 code points that look like others of Unicode, for private use; no text has them.
const isForPrivateUse = (code: number) => code >= 0xe000 && code <= 0xf8ff;
const isHalf = (code: number) => code >= 0xd800 && code <= 0xdfff;

describe("encodeGbk", () => {
  it("writes what an encoder with tables does, and refuses what that refuses", () => {
    const different: string[] = [];
    for (let code = 0; code <= 0xffff; code++) {
      if (isForPrivateUse(code) || isHalf(code)) continue;
      const text = String.fromCodePoint(code);
      if (written(encodeGbk, text) !== written(byTables, text)) different.push(code.toString(16));
    }
    expect(different).toEqual([]);
  });

  it("refuses what is beyond two bytes, and half a character", () => {
    expect(() => encodeGbk("🍵")).toThrow(RangeError);
    expect(() => encodeGbk("\ud83c")).toThrow(RangeError);
  });
});

/** Empty for what is refused. */
function written(encode: (text: string) => Uint8Array, text: string): string {
  try {
    return encode(text).join();
  } catch {
    return "";
  }
}
