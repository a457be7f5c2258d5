import { mkdir, writeFile } from "node:fs/promises";
import { loadAssets } from "../views/assets/load_assets.ts";
import { findSandbox } from "./find_sandbox.ts";
import { readLibrary } from "./library/read_library.ts";

// A worker reads no files: style and script become one generated module, and whether there is a
// sandbox another. The documentation, which is large, is served to it as a file beside its bundle.
const folder = new URL("../.build/", import.meta.url);
const sandbox = await findSandbox();
const entries = JSON.stringify([...await loadAssets(sandbox ? [sandbox.assetFolder()] : [])]);
await mkdir(new URL("public/", folder), { recursive: true });
await writeFile(
  new URL("assets.ts", folder),
  `import type { Assets } from "../views/assets/assets.ts";\n\nexport const assets: Assets = new Map(${entries});\n`,
);
await writeFile(new URL("public/library.json", folder), JSON.stringify(await readLibrary()));
await writeFile(
  new URL("sandbox.ts", folder),
  sandbox
    ? `export { sandbox } from ${JSON.stringify("../sandbox/sandbox.ts")};\n`
    : `export const sandbox = undefined;\n`,
);

// The bundler reads no deno.json.
const compilerOptions = { jsx: "react-jsx", jsxImportSource: "hono/jsx" };
await writeFile(new URL("tsconfig.json", folder), JSON.stringify({ compilerOptions }));
