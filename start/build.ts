import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { loadAssets } from "../views/assets/load_assets.ts";
import { findSandbox } from "./find_sandbox.ts";
import { readLibrary } from "./library/read_library.ts";

// A worker reads no files: what there is of style and script becomes one generated module, and whether there is a
// sandbox another. Their texts and the documentation are served to it beside its bundle.
const folder = new URL("../.build/", import.meta.url);
const sandbox = await findSandbox();
const assets = await loadAssets(sandbox ? [sandbox.assetFolder()] : []);
const texts = new URL("public/assets/", folder);
await mkdir(texts, { recursive: true });
const unfinished = await mkdtemp(fileURLToPath(new URL("unfinished-", folder)));
for (const [name, { read }] of assets) await write(new URL(name, texts), await read());
for (const name of await readdir(texts)) {
  if (!assets.has(name)) await rm(new URL(name, texts), { force: true });
}
const types = JSON.stringify([...assets].map(([name, { type }]) => [name, type]));
await write(
  new URL("assets.ts", folder),
  `/** Content types by name. */\nexport const assetTypes: ReadonlyMap<string, string> = new Map(${types});\n`,
);
await write(new URL("public/library.json", folder), JSON.stringify(await readLibrary()));
await write(
  new URL("sandbox.ts", folder),
  sandbox
    ? `export const findSandbox = async () => (await import(${
      JSON.stringify("../sandbox/sandbox.ts")
    })).sandbox;\n`
    : `export const findSandbox = () => Promise.resolve(undefined);\n`,
);

// The bundler reads no deno.json.
const compilerOptions = { jsx: "react-jsx", jsxImportSource: "hono/jsx" };
await write(new URL("tsconfig.json", folder), JSON.stringify({ compilerOptions }));
await rm(unfinished, { recursive: true });

/** Whole whenever it is read: another build, or a worker that serves these files, may be running meanwhile. */
async function write(file: URL, content: string | Uint8Array): Promise<void> {
  const own = `${unfinished}/file`;
  await writeFile(own, content);
  await rename(own, file);
}
