import { crc32 } from "../crc32.ts";
export const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] as const;

export interface Chunk {
  /** Four letters. */
  readonly type: string;
  readonly data: Uint8Array<ArrayBuffer>;
}

/** Length, type and checksum. */
const FRAME_BYTES = 12;

/** The chunks of a PNG up to its end, which ends the file; undefined when one of them is not whole. */
export function readChunks(file: Uint8Array<ArrayBuffer>): readonly Chunk[] | undefined {
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  const chunks: Chunk[] = [];
  let at: number = SIGNATURE.length;
  while (at + FRAME_BYTES <= file.length) {
    const length = view.getUint32(at);
    const end = at + FRAME_BYTES + length;
    if (end > file.length) return undefined;
    const type = String.fromCharCode(...file.subarray(at + 4, at + 8));
    if (!/^[A-Za-z]{4}$/.test(type)) return undefined;
    if (crc32(file.subarray(at + 4, end - 4)) !== view.getUint32(end - 4)) return undefined;
    chunks.push({ type, data: file.slice(at + 8, end - 4) });
    if (type === "IEND") return length === 0 && end === file.length ? chunks : undefined;
    at = end;
  }
  return undefined;
}

export function writeChunks(chunks: readonly Chunk[]): Uint8Array<ArrayBuffer> {
  const length = chunks.reduce((sum, { data }) => sum + FRAME_BYTES + data.length, 0);
  const file = new Uint8Array(SIGNATURE.length + length);
  const view = new DataView(file.buffer);
  file.set(SIGNATURE);
  let at: number = SIGNATURE.length;
  for (const { type, data } of chunks) {
    const end = at + FRAME_BYTES + data.length;
    view.setUint32(at, data.length);
    file.set([...type].map((each) => each.charCodeAt(0)), at + 4);
    file.set(data, at + 8);
    view.setUint32(end - 4, crc32(file.subarray(at + 4, end - 4)));
    at = end;
  }
  return file;
}
