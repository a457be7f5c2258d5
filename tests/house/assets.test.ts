import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { assetRoutes } from "../../routes/pages/assets.ts";
import { assetName } from "../../views/assets/assets.ts";
import { loadAssets } from "../../views/assets/load_assets.ts";

describe("loadAssets", () => {
  it("names each file by its content and takes htmx from its package", async () => {
    const assets = await loadAssets();
    const htmx = assetName(assets, "htmx.js");
    expect(htmx).toMatch(/^htmx\.[0-9a-f]{8}\.js$/);
    expect(await assets.get(htmx)?.read()).toContain("4.0.1");
  });

  it("sends style without what only its authors read, and all of its rules", async () => {
    const assets = await loadAssets();
    const sent = await assets.get(assetName(assets, "app.css"))?.read() ?? "";
    const written = await readFile(new URL("../../views/assets/app.css", import.meta.url), "utf8");
    const rules = (style: string) =>
      style.replace(/\/\*[^]*?\*\//g, "").replace(/\s+/g, " ").trim();
    expect(written).toContain("/*");
    expect(sent).not.toContain("/*");
    expect(rules(sent)).toBe(rules(written));
    expect(sent.length).toBeLessThan(written.length * 0.9);
  });

  it("says which assets exist when another is asked for", async () => {
    const assets = await loadAssets();
    expect(() => assetName(assets, "nothing.css")).toThrow(/"nothing\.css": built are htmx\./);
  });
});

describe("GET /assets/:name", () => {
  it("may be cached forever, because other content has another name", async () => {
    const assets = await loadAssets();
    const answer = await assetRoutes(assets).request(`/assets/${assetName(assets, "htmx.js")}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
    expect(answer.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  });

  it("answers 404 to an unknown or old name", async () => {
    const answer = await assetRoutes(await loadAssets()).request("/assets/htmx.00000000.js");
    expect(answer.status).toBe(404);
  });
});
