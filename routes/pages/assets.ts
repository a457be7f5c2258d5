import { Hono } from "hono";
import type { Assets } from "../../views/assets/assets.ts";

/** Styles and scripts under names that change with their content, so a browser may keep them for a year. */
export function assetRoutes(assets: Assets): Hono {
  return new Hono().get("/assets/:name", async (c) => {
    const asset = assets.get(c.req.param("name"));
    if (!asset) return c.notFound();
    return c.body(await asset.read(), 200, {
      "Content-Type": asset.type,
      "Cache-Control": "public, max-age=31536000, immutable",
      "X-Content-Type-Options": "nosniff",
    });
  });
}
