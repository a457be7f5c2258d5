import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { type Asset, type Assets, HASH_LENGTH } from "./assets.ts";

const types: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
};

/** Third-party scripts come from their packages and are never copied into this repository. */
const fromPackages: Readonly<Record<string, string>> = {
  "htmx.js": "htmx.org/dist/htmx.min.js",
  "hx-csp.js": "htmx.org/dist/ext/hx-csp.min.js",
};

/** The same for a file that its package does not export: beside the package's entry. */
const besideEntries: Readonly<Record<string, readonly [string, string]>> = {
  "webauthn.js": ["@simplewebauthn/browser", "../dist/bundle/index.umd.min.js"],
};

/** Reads our own style and script beside this file, those of `folders`, and what comes from packages. */
export async function loadAssets(folders: readonly URL[] = []): Promise<Assets> {
  const require = createRequire(import.meta.url);
  const files = new Map<string, string | URL>();
  for (const [name, path] of Object.entries(fromPackages)) files.set(name, require.resolve(path));
  for (const [name, [entry, path]] of Object.entries(besideEntries)) {
    files.set(name, join(dirname(require.resolve(entry)), path));
  }

  for (const folder of [new URL("./", import.meta.url), ...folders]) {
    const own = (await readdir(folder)).filter((name) => ending(name) in types).sort();
    for (const name of own) files.set(name, new URL(name, folder));
  }

  const read = [...files].map(async ([name, file]): Promise<[string, Asset]> => {
    const text = await readFile(file, "utf8");
    const body = ending(name) === ".css" ? withoutComments(text) : text;
    const type = types[ending(name)] ?? "text/plain";
    return [hashedName(name, body), { type, read: () => Promise.resolve(body) }];
  });
  return new Map(await Promise.all(read));
}

/** Style as browsers need it: comments and indentation are a fifth of what would be sent. */
function withoutComments(style: string): string {
  return style.replace(/\/\*[^]*?\*\//g, "").replace(/\s*\n\s*/g, "\n").trimStart();
}

function hashedName(name: string, body: string): string {
  const hash = createHash("sha256").update(body).digest("hex").slice(0, HASH_LENGTH);
  return `${name.slice(0, -ending(name).length)}.${hash}${ending(name)}`;
}

function ending(name: string): string {
  return name.slice(name.lastIndexOf("."));
}
