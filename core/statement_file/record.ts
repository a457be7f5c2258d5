import { rejected, type Result } from "../result.ts";
import type { Flaw } from "./file_flaw.ts";
import type { Layout, Span } from "./layout.ts";

const SPACE = 0x20;
const DELETE = 0x7f;
const ZERO = 0x30;

/** Of what is the same length as a record: what does not belong into it. Undefined when it is one. */
export function flawOfRecord(
  record: Uint8Array,
  { separators, spans }: Layout<string>,
): Flaw | undefined {
  for (const at of separators) {
    if (record[at] !== SPACE) {
      return { code: "wrong_separator", column: at + 1, detail: "expected a space" };
    }
  }
  let isAscii = true;
  for (let at = 0; at < record.length; at++) {
    const byte = record[at]!;
    if (byte < SPACE || byte === DELETE) {
      return { code: "wrong_encoding", column: at + 1, detail: `found byte ${byte}` };
    }
    if (byte > DELETE) isAscii = false;
  }
  if (isAscii) return undefined;
  if (isUtf8(record)) {
    const at = record.findIndex((byte) => byte > DELETE);
    return { code: "wrong_encoding", column: at + 1, detail: "found UTF-8, expected GBK" };
  }
  const broken = Object.values(spans).find((span) => decoded(record, span) === undefined);
  return broken &&
    { code: "wrong_encoding", column: broken.from + 1, detail: "the column is not GBK" };
}

const gbk = new TextDecoder("gb18030", { fatal: true });
const utf8 = new TextDecoder("utf-8", { fatal: true });

// Chinese in UTF-8 has three bytes a character, which as GBK would be another text, of other characters, in most cases.
const CHINESE = /^[\x20-\x7e\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]*$/;

/** True for Chinese in UTF-8, which could be read as GBK and would say something else. */
export function isUtf8(record: Uint8Array): boolean {
  try {
    return CHINESE.test(utf8.decode(record));
  } catch {
    return false;
  }
}

function decoded(record: Uint8Array, { from, until }: Span): string | undefined {
  try {
    return gbk.decode(record.subarray(from, until));
  } catch {
    return undefined;
  }
}

/** A column of letters and digits without the spaces around it; undefined for one of spaces. */
export function textOf(record: Uint8Array, { from, until }: Span): string | undefined {
  while (from < until && record[from] === SPACE) from++;
  while (from < until && record[until - 1] === SPACE) until--;
  return from === until ? undefined : String.fromCharCode(...record.subarray(from, until));
}

/** The whole number in these bytes; undefined for anything but digits. */
export function digitsOf(record: Uint8Array, { from, until }: Span): number | undefined {
  let number = 0;
  for (let at = from; at < until; at++) {
    const digit = record[at]! - ZERO;
    if (!(digit >= 0 && digit <= 9)) return undefined;
    number = number * 10 + digit;
  }
  return number;
}

/** `C000000473939` as the number, and `D…` as its negative; nothing, in spaces or zeros, needs no sign. */
export function signedOf(record: Uint8Array, { from, until }: Span): number | undefined {
  const sign = String.fromCharCode(record[from]!);
  const isBlank = record.subarray(from, until).every((byte) => byte === SPACE);
  const number = isBlank ? 0 : digitsOf(record, { from: from + 1, until });
  if (number === undefined) return undefined;
  if (sign === "C") return number;
  if (sign === "D") return number === 0 ? 0 : -number;
  return sign === " " && number === 0 ? 0 : undefined;
}

/** A refusal about this column. */
export function wrongValue(
  record: Uint8Array,
  span: Span,
  expected: string,
): Result<never, Flaw> {
  const found = decoded(record, span);
  return rejected({
    code: "wrong_value",
    column: span.from + 1,
    detail: `expected ${expected}, found "${found}"`,
  });
}
