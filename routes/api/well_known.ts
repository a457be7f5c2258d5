import { Hono } from "hono";
import type { Deps } from "../../core/deps.ts";
import type { AppEnv } from "../app_env.ts";
import { paths } from "../../core/paths.ts";

/** The portal's public keys, for anyone who wants to verify what it signed. */
export function wellKnownRoutes(deps: Deps): Hono<AppEnv> {
  return new Hono<AppEnv>().get(paths.jwks(), (c) =>
    c.json(deps.vault.jwks(), 200, {
      "Cache-Control": "public, max-age=300",
      "Access-Control-Allow-Origin": "*",
    }));
}
