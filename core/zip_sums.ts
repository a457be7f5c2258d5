/** What a zip says of a file in it, unpacked. */
export interface ZipSum {
  readonly crc: number;
  readonly size: number;
}

const END = 0x06054b50;
const END_BYTES = 22;
const ENTRY = 0x02014b50;
const ENTRY_BYTES = 46;
/** A zip may end with a comment. */
const COMMENT_BYTES_MAX = 65_535;

/**
 * What the directory at the end of a zip says of each file, by its whole name; undefined where there is none, as in one
 * that was cut off. `tail` is the zip's end, from `from` bytes on.
 */
export function zipSums(tail: Uint8Array, from = 0): ReadonlyMap<string, ZipSum> | undefined {
  const view = new DataView(tail.buffer, tail.byteOffset, tail.byteLength);
  const end = endOf(view);
  if (end === undefined) return undefined;
  const sums = new Map<string, ZipSum>();
  let at = view.getUint32(end + 16, true) - from;
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    if (at < 0 || at + ENTRY_BYTES > end || view.getUint32(at, true) !== ENTRY) return undefined;
    const nameBytes = view.getUint16(at + 28, true);
    const name = tail.subarray(at + ENTRY_BYTES, at + ENTRY_BYTES + nameBytes);
    const sum = { crc: view.getUint32(at + 16, true), size: view.getUint32(at + 24, true) };
    sums.set(String.fromCharCode(...name), sum);
    at += ENTRY_BYTES + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return sums;
}

function endOf(view: DataView): number | undefined {
  const last = view.byteLength - END_BYTES;
  for (let at = last; at >= Math.max(0, last - COMMENT_BYTES_MAX); at--) {
    if (view.getUint32(at, true) === END) return at;
  }
  return undefined;
}
