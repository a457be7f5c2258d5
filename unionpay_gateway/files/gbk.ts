/** Every character of two bytes, by the platform's own decoder: it has no encoder. */
const pairs = new Map<string, readonly [number, number]>();
const decoder = new TextDecoder("gbk");

for (let first = 0x81; first <= 0xfe; first++) {
  for (let second = 0x40; second <= 0xfe; second++) {
    if (second === 0x7f) continue;
    const text = decoder.decode(Uint8Array.of(first, second));
    if (text.length === 1 && text !== "\ufffd" && !pairs.has(text)) {
      pairs.set(text, [first, second]);
    }
  }
}

/** In GBK; what it does not have becomes a question mark. */
export function gbk(text: string): Uint8Array<ArrayBuffer> {
  const bytes = [...text].flatMap((each) => {
    const code = each.codePointAt(0) ?? 0;
    return code < 0x80 ? [code] : pairs.get(each) ?? [0x3f];
  });
  return new Uint8Array(bytes);
}

/** Padded with spaces to a width in bytes of GBK. What is longer is cut at a whole character. */
export function padded(text: string, width: number): string {
  let kept = text;
  while (gbk(kept).length > width) kept = [...kept].slice(0, -1).join("");
  return kept + " ".repeat(width - gbk(kept).length);
}

export function paddedLeft(text: string, width: number): string {
  return " ".repeat(Math.max(0, width - gbk(text).length)) + text;
}
