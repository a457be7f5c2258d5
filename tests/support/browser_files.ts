import { spawn } from "node:child_process";
import { once } from "node:events";
import { createReadStream, createWriteStream } from "node:fs";
import { access, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import process from "node:process";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress, inflateSync } from "node:zlib";

export interface BrowserFiles {
  readonly executablePath: string;
  readonly env: Record<string, string>;
}

const require = createRequire(import.meta.url);
const PACKED = join(dirname(require.resolve("@sparticuz/chromium")), "..", "bin");
const FONTS = {
  chinese: [
    "noto-sans-sc",
    ["chinese-simplified-400", "chinese-simplified-700", "latin-400", "latin-700"],
  ],
  wide: ["dejavu-sans", ["latin-400", "latin-700"]],
} as const;
/** Unpacked once for all runs of these versions. */
const HOME = join(tmpdir(), "countersign-browser-153.0.0-fonts-5.3.0");

/** `chinese` has Latin letters of its own; `wide` takes them from another font, as wide as any system's. */
export type Fonts = keyof typeof FONTS;

/**
 * Chromium, the few libraries a bare system lacks, and its fonts, all from npm packages. Unpacked next to the final
 * folder and then renamed, so that two test processes starting together never see half a browser.
 */
export async function browserFiles(fonts: Fonts): Promise<BrowserFiles> {
  const executablePath = join(HOME, "chromium");
  if (!await exists(executablePath)) await unpack();
  return {
    executablePath,
    env: {
      PATH: process.env["PATH"] ?? "",
      HOME,
      LD_LIBRARY_PATH: join(HOME, "lib"),
      FONTCONFIG_FILE: join(HOME, `${fonts}.conf`),
    },
  };
}

async function unpack(): Promise<void> {
  const folder = await mkdtemp(`${HOME}-`);
  await Promise.all([
    pipeline(
      createReadStream(join(PACKED, "chromium.br")),
      createBrotliDecompress(),
      createWriteStream(join(folder, "chromium"), { mode: 0o755 }),
    ),
    unpackLibraries(folder),
    unpackFonts(folder),
  ]);
  try {
    await rename(folder, HOME);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    if (!await exists(join(HOME, "chromium"))) throw error;
  }
}

async function unpackLibraries(folder: string): Promise<void> {
  const tar = spawn("tar", ["-x", "-C", folder], { stdio: ["pipe", "inherit", "inherit"] });
  const packed = createReadStream(join(PACKED, "al2023.tar.br"));
  await Promise.all([pipeline(packed, createBrotliDecompress(), tar.stdin), once(tar, "close")]);
}

async function unpackFonts(folder: string): Promise<void> {
  for (const fonts of Object.keys(FONTS) as readonly Fonts[]) {
    const [family, faces] = FONTS[fonts];
    const files = join(dirname(require.resolve(`@fontsource/${family}/400.css`)), "files");
    await mkdir(join(folder, fonts));
    for (const face of faces) {
      const packed = await readFile(join(files, `${family}-${face}-normal.woff`));
      await writeFile(join(folder, fonts, `${face}.ttf`), sfntOf(packed));
    }
  }
  await Promise.all([
    configureFonts(folder, "chinese", directory("chinese")),
    configureFonts(folder, "wide", directory("chinese") + directory("wide") + WIDE_FIRST),
  ]);
}

/** A page's letters come from the wide font, and what it lacks from the other. */
const WIDE_FIRST = ["system-ui", "sans-serif", "monospace"].map((family) =>
  `<alias binding="same"><family>${family}</family>` +
  `<prefer><family>DejaVu Sans</family></prefer></alias>`
).join("");

function directory(fonts: Fonts): string {
  return `<dir>${join(HOME, fonts)}</dir>`;
}

async function configureFonts(folder: string, fonts: Fonts, rules: string): Promise<void> {
  await writeFile(
    join(folder, `${fonts}.conf`),
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>` +
      `${rules}<cachedir>${join(HOME, "cache")}</cachedir></fontconfig>`,
  );
}

const WOFF_HEADER = 44;
const WOFF_ENTRY = 20;
const SFNT_HEADER = 12;
const SFNT_ENTRY = 16;

/** The plain font inside a WOFF 1.0 file: Chromium's font configuration reads no packed ones [W3C WOFF 1.0, section 4]. */
function sfntOf(woff: Uint8Array): Uint8Array {
  const from = new DataView(woff.buffer, woff.byteOffset, woff.byteLength);
  const tables = Array.from({ length: from.getUint16(12) }, (_, index) => {
    const at = WOFF_HEADER + WOFF_ENTRY * index;
    const offset = from.getUint32(at + 4);
    const packed = woff.subarray(offset, offset + from.getUint32(at + 8));
    const length = from.getUint32(at + 12);
    return {
      tag: from.getUint32(at),
      sum: from.getUint32(at + 16),
      data: packed.length < length ? inflateSync(packed) : packed,
    };
  });

  const count = tables.length;
  const power = Math.floor(Math.log2(count));
  const size = tables.reduce(
    (sum, table) => sum + padded(table.data.length),
    SFNT_HEADER + SFNT_ENTRY * count,
  );
  const font = new Uint8Array(size);
  const to = new DataView(font.buffer);
  to.setUint32(0, from.getUint32(4));
  to.setUint16(4, count);
  to.setUint16(6, SFNT_ENTRY * 2 ** power);
  to.setUint16(8, power);
  to.setUint16(10, SFNT_ENTRY * (count - 2 ** power));
  let offset = SFNT_HEADER + SFNT_ENTRY * count;
  tables.forEach(({ tag, sum, data }, index) => {
    const at = SFNT_HEADER + SFNT_ENTRY * index;
    to.setUint32(at, tag);
    to.setUint32(at + 4, sum);
    to.setUint32(at + 8, offset);
    to.setUint32(at + 12, data.length);
    font.set(data, offset);
    offset += padded(data.length);
  });
  return font;
}

function padded(length: number): number {
  return Math.ceil(length / 4) * 4;
}

async function exists(path: string): Promise<boolean> {
  return await access(path).then(() => true, () => false);
}
