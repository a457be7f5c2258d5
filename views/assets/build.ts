import { mkdir, writeFile } from "node:fs/promises";
import { loadAssets } from "./load_assets.ts";

// A worker bundle has no files: the same assets become one generated module that worker.ts imports.
const folder = new URL("../../.build/", import.meta.url);
const entries = JSON.stringify([...await loadAssets()]);
await mkdir(folder, { recursive: true });
await writeFile(
  new URL("assets.ts", folder),
  `import type { Assets } from "../views/assets/assets.ts";\n\nexport const assets: Assets = new Map(${entries});\n`,
);

// The bundler does not read deno.json.
const compilerOptions = { jsx: "react-jsx", jsxImportSource: "hono/jsx" };
await writeFile(new URL("tsconfig.json", folder), JSON.stringify({ compilerOptions }));
