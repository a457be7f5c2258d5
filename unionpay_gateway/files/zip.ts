import { crc32, deflateRawSync } from "node:zlib";
import { gbk } from "./gbk.ts";

interface Entry {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const DEFLATE = 8;
const VERSION = 20;
/** 1980-01-01, the first day that the format knows: the same files make the same bytes. */
const DAY = 0x21;

/** A zip of these files. */
export function zip(entries: readonly Entry[]): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  const index: Uint8Array[] = [];
  let offset = 0;
  for (const { name, bytes } of entries) {
    const packed = deflateRawSync(bytes);
    const title = gbk(name);
    const facts = [
      [VERSION, 2],
      [0, 2],
      [DEFLATE, 2],
      [0, 2],
      [DAY, 2],
      [crc32(bytes), 4],
      [packed.length, 4],
      [bytes.length, 4],
      [title.length, 2],
      [0, 2],
    ] as const;
    const local = [record([[0x04034b50, 4], ...facts]), title, packed];
    const place = [[0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]] as const;
    index.push(record([[0x02014b50, 4], [VERSION, 2], ...facts, ...place]), title);
    parts.push(...local);
    offset += lengthOf(local);
  }
  const size = lengthOf(index);
  const count = entries.length;
  const end = record([
    [0x06054b50, 4],
    [0, 2],
    [0, 2],
    [count, 2],
    [count, 2],
    [size, 4],
    [offset, 4],
    [0, 2],
  ]);
  return joined([...parts, ...index, end]);
}

/** Numbers, each in so many bytes, the lowest first. */
function record(numbers: readonly (readonly [value: number, bytes: number])[]): Uint8Array {
  return new Uint8Array(
    numbers.flatMap(([value, bytes]) =>
      Array.from({ length: bytes }, (_, at) => Math.floor(value / 256 ** at) % 256)
    ),
  );
}

function lengthOf(parts: readonly Uint8Array[]): number {
  return parts.reduce((sum, { length }) => sum + length, 0);
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(lengthOf(parts));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
