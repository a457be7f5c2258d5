import { bodyLimit } from "hono/body-limit";
import type { Check } from "./checks.ts";
import type { Refuse } from "./refuse.ts";

const BODY_BYTES_MAX = 64 * 1024;

/**
 * Reads the whole body, at most 64 KiB, whatever its declared length; later readers get the stored copy. Read here
 * and nowhere else, so that a client that hangs up halfway is refused instead of causing a fault.
 */
export function limitedBody(refuse: Refuse): Check {
  const limit = bodyLimit({
    maxSize: BODY_BYTES_MAX,
    onError: (c) => refuse(c, "body_too_large"),
  });
  return async (c) => {
    if (c.req.method === "GET") return undefined;
    try {
      const length = c.req.header("Content-Length");
      const announced = length !== undefined && c.req.header("Transfer-Encoding") === undefined;
      // Asked for its stream, Deno reads a body piece by piece; one of a known length is read at once.
      if (!announced) {
        if (!c.req.raw.body) return undefined;
        const refused = await limit(c, async () => {});
        if (refused) return refused;
      } else if (!(Number(length) <= BODY_BYTES_MAX)) {
        return refuse(c, "body_too_large");
      }
      await c.req.arrayBuffer();
      return undefined;
    } catch {
      return refuse(c, "body_incomplete");
    }
  };
}
