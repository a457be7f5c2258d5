import { Hono } from "hono";
import type { Deps } from "../../core/deps.ts";
import type { PageEnv } from "./render.tsx";

const FILE = /^([0-9a-f]{64})\.(png|svg)$/;
const TYPES = { png: "image/png", svg: "image/svg+xml" } as const;

/** Merchants' logos by their digest. Whatever is in one, a browser that opens it loads and runs nothing. */
export function brandRoutes(deps: Deps): Hono<PageEnv> {
  return new Hono<PageEnv>().get("/brand/:file", async (c) => {
    const [, digest, type] = FILE.exec(c.req.param("file")) ?? [];
    const [logo] = digest === undefined ? [] : await deps.load(deps.logos.byDigest(digest));
    if (!logo || logo.type !== type) return c.notFound();
    c.set("policy", "default-src 'none'; frame-ancestors 'none'; sandbox");
    return c.body(logo.bytes, 200, {
      "Content-Type": TYPES[logo.type],
      "Cache-Control": "public, max-age=31536000, immutable",
    });
  });
}
