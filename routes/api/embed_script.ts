import { Hono } from "hono";
import { etag } from "hono/etag";
import type { Assets } from "../../views/assets/assets.ts";
import { assetName } from "../../views/assets/assets.ts";
import { paths } from "../../core/paths.ts";

/** Merchants' pages use this URL for years, so a change of its content must arrive within this time. */
const FRESH_SECONDS = 300;

/** GET /embed.js: the script a merchant's page loads to open a checkout in a dialog. */
export function embedScriptRoutes(assets: Assets): Hono {
  const name = assetName(assets, "embed.js");
  const asset = assets.get(name);
  return new Hono().get(paths.embedScript(), etag(), async (c) => {
    if (!asset) return c.notFound();
    return c.body(await asset.read(), 200, {
      "Content-Type": asset.type,
      "Cache-Control": `public, max-age=${FRESH_SECONDS}`,
      "Cross-Origin-Resource-Policy": "cross-origin",
      ETag: `"${name}"`,
    });
  });
}
