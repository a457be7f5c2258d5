import type { Context } from "hono";
import { csrf } from "hono/csrf";
import type { Deps } from "../../core/deps.ts";
import type { Check } from "../middleware/checks.ts";

/** A channel's page posts here; nothing of it is read (`return_routes.ts`). */
const FROM_ELSEWHERE = "/return/unionpay";

/**
 * A form is taken only from our own pages, told by Origin or Sec-Fetch-Site, so no page needs a token. Programs need
 * none of it: they prove themselves with a key or a signature, and there is no cookie to ride on.
 */
export function sameOrigin(deps: Deps): Check {
  const { publicUrl } = deps.config;
  const guard = csrf({
    origin: (origin, c) => origin === publicUrl || origin === new URL(c.req.url).origin,
  });
  const guarded = async (c: Context) => await guard(c, async () => {}) ?? undefined;
  return (c) => c.req.method === "GET" || c.req.path === FROM_ELSEWHERE ? undefined : guarded(c);
}
