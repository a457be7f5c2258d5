import { type Finding, lineOf, type Source, withoutComments } from "./sources.ts";

interface Layer {
  /** Folders and files of ours that may be imported. */
  readonly ours: readonly string[];
  /** Packages, by name or by name and subpath prefix. */
  readonly packages: readonly string[];
  readonly hints: Readonly<Record<string, string>>;
}

const layers: Readonly<Record<string, Layer>> = {
  core: {
    ours: ["core/"],
    packages: ["jose"],
    hints: {
      "db/": "add a port to core/deps.ts and take it from deps",
      "routes/": "the core knows no HTTP: return a value and let the route present it",
      "views/": "the core knows no pages: return a value and let the view show it",
      hono: "the core knows no HTTP: return a value and let the route present it",
      zod: "types are already true inside: parse at the border (routes/ or core/channel/<name>/)",
      "node:": "take what you need from deps; crypto.subtle is allowed",
    },
  },
  db: {
    ours: ["core/", "db/"],
    packages: ["drizzle-orm", "@libsql/client", "libsql", "cloudflare:workers"],
    hints: {
      "routes/": "db answers with domain objects; what HTTP makes of them is the route's business",
      "views/": "db answers with domain objects; what a page makes of them is the view's business",
    },
  },
  views: {
    ours: ["core/", "views/", "routes/paths.ts"],
    packages: ["hono/jsx", "hono/html", "hono/css", "uqr"],
    hints: {
      "routes/": "views are pure: pass it as a prop (only routes/paths.ts may be imported)",
      "db/": "views are pure: load in the route and pass it as a prop",
      hono: "views are pure: pass what you need from the context as a prop",
    },
  },
  routes: {
    ours: ["core/", "routes/", "views/"],
    packages: [
      "hono",
      "@hono",
      "hono-openapi",
      "zod",
      "jose",
      "ipaddr.js",
      "standardwebhooks",
      "ulid",
      "@logtape/logtape",
      "@logtape/redaction",
      "node:",
    ],
    hints: {
      "db/": "stores arrive in deps: take deps.orders, deps.load and deps.commit instead",
      "main.ts": "an entry is imported by nobody",
    },
  },
};

/** Files that may import more than their folder, each for one reason. */
const exceptions: Readonly<Record<string, readonly string[]>> = {
  // The asset build runs before anything is served and reads files.
  "views/assets/load_assets.ts": ["node:"],
  "views/assets/build.ts": ["node:"],
  // So does a migration's text, when it is not in a bundle.
  "db/migrations/read.ts": ["node:"],
};

/** Imports that break the layers, each with what to do instead. */
export function checkLayers(sources: readonly Source[]): readonly Finding[] {
  return sources.flatMap((source) => {
    const layer = layers[source.path.split("/")[0] ?? ""];
    if (!layer) return [];
    return importsOf(source)
      .filter(({ target }) => !allowed(layer, source.path, target))
      .map(({ target, line }) => ({
        path: source.path,
        line,
        hint: `imports ${target}: ${hintFor(layer, target)}`,
      }));
  });
}

function allowed(layer: Layer, path: string, target: string): boolean {
  const extra = exceptions[path] ?? [];
  if (/^core\/channel\/[^/]+\//.test(path) && isPackage(target, "zod")) return true;
  if (layer.ours.some((folder) => target.startsWith(folder))) return true;
  return [...layer.packages, ...extra].some((name) => isPackage(target, name));
}

function isPackage(target: string, name: string): boolean {
  return target === name || target.startsWith(name.endsWith(":") ? name : `${name}/`);
}

function hintFor(layer: Layer, target: string): string {
  const known = Object.entries(layer.hints).find(([prefix]) => target.startsWith(prefix));
  return known?.[1] ?? "this layer may not use it; see the import picture in ARCHITECTURE.md";
}

interface Import {
  readonly target: string;
  readonly line: number;
}

/** Every static, dynamic and type import; relative ones as a path from the root. */
export function importsOf({ path, text }: Source): readonly Import[] {
  const code = withoutComments(text);
  const specifier = /(?:\bfrom\s*|\bimport\s*\(?\s*)"([^"\s]+)"/g;
  return [...code.matchAll(specifier)].map((match) => ({
    target: resolve(path, match[1] ?? ""),
    line: lineOf(code, match.index),
  }));
}

function resolve(path: string, specifier: string): string {
  if (!specifier.startsWith(".")) return specifier.replace(/^npm:(@?[^@]+)@[^/]+/, "$1");
  return new URL(specifier, `file:///${path}`).pathname.slice(1);
}
