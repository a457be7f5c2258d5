import { ok, rejected, type Result } from "../result.ts";
import { type CleanLogo, drawnSize, type LogoFlaw } from "./brand.ts";
import { type Chunk, readChunks, SIGNATURE, writeChunks } from "./png_chunks.ts";
import { deflated, inflated } from "./zlib.ts";

const SIDE_MAX = 1_024;
const PIXELS_MAX = 512 * 512;

/** By colour type: how many values a pixel has, and how many bits each may have. */
const colourTypes: Readonly<
  Record<number, { readonly values: number; readonly depths: readonly number[] }>
> = {
  0: { values: 1, depths: [1, 2, 4, 8, 16] },
  2: { values: 3, depths: [8, 16] },
  3: { values: 1, depths: [1, 2, 4, 8] },
  4: { values: 2, depths: [8, 16] },
  6: { values: 4, depths: [8, 16] },
};
const INDEXED = 3;

/** Of an interlaced picture: first column and row, and the distance to the next [PNG, 8.2]. */
const passes = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;
const whole = [[0, 0, 1, 1]] as const;

export function isPng(file: Uint8Array): boolean {
  return SIGNATURE.every((byte, i) => file[i] === byte);
}

/**
 * A picture with its header, palette, transparency and pixels, packed anew: no other chunk, nothing after its end and
 * nothing beside the pixels in their stream. Its pixels are unpacked to exactly as many bytes as its header says.
 */
export async function cleanPng(
  file: Uint8Array<ArrayBuffer>,
): Promise<Result<CleanLogo, LogoFlaw>> {
  const broken = rejected({ code: "logo_broken" } as const);
  const chunks = readChunks(file);
  if (!chunks) return broken;
  const unknown = chunks.find(({ type }) => isCritical(type) && !KNOWN.includes(type));
  if (unknown) return rejected({ code: "logo_not_allowed", part: unknown.type });
  const header = headerOf(chunks);
  if (!header) return broken;
  const { width, height } = header;
  const size = drawnSize(width, height);
  if (!size || width > SIDE_MAX || height > SIDE_MAX || width * height > PIXELS_MAX) {
    return rejected({ code: "logo_size" });
  }
  const kept = keptOf(chunks, header);
  const data = dataOf(chunks);
  if (!kept || !data) return broken;
  const pixels = await inflated(data, lengthOf(header));
  if (!pixels || !filtersKnown(pixels, header)) return broken;
  const bytes = writeChunks([
    ...kept,
    { type: "IDAT", data: await deflated(pixels) },
    { type: "IEND", data: new Uint8Array() },
  ]);
  return ok({ type: "png", bytes, ...size });
}

const KNOWN = ["IHDR", "PLTE", "IDAT", "IEND"];

/** Capitals say that a picture cannot be drawn without it. */
function isCritical(type: string): boolean {
  return type.charAt(0) < "a";
}

interface Header {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly colourType: number;
  readonly values: number;
  readonly interlaced: boolean;
}

function headerOf([first]: readonly Chunk[]): Header | undefined {
  if (first?.type !== "IHDR" || first.data.length !== 13) return undefined;
  const view = new DataView(first.data.buffer, first.data.byteOffset, 13);
  const [width, height] = [view.getUint32(0), view.getUint32(4)];
  const [depth = 0, colourType = 0, packing, filter, interlace = 0] = first.data.slice(8);
  const type = colourTypes[colourType];
  if (width === 0 || height === 0 || !type?.depths.includes(depth)) return undefined;
  if (packing !== 0 || filter !== 0 || interlace > 1) return undefined;
  return { width, height, depth, colourType, values: type.values, interlaced: interlace === 1 };
}

/** Each at most once and in its order: header, palette, transparency. */
function keptOf(chunks: readonly Chunk[], header: Header): readonly Chunk[] | undefined {
  const of = (name: string) => chunks.filter(({ type }) => type === name);
  const [headers, palettes, transparencies] = [of("IHDR"), of("PLTE"), of("tRNS")];
  if (headers.length !== 1 || palettes.length > 1 || transparencies.length > 1) return undefined;
  const [palette, transparency] = [palettes[0], transparencies[0]];
  const data = chunks.findIndex(({ type }) => type === "IDAT");
  const [atPalette, atTransparency] = [palette, transparency].map((each) =>
    each ? chunks.indexOf(each) : -1
  );
  if ((atPalette ?? -1) > data || (atTransparency ?? -1) > data) return undefined;
  if (header.colourType !== INDEXED) {
    const most = header.colourType === 0 ? 2 : header.colourType === 2 ? 6 : 0;
    if (transparency && transparency.data.length !== most) return undefined;
    // A palette is only a hint there.
    return [...headers, ...transparencies];
  }
  const colours = (palette?.data.length ?? 0) / 3;
  if (!Number.isInteger(colours) || colours < 1 || colours > 2 ** header.depth) return undefined;
  if (transparency && transparency.data.length > colours) return undefined;
  if (transparency && (atTransparency ?? 0) < (atPalette ?? 0)) return undefined;
  return [...headers, ...palettes, ...transparencies];
}

/** The packed pixels, whose chunks follow each other. */
function dataOf(chunks: readonly Chunk[]): Uint8Array<ArrayBuffer> | undefined {
  const first = chunks.findIndex(({ type }) => type === "IDAT");
  const last = chunks.findLastIndex(({ type }) => type === "IDAT");
  const run = chunks.slice(first, last + 1);
  if (first < 0 || run.some(({ type }) => type !== "IDAT")) return undefined;
  const joined = new Uint8Array(run.reduce((sum, { data }) => sum + data.length, 0));
  let at = 0;
  for (const { data } of run) {
    joined.set(data, at);
    at += data.length;
  }
  return joined;
}

/** The rows of each pass: how many, and how many bytes each has after that of its filter. */
function rowsOf({ width, height, depth, values, interlaced }: Header) {
  return (interlaced ? passes : whole).map(([x, y, dx, dy]) => {
    const columns = Math.ceil((width - x) / dx);
    const rows = columns > 0 ? Math.max(0, Math.ceil((height - y) / dy)) : 0;
    return { rows, bytes: Math.ceil(Math.max(0, columns) * depth * values / 8) };
  });
}

function lengthOf(header: Header): number {
  return rowsOf(header).reduce((sum, { rows, bytes }) => sum + rows * (bytes + 1), 0);
}

const FILTER_MAX = 4;

function filtersKnown(pixels: Uint8Array, header: Header): boolean {
  let at = 0;
  for (const { rows, bytes } of rowsOf(header)) {
    for (let row = 0; row < rows; row++) {
      if ((pixels[at] ?? Infinity) > FILTER_MAX) return false;
      at += bytes + 1;
    }
  }
  return true;
}
