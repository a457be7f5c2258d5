import { Hono } from "hono";
import type { Deps } from "../../core/deps.ts";
import { paths } from "../../core/paths.ts";
import { businessDay, days, instant } from "../../core/time.ts";
import type { AppEnv } from "../app_env.ts";

/** Whoever fetches the list once a month misses no head. */
const HEADS_FOR = days(31);
const forAnyone = {
  "Cache-Control": "public, max-age=300",
  "Access-Control-Allow-Origin": "*",
};

/** What anyone may need to verify what the portal signed: its public keys, and where its audit chain ended. */
export function wellKnownRoutes(deps: Deps): Hono<AppEnv> {
  return new Hono<AppEnv>()
    .get(paths.jwks(), (c) => c.json(deps.vault.jwks(), 200, forAnyone))
    .get(paths.auditHeads(), async (c) => {
      const since = businessDay(instant(deps.now() - HEADS_FOR));
      const [heads] = await deps.load(deps.audit.published(since));
      return c.json({ heads }, 200, forAnyone);
    });
}
