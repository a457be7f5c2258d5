import type { Context, MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { refuse } from "../refuse.tsx";

const BODY_BYTES_MAX = 64 * 1024;

const limit = bodyLimit({
  maxSize: BODY_BYTES_MAX,
  onError: (c) => refuse(c, "body_too_large"),
});

/**
 * Reads the whole body, at most 64 KiB, whatever its declared length; later readers get the stored copy. Read here
 * and nowhere else, so that a client that hangs up halfway is refused instead of causing a fault.
 */
export const limitedBody: MiddlewareHandler = async (c, next) => await readBody(c) ?? await next();

async function readBody(c: Context): Promise<Response | undefined> {
  if (!c.req.raw.body) return undefined;
  try {
    const refused = await limit(c, async () => {});
    if (refused) return refused;
    await c.req.arrayBuffer();
    return undefined;
  } catch {
    return refuse(c, "body_incomplete");
  }
}
