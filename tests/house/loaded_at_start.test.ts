import { describe, expect, it } from "vitest";
import { resolve } from "./layers.ts";
import { readCode, withoutComments } from "./sources.ts";

const texts = new Map((await readCode()).map(({ path, text }) => [path, withoutComments(text)]));

/** What runs as soon as the program starts: everything that it imports by its name, types left out. */
function loadedBy(entry: string): ReadonlySet<string> {
  const loaded = new Set<string>();
  const waiting = [entry];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (loaded.has(path)) continue;
    loaded.add(path);
    const imports = (texts.get(path) ?? "").matchAll(
      /^(?:import|export)(?! type\b)(?:[^;"]*? from)? ?"([^"]+)";/gm,
    );
    for (const [, name = ""] of imports) {
      waiting.push(name.startsWith(".") ? resolve(path, name) : name);
    }
  }
  return loaded;
}

// Most of a start, and a fifth of a process's memory, would be what nobody has asked for.
describe.each([
  ["main.ts", ["start/verify.ts", "start/import_statement.ts", "routes/api/app.ts"]],
  ["worker.ts", ["routes/api/app.ts", "sandbox/sandbox.ts", "fflate"]],
])("%s starts without", (entry, own) => {
  const loaded = loadedBy(entry);
  const later = [
    "routes/pages/staff/app.ts",
    "routes/pages/wallet/app.ts",
    "routes/pages/docs/app.ts",
  ];

  it.each([...later, ...own])("%s", (path) => {
    expect([loaded.has("routes/pages/checkout/checkout_routes.tsx"), loaded.has(path)])
      .toEqual([true, false]);
  });
});

it("no alphabet of a language is loaded before somebody writes in it", () => {
  const eager = [...texts].filter(([path, text]) =>
    !path.startsWith("tests/") && /^const \w+ = new Intl\./m.test(text)
  );
  expect(eager.map(([path]) => path)).toEqual([]);
});
