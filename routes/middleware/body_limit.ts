import type { MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { Refuse } from "./refuse.ts";

const BODY_BYTES_MAX = 64 * 1024;

/**
 * Reads the whole body, at most 64 KiB of it, announced or not; whoever wants it later gets what is kept. Read here
 * and nowhere else, so that a sender who hangs up half-way is refused and is not a fault of ours.
 */
export function limitedBody(refuse: Refuse): MiddlewareHandler {
  const limit = bodyLimit({
    maxSize: BODY_BYTES_MAX,
    onError: (c) => refuse(c, "body_too_large"),
  });
  return async (c, next) => {
    if (!c.req.raw.body) return await next();
    try {
      const refused = await limit(c, async () => {});
      if (refused) return refused;
      await c.req.arrayBuffer();
    } catch {
      return refuse(c, "body_incomplete");
    }
    return await next();
  };
}
