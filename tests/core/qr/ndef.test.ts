import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { uriMessage } from "../../../core/qr/ndef.ts";

const prefixes = ["", "http://www.", "https://www.", "http://", "https://"];

/** What a phone reads from a tag with one URI record. */
function read(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const flags = view.getUint8(0);
  const short = (flags & 0x10) !== 0;
  expect([flags & 0xef, view.getUint8(1)]).toEqual([0xc1, 1]);
  const length = short ? view.getUint8(2) : view.getUint32(2);
  const start = short ? 3 : 6;
  expect(view.getUint8(start)).toBe("U".charCodeAt(0));
  expect(bytes.length).toBe(start + 1 + length);
  const payload = bytes.subarray(start + 1);
  return (prefixes[payload[0] ?? 0] ?? "?") + new TextDecoder().decode(payload.subarray(1));
}

describe("uriMessage", () => {
  it("abbreviates the URL prefix, as the record type requires", () => {
    expect(uriMessage("https://pay.example/l/1").toHex()).toBe(
      "d1011055047061792e6578616d706c652f6c2f31",
    );
    expect(uriMessage("https://www.a.example").toHex()).toBe("d1010a5502612e6578616d706c65");
  });

  it("keeps an address it cannot abbreviate", () => {
    expect(uriMessage("upwallet://pay").toHex()).toBe("d1010f5500757077616c6c65743a2f2f706179");
  });

  it("is read back whole, however long", () => {
    fc.assert(fc.property(
      fc.constantFrom(...prefixes),
      fc.string({ unit: "binary", maxLength: 600 }).filter((text) => !text.startsWith("www.")),
      (prefix, rest) => {
        expect(read(uriMessage(prefix + rest))).toBe(prefix + rest);
      },
    ));
  });
});
