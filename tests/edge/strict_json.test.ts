import { describe, expect, it } from "vitest";
import { strictJson } from "../../core/strict_json.ts";

function read(text: string | Uint8Array<ArrayBuffer>): unknown {
  const read = strictJson(typeof text === "string" ? new TextEncoder().encode(text) : text);
  return read.ok ? read.value : read.error.reason;
}

describe("strictJson", () => {
  it.each([
    ["{}", {}],
    ['{"a":{"a":1},"b":[{"a":2},{"a":3}]}', { a: { a: 1 }, b: [{ a: 2 }, { a: 3 }] }],
    ['{"a":"{\\"a\\":1,\\"a\\":2}"}', { a: '{"a":1,"a":2}' }],
    ['{"a":"\\\\","b":"]]]"}', { a: "\\", b: "]]]" }],
    ['{"a":"x", "x":"a"}', { a: "x", x: "a" }],
    ['["a","a"]', ["a", "a"]],
    ["1e400", Infinity],
  ])("reads %s", (text, value) => {
    expect(read(text)).toEqual(value);
  });

  it.each([" ", "{", "{a:1}", "undefined", "NaN", "{} {}", "'a'", "[1,]", "\0"])(
    "refuses %j as not JSON",
    (text) => {
      expect(read(text)).toBe("not_json");
    },
  );

  it("names an empty body and a byte-order mark", () => {
    expect([read(""), read("\ufeff{}"), read("\ufeff")])
      .toEqual(["empty", "byte_order_mark", "byte_order_mark"]);
  });

  it.each([
    '{"a":1,"a":2}',
    '{"a":1,"\\u0061":2}',
    '{"x":{"a" : 1 , "b":2,\n"a"\n:3}}',
    '[{"a":[],"a":[]}]',
    '{"__proto__":1,"__proto__":2}',
    '{"":1,"":2}',
  ])("refuses a repeated name in %s", (text) => {
    expect(read(text)).toBe("repeated_name");
  });

  it("refuses more than 32 levels, however they are made", () => {
    const nested = (open: string, close: string, levels: number) =>
      open.repeat(levels) + "1" + close.repeat(levels);
    expect(read(nested("[", "]", 32))).not.toBe("too_deep");
    expect(read(nested("[", "]", 33))).toBe("too_deep");
    expect(read(nested('{"a":', "}", 33))).toBe("too_deep");
    expect(read("[".repeat(60_000))).toBe("not_json");
    expect(read(nested("[", "]", 30_000))).toBe("too_deep");
  });

  it.each([[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf8], [0x22, 0xe4, 0xb8, 0x22]])(
    "refuses bytes that are not UTF-8: %j",
    (...bytes) => {
      expect(read(new Uint8Array(bytes))).toBe("not_utf8");
    },
  );
});
