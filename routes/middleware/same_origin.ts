import { csrf } from "hono/csrf";
import type { Deps } from "../../core/deps.ts";
import { frameIn } from "../refuse.tsx";
import type { Check } from "./checks.ts";

/**
 * A form is accepted only from our own pages, recognized by Origin or Sec-Fetch-Site, so no page needs a token.
 * Programs are exempt: they authenticate with a key or a signature, and there is no cookie to abuse.
 */
export function sameOrigin(deps: Deps): Check {
  const { publicUrl } = deps.config;
  const guard = csrf({
    origin: (origin, c) => origin === publicUrl || origin === new URL(c.req.url).origin,
  });
  return async (c) => {
    if (c.req.method === "GET" || !frameIn(c)) return undefined;
    return await guard(c, async () => {}) ?? undefined;
  };
}
