import sharp from "sharp";

type Bytes = Uint8Array<ArrayBuffer>;

/** A real PNG of so many pixels, with what a camera or an editor leaves in it. */
export async function realPng(
  width: number,
  height: number,
  { progressive = false, palette = false, noise = false } = {},
): Promise<Bytes> {
  const raw = new Uint8Array(width * height * 4);
  let seed = 1;
  for (let i = 0; i < raw.length; i++) {
    seed = Math.imul(seed, 1_103_515_245) + 12_345;
    raw[i] = noise ? (seed >>> 16) & 255 : (i >> 6) & 255;
  }
  const png = await sharp(raw, { raw: { width, height, channels: 4 } })
    .withExif({ IFD0: { Copyright: "secret" } })
    .png({ progressive, palette }).toBuffer();
  return new Uint8Array(png);
}

interface Chunk {
  readonly type: string;
  readonly data: Uint8Array;
}

/** A PNG of these chunks, each with the checksum it should have. */
export function pngOf(chunks: readonly Chunk[]): Bytes {
  const parts = chunks.map(({ type, data }) => {
    const part = new Uint8Array(12 + data.length);
    const view = new DataView(part.buffer);
    view.setUint32(0, data.length);
    part.set(new TextEncoder().encode(type), 4);
    part.set(data, 8);
    view.setUint32(8 + data.length, crc(part.subarray(4, 8 + data.length)));
    return part;
  });
  return joined([Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10), ...parts]);
}

export function joined(parts: readonly Uint8Array[]): Bytes {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** 8 bits, RGBA. */
export function header(width: number, height: number, interlace = 0): Chunk {
  const data = new Uint8Array(13);
  const view = new DataView(data.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  data.set([8, 6, 0, 0, interlace], 8);
  return { type: "IHDR", data };
}

export async function packed(plain: Bytes): Promise<Bytes> {
  const stream = new Blob([plain]).stream().pipeThrough(new CompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

export const END: Chunk = { type: "IEND", data: new Uint8Array() };

function crc(bytes: Uint8Array): number {
  let value = ~0;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return ~value >>> 0;
}
