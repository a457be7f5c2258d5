const EURO = "\u20ac";

let pairs: ReadonlyMap<string, readonly [number, number]> | undefined;

/** In GBK, as the platform's own decoder reads it. Throws RangeError for what GBK does not have. */
export function encodeGbk(text: string): Uint8Array {
  pairs ??= allPairs();
  const bytes: number[] = [];
  for (const each of text) {
    const code = each.codePointAt(0) ?? 0;
    const pair = pairs.get(each);
    if (code < 0x80) bytes.push(code);
    else if (each === EURO) bytes.push(0x80);
    else if (pair) bytes.push(...pair);
    else throw new RangeError("Cannot write a character that GBK does not have");
  }
  return Uint8Array.from(bytes);
}

/** Every character of two bytes. Platforms only decode, and the tables of a library are 80 kB of a worker. */
function allPairs(): ReadonlyMap<string, readonly [number, number]> {
  const decoder = new TextDecoder("gbk");
  const found = new Map<string, readonly [number, number]>();
  for (let first = 0x81; first <= 0xfe; first++) {
    for (let second = 0x40; second <= 0xfe; second++) {
      if (second === 0x7f) continue;
      const text = decoder.decode(Uint8Array.of(first, second));
      // The first of several is the one to write.
      if (text.length === 1 && text !== "\ufffd" && !found.has(text)) {
        found.set(text, [first, second]);
      }
    }
  }
  return found;
}
