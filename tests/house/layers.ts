import { type Finding, lineOf, type Source, withoutComments } from "./sources.ts";

interface Layer {
  /** Folders and files of ours that may be imported. */
  readonly ours: readonly string[];
  /** Packages, by name or by name and subpath prefix. */
  readonly packages: readonly string[];
  readonly hints: Readonly<Record<string, string>>;
}

const web = [
  "hono",
  "@hono",
  "hono-openapi",
  "zod",
  "jose",
  "standardwebhooks",
  "node:",
];

/** By path prefix; the longest prefix that fits a file is its layer. */
const layers: Readonly<Record<string, Layer>> = {
  "core/": {
    ours: ["core/"],
    packages: ["jose", "canonicalize", "ulid"],
    hints: {
      "db/": "add a port to the noun's store and take it from deps",
      "routes/": "the core knows no HTTP: return a value and let the route present it",
      "views/": "the core knows no pages: return a value and let the view show it",
      hono: "the core knows no HTTP: return a value and let the route present it",
      zod: "types are already true inside: parse at the edge (routes/ or core/channel/<name>/)",
      "node:": "take what you need from deps; crypto.subtle is allowed",
    },
  },
  "core/channel/sandbox/": { ours: ["core/"], packages: ["zod", "jose"], hints: {} },
  "core/channel/wallet/": { ours: ["core/"], packages: ["zod", "jose"], hints: {} },
  // Certificates are read by a library; the folder is loaded when a merchant number needs it.
  "core/channel/unionpay/": {
    ours: ["core/"],
    packages: ["zod", "@peculiar/x509", "reflect-metadata"],
    hints: {},
  },
  // What channels send is packed, and in GBK.
  "core/statement_file/": { ours: ["core/"], packages: ["fflate"], hints: {} },
  // Spreadsheets are packed.
  "core/bank_file/": { ours: ["core/"], packages: ["fflate"], hints: {} },
  // Passkeys are read by a library; it is loaded when it is needed.
  "core/passkey/": { ours: ["core/"], packages: ["jose", "@simplewebauthn/server"], hints: {} },
  "db/": {
    ours: ["core/", "db/"],
    packages: ["drizzle-orm", "@libsql/client", "libsql", "cloudflare:workers"],
    hints: {
      "routes/": "db answers with domain objects; what HTTP makes of them is the route's business",
      "views/": "db answers with domain objects; what a page makes of them is the view's business",
    },
  },
  "db/engine/": {
    ours: ["core/", "db/engine/"],
    packages: ["drizzle-orm", "@libsql/client", "libsql", "cloudflare:workers"],
    hints: { "db/": "the engine knows no nouns: take what differs as an argument" },
  },
  "outbound/": {
    ours: ["core/", "outbound/"],
    packages: ["ipaddr.js", "node:"],
    hints: { "db/": "outbound sends what it is given: load it before and pass it" },
  },
  "jobs/": {
    ours: ["core/", "outbound/", "jobs/"],
    packages: [],
    hints: {
      "routes/": "a job knows no HTTP: move what it needs into core/",
      "db/": "stores arrive in deps: take deps.orders, deps.load and deps.commit instead",
    },
  },
  "views/": {
    ours: ["core/", "views/"],
    packages: ["hono/jsx", "hono/html", "hono/css", "uqr"],
    hints: {
      "routes/": "views are pure: pass it as a prop",
      "db/": "views are pure: load in the route and pass it as a prop",
      hono: "views are pure: pass what you need from the context as a prop",
    },
  },
  "routes/": {
    ours: ["core/", "outbound/", "routes/", "views/"],
    packages: web,
    hints: {
      "db/": "stores arrive in deps: take deps.orders, deps.load and deps.commit instead",
      "main.ts": "an entry is imported by nobody",
    },
  },
  "sandbox/": {
    ours: ["core/", "db/", "outbound/", "jobs/", "routes/", "views/", "sandbox/"],
    packages: [...web, "hono/jsx", "uqr", "drizzle-orm"],
    hints: { "start/": "start/ composes the sandbox: export it and let start/ pass what it needs" },
  },
  "sandbox/bank/": {
    ours: ["core/", "sandbox/bank/"],
    packages: ["zod"],
    hints: { "": "the bank learns only what crosses the wire" },
  },
  "sandbox/tables/": {
    ours: ["core/", "db/engine/", "sandbox/bank/", "sandbox/demo/", "sandbox/tables/"],
    packages: ["drizzle-orm"],
    hints: { "db/": "the bank joins no table of ours: it learns only what crosses the wire" },
  },
  "unionpay_gateway/": {
    ours: ["unionpay_gateway/"],
    packages: ["@peculiar/x509", "reflect-metadata", "zod", "node:"],
    hints: { "": "it plays the outside world: it shares nothing with what is tried against it" },
  },
  "client/": {
    ours: ["client/"],
    packages: ["openapi-fetch", "openapi-typescript", "jose", "node:fs/promises"],
    hints: { "": "merchants copy this folder: it can't lean on the portal's own code" },
  },
  "start/": {
    ours: ["core/", "db/", "outbound/", "jobs/", "routes/", "views/", "start/"],
    packages: [
      "@libsql/client",
      "ulid",
      "@logtape/logtape",
      "@logtape/redaction",
      "markdown-it",
      ...web,
    ],
    hints: {
      "main.ts": "an entry is imported by nobody",
      "sandbox/": "the folder may be missing: start/find_sandbox.ts finds it at run time",
    },
  },
};

/** Files that may import more than their folder, each for one reason. */
const exceptions: Readonly<Record<string, readonly string[]>> = {
  // No web API compares in constant time.
  "core/same_text.ts": ["node:crypto"],
  // No web API hashes what arrives in pieces.
  "core/statement_file/file_hash.ts": ["node:crypto"],
  // No web API hashes without waiting, and a commit's statements are made in one go.
  "db/event/chain.ts": ["node:crypto"],
  // An address is read as outbound/ reads one, by the same library.
  "routes/source.ts": ["ipaddr.js"],
  "start/config.ts": ["ipaddr.js"],
  // What these import is part of a text that a merchant copies.
  "views/snippets/typescript.ts": ["node:"],
  "views/snippets/go.ts": ["fmt", "bytes", "crypto"],
  // Assets are read before anything is served.
  "views/assets/load_assets.ts": ["node:"],
  // So does a migration's text, when it is not in a bundle.
  "db/engine/read_migrations.ts": ["node:"],
};

/** Imports that break the layers, each with what to do instead. */
export function checkLayers(sources: readonly Source[]): readonly Finding[] {
  return sources.flatMap((source) => {
    const layer = layerOf(source.path);
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

function layerOf(path: string): Layer | undefined {
  const prefixes = Object.keys(layers).filter((prefix) => path.startsWith(prefix));
  return layers[prefixes.sort((a, b) => b.length - a.length)[0] ?? ""];
}

function allowed(layer: Layer, path: string, target: string): boolean {
  const extra = exceptions[path] ?? [];
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

export function resolve(path: string, specifier: string): string {
  if (!specifier.startsWith(".")) return specifier.replace(/^npm:(@?[^@]+)@[^/]+/, "$1");
  return new URL(specifier, `file:///${path}`).pathname.slice(1);
}
