import { encodeGbk } from "./gbk.ts";
import type { Layout } from "./layout.ts";

const SPACE = 0x20;

const ASCII = /^[\x20-\x7e]*$/;
const ascii = new TextEncoder();

/** Most columns are figures, for which the tables of an encoding are far too slow. */
function bytesOf(value: string): Uint8Array {
  return ASCII.test(value) ? ascii.encode(value) : encodeGbk(value);
}

/**
 * One record of these values, each from the left of its column, the rest spaces. Widths are bytes of GBK. Throws RangeError
 * for a value that does not fit, and for one that GBK does not have.
 */
export function writeRecord<C extends string>(
  { spans, bytes }: Layout<C>,
  values: Readonly<Partial<Record<C, string | undefined>>>,
): Uint8Array {
  const record = new Uint8Array(bytes).fill(SPACE);
  for (const [name, value] of Object.entries<string | undefined>(values)) {
    if (value === undefined) continue;
    const { from, until } = spans[name as C];
    const text = bytesOf(value);
    if (text.length > until - from) {
      throw new RangeError(`Cannot write ${name}: ${text.length} bytes in ${until - from}`);
    }
    record.set(text, from);
  }
  return record;
}
