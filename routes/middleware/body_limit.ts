import type { Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { AppEnv } from "../app_env.ts";
import type { Check } from "./checks.ts";
import type { Refuse } from "./refuse.ts";

const BODY_BYTES_MAX = 64 * 1024;

/**
 * Reads the whole body, at most 64 KiB or what `larger` says of its path, whatever its declared length; later readers get the stored copy. Read here
 * and nowhere else, so that a client that hangs up halfway is refused instead of causing a fault.
 */
export function limitedBody(
  refuse: Refuse,
  larger: (path: string) => number | undefined = () => undefined,
): Check {
  const limitTo = (maxSize: number) =>
    bodyLimit({ maxSize, onError: (c) => refuse(c, "body_too_large") });
  const limit = limitTo(BODY_BYTES_MAX);
  return (c) => c.req.method === "GET" ? undefined : read(c);

  async function read(c: Context<AppEnv>): Promise<Response | undefined> {
    const most = larger(c.req.path);
    try {
      const length = c.req.header("Content-Length");
      const announced = length !== undefined && c.req.header("Transfer-Encoding") === undefined;
      // Asked for its stream, Deno reads a body piece by piece; one of a known length is read at once.
      if (!announced) {
        if (!c.req.raw.body) return undefined;
        const refused = await (most === undefined ? limit : limitTo(most))(c, async () => {});
        if (refused) return refused;
      } else if (!(Number(length) <= (most ?? BODY_BYTES_MAX))) {
        return refuse(c, "body_too_large");
      }
      await c.req.arrayBuffer();
      return undefined;
    } catch {
      return refuse(c, "body_incomplete");
    }
  }
}
